import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovableClock } from '../../src/platform/clock.ts'
import { drawnOn, drawnReceipt } from '../../src/engine/index.ts'
import { openTown } from '../house.ts'

// guosz is of discipline, luocz heads the court, zhouyq supervises; boqc and yuwl are the security and the audit administrator.
const clock = new MovableClock(new Date('2026-09-16T15:00:00+08:00'))
const words = '同样的内容抄了三遍，第四遍我不抄了'
let town: Awaited<ReturnType<typeof openTown>>
let matter = ''
let number = ''
let receipt = ''
let second = ''
const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  town.running.app.inject({ method, url, cookies: { huiyin_session: await town.signIn(login) }, ...(payload ? { payload } : {}) })
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
const warrant = async (login: string, more: object = {}) =>
  ask(login, 'POST', '/api/warrants', {
    kind: 'drawing',
    scope: 'receipt',
    reference: receipt,
    document: '云纪调〔2026〕3号',
    reason: '核实初步反映的问题',
    hours: 24,
    ...more,
  })
const glass = (login: string, more: object = {}) =>
  warrant(login, {
    kind: 'break_glass',
    scope: 'matter',
    reference: number,
    document: undefined,
    reason: '来电人说要轻生，回访人联系不上',
    hours: 2,
    ...more,
  })
const act = (login: string, id: string, what: 'agree' | 'open' | 'end') => ask(login, 'POST', `/api/warrants/${id}/${what}`, {})
const page = async (url: string): Promise<string> =>
  (await town.running.app.inject({ url, headers: { accept: 'text/html', 'accept-language': 'zh-CN' } })).body
const told = async (code = receipt): Promise<readonly string[] | undefined> =>
  (await town.running.app.inject({ url: `/receipt/${code}`, headers: { accept: 'application/json' } })).json<{
    drawnOn?: readonly string[]
  }>().drawnOn
const trail = async (login: string) =>
  (await ask(login, 'GET', '/api/access-trail')).json<{ items: { act: string; about: object; personName: string }[] }>().items

beforeAll(async () => {
  town = await openTown({ clock, logins: ['hanfang', 'guosz', 'luocz', 'shenyue', 'zhouyq', 'boqc', 'yuwl', 'luxm', 'guxc'] })
  const { house } = town.running
  // A second person of discipline, who is nobody's subordinate.
  await house.as({ kind: 'system', city: house.city, name: 'import' }, async tx => {
    await sql`insert into org.post (city, id, unit, role, person, held_from) select h.city, gen_random_uuid(), h.unit, 'discipline', a.person, '2026-01-05' from org.account o join org.post h on h.city = o.city and h.person = o.person and h.role = 'discipline', org.account a where o.login = 'guosz' and a.login = 'zhouyq' limit 1`.execute(
      tx,
    )
  })
  second = 'zhouyq'
  const [link] = await town.push(['drawn-1'])
  receipt = (
    await town.rate(link!, {
      levels: { result: 2 },
      reasons: ['same_form_again'],
      words,
      callback: { wanted: true, how: 'phone', by: 'department', phone: '13900001234' },
    })
  ).receipt
  await town.running.beat()
  matter = (await town.work('hanfang'))[0]!
  number = (await ask('hanfang', 'GET', `/api/matters/${matter}`)).json<{ matter: { number: string } }>().matter.number
})
afterAll(() => town?.close())

