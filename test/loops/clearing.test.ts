import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takenIn } from './stuckTaken.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** 周清: the week of the 12th of October at the window of 禾田区. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T09:30')
})
afterAll(() => town.running.stop())

const takeIn = (item: string): Promise<string> => takenIn(town, item)
const sorted = async (matter: string): Promise<void> => {
  await town.act('fengxia', matter, 'record_contact', { how: 'phone', told: '问清了经过和材料' })
  await town.act('fengxia', matter, 'accept', { applied: 'not_accepted', rule: 'none_named' })
  await town.act('fengxia', matter, 'mark_complex', { why: '涉及住建、自然资源两家' })
  const [housing] = (await town.get('fengxia', '/api/units?search=ht.hall.housing')).json<{ items: { id: string }[] }>().items
  await town.act('fengxia', matter, 'assign_joint', { unit: housing!.id, ground: '既有住宅加装电梯', task: '牵头联审，一次办成' })
}
interface Week {
  readonly until?: string | null
  readonly opens?: string
  readonly units: readonly {
    readonly unit: string
    readonly unitName: string
    readonly listed: number
    readonly cleared: number
    readonly explained: number
    readonly escalated: number
    readonly byClock: number
    readonly open: number
  }[]
}
const today = (): string => new Date(town.running.house.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const week = async (login: string, day = today()): Promise<Week> => (await town.get(login, `/api/stuck/clearing?week=${day}`)).json<Week>()
const counts = async (login: string, day = today()) =>
  Object.fromEntries(
    (await week(login, day)).units.map(one => [
      one.unitName,
      [one.listed, one.open, one.cleared, one.explained, one.escalated, one.byClock],
    ]),
  )
const lines = async (login: string, query: string) =>
  (await town.get(login, `/api/stuck/clearing/lines?${query}`)).json<{
    items: { id: string; state: string; why: string | null; due: string | null }[]
  }>().items
const refused = async (login: string, matter: string, action: string, input: object): Promise<string> =>
  (await town.post(login, `/api/matters/${matter}/actions/${action}`, { input })).json<{ type: string }>().type.replace('urn:huiyin:', '')
const why = '自然资源的意见周一才到'

describe('the weekly clearing through HTTP', () => {
  it('lists what is open the working day before, takes a sentence, an escalation or the work itself, and escalates by the clock what nobody touched', async () => {
    const [explained, escalated, cleared, silent] = [
      await takeIn('电梯甲'),
      await takeIn('电梯乙'),
      await takeIn('电梯丙'),
      await takeIn('电梯丁'),
    ]
    const unsorted = await takeIn('电梯戊')
    for (const matter of [explained, escalated, cleared, silent]) await sorted(matter)
    await town.at('10-14T18:00')
    expect((await week('zouwy')).units).toEqual([])
    expect(await refused('zouwy', explained, 'explain_week', { why })).toBe('not_on_week_list')

    await town.at('10-15T09:00')
    expect(await week('lianggp')).toMatchObject({ until: '2026-10-16', opens: '2026-10-15' })
    const late = await takeIn('电梯己')
    // The office reads every unit that it supervises, the lead his own; a seat is what one sees by.
    expect(await counts('zouwy')).toEqual({ 区住建局窗口: [4, 4, 0, 0, 0, 0] })
    expect(Object.values(await counts('lianggp')).map(one => one[0])).toEqual(expect.arrayContaining([4, 1]))
    // One line a person and week, however many matters are his.
    expect(town.sent().filter(one => one.template === 'stuck.week_listed').length).toBe(
      new Set(town.sent().flatMap(one => (one.template === 'stuck.week_listed' ? [one.to] : []))).size,
    )

    expect(await refused('zouwy', explained, 'explain_week', { why, promised: '2026-10-27' })).toBe('promise_beyond_term')
    await town.act('zouwy', explained, 'explain_week', { why, promised: '2026-10-23' })
    await town.act('zouwy', escalated, 'escalate_week', { why: '两家意见不一致，请定' })
    await town.act('zouwy', cleared, 'answer', { found: '缺一张样表', measure: '代填，当天收件', result: 'done', root: 'material' })
    await town.running.beat()
    expect(town.sent().filter(one => one.template === 'stuck.week_escalated').length).toBeGreaterThan(0)
    expect(await counts('zouwy')).toEqual({ 区住建局窗口: [4, 1, 1, 1, 1, 0] })

    // Answered and refused on the same day: this week's line stays cleared, the new round is the next list's.
    await town.act('fengxia', cleared, 'record_no', { how: 'phone', told: '窗口还是不收' })
    await town.running.beat()
    expect(await counts('zouwy')).toEqual({ 区住建局窗口: [4, 1, 1, 1, 1, 0] })

    await town.at('10-17T00:05')
    expect(await counts('zouwy', '2026-10-16')).toEqual({ 区住建局窗口: [4, 0, 1, 1, 1, 1] })
    const touched = await lines('lianggp', 'week=2026-10-16&state=escalated_by_clock')
    expect(touched.map(line => line.id).sort()).toEqual([silent, unsorted].sort())
    // The day is that of ten working days: the term of three ended when it was found to be complex.
    expect((await lines('lianggp', 'week=2026-10-16&state=explained')).map(line => [line.id, line.why, line.due])).toEqual([
      [explained, why, '2026-10-26'],
    ])
    const trail = (await town.get('lianggp', `/api/matters/${silent}`)).json<{ trail: { action: string; by?: string }[] }>().trail
    expect(trail.at(-1)).toMatchObject({ action: 'escalate_uncleared' })
    // What came in after the list was made stands on the next one, with what is still open.
    await town.at('10-22T09:00')
    expect((await lines('lianggp', 'week=2026-10-22')).map(line => line.id)).toContain(late)
    // The new round waits for the office to name who leads: it is the office's line, whoever led before.
    expect(await counts('zouwy')).toEqual({ 区住建局窗口: [3, 3, 0, 0, 0, 0], 区营商环境办: [1, 1, 0, 0, 0, 0] })
    // A line that was settled stays so, whatever becomes of the matter later.
    expect(await counts('zouwy', '2026-10-16')).toEqual({ 区住建局窗口: [4, 0, 1, 1, 1, 1] })
  })

  it('shows nothing to whoever holds no seat, and says that a week has no day yet where no calendar tells', async () => {
    expect((await week('morg', '2026-10-16')).units).toEqual([])
    expect((await town.get('guxc', '/api/stuck/clearing')).statusCode).toBe(403)
    const next = await week('lianggp', '2026-12-30')
    expect([next.until, next.units]).toEqual([undefined, []])
  })
})
