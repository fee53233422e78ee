import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { orgTexts, townFolder } from '../../../test/programme.ts'
import { buildHouse, startHouse } from '../../main.ts'
import type { Running } from '../../main.ts'
import { MovableClock } from '../../platform/clock.ts'
import type { LogFields } from '../../platform/log.ts'
import { importOrg } from '../import/index.ts'
import type { Viewer } from '../viewer.ts'
import { faultOfDate, inForceOn, stateOf } from './rules.ts'
import type { Adoption } from './rules.ts'
import type { Day } from '../../calendar/index.ts'

const day = (text: string): Day => text as Day
const at = (text: string): Date => new Date(`${text}T09:00:00+08:00`)
const row = (id: string, fromOn: string, more: Partial<Adoption> = {}): Adoption => ({
  id,
  version: id,
  way: 'screen',
  fromOn: day(fromOn),
  proposedAt: at('2026-09-01'),
  approvedAt: at('2026-09-02'),
  withdrawnAt: null,
  ...more,
})

describe('which version holds', () => {
  it('is the agreed one with the latest day that has come; what waits, was taken back or lies ahead holds nothing', () => {
    const rows = [
      row('old', '2026-09-05'),
      row('new', '2026-09-10'),
      row('ahead', '2026-09-20'),
      row('waits', '2026-09-08', { approvedAt: null }),
      row('back', '2026-09-11', { withdrawnAt: at('2026-09-03') }),
    ]
    expect([inForceOn(rows, day('2026-09-04')), inForceOn(rows, day('2026-09-09'))?.id, inForceOn(rows, day('2026-09-10'))?.id]).toEqual([
      undefined,
      'old',
      'new',
    ])
    expect(rows.map(one => stateOf(one, rows, day('2026-09-12')))).toEqual(['past', 'in_force', 'agreed', 'lapsed', 'withdrawn'])
    expect(stateOf(rows[3]!, rows, day('2026-09-07'))).toBe('waiting')
  })
  it('is the folder’s until something has been adopted on screen, and never again afterwards', () => {
    const folder = [
      row('first', '2026-01-01', { way: 'folder', approvedAt: null }),
      row('second', '2026-09-30', { way: 'folder', approvedAt: null }),
    ]
    expect(folder.map(one => stateOf(one, folder, day('2026-09-30')))).toEqual(['past', 'in_force'])
    expect(folder.map(one => stateOf(one, [...folder, row('screen', '2026-09-10')], day('2026-10-01')))).toEqual(['past', 'past'])
  })
  it('begins tomorrow at the earliest, so that every server has it by then', () => {
    expect(
      ['2026-09-09', '2026-09-10', '2026-09-11', '2027-09-11', '2027-09-12'].map(
        from => faultOfDate(day(from), day('2026-09-10')) === null,
      ),
    ).toEqual([false, false, true, true, false])
  })
})

const password = '柳渡口的水声 听得很远很远'
let database: FreshDatabase
let one: Running
let other: Running
const log: LogFields[] = []
const clock = new MovableClock(new Date('2026-09-16T09:00:00+08:00'))
const cookies = new Map<string, string>()
const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-adoption-'))
const inFolder = readFileSync(join(townFolder, 'programme.yaml'), 'utf8')
const slower = inFolder.replace('  rounds: 3\n', '  rounds: 4\n  call_within: { amount: 2 }\n')
const people = new Map<string, Extract<Viewer, { kind: 'person' }>>()

const open = async (): Promise<Running> => {
  const config = {
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: false,
  } as const
  const keep = (fields: LogFields): void => {
    log.push(fields)
  }
  return startHouse(await buildHouse(config, { clock, log: { info: keep, warn: keep, error: keep }, database }), {
    beatMs: 0,
    console: false,
  })
}
const who = ['guxc', 'boqc', 'yuwl', 'zhouyq', 'hanfang', 'luxm', 'ldzfw']

beforeAll(async () => {
  database = await freshDatabase()
  one = await open()
  const { house } = one
  expect(
    (
      await importOrg(house.as, house.keys, {
        city: house.city,
        texts: orgTexts(),
        passwordOf: login => (who.includes(login) ? password : undefined),
        mustChange: false,
      })
    ).faults,
  ).toEqual([])
  const rows = await house.as(
    { kind: 'system', city: house.city, name: 'import' },
    async tx =>
      (
        await sql<{ login: string; role: 'system_admin'; person: string; unit: string }>`
    select a.login, h.role, a.person, h.unit from org.account a join org.post h on h.city = a.city and h.person = a.person`.execute(tx)
      ).rows,
  )
  for (const post of rows)
    people.set(post.login, {
      kind: 'person',
      city: house.city,
      person: post.person,
      account: post.person,
      name: post.login,
      posts: [{ unit: post.unit, role: post.role }],
    })
  other = await open()
})
afterAll(async () => {
  await one?.stop()
  await other?.stop().catch(() => {})
})

