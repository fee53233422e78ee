import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tidyExports, listTaken } from '../../src/dashboards/exports/index.ts'
import { makeExport, postsOf } from '../../src/dashboards/exports/make.ts'
import { findOwn, insertExport } from '../../src/dashboards/exports/store.ts'
import { isRefusal } from '../../src/kit/refusal.ts'
import { defineLedger } from '../../src/org/ledger.ts'
import type { Viewer } from '../../src/org/viewer.ts'
import { readCsvRows, readXlsx, tableOf } from '../../src/platform/sheets/index.ts'
import type { Table } from '../../src/platform/sheets/index.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

interface View {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly done: number
  readonly total?: number
  readonly opened: number
}
interface Item {
  readonly number: string
  readonly stageTitle: string
  readonly unitName: string
  readonly openedAt: string
}

let town: LivingTown
const hostile = '=HYPERLINK("http://x.example","看这里")'
beforeAll(async () => {
  town = await startTown('09-16T15:00')
  const wish = { wanted: true, how: 'phone', by: 'department', phone: '13900000000' }
  await town.rate({ overall: 2, levels: { result: 1 }, reasons: ['same_form_again'], words: '抄了三遍', callback: wish })
  await town.rate({ overall: 1, callback: wish })
  await town.at('09-17T10:00')
  const [call] = await town.work('hanfang')
  await town.act('hanfang', call!, 'record_call', { what_was_wrong: '三张表', cause: 'documents', head: 'mechanism', speed_agreed: true })
  await town.act('hanfang', call!, 'order_repair', {
    cause: 'documents',
    what_to_change: hostile,
    responsible: '＋窗口负责人',
    by: '2026-09-23',
  })
  await town.at('09-18T10:00')
}, 120_000)
afterAll(() => town?.running.stop())

const post = (login: string, url: string, payload: object = {}) =>
  sessions(login).then(cookie => town.running.app.inject({ method: 'POST', url, payload, cookies: { huiyin_session: cookie } }))
