import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** 领导接待日 (D4): a day is published, booked, held; what a leader promises has a unit and a date, and whoever came says whether it is solved. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town.running.stop())

interface Desk {
  readonly items: readonly {
    readonly code: string
    readonly leaders: readonly { readonly id: string; readonly name: string }[]
    readonly days: readonly { readonly id: string; readonly free: number }[]
  }[]
  readonly key?: string
}
const desk = async (login = 'panbc'): Promise<Desk> => (await town.get(login, '/api/reception/desk')).json()
const leaderId = async (name: string): Promise<string> => (await desk()).items[0]!.leaders.find(one => one.name === name)!.id
const dayOf = async (more: object = {}): Promise<object> => ({
  place: 'liudu_court',
  onDay: '2026-10-20',
  from: '09:00',
  venue: '诉讼服务中心二楼接待室',
  leader: await leaderId('罗成章'),
  purpose: '执行难',
  slots: 3,
  minutes: 20,
  key: randomUUID(),
  ...more,
})
const publish = async (more: object = {}): Promise<string> => {
  const answer = await town.post('panbc', '/api/reception/days', await dayOf(more))
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  return answer.json<{ id: string }>().id
}
const asked = { words: '拆迁补偿款三年没有执行到', name: '邓阿婆', phone: '10000170003' }
let callers = 0
const bookOnline = (day: string, more: object = {}) =>
  town.running.app.inject({
    remoteAddress: `10.9.8.${++callers}`,
    method: 'POST',
    url: '/reception',
    headers: { accept: 'application/json' },
    payload: { ...asked, day, key: randomUUID(), ...more },
  })
const booked = async (day: string, more: object = {}): Promise<{ code: string; number: string; at: string }> => {
  const answer = await bookOnline(day, more)
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json()
}
const lines = async (login: string, query: string): Promise<Record<string, string | null>[]> =>
  (await town.get(login, `/api/reception/list?limit=100${query}`)).json<{ items: Record<string, string | null>[] }>().items
/** The clock stands still in tests: what was booked last is found by its number. */
const matterOf = async (number: string, login = 'panbc'): Promise<string> =>
  (await lines(login, '')).find(one => one['number'] === number)!['id']!