const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  if (!cookies.has(login)) {
    const answer = await one.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    cookies.set(login, answer.cookies.find(found => found.name.endsWith('huiyin_session'))!.value)
  }
  const cookie = cookies.get(login)!
  return one.app.inject({
    method,
    url,
    cookies: { huiyin_session: cookie, '__Host-huiyin_session': cookie },
    ...(payload ? { payload } : {}),
  })
}
const propose = (text: string, fromOn: string, login = 'guxc') =>
  ask(login, 'POST', '/api/programme/proposals', { text, fromOn, note: '两个工作日更实际' })
const keptNames = (): Promise<string> =>
  one.house.as({ kind: 'system', city: one.house.city, name: 'loops' }, async tx =>
    JSON.stringify((await sql`select data -> 'name' as name from programme.version`.execute(tx)).rows),
  )
const openRepair = (): Promise<string> => {
  const { house } = one
  const viewer: Viewer = { kind: 'system', city: house.city, name: 'loops' }
  return house.as(viewer, async tx => {
    const unit = (await house.org.unitByCode(tx, 'ld.court.enforcement'))!
    return (
      await house.engine.open(tx, viewer, {
        kind: 'repair',
        lane: 'rating',
        unit: unit.id,
        barred: [],
        input: { unit: unit.id, unitName: unit.name, batch: '2026-W37', reasons: [] },
        seats: [
          { seat: 'leader', unit: unit.id, role: 'leader', sight: 'full' },
          { seat: 'centre', unit: unit.id, role: 'callback_centre', sight: 'full' },
        ],
      })
    ).matter
  })
}
const lives = (matter: string): Promise<{ programme: string; dueOn: string }> =>
  one.house.as(
    { kind: 'system', city: one.house.city, name: 'loops' },
    async tx =>
      (
        await sql<{ programme: string; dueOn: string }>`
  select m.programme, c.due_on::text as "dueOn" from engine.matter m join engine.clock c on c.city = m.city and c.matter = m.id and c.clock = 'plan_within' where m.id = ${matter}`.execute(
          tx,
        )
      ).rows[0]!,
  )