const kept = new Map<string, string>()
const sessions = async (login: string): Promise<string> => {
  const cookie =
    kept.get(login) ??
    (
      await town.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: '柳渡口的水声 听得很远很远' } })
    ).cookies.find(one => one.name === 'huiyin_session')!.value
  kept.set(login, cookie)
  return cookie
}
const take = async (login: string, ledger: string, more: object = {}): Promise<View> => {
  const answer = await post(login, '/api/exports', { ledger, format: 'xlsx', ...more })
  expect([ledger, answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([ledger, 201, ''])
  return answer.json<View>()
}
const file = (login: string, id: string) => town.get(login, `/api/exports/${id}/file`)
const open = async (login: string, view: View): Promise<Table & { readonly mark: string }> => {
  expect(view.state).toBe('ready')
  const answer = await file(login, view.id)
  expect(answer.statusCode).toBe(200)
  const sheets = await readXlsx(answer.rawPayload)
  if (isRefusal(sheets)) throw new Error(sheets.because)
  return { ...tableOf(sheets[0]!.rows), mark: sheets[0]!.rows[0]!.cells[0]! }
}

describe('a list that is taken out', () => {
  it.each(['hanfang', 'luocz', 'zhouyq', 'guosz', 'luxm'].map(login => [login] as const))(
    'shows %s exactly the rows and words of the screen, and no one else’s',
    async login => {
      const answer = await town.get(login, '/api/matters?open=true&limit=200')
      if (answer.statusCode !== 200) return
      const screen = answer.json<{ items: Item[] }>().items
      const table = await open(login, await take(login, 'matters', { filter: { open: true } }))
      expect(table.rows.map(row => [row.cells['编号'], row.cells['到哪一步'], row.cells['单位'], row.cells['开始']])).toEqual(
        screen.map(item => [
          item.number,
          item.stageTitle,
          item.unitName,
          new Date(Date.parse(item.openedAt) + 28_800_000).toISOString().slice(0, 10),
        ]),
      )
      expect(JSON.stringify(table.rows)).not.toMatch(/抄了三遍|13900000000|邓阿婆|陆小满/)
    },
  )

  it('is as empty for the rated as their screen is, and for a clerk no list of matters of others', async () => {
    expect((await open('luxm', await take('luxm', 'matters'))).rows).toEqual([])
  })

  it('follows the five counts row for row', async () => {
    for (const key of ['call_overdue', 'repair_overdue', 'second_contact_missing', 'said_unsolved', 'in_new_round']) {
      const screen = (await town.get('zhouyq', `/api/boards/loop-health/${key}`)).json<{ items: Item[] }>().items
      expect((await open('zhouyq', await take('zhouyq', 'loop_health', { filter: { key } }))).rows.map(row => row.cells['编号'])).toEqual(
        screen.map(item => item.number),
      )
    }
  })

  it('F-06: what somebody typed as a formula leaves as text in both formats', async () => {
    const table = await open('hanfang', await take('hanfang', 'repair_orders', { purpose: '每周例会讲评' }))
    expect(table.rows[0]!.cells).toMatchObject({ 要改什么: hostile, 责任人: '＋窗口负责人' })
    const csv = (await file('hanfang', (await take('hanfang', 'repair_orders', { purpose: '每周例会讲评', format: 'csv' })).id)).body
    expect(csv).toContain(`"'=HYPERLINK(""http://x.example"",""看这里"")"`)
    expect(csv).toContain(`"'＋窗口负责人"`)
    const rows = readCsvRows(csv)
    expect(Array.isArray(rows) && tableOf(rows).rows[0]!.cells['要改什么']).toBe(hostile)
  })

  it('is refused without a purpose where it holds names or words, and not there for whom its page is not', async () => {
    expect((await post('hanfang', '/api/exports', { ledger: 'repair_orders', format: 'csv' })).json()).toMatchObject({
      type: 'urn:huiyin:export_purpose_missing',
      field: 'purpose',
    })
    expect((await post('guosz', '/api/exports', { ledger: 'repair_orders', format: 'csv', purpose: '看一看清单' })).statusCode).toBe(404)
    expect((await post('hanfang', '/api/exports', { ledger: 'org_people', format: 'csv', purpose: '看一看名单' })).statusCode).toBe(404)
    expect((await post('hanfang', '/api/exports', { ledger: 'matters', format: 'csv', filter: { unit: 'x' } })).statusCode).toBe(400)
    expect((await town.get('hanfang', '/api/exports/ledgers')).json<{ items: { name: string }[] }>().items.map(item => item.name)).toEqual([
      'matters',
      'loop_health',
      'evaluation',
      'repair_orders',
      // Every office may come to lead a stuck matter; for who sees none the list is empty.
      'stuck',
      'stuck_clearing',
      'stuck_months',
      // Nor where there are no papers on their way.
      'transfer',
      'hall_items',
      'hall_windows',
      'hall_halls',
      // Whoever works in an organ that may be asked for; for who was not asked for the list is empty.
      'reach',
      'reach_month',
      // Of the organ that visits; nobody else's has a line.
      'rounds_concerns',
      // The same of whoever may decide about help.
      'hardship',
      'hardship_month',
      // Nobody here works in a zone: empty as well.
      'zone',
      'zone_counts',
      // No reception day has been published: empty as well.
      'reception',
      'reception_days',
    ])
  })

  it('bears who, when and the number of the record, and lies sealed on disk', async () => {
    const view = await take('hanfang', 'matters')
    const { mark } = await open('hanfang', view)
    expect(mark).toBe(`韩芳（部门负责人）　2026-09-18 10:00　导出号 ${view.number}`)
    const folder = join(town.running.house.config.dataFolder, 'exports', 'yunxi')
    expect(readdirSync(folder)).toContain(view.id)
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('PK\u0003\u0004')).toBe(false)
    // One changed bit, and nothing of it is taken for the list.
    await expect(async () => {
      for await (const _ of (await import('../../src/platform/files/index.ts'))
        .sealedFolder(join(town.running.house.config.dataFolder, 'exports'), 'yunxi')
        .read(view.id, town.running.house.keys.dataKey('files').key, 'x')) {
        /* read on */
      }
    }).rejects.toThrow()
  })

  it('is one person’s own: for anybody else it is not there, and once taken back or expired for nobody', async () => {
    const view = await take('hanfang', 'matters')
    for (const login of ['luocz', 'zhouyq', 'guosz']) {
      expect((await file(login, view.id)).statusCode).toBe(404)
      expect((await post(login, `/api/exports/${view.id}/revoke`)).statusCode).toBe(404)
    }
    expect((await town.running.app.inject({ url: `/api/exports/${view.id}/file` })).statusCode).toBe(401)
    const folder = join(town.running.house.config.dataFolder, 'exports', 'yunxi')
    expect((await post('hanfang', `/api/exports/${view.id}/revoke`)).statusCode).toBe(204)
    expect((await file('hanfang', view.id)).json()).toMatchObject({ type: 'urn:huiyin:export_gone' })
    expect(readdirSync(folder)).not.toContain(view.id)
    const later = await take('hanfang', 'matters')
    await town.at('09-21T09:59')
    expect((await file('hanfang', later.id)).statusCode).toBe(200)
    kept.clear()
    await town.at('09-21T10:00')
    expect((await file('hanfang', later.id)).json()).toMatchObject({ type: 'urn:huiyin:export_gone' })
    await tidyExports(town.running.house, new Date(0))
    expect(readdirSync(folder)).not.toContain(later.id)
    expect((await town.get('hanfang', '/api/exports')).json<{ items: View[] }>().items.find(item => item.id === later.id)).toMatchObject({
      state: 'expired',
      opened: 1,
    })
  })
})

const person = async (login: string): Promise<Extract<Viewer, { kind: 'person' }>> => {
  const session = (await town.get(login, '/api/session')).json<{
    person: string
    name: string
    posts: { unit: string; role: 'leader' }[]
  }>()
  return {
    kind: 'person',
    city: 'yunxi',
    person: session.person,
    account: session.person,
    name: session.name,
    posts: session.posts.map(({ unit, role }) => ({ unit, role })),
  }
}

describe('the record of what was taken out', () => {
  it('is read by discipline and the audit administrator with who, what, how much and what for, and by nobody else', async () => {
    const { house } = town.running
    const read = async (login: string) => house.as(await person(login), tx => listTaken(tx, new Date(0), 100))
    const seen = await read('guosz')
    expect(seen.length).toBeGreaterThan(8)
    expect(seen.find(row => row.ledger === 'repair_orders')).toMatchObject({
      person_name: '韩芳',
      purpose: '每周例会讲评',
      done: 1,
      filter: {},
      state: 'ready',
    })
    expect(new Set(seen.filter(row => row.ledger === 'loop_health').map(row => (row.filter as { key: string }).key)).size).toBe(5)
    for (const login of ['hanfang', 'luocz', 'zhouyq']) expect(await read(login)).toEqual([])
  })

  it('stays as it is: no one deletes a line, changes what it says, or writes one for another', async () => {
    const { house } = town.running
    const me = await person('hanfang')
    const refused = async (text: string): Promise<void> => {
      await expect(house.as(me, tx => sql.raw(text).execute(tx))).rejects.toThrow(/permission denied|stays on record|row-level security/)
    }
    await refused(`delete from dashboards.export`)
    await refused(`update dashboards.export set purpose = '另一个用途'`)
    await refused(`update dashboards.export set state = 'making', expires_at = null where state = 'ready'`)
    await refused(`update dashboards.export set opened = -1`)
    const other = await person('luocz')
    await refused(`insert into dashboards.export (city, id, number, ledger, format, filter, columns, person, person_name, posts, asked_at, moved_at)
      values ('yunxi', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11', 'X', 'matters', 'csv', '{}', '[]', '${other.person}', 'x', '{}', '2026-09-18', '2026-09-18')`)
    // The keys of others do not exist.
    expect(
      (
        await house.as(other, tx =>
          sql`select from dashboards.export_key k join dashboards.export e on e.id = k.export where e.person <> org.person()`.execute(tx),
        )
      ).rows,
    ).toEqual([])
  })
})

describe('an office’s own columns', () => {
  it('are one’s own before the unit’s, and the unit’s before the house’s', async () => {
    const heads = async (login: string): Promise<readonly string[]> => (await open(login, await take(login, 'matters'))).columns
    const unit = [
      { key: 'number', heading: '案件号' },
      { key: 'unit', heading: '承办庭室' },
    ]
    expect((await post('hanfang', '/api/exports/columns', { ledger: 'matters', owner: 'unit', columns: unit })).statusCode).toBe(204)
    expect(await heads('hanfang')).toEqual(['案件号', '承办庭室'])
    expect(
      (
        await post('hanfang', '/api/exports/columns', {
          ledger: 'matters',
          owner: 'person',
          columns: [
            { key: 'due', heading: '=期限' },
            { key: 'number', heading: '号' },
          ],
        })
      ).statusCode,
    ).toBe(204)
    expect(await heads('hanfang')).toEqual(['=期限', '号'])
    expect(await heads('zhouyq')).toContain('编号')
    await post('hanfang', '/api/exports/columns', { ledger: 'matters', owner: 'person', columns: null })
    expect(await heads('hanfang')).toEqual(['案件号', '承办庭室'])
    // Whoever is rated there may use them, and not set them.
    expect(await heads('luxm')).toEqual(['案件号', '承办庭室'])
    expect((await post('luxm', '/api/exports/columns', { ledger: 'matters', owner: 'unit', columns: unit })).statusCode).toBe(403)
    expect(
      (await post('hanfang', '/api/exports/columns', { ledger: 'matters', owner: 'person', columns: [{ key: 'phone', heading: '电话' }] }))
        .statusCode,
    ).toBe(400)
  })
})

describe('a long list', () => {
  it('is made in the background: the answer comes at once, and the screen follows the rows', async () => {
    const { house } = town.running
    const me = await person('zhouyq')
    const unit = me.posts[0]!.unit
    await house.database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      await sql`insert into engine.matter (city, id, number, kind, lane, unit, programme, stage, round, opened_at, moved_at, length, due_at, near_at, source)
        select 'yunxi', gen_random_uuid(), 'B' || lpad(n::text, 8, '0'), 'callback', 'rating', u.id, ${house.programmes.current().version}, 'awaiting_contact', 1, '2026-09-18', '2026-09-18', 0, '2026-10-01', 'infinity', 'long/' || n
        from generate_series(1, 2500) n, (select id from org.unit where code = 'ld.court.enforcement') u`.execute(tx)
      await sql`insert into engine.seat (city, matter, seat, unit, role, sight) select city, id, 'supervisor', ${unit}, ${me.posts[0]!.role}, 'progress' from engine.matter where source like 'long/%'`.execute(
        tx,
      )
      await sql`analyze engine.matter, engine.seat`.execute(tx)
    })
    const view = await take('zhouyq', 'matters', { format: 'csv' })
    expect(view).toMatchObject({ state: 'making', total: expect.any(Number) as number })
    expect(view.total).toBeGreaterThanOrEqual(2500)
    let last = view
    for (let asked = 0; asked < 600 && last.state === 'making'; asked++) {
      await new Promise(resolve => setTimeout(resolve, 50))
      last = (await town.get('zhouyq', `/api/exports/${view.id}`)).json<View>()
    }
    expect(last).toMatchObject({ state: 'ready', done: view.total, total: view.total })
  })

  it('of names and free words is made only with every factor shown a short while ago; a list without them needs none', async () => {
    const stale = (minutes: number) =>
      town.running.house.as({ kind: 'system', city: town.running.house.city, name: 'sign_in' }, tx =>
        sql`update org.session set fresh_at = fresh_at - make_interval(mins => ${minutes}::int)`.execute(tx),
      )
    const ask = (ledger: string) => post('hanfang', '/api/exports', { ledger, format: 'csv', purpose: '周会上要用' })
    await stale(11)
    const refused = await ask('repair_orders')
    expect([refused.statusCode, refused.json<{ type: string }>().type]).toEqual([403, 'urn:huiyin:step_up_needed'])
    expect((await ask('matters')).statusCode).toBe(201)
    await stale(-11)
    expect((await ask('repair_orders')).statusCode).toBe(201)
  })

  it('ends, and leaves nothing on disk, when a post that it shows the sight of is lost while it is being made', async () => {
    const { house } = town.running
    const me = await person('zhouyq')
    const { key, wrapped } = house.keys.dataKey('files')
    const id = house.keys.uuid()
    const row = { key: 'number', heading: '编号' }
    const losesPost = async function* () {
      yield Array.from({ length: 3000 }, (_, at) => ({ number: `${at}` }))
      await house.database.transaction('migrate', async tx => {
        await sql`set local role huiyin_owner`.execute(tx)
        await sql`update org.post set held_until = '2026-09-19' where person = ${me.person} and role = 'supervisor'`.execute(tx)
      })
      yield [{ number: 'what he may not see any more' }]
    }
    const ledger = defineLedger({
      name: 'matters',
      title: { zh: '件', en: 'Matters' },
      filter: z.unknown(),
      columns: [{ key: 'number', title: { zh: '编号', en: 'Number' }, kind: 'text' as const }],
      pages: losesPost,
    })
    await house.as(me, tx =>
      insertExport(tx, {
        id,
        number: 'TEST',
        ledger: 'matters',
        format: 'csv',
        filter: {},
        purpose: null,
        person: me.person,
        person_name: me.name,
        posts: postsOf(me),
        columns: [row],
        at: house.clock.now(),
        total: null,
        wrappedKey: wrapped,
      }),
    )
    await makeExport(house, {
      id,
      ledger,
      filter: {},
      format: 'csv',
      columns: [row],
      viewer: me,
      language: 'zh',
      mark: 'x',
      behind: false,
      key,
    })
    expect((await house.as(me, tx => findOwn(tx, id)))?.state).toBe('failed')
    expect(readdirSync(join(house.config.dataFolder, 'exports', 'yunxi')).filter(name => name.startsWith(id))).toEqual([])
  })
})
