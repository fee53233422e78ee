import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFlow } from '../../engine/index.ts'
import { makeCallbackTown } from '../../../test/callbackTown.ts'
import type { CallbackTown } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { slipFlow } from './flows/slip.ts'

let database: FreshDatabase
let town: CallbackTown
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

/** Time goes on by days, swept on each, as far as this one. */
const until = async (day: string): Promise<void> => {
  for (let at = town.clock.now().getTime(); at < Date.parse(`${day}T09:00:00+08:00`); at += 86_400_000) {
    town.clock.moveTo(new Date(at + 86_400_000))
    await town.sweep()
  }
}
const slips = async (
  viewer: Parameters<CallbackTown['house']['engine']['list']>[0],
): Promise<readonly { id: string; unitName: string }[]> => (await town.house.engine.list(viewer, { kind: 'slip' })).items

describe('the supervision slip', () => {
  beforeAll(async () => {
    town = await makeCallbackTown(database, { city: 'slip' })
  })
  it('loses and traps nothing', () => expect(checkFlow(slipFlow)).toEqual([]))
  it("is drafted once for 政法委 when a call is late by the programme's days; it is issued, signed for and answered, and both sides keep it", async () => {
    const { who, act } = town
    await town.wish({ words: '跑了三趟' })
    await until('2026-09-23')
    const [slip, ...more] = await slips(who.committee)
    expect(more).toEqual([])
    await town.sweep()
    expect(await slips(who.committee), 'not again').toHaveLength(1)
    expect((await town.messages()).filter(one => one.text.includes('督办函待您签发')).map(one => one.to)).toEqual(['139committee'])
    expect(await act(who.head, slip!.id, 'reply_slip', { reply: '已安排今天回访', done_by: '2026-09-24' }), 'nobody answers a draft').toBe(
      'wrong_stage',
    )
    expect(
      await act(who.committee, slip!.id, 'issue_slip', { document_no: '柳政法督〔2026〕7号', asks: '请查明9月15日那位女士的事' }),
    ).toBe('text_gives_hints')
    expect(
      await act(who.committee, slip!.id, 'issue_slip', { document_no: '柳政法督〔2026〕7号', asks: '请尽快完成回访，并说明逾期原因' }),
    ).toBe('slip_issued')
    expect((await town.messages()).filter(one => one.text.includes('督办函，请登录签收')).map(one => one.to)).toEqual(['139head'])
    expect(await act(who.head, slip!.id, 'sign_receipt')).toBe('slip_received')
    expect(await act(who.head, slip!.id, 'reply_slip', { reply: '已完成回访，逾期因人员出差没有交接', done_by: '2026-09-24' })).toBe(
      'slip_replied',
    )
    expect(await act(who.committee, slip!.id, 'return_reply', { why: '没有说怎么防止再发生' })).toBe('slip_received')
    await act(who.head, slip!.id, 'reply_slip', { reply: '出差须交接，已写进值班表', done_by: '2026-09-24' })
    expect(await act(who.committee, slip!.id, 'close_slip')).toBe('slip_closed')
    for (const viewer of [who.committee, who.head]) expect(await slips(viewer)).toHaveLength(1)
  })
  it('tells the unit nothing of the citizen, and the rated not even that it exists', async () => {
    const { who } = town
    const [slip] = await slips(who.head)
    const page = JSON.stringify(await town.house.engine.read(who.head, slip!.id))
    expect(page).not.toMatch(/跑了三趟|桂花|13700001111|执行局|很不满意/)
    expect(slip!.unitName, 'the organ, not the department').toBe('柳渡区人民法院')
    expect(await slips(who.rated)).toEqual([])
    expect(await town.house.engine.read(who.leader, slip!.id)).toBeUndefined()
  })
})

describe('a rung on which nobody stands', () => {
  it("goes to the next one at once: where the head calls himself, his own lateness reaches the committee, and the trail and the citizen's page say so", async () => {
    town = await makeCallbackTown(database, { city: 'passed' })
    const { matter, code } = await town.wish({ rated: [town.who.leader.person, town.who.deputy.person] })
    await until('2026-09-19')
    const { trail } = (await town.house.engine.read(town.loopsViewer, matter))!
    const passed = trail.filter(entry => entry.action === 'pass_rung').map(entry => entry.input as { from: string; to: string })
    expect(passed).toContainEqual({ rung: expect.any(Number) as number, from: 'unit_head', to: 'supervisor' })
    expect((await town.messages()).some(one => one.to === '139committee' && one.text.includes('逾期'))).toBe(true)
    const app = await town.pages()
    expect((await app.inject({ url: `/follow/${code}` })).body).toContain('已报政法委执法监督')
    await app.close()
  })
  it('a post that fell vacant after the seats were given is passed as well', async () => {
    town = await makeCallbackTown(database, { city: 'vacant' })
    const { matter } = await town.wish()
    await town.as({ kind: 'system', city: 'vacant', name: 'import' }, tx =>
      sql`update org.post set held_until = '2026-09-15' where city = 'vacant' and person = ${town.who.deputy.person}`.execute(tx),
    )
    await until('2026-09-18')
    const { trail } = (await town.house.engine.read(town.loopsViewer, matter))!
    expect(trail.filter(entry => entry.action === 'pass_rung').map(entry => entry.input)).toContainEqual({
      rung: expect.any(Number) as number,
      from: 'superior',
      to: 'unit_head',
    })
    expect((await town.messages()).some(one => one.to === '139head')).toBe(true)
  })
})
