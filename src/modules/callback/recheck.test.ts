import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown, ordered, repaired } from '../../../test/callbackTown.ts'
import type { CallbackTown } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { checkFlow } from '../../engine/index.ts'
import { recheckFlow } from './flows/recheck.ts'

let database: FreshDatabase
let town: CallbackTown
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'recheck', settings: { rounds: 2, recheck: { one_sided: 100, unreachable: 100 } } })
})
afterAll(() => database.close())

/** A yes that the leader alone wrote down, after the citizen's seven days. */
const oneSided = async (more: object = {}): Promise<string> => {
  const { matter } = await town.wish(more)
  await town.act(town.who.leader, matter, 'record_call', heard)
  await town.act(town.who.leader, matter, 'order_repair', ordered)
  await town.act(town.who.leader, matter, 'report_repair', repaired())
  await town.act(town.who.leader, matter, 'record_yes', { how: 'phone', told: '她说已经办好了', cannot: 'cannot_read' })
  town.clock.moveTo(new Date(town.clock.now().getTime() + 9 * 86_400_000))
  await town.run('callback.conclude')
  await town.loopsOnce()
  return matter
}
const drawn = async (viewer = town.who.centre) => (await town.house.engine.list(viewer, { kind: 'recheck', open: true })).items
const told = { how: 'phone', told: '阿婆说清单没看到，还是要跑' }

describe('asking again', () => {
  it('is a flow that loses and traps no matter', () => expect(checkFlow(recheckFlow)).toEqual([]))

  it('gives somebody outside of the department a number and a question, and nothing of what was rated', async () => {
    const { who } = town
    const matter = await oneSided()
    const [item] = await drawn()
    expect(item).toMatchObject({ kind: 'recheck', stage: 'awaiting_recheck', unitName: '柳渡区人民法院' })
    for (const viewer of [who.leader, who.deputy, who.head, who.committee, who.rated]) expect(await drawn(viewer)).toEqual([])
    const page = await town.house.engine.read(who.centre, item!.id)
    const before = await town.card(who.centre, item!.id)
    expect(before).toMatchObject({ recheck: { safeWord: '桂花' } })
    expect(before).not.toHaveProperty('recheck.number')
    expect(JSON.stringify([page?.trail.map(entry => entry.title), before])).not.toMatch(/跑了三趟|等太久|很不满意|韩芳/)
    await town.act(who.centre, item!.id, 'open_number')
    expect(await town.card(who.centre, item!.id)).toMatchObject({ recheck: { number: '13700001111' } })
    expect(await town.act(who.centre, item!.id, 'hear_yes', told)).toBe('own_yes')
    expect(await town.stageOf(matter), 'her own word now').toMatchObject({ stage: 'solved', ending: 'solved' })
  })
  it('brings the matter back to somebody else, one step higher, when the citizen says no', async () => {
    const { who } = town
    const matter = await oneSided()
    expect(await town.act(who.centre, (await drawn())[0]!.id, 'hear_no', told)).toBe('own_no')
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'awaiting_contact', round: 2 })
    expect(await town.house.engine.read(who.leader, matter)).toBeUndefined()
    expect((await town.house.engine.read(who.above, matter))?.matter.sight).toBe('full')
  })
  it('is done for calls that were closed as unreachable too', async () => {
    const { who, act } = town
    const { matter } = await town.wish()
    for (let day = 0; day < 3; day++) {
      await act(who.leader, matter, 'record_attempt', { outcome: 'no_answer' })
      town.clock.moveTo(new Date(town.clock.now().getTime() + 86_400_000))
    }
    await act(who.leader, matter, 'conclude_unreachable')
    expect(await drawn()).toEqual([])
    await act(who.deputy, matter, 'confirm_unreachable')
    expect(await drawn()).toHaveLength(1)
    await act(who.centre, (await drawn())[0]!.id, 'hear_no', told)
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'awaiting_contact', round: 2 })
  })
  it('never falls to the centre that made the call itself', async () => {
    const { who } = town
    const { matter } = await town.wish({ wish: { how: 'phone', afterCase: false, by: 'centre', when: [], helper: false, number: 'kept' } })
    await town.act(who.centre, matter, 'record_call', heard)
    await town.act(who.centre, matter, 'answer_now', { answer: '当场说清楚了' })
    await town.act(who.centre, matter, 'record_yes', { how: 'phone', told: '她说已经办好了', cannot: 'ill' })
    town.clock.moveTo(new Date(town.clock.now().getTime() + 9 * 86_400_000))
    await town.run('callback.conclude')
    await town.loopsOnce()
    expect(await drawn()).toEqual([])
    expect(await drawn(who.committee)).toHaveLength(1)
  })
  it('draws about as many as the programme says, by chance', async () => {
    const some = await makeCallbackTown(database, { city: 'recheck-some', settings: { recheck: { one_sided: 0, unreachable: 40 } } })
    const { who, act } = some
    for (let n = 0; n < 24; n++) {
      const { matter } = await some.wish()
      for (let day = 0; day < 3; day++) {
        await act(who.leader, matter, 'record_attempt', { outcome: 'no_answer' })
        some.clock.moveTo(new Date(some.clock.now().getTime() + 86_400_000))
      }
      await act(who.leader, matter, 'conclude_unreachable')
      await act(who.deputy, matter, 'confirm_unreachable')
    }
    const many = (await some.house.engine.list(who.centre, { kind: 'recheck' })).items.length
    // 24 at 40 %: outside of 1 to 20 once in a hundred thousand runs.
    expect(many).toBeGreaterThan(0)
    expect(many).toBeLessThan(21)
  })
})