describe('a formal drawing (调取)', () => {
  let id = ''
  it('is for discipline alone, needs a document number, and ends within the days of the programme', async () => {
    expect((await warrant('hanfang')).statusCode).toBe(403)
    expect(because(await warrant('luocz'))).toBe('not_permitted')
    expect(because(await warrant('guosz', { document: undefined }))).toBe('warrant_document_missing')
    expect(because(await warrant('guosz', { hours: 24 * 8 }))).toBe('warrant_too_long')
    const answer = await warrant('guosz')
    expect(answer.statusCode, answer.body).toBe(201)
    id = answer.json<{ id: string }>().id
  })
  it('opens nothing before a second, different person has agreed', async () => {
    expect(because(await act('guosz', id, 'open'))).toBe('warrant_not_agreed')
    expect(because(await act('guosz', id, 'agree'))).toBe('warrant_own')
    expect((await act('luocz', id, 'agree')).statusCode).toBe(404)
    expect((await act(second, id, 'agree')).statusCode).toBe(204)
    expect(because(await act(second, id, 'agree'))).toBe('warrant_over')
  })
  it('then gives the one rating, never the number, to these two, and each opening stands on the trail that the auditor reads', async () => {
    const drawn = await act('guosz', id, 'open')
    expect(drawn.json()).toMatchObject({
      found: true,
      rating: [{ words, levels: { result: { level: 2, levelTitle: '不满意' } }, reasons: ['同样的内容填了好几遍'] }],
    })
    expect(Object.keys(drawn.json<{ rating: object[] }>().rating[0]!).sort()).toEqual(['helper', 'levels', 'reasons', 'words'])
    expect(drawn.body).not.toContain('receipts')
    expect(drawn.body).not.toContain('13900001234')
    await act(second, id, 'open')
    expect((await trail('yuwl')).filter(one => one.act === 'warrant_opened')).toHaveLength(2)
    const seen = await ask('yuwl', 'GET', '/api/warrants')
    expect(seen.json<{ items: { document: string; reference: null; mayOpen: boolean }[] }>().items[0]).toMatchObject({
      document: '云纪调〔2026〕3号',
      reference: null,
      mayOpen: false,
    })
    expect(seen.body).not.toContain(receipt)
    expect((await act('yuwl', id, 'open')).statusCode).toBe(403)
  })
  it('is told to whoever rated, on her own receipt and her follow page, by its day; no earlier than it was opened', async () => {
    expect(await told()).toEqual(['2026-09-16'])
    expect(await page(`/receipt/${receipt}`)).toMatch(/9月16日（周三），有关机关依规定查看过您这次评价/)
    expect(await page(`/follow/${receipt}`)).toMatch(/9月16日（周三），有关机关依规定查看过您这件事/)
    const [link] = await town.push(['drawn-other'])
    const other = (await town.rate(link!, { overall: 1 })).receipt
    expect(await told(other)).toBeUndefined()
  })
  it('opens nothing once it has been ended, nor after its time', async () => {
    expect((await act(second, id, 'end')).statusCode).toBe(204)
    expect(because(await act('guosz', id, 'open'))).toBe('warrant_over')
  })
  it('of a service gives the rating of its party, and of nothing that does not exist says only that nothing was found', async () => {
    for (const [reference, found] of [
      ['drawn-1', true],
      ['drawn-none', false],
    ] as const) {
      const one = (await warrant('guosz', { scope: 'service', reference })).json<{ id: string }>().id
      await act(second, one, 'agree')
      expect((await act('guosz', one, 'open')).json()).toMatchObject({ found })
    }
  })
  it('may be told later where discipline says so, by its service too; later than the programme allows, or never, is refused and cannot be written', async () => {
    const [link] = await town.push(['drawn-late'])
    const late = (await town.rate(link!, { overall: 1, words: '话' })).receipt
    for (const [tellFrom, why] of [
      ['2026-09-16', 'warrant_told_too_early'],
      ['2027-09-16', 'warrant_told_too_late'],
    ] as const)
      expect(because(await warrant('guosz', { scope: 'service', reference: 'drawn-late', tellFrom }))).toBe(why)
    expect((await glass('zhouyq', { tellFrom: '2026-10-16' })).statusCode).toBe(400)
    const one = (await warrant('guosz', { scope: 'service', reference: 'drawn-late', tellFrom: '2026-10-16' })).json<{ id: string }>().id
    await act(second, one, 'agree')
    expect((await act('guosz', one, 'open')).json()).toMatchObject({ found: true, rating: [{ words: '话' }] })
    expect(await told(late)).toBeUndefined()
    const { house } = town.running
    const on = (day: string) =>
      house.as({ kind: 'public', city: house.city }, tx =>
        drawnOn(tx, house.city, [drawnReceipt(house.keys, house.city, house.keys.digest('receipt_lookup', house.city, late))], day),
      )
    expect([await on('2026-10-15'), await on('2026-10-16')]).toEqual([[], ['2026-09-16']])
    // Planted: whoever runs the house cannot take the telling back, nor put it off for years.
    const planted = (statement: string) =>
      town.database.transaction('migrate', async tx => {
        await sql.raw('set local role huiyin_owner').execute(tx)
        await sql.raw(statement).execute(tx)
      })
    await expect(planted('delete from engine.drawing_told')).rejects.toThrow('append-only')
    await expect(planted(`update engine.drawing_told set told_from = '2099-01-01'`)).rejects.toThrow('append-only')
    await expect(planted(`update engine.warrant set tell_from = '2099-01-01' where tell_from is not null`)).rejects.toThrow(
      /agreed to once|check/,
    )
  })
  it('is unknown to a person of discipline who served, by service and by receipt alike: not listed, not agreed to, and opened by nobody together with him', async () => {
    const { house } = town.running
    const served = (await ask(second, 'GET', '/api/session')).json<{ person: string }>().person
    const serve = (person: string | null) =>
      house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
        sql`update evaluation.service set others = case when ${person}::uuid is null then '{}'::uuid[] else array[${person}::uuid] end where external_id = 'drawn-1'`.execute(
          tx,
        ),
      )
    for (const [scope, reference] of [
      ['service', 'drawn-1'],
      ['receipt', receipt],
    ] as const) {
      const early = (await warrant('guosz', { scope, reference })).json<{ id: string }>().id
      expect((await act(second, early, 'agree')).statusCode).toBe(204)
      const late = (await warrant('guosz', { scope, reference })).json<{ id: string }>().id
      await serve(served)
      expect((await ask(second, 'GET', '/api/warrants')).body, scope).not.toContain(late)
      expect((await act(second, late, 'agree')).statusCode, scope).toBe(404)
      expect((await act('guosz', early, 'open')).json(), scope).toEqual({ found: false })
      await serve(null)
    }
  })
  it('of a matter gives what was said on its trail without the number, and nothing to whoever must keep away from it', async () => {
    const one = (await warrant('guosz', { scope: 'matter', reference: number })).json<{ id: string }>().id
    await act(second, one, 'agree')
    const drawn = await act('guosz', one, 'open')
    expect(drawn.body).toContain(words)
    expect(drawn.body).not.toMatch(/13900001234|"sealed"|"rated"/)
    const { house } = town.running
    const { person } = (await ask('guosz', 'GET', '/api/session')).json<{ person: string }>()
    await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx =>
      sql`select engine.reseat(${matter}, '[]'::jsonb, ${[person]}::uuid[], array[]::text[])`.execute(tx),
    )
    expect((await act('guosz', one, 'open')).json()).toEqual({ found: false })
  })
  it('after the release finds that nothing leads to the rating any more, and says so', async () => {
    const one = (await warrant('guosz', { hours: 7 * 24 })).json<{ id: string }>().id
    await act(second, one, 'agree')
    const { house } = town.running
    await house.as({ kind: 'system', city: house.city, name: 'mixer' }, tx =>
      sql`update evaluation.cohort set state = 'released'`.execute(tx),
    )
    expect((await act('guosz', one, 'open')).json()).toEqual({ found: true, released: true })
    await house.as({ kind: 'system', city: house.city, name: 'mixer' }, tx =>
      sql`update evaluation.cohort set state = 'open' where state = 'released'`.execute(tx),
    )
  })
})