describe('the programme of a city that runs', () => {
  const yaml = slower.replace('  sms_replies: true\n', '  sms_replies: true\n  plan_within: { amount: 9, unit: working_days }\n')
  let before: string
  let id: string
  it('is read whole by those who keep and watch it; everybody else reads clocks, steps and levels', async () => {
    const whole = (await ask('guxc', 'GET', '/api/programme')).json<{ whole: boolean; sentences: { group: string; path: string }[] }>()
    expect(
      whole.whole && whole.sentences.some(said => said.group === 'withholding') && whole.sentences.some(said => said.group === 'access'),
    ).toBe(true)
    for (const login of ['luxm', 'hanfang']) {
      const part = (await ask(login, 'GET', '/api/programme')).json<typeof whole>()
      expect([login, part.whole, [...new Set(part.sentences.map(said => said.group))]]).toEqual([
        login,
        false,
        ['frame', 'rating', 'clocks', 'ladder'],
      ])
      expect((await ask(login, 'GET', '/api/programme/versions')).statusCode).toBe(403)
    }
    expect((await ask('yuwl', 'GET', '/api/programme/versions')).json()).toMatchObject({
      folderDiffers: false,
      text: inFolder,
      items: [{ way: 'folder', state: 'in_force', fromOn: '2026-09-16' }],
    })
  })

  it('is checked before anything is proposed: each fault with its line, each change in a sentence, and what may not change', async () => {
    expect(
      (await ask('guxc', 'POST', '/api/programme/preview', { text: inFolder.replace('rounds: 3', 'rounds: 9') })).json(),
    ).toMatchObject({
      faults: [
        {
          line: inFolder.split('\n').findIndex(line => line.includes('rounds: 3')) + 1,
          path: 'callback.rounds',
          sentence: expect.stringContaining('最多 6'),
        },
      ],
      differences: [],
    })
    const told = (await ask('guxc', 'POST', '/api/programme/preview', { text: yaml })).json<{
      differences: { path: string; after: { zh: string }[] }[]
    }>()
    expect(told.differences.map(one => one.path)).toEqual(['callback.call_within', 'callback.plan_within', 'callback.rounds'])
    expect((await ask('boqc', 'POST', '/api/programme/preview', { text: yaml })).statusCode).toBe(403)
    for (const [text, fromOn, type] of [
      [inFolder, '2026-09-21', 'programme_same'],
      [`${inFolder}# a remark\n`, '2026-09-21', 'programme_same'],
      [inFolder.replace('rounds: 3', 'rounds: 9'), '2026-09-21', 'programme_faulty'],
      [yaml, '2026-09-16', 'programme_date'],
      [inFolder.replace('evaluation:\n', 'evaluation:\n  poor_up_to: 1\n'), '2026-09-21', 'programme_refused'],
      [
        inFolder.replace('evaluation:\n', 'evaluation:\n  levels: [非常满意, 满意, 基本满意, 不满意, 非常不满意]\n'),
        '2026-09-21',
        'programme_faulty',
      ],
    ] as const)
      expect((await propose(text, fromOn)).json()).toMatchObject({ type: `urn:huiyin:${type}` })
  })

  it('is proposed by one and agreed to by another: the city’s committee or the security administrator, not a district’s', async () => {
    before = await openRepair()
    for (const login of ['boqc', 'zhouyq', 'yuwl', 'hanfang'])
      expect([login, (await propose(yaml, '2026-09-21', login)).statusCode]).toEqual([login, 403])
    id = (await propose(yaml, '2026-09-21')).json<{ id: string }>().id
    const other = yaml.replace('name: 云溪市', 'name: 云溪别名')
    expect((await propose(other, '2026-09-22')).json()).toMatchObject({ type: 'urn:huiyin:programme_waiting' })
    // What could not be proposed leaves nothing behind.
    expect(await keptNames()).not.toContain('云溪别名')
    expect((await ask('guxc', 'GET', '/api/programme/versions')).json<{ items: object[] }>().items[0]).toMatchObject({
      state: 'waiting',
      mayApprove: false,
      mayWithdraw: true,
    })
    expect((await ask('guxc', 'POST', `/api/programme/proposals/${id}/approve`, {})).statusCode).toBe(403)
    expect((await ask('yuwl', 'POST', `/api/programme/proposals/${id}/approve`, {})).statusCode).toBe(403)
    expect((await ask('zhouyq', 'GET', '/api/programme/versions')).json<{ items: object[] }>().items[0]).toMatchObject({
      mayApprove: true,
      proposedByName: '顾晓晨',
      note: '两个工作日更实际',
    })
    expect(
      (await ask('zhouyq', 'GET', `/api/programme/versions/${id}/differences`)).json<{ differences: object[] }>().differences,
    ).toHaveLength(3)
    expect((await ask('zhouyq', 'POST', `/api/programme/proposals/${id}/approve`, {})).statusCode).toBe(204)
    expect((await ask('boqc', 'POST', `/api/programme/proposals/${id}/approve`, {})).json()).toMatchObject({
      type: 'urn:huiyin:programme_decided',
    })
  })

  it('changes on its day, on every server without a restart; a matter keeps the version, and the date, that it was opened with', async () => {
    const held = await lives(before)
    await one.beat()
    await other.beat()
    expect(one.house.programmes.current().version).toBe(held.programme)
    clock.moveTo(new Date('2026-09-21T00:01:00+08:00'))
    await one.beat()
    // A matter that the first server opens now is read by the other one, whose own beat has not come yet.
    expect(other.house.programmes.at(one.house.programmes.current().version).version).not.toBe(held.programme)
    expect(other.house.programmes.current().version).toBe(held.programme)
    await other.beat()
    expect(one.house.programmes.current().version).not.toBe(held.programme)
    expect(other.house.programmes.current().version).toBe(one.house.programmes.current().version)
    expect(log.filter(line => line.event === 'programme.in_force')).toHaveLength(2)
    expect(await lives(before)).toEqual(held)
    const after = await lives(await openRepair())
    expect(after.programme).toBe(one.house.programmes.current().version)
    expect(after.dueOn).toBe('2026-10-10')
    const { items, folderDiffers, text } = (await ask('yuwl', 'GET', '/api/programme/versions')).json<{
      folderDiffers: boolean
      text: string
      items: { way: string; state: string; openMatters: number }[]
    }>()
    // One matter each is fewer than ten: a single one is not read out of a count.
    expect(items.map(({ way, state, openMatters }) => [way, state, openMatters])).toEqual([
      ['screen', 'in_force', 0],
      ['folder', 'past', 0],
    ])
    expect([folderDiffers, text === yaml]).toEqual([true, true])
  })

  it('is what the database says from then on: a further start does not put the folder in force again', async () => {
    const third = await open()
    expect(third.house.programmes.current().version).toBe(one.house.programmes.current().version)
    expect(log.some(line => line.event === 'programme.folder_differs')).toBe(true)
    await third.app.close()
  })

  it('can be taken back before its day and not after it', async () => {
    expect((await ask('guxc', 'POST', `/api/programme/proposals/${id}/withdraw`, {})).json()).toMatchObject({
      type: 'urn:huiyin:programme_decided',
    })
    const next = (await propose(yaml.replace('amount: 9', 'amount: 8'), '2026-09-23')).json<{ id: string }>().id
    expect((await ask('boqc', 'POST', `/api/programme/proposals/${next}/approve`, {})).statusCode).toBe(204)
    expect((await ask('guxc', 'POST', `/api/programme/proposals/${next}/withdraw`, {})).statusCode).toBe(204)
    clock.moveTo(new Date('2026-09-23T09:00:00+08:00'))
    const now = one.house.programmes.current().version
    await one.beat()
    expect(one.house.programmes.current().version).toBe(now)
  })

  it('leaves its marks on the trail of access', async () => {
    const acts = (await ask('yuwl', 'GET', '/api/access-trail?act=programme_proposed,programme_approved,programme_withdrawn'))
      .json<{ items: { act: string; personName: string }[] }>()
      .items.map(entry => [entry.act, entry.personName])
    expect(acts.toSorted()).toEqual(
      [
        ['programme_approved', '周砚秋'],
        ['programme_approved', '柏青川'],
        ['programme_proposed', '顾晓晨'],
        ['programme_proposed', '顾晓晨'],
        ['programme_withdrawn', '顾晓晨'],
      ].toSorted(),
    )
  })

  it('cannot be adopted past the routes either', async () => {
    const [system, security, district] = ['guxc', 'boqc', 'ldzfw'].map(login => people.get(login))
    const waiting = (await propose(yaml.replace('amount: 9', 'amount: 7'), '2026-09-28')).json<{ id: string }>().id
    const tries: readonly (readonly [string, Viewer | undefined, ReturnType<typeof sql>])[] = [
      [
        'agreed to by whoever proposed it',
        system,
        sql`update org.programme_adoption set approved_by = org.person(), approved_at = proposed_at where id = ${waiting}`,
      ],
      [
        'another’s consent',
        system,
        sql`update org.programme_adoption set approved_by = ${security!.person}, approved_at = proposed_at where id = ${waiting}`,
      ],
      [
        'handed in as agreed',
        system,
        sql`insert into org.programme_adoption (city, id, version, way, yaml, from_on, proposed_by, proposed_at, approved_by, approved_at) select city, gen_random_uuid(), version, way, yaml, from_on, org.person(), proposed_at, ${security!.person}, proposed_at from org.programme_adoption where id = ${waiting}`,
      ],
      [
        'agreed to after its day',
        security,
        sql`update org.programme_adoption set approved_by = org.person(), approved_at = '2026-09-28 00:00+08' where id = ${waiting}`,
      ],
      ['the text rewritten', system, sql`update org.programme_adoption set yaml = 'x' where id = ${waiting}`],
      [
        'an agreed one withdrawn on its day',
        security,
        sql`update org.programme_adoption set withdrawn_by = org.person(), withdrawn_at = '2026-09-21 00:00+08' where id = ${id}`,
      ],
      [
        'a folder found by a person',
        system,
        sql`insert into org.programme_adoption (city, id, version, way, from_on, proposed_at) values (org.city(), gen_random_uuid(), 'v', 'folder', '2026-09-30', '2026-09-23')`,
      ],
      [
        'agreed to by a district’s committee',
        district,
        sql`update org.programme_adoption set approved_by = org.person(), approved_at = proposed_at where id = ${waiting}`,
      ],
    ]
    for (const [what, viewer, statement] of tries) {
      const done = await one.house
        .as(viewer!, async tx => String((await statement.execute(tx)).numAffectedRows))
        .catch((error: { code?: string }) => error.code)
      expect([what, ['0', '42501', '23514'].includes(done ?? '')]).toEqual([what, true])
    }
  })
})