interface Page {
  matter: { stage: string; round: number; ending?: string; first?: true; clocks: { clock: string; dueOn?: string }[] }
  card?: { contact: { number?: string }; leader: string; words: string; unitName?: string }
  trail: { action: string; input?: Record<string, unknown>; rung?: { tell: string } }[]
  may: { action: string }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const follow = async (code: string, lang = 'zh-CN'): Promise<string> =>
  (await town.running.app.inject({ url: `/reception/${code}`, headers: { 'accept-language': lang } })).body
const says = async (code: string, say: string): Promise<number> => {
  const { statusCode } = await town.running.app.inject({
    method: 'POST',
    url: `/reception/${code}`,
    headers: { accept: 'application/json' },
    payload: { say },
  })
  await town.running.beat()
  return statusCode
}
const due = ({ matter }: Page, clock: string): string | undefined => matter.clocks.findLast(one => one.clock === clock)?.dueOn
const unitId = async (code: string): Promise<string> =>
  (await town.get('panbc', `/api/units?search=${code}`))
    .json<{ items: { id: string; code: string }[] }>()
    .items.find(one => one.code === code)!.id
const board = async (login: string, query = ''): Promise<Record<string, number>> =>
  (await town.get(login, `/api/reception/board${query}`))
    .json<{ rows: (Record<string, number> & { place: string })[] }>()
    .rows.find(one => one.place === 'liudu_court')!
const sentTo = (phone: string, template: string): number => town.sent().filter(one => one.to === phone && one.template === template).length

describe('a reception day', () => {
  it('is published by its office alone, stands on the citizens’ page with its free places, and asks nobody for an ID number', async () => {
    expect((await desk('hanfang')).items, 'whoever keeps no schedule').toEqual([])
    expect((await town.post('hanfang', '/api/reception/days', await dayOf())).json()).toMatchObject({
      type: 'urn:huiyin:not_your_reception',
    })
    expect((await town.post('panbc', '/api/reception/days', await dayOf({ onDay: '2026-10-11' }))).json()).toMatchObject({ field: 'onDay' })
    expect((await town.post('panbc', '/api/reception/days', await dayOf({ from: '23:50' }))).json()).toMatchObject({ field: 'slots' })
    const key = randomUUID()
    expect(await publish({ key }), 'pressed twice it is one day').toBe(await publish({ key }))
    const shown = await town.running.app.inject({ url: '/reception', headers: { 'accept-language': 'zh-CN' } })
    for (const part of ['10月20日', '09:00—10:00', '罗成章', '诉讼服务中心二楼接待室', '还有3个号', '0000-6003100'])
      expect(shown.body).toContain(part)
    expect(shown.body, 'ten minutes of patience are enough').not.toMatch(/身份证件|证件号|idcard/)
    expect(Buffer.byteLength(shown.body)).toBeLessThan(14 * 1024)
    expect((await town.running.app.inject({ url: '/reception?lang=en' })).body).toContain('3 places free')
  })

  it('gives the last place to one of two who press at the same moment; the other reads that it is full, with the next free day', async () => {
    const day = await publish({ onDay: '2026-10-21', slots: 1 })
    await publish({ onDay: '2026-10-22', slots: 2 })
    const both = await Promise.all([bookOnline(day), bookOnline(day, { phone: '10000170004' })])
    expect(both.map(one => one.statusCode).toSorted()).toEqual([201, 409])
    expect(both.find(one => one.statusCode === 409)!.json()).toMatchObject({ type: 'urn:huiyin:reception_full', field: 'day' })
    const form = await town.running.app.inject({
      method: 'POST',
      url: '/reception',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh-CN' },
      payload: new URLSearchParams({ ...asked, day, key: randomUUID() }).toString(),
    })
    expect(form.statusCode).toBe(422)
    for (const part of ['刚刚约满了', asked.words, asked.name]) expect(form.body).toContain(part)
    const shown = (await town.running.app.inject({ url: '/reception', headers: { 'accept-language': 'zh-CN' } })).body
    expect(shown).toMatch(/约满了。下一次还有号的：10月22日/)
  })

  it('keeps an early place for those for whom waiting is hard, and gives it to anybody once nothing else is free', async () => {
    const day = await publish({ onDay: '2026-10-23', slots: 3 })
    expect((await booked(day)).at, 'the first place waits').toBe('09:20')
    expect((await booked(day, { first: 'yes' })).at).toBe('09:00')
    expect((await booked(day)).at).toBe('09:40')
    const other = await publish({ onDay: '2026-10-23', from: '14:00', slots: 1 })
    expect((await booked(other)).at, 'nobody is sent away from a day that is not full').toBe('14:00')
    const key = randomUUID()
    const twice = await publish({ onDay: '2026-10-24', slots: 3 })
    expect((await booked(twice, { key })).code, 'pressed twice it is one booking').toBe((await booked(twice, { key })).code)
    expect((await desk()).items[0]!.days.find(one => one.id === twice)!.free).toBe(2)
  })

  it('is cancelled by her: the place is somebody else’s at once, and her page says so', async () => {
    const day = await publish({ onDay: '2026-10-26', slots: 1 })
    const { code, number } = await booked(day)
    const matter = await matterOf(number)
    expect(await follow(code)).toMatch(/10月26日.*09:00.*诉讼服务中心二楼接待室.*望江路66号/s)
    expect((await bookOnline(day)).statusCode).toBe(409)
    expect(await says(code, 'call_off')).toBe(200)
    expect(await says(code, 'call_off'), 'twice').toBe(409)
    expect((await page('panbc', matter)).matter.ending).toBe('called_off')
    expect(await follow(code)).toContain('这个号取消了')
    expect((await booked(day)).at).toBe('09:00')
  })

  it('is booked by telephone at the desk, by whoever keeps it alone, and called off there', async () => {
    const day = await publish({ onDay: '2026-10-27', slots: 2 })
    const intake = (login: string, more: object = {}) =>
      town.post(login, '/api/reception/intake', { ...asked, day, channel: 'phone', key: randomUUID(), ...more })
    expect((await intake('hanfang')).json()).toMatchObject({ type: 'urn:huiyin:not_your_reception' })
    expect((await intake('panbc', { phone: '12' })).json()).toMatchObject({ type: 'urn:huiyin:phone_invalid', field: 'phone' })
    const taken = (await intake('panbc', { helper: '孙女小梅' })).json<{ matter: string; code: string; at: string }>()
    expect(taken.at, 'who has somebody act for her is served first').toBe('09:00')
    expect((await page('panbc', taken.matter)).matter.first).toBe(true)
    expect(await town.act('panbc', taken.matter, 'record_call_off', { why: '孙女来电话说住院了' })).toBe('called_off')
    expect((await desk()).items[0]!.days.find(one => one.id === day)!.free).toBe(2)
  })
})

describe('a day that is changed or cancelled', () => {
  const changed = async (more: object = {}): Promise<object> => {
    const { place: _, key: __, ...parts } = (await dayOf()) as Record<string, unknown>
    return { ...parts, why: '院长外出开会', ...more }
  }

  it('tells whoever booked, who keeps her place; another leader receives, and the history stays', async () => {
    const day = await publish({ onDay: '2026-10-28', slots: 2 })
    const { code, number } = await booked(day, { phone: '10000170021' })
    const matter = await matterOf(number)
    const to = await changed({ onDay: '2026-10-29', leader: await leaderId('沈岳'), venue: '执行局一楼', slots: 2 })
    expect((await town.post('hanfang', `/api/reception/days/${day}/change`, to)).statusCode).toBe(403)
    expect((await town.post('panbc', `/api/reception/days/${day}/change`, { ...to, slots: 1 })).json()).toMatchObject({
      type: 'urn:huiyin:reception_places_taken',
    })
    expect((await town.post('panbc', `/api/reception/days/${day}/change`, to)).statusCode).toBe(200)
    await town.running.beat()
    expect(await follow(code)).toMatch(/10月29日.*沈岳.*执行局一楼.*院长外出开会/s)
    expect((await page('shenyue', matter)).card!.words, 'whoever receives reads what it is about').toBe(asked.words)
    expect((await page('luocz', matter)).card, 'whoever receives no more reads the course alone').toBeUndefined()
    await town.at('10-12T10:30')
    expect(sentTo('10000170021', 'reception.moved')).toBe(1)
    const history = (await town.get('luocz', `/api/reception/days/${day}`)).json<{
      entries: { what: string; said: string; why: string | null }[]
    }>()
    expect(history.entries.map(one => one.what)).toEqual(['published', 'changed'])
    expect(history.entries[0]!.said).toContain('2026-10-28')
    expect(history.entries[1]!.why).toBe('院长外出开会')
  })

  it('ends its bookings with the reason, offers to book again, and takes no more', async () => {
    const day = await publish({ onDay: '2026-10-30', slots: 2 })
    const { code, number } = await booked(day, { phone: '10000170022' })
    expect((await town.post('panbc', `/api/reception/days/${day}/cancel`, { why: '防汛值守' })).statusCode).toBe(200)
    await town.running.beat()
    await town.at('10-12T11:00')
    expect((await page('panbc', await matterOf(number))).matter.ending).toBe('day_off')
    expect(await follow(code)).toMatch(/这一次接待取消了.*再约一次.*防汛值守/s)
    expect(sentTo('10000170022', 'reception.day_off')).toBe(1)
    expect((await bookOnline(day)).json()).toMatchObject({ type: 'urn:huiyin:reception_off' })
    expect((await town.post('panbc', `/api/reception/days/${day}/cancel`, { why: '再取消' })).json()).toMatchObject({
      type: 'urn:huiyin:reception_off',
    })
    expect(
      (await town.get('panbc', '/api/reception/days?share=cancelled')).json<{ items: { id: string }[] }>().items.map(one => one.id),
    ).toContain(day)
  })
})

describe('what a leader promised', () => {
  const promise = { said: '补偿款判了三年没有拿到', told: '两周内查清账户，能扣的先扣' }
  let code: string
  let matter: string

  it('is written down when the day has come, not before, and becomes a matter of a named unit with ten working days', async () => {
    await town.at('11-02T10:00')
    const day = await publish({ onDay: '2026-11-03', slots: 3 })
    const one = await booked(day, { phone: '10000170031' })
    ;({ code } = one)
    matter = await matterOf(one.number)
    expect(await town.work('panbc'), 'nobody’s turn before the day').not.toContain(matter)
    const early = await town.post('panbc', `/api/matters/${matter}/actions/record_missed`, { input: { note: '没到' } })
    expect(early.statusCode).toBe(409)
    expect((await town.post('panbc', `/api/reception/days/${day}/held`, { held: 'promised' })).json()).toMatchObject({
      type: 'urn:huiyin:reception_not_over',
    })
    await town.at('11-03T09:30')
    expect(await town.work('panbc')).toContain(matter)
    const seen = await page('panbc', matter)
    expect([seen.matter.stage, due(seen, 'record_within')]).toEqual(['to_record', '2026-11-04'])
    const input = { ...promise, unit: await unitId('ld.court.enforcement'), who: '执行法官韩法官' }
    expect(await town.act('panbc', matter, 'record_promise', input)).toBe('promised')
    await town.at('11-03T09:40')
    expect(sentTo('10000170031', 'reception.promised')).toBe(1)
    const given = await page('hanfang', matter)
    expect([due(given, 'answer_within'), given.card!.unitName]).toEqual(['2026-11-17', '执行局'])
    expect((await town.post('panbc', `/api/reception/days/${day}/held`, { held: 'promised' })).statusCode).toBe(200)
    expect((await town.post('panbc', `/api/reception/days/${day}/held`, { held: 'promised' })).json()).toMatchObject({
      type: 'urn:huiyin:reception_said',
    })
  })

  it('is read by her with what, who and by when; the page that lies open on a table names neither her nor her words', async () => {
    const shown = await follow(code)
    for (const part of [promise.told, '执行局', '韩法官', '11月17日']) expect(shown).toContain(part)
    expect(shown).not.toMatch(/邓阿婆|10000170031|拆迁|补偿款/)
    expect(await follow(code, 'en')).toContain('What was promised')
    const table = JSON.stringify(await lines('panbc', ''))
    expect(table, 'nor does the list at the desk').not.toMatch(/邓阿婆|10000170031|拆迁/)
  })

  it('is seen in words by the office, the leader and whoever handles it; supervision reads the course, another division nothing, and a number is an act', async () => {
    expect((await page('luocz', matter)).card!.words).toBe(asked.words)
    const course = await page('ldzfw', matter)
    expect([course.matter.stage, course.card]).toEqual(['promised', undefined])
    expect(JSON.stringify(course)).not.toMatch(/邓阿婆|拆迁|10000170031|查清账户/)
    expect((await town.get('pengch', `/api/matters/${matter}`)).statusCode).toBe(404)
    expect((await page('hanfang', matter)).card!.contact.number).toBeUndefined()
    const announced = await town.running.house.as({ kind: 'system', city: town.running.house.city, name: 'loops' }, tx =>
      tx
        .selectFrom('engine.announcement' as never)
        .selectAll()
        .execute(),
    )
    expect(JSON.stringify(announced)).not.toMatch(/邓阿婆|10000170031|拆迁/)
  })

  it('is returned and handed on without a new term, answered, and climbs with each no; after the last round the no is kept', async () => {
    const first = due(await page('hanfang', matter), 'answer_within')
    expect(await town.act('hanfang', matter, 'not_ours', { why: '账户在民一庭保全，归民一庭' })).toBe('promised')
    await town.at('11-04T09:00')
    expect(await town.act('panbc', matter, 'give_unit', { unit: await unitId('ld.court.enforcement'), why: '核过了，归执行局' })).toBe(
      'promised',
    )
    expect(due(await page('hanfang', matter), 'answer_within')).toBe(first)
    const answer = { result: 'partly', told: '扣到两万元，其余账户在查' }
    expect(await town.act('hanfang', matter, 'answer', answer)).toBe('awaiting_word')
    await town.running.beat()
    for (const part of [answer.told, '办了一部分', '解决了吗？']) expect(await follow(code)).toContain(part)
    expect(await says(code, 'unsolved')).toBe(200)
    const again = await page('shenyue', matter)
    expect([again.matter.stage, again.matter.round, due(again, 'answer_within')]).toEqual(['promised', 2, '2026-11-18'])
    expect(await follow(code)).toContain('提一级来办（第2轮）')
    expect(await town.act('shenyue', matter, 'answer', { ...answer, result: 'cannot' })).toBe('awaiting_word')
    expect(await town.act('panbc', matter, 'record_no', { how: 'phone', words: '钱还是没有' })).toBe('promised')
    await town.running.beat()
    expect((await page('luocz', matter)).may.map(one => one.action)).toContain('answer')
    expect(await town.act('luocz', matter, 'answer', answer)).toBe('awaiting_word')
    expect(await says(code, 'unsolved'), 'no round is left').toBe(200)
    expect((await page('panbc', matter)).matter).toMatchObject({ stage: 'unsolved', ending: 'unsolved' })
  })

  it('counts as solved by her word alone: silence stands apart, may still become a no, and nobody writes down the word on his own answer', async () => {
    await town.at('11-05T09:00')
    const day = await publish({ onDay: '2026-11-06', slots: 6 })
    const [silent, yes, missed, onSpot] = [await booked(day), await booked(day), await booked(day), await booked(day)]
    await town.at('11-06T11:00')
    const there = { said: '问什么时候开庭', told: '下周三上午，传票今天寄' }
    const [quiet, glad, gone, higher] = await Promise.all([silent, yes, missed, onSpot].map(one => matterOf(one.number)))
    expect(await town.act('panbc', gone!, 'record_missed', { note: '等到十点，电话没有接' })).toBe('missed')
    for (const one of [quiet!, glad!, higher!]) expect(await town.act('dongjs', one, 'record_answered', there)).toBe('awaiting_word')
    expect(await follow(silent.code)).toMatch(/当场的答复.*下周三上午/s)
    const own = await town.post('dongjs', `/api/matters/${glad!}/actions/record_solved`, { input: { how: 'phone', words: '清楚了' } })
    expect(own.json()).toMatchObject({ type: 'urn:huiyin:reception_own_answer' })
    expect(await town.act('panbc', glad!, 'record_solved', { how: 'phone', words: '清楚了，谢谢' })).toBe('solved')
    expect(await says(onSpot.code, 'unsolved')).toBe(200)
    expect(
      (await page('luocz', higher!)).may.map(one => one.action),
      'nobody stands above him: he takes it on himself',
    ).toContain('answer')
    await town.at('11-16T09:00')
    expect((await page('panbc', quiet!)).matter.ending).toBe('citizen_silent')
    expect(await follow(silent.code)).toContain('没解决，现在也可以说')
    const row = await board('panbc', '?from=2026-11-06&until=2026-11-06')
    expect(row).toMatchObject({
      published: 1,
      offered: 6,
      booked: 4,
      came: 3,
      missed: 1,
      opened: 1,
      in_hand: 1,
      solved: 1,
      silent: 1,
      unsolved: 0,
      unsaid: 1,
    })
    for (const share of ['booked', 'came', 'missed', 'opened', 'in_hand', 'solved', 'silent', 'late'] as const)
      expect([share, (await lines('panbc', `&from=2026-11-06&until=2026-11-06&share=${share}`)).length]).toEqual([share, row[share]])
    // What the office wrote down for her is hers to contradict.
    for (const part of ['接待办公室记下', '后来发现没解决']) expect(await follow(yes.code)).toContain(part)
    expect(await says(yes.code, 'unsolved')).toBe(200)
    expect((await page('panbc', glad!)).matter).toMatchObject({ stage: 'promised', round: 2 })
    expect(await board('panbc', '?from=2026-11-06&until=2026-11-06')).toMatchObject({ solved: 0, in_hand: 2 })
    const paged: string[] = []
    for (let next: string | undefined, at = 0; at < 9 && (at === 0 || next !== undefined); at++) {
      const url = `/api/reception/list?day=${day}&limit=1${next === undefined ? '' : `&cursor=${next}`}`
      const part = (await town.get('panbc', url)).json<{ items: { hour: string }[]; next?: string }>()
      paged.push(...part.items.map(one => one.hour))
      next = part.next
    }
    expect(paged, 'a day stands in the order of its hours, page by page').toEqual(['09:20', '09:40', '10:00', '10:20'])
    for (const share of ['published', 'held', 'held_other', 'unsaid', 'cancelled', 'coming'] as const) {
      const all = await board('panbc')
      const behind = (await town.get('panbc', `/api/reception/days?limit=100&place=liudu_court&share=${share}`)).json<{
        items: unknown[]
      }>().items
      expect([share, behind.length]).toEqual([share, all[share]])
    }
  })

  it('that nobody writes down or answers is told upwards: the leader who received, then supervision', async () => {
    await town.at('11-17T09:00')
    const day = await publish({ onDay: '2026-11-18', slots: 2 })
    const { number } = await booked(day)
    await town.at('11-18T08:00')
    await town.at('11-26T09:00')
    const late = await page('luocz', await matterOf(number))
    expect(late.trail.flatMap(one => one.rung?.tell ?? [])).toEqual(['office', 'host', 'supervisor'])
    expect((await lines('ldzfw', '&share=late')).map(one => one['number'])).toContain(number)
  })
})

it('a form that lacks something loses nothing, an unknown code leads nowhere, and a code that she typed finds her page', async () => {
  const form = await town.running.app.inject({
    method: 'POST',
    url: '/reception',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh-CN' },
    payload: new URLSearchParams({ ...asked, words: '', first: 'yes', key: randomUUID() }).toString(),
  })
  expect(form.statusCode).toBe(422)
  for (const part of ['还差几处', '请选一次还有号的', asked.name]) expect(form.body).toContain(part)
  expect((await town.running.app.inject('/reception/1234567812345678')).statusCode).toBe(404)
})