describe('breaking the glass (紧急查看)', () => {
  let id = ''
  it('is one matter for hours, alarms the security and the audit administrators, and nobody who serves or administers may ask', async () => {
    for (const login of ['luxm', 'hanfang', 'guxc', 'boqc', 'yuwl']) expect([login, (await glass(login)).statusCode]).toEqual([login, 403])
    expect(because(await glass('zhouyq', { scope: 'service' }))).toBe('warrant_scope')
    expect(because(await glass('zhouyq', { hours: 3 }))).toBe('warrant_too_long')
    id = (await glass('zhouyq')).json<{ id: string }>().id
    const alarms = async (): Promise<number> =>
      town.running.house.as(
        { kind: 'system', city: town.running.house.city, name: 'sender' },
        async tx =>
          (await sql<{ n: number }>`select count(*)::int as n from outbox.message where template = 'warrant.alarm'`.execute(tx)).rows[0]!.n,
      )
    expect(await alarms()).toBe(2)
    expect((await act('luocz', id, 'agree')).statusCode).toBe(204)
    expect(await alarms()).toBe(4)
    expect((await ask('boqc', 'GET', '/api/warrants')).json<{ items: { kind: string; state: string }[] }>().items).toContainEqual(
      expect.objectContaining({ kind: 'break_glass', state: 'open' }),
    )
  })
  it('lets these two read until it ends, each reading on the trail; the security administrator can end it', async () => {
    const before = (await trail('yuwl')).filter(one => one.act === 'warrant_opened').length
    expect((await act('zhouyq', id, 'open')).statusCode).toBe(200)
    expect((await act('zhouyq', id, 'open')).statusCode).toBe(200)
    expect((await trail('yuwl')).filter(one => one.act === 'warrant_opened')).toHaveLength(before + 2)
    expect((await act('boqc', id, 'open')).statusCode).toBe(403)
    expect((await act('boqc', id, 'end')).statusCode).toBe(204)
    expect(because(await act('zhouyq', id, 'open'))).toBe('warrant_over')
  })
  it('is known, once somebody has agreed, to the two and the administrators alone', async () => {
    const one = (await glass('zhouyq', { hours: 1 })).json<{ id: string }>().id
    expect((await ask('shenyue', 'GET', '/api/warrants')).body).toContain(one)
    await act('luocz', one, 'agree')
    expect((await ask('shenyue', 'GET', '/api/warrants')).body).not.toContain(one)
    for (const login of ['zhouyq', 'luocz', 'boqc', 'yuwl']) expect((await ask(login, 'GET', '/api/warrants')).body, login).toContain(one)
  })
  it('ends by itself', async () => {
    const one = (await glass('zhouyq', { hours: 1 })).json<{ id: string }>().id
    await act('luocz', one, 'agree')
    clock.moveTo(new Date(clock.now().getTime() + 3_600_000))
    expect(because(await act('zhouyq', one, 'open'))).toBe('warrant_over')
  })
  it('is hidden, with its reason and its number, from whoever must keep away from the matter: he neither hears of it nor agrees to it', async () => {
    const one = (await glass('zhouyq', { hours: 1 })).json<{ id: string }>().id
    const { house } = town.running
    const listed = async (): Promise<boolean> => (await ask('luocz', 'GET', '/api/warrants')).body.includes(one)
    expect(await listed()).toBe(true)
    const { person } = (await ask('luocz', 'GET', '/api/session')).json<{ person: string }>()
    await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx =>
      sql`select engine.reseat(${matter}, '[]'::jsonb, ${[person]}::uuid[], array[]::text[])`.execute(tx),
    )
    expect(await listed()).toBe(false)
    expect((await act('luocz', one, 'agree')).statusCode).toBe(404)
    expect((await ask('boqc', 'GET', '/api/warrants')).body).toContain(one)
  })
})
