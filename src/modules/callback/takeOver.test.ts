import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown } from '../../../test/callbackTown.ts'
import type { CallbackTown } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const takenOver = '【回音】您有1件逾期未回访，已由评价回访中心接办，您不用再打，'
const why = { why: '到期两天没有打，群众在等' }

/** A town whose programme says so, and a call that its leader has not made in time. */
const lateIn = async (city: string, settings: object, rated: (town: CallbackTown) => string[] = () => []) => {
  const town = await makeCallbackTown(database, { city, settings })
  const { matter } = await town.wish({ rated: rated(town) })
  return { town, matter, isLate: () => (town.clock.moveTo(new Date('2026-09-17T09:00:00+08:00')), town.sweep()) }
}
const kin = (town: CallbackTown) =>
  town.as({ kind: 'system', city: town.city, name: 'import' }, tx =>
    sql`insert into org.tie (city, person, other, kind) select ${town.city}, least(a, b), greatest(a, b), 'kin' from (values (${town.who.rated.person}::uuid, ${town.who.centre.person}::uuid)) two (a, b)`.execute(
      tx,
    ),
  )
const told = async (town: CallbackTown, to: string): Promise<readonly string[]> =>
  (await town.messages()).filter(one => one.to === `139${to}`).map(one => one.text.replace(/尾号.*/, ''))
const calls = async ({ house, who }: CallbackTown, matter: string) => ({
  leader: (await house.engine.read(who.leader, matter))?.matter.sight,
  centre: (await house.engine.read(who.centre, matter))?.matter.sight,
})

describe('a call that the callback centre takes over', () => {
  it('stays with its caller where the programme lets nobody but the citizen ask', async () => {
    const { town, matter, isLate } = await lateIn('take-asked', {})
    await isLate()
    expect(await town.act(town.who.centre, matter, 'take_over', why)).toBe('centre_waits_to_be_asked')
    expect(await calls(town, matter)).toEqual({ leader: 'full', centre: 'progress' })
  })
  it('goes over once it is overdue, with a reason; the leader hears that and no more, and the citizen judges as ever', async () => {
    const { town, matter, isLate } = await lateIn('take-may', { centre_takes_over: 'may' })
    const { who, act } = town
    expect(await act(who.centre, matter, 'take_over', why)).toBe('call_not_late')
    await isLate()
    expect(await act(who.centre, matter, 'take_over'), 'never without a reason').toBe('input_incomplete')
    expect(await act(who.leader, matter, 'take_over', why), 'never by whoever is late').toBe('not_your_seat')
    expect(await act(who.centre, matter, 'take_over', why)).toBe('awaiting_contact')
    expect(await calls(town, matter)).toEqual({ leader: undefined, centre: 'full' })
    expect((await told(town, 'leader')).filter(text => text.includes('中心'))).toEqual([takenOver])
    expect((await told(town, 'leader')).join('')).not.toMatch(/群众|两天没有打/)
    expect(await act(town.citizen(matter), matter, 'ask_for_centre')).toBe('centre_asked')
    expect(await town.workThrough(who.centre, matter)).toBe('awaiting_word')
    expect(await act(town.citizen(matter), matter, 'say_unsolved')).toBe('awaiting_contact')
    expect(await town.stageOf(matter), 'her no brings somebody else, by the usual way').toMatchObject({ round: 2 })
    expect((await calls(town, matter)).centre).not.toBe('full')
  })
  it('tells the leader the very same where the citizen herself asked, so that he does not learn that she did', async () => {
    const { town, matter, isLate } = await lateIn('take-same', { centre_takes_over: 'may' })
    await isLate()
    await town.act(town.citizen(matter), matter, 'ask_for_centre')
    expect(await calls(town, matter)).toEqual({ leader: undefined, centre: 'full' })
    expect((await told(town, 'leader')).filter(text => text.includes('中心'))).toEqual([takenOver])
  })
  it('is not even there for somebody of the centre who must keep away', async () => {
    const { town, matter, isLate } = await lateIn('take-barred', { centre_takes_over: 'may' }, one => [one.who.centre.person])
    await isLate()
    expect(await town.act(town.who.centre, matter, 'take_over', why)).toBe('not_found')
    expect(await calls(town, matter)).toMatchObject({ centre: undefined })
  })
  it('comes back to its caller where the centre is found to be kin since, and the centre hears so', async () => {
    const { town, matter, isLate } = await lateIn('take-kin', { centre_takes_over: 'may' }, one => [one.who.rated.person])
    await isLate()
    await kin(town)
    expect(await town.act(town.who.centre, matter, 'take_over', why)).toBe('awaiting_contact')
    expect(await calls(town, matter)).toEqual({ leader: 'full', centre: 'progress' })
    expect((await told(town, 'centre')).join('')).toContain('应当回避或已看过，仍由原回访人办')
    expect(await town.act(town.who.centre, matter, 'take_over', why), 'not tried again in this round').toBe('centre_had_it')
    expect(await town.act(town.who.leader, matter, 'record_call', heard)).toBe('contacted')
  })
  it('goes over by itself where the programme says so, and not where the centre must keep away', async () => {
    const free = await lateIn('take-over', { centre_takes_over: 'overdue' }, one => [one.who.rated.person])
    await free.isLate()
    expect(await calls(free.town, free.matter)).toEqual({ leader: undefined, centre: 'full' })
    expect(await told(free.town, 'leader')).toContain(takenOver)
    const trail = (await free.town.house.engine.read(free.town.who.centre, free.matter))!.trail
    expect(trail.find(entry => entry.action === 'take_over')).toMatchObject({ seat: 'system', input: { why: expect.any(String) } })

    const bound = await lateIn('take-bound', { centre_takes_over: 'overdue' }, one => [one.who.rated.person])
    await kin(bound.town)
    await bound.isLate()
    expect(await calls(bound.town, bound.matter)).toEqual({ leader: 'full', centre: 'progress' })
    expect((await bound.town.house.engine.read(bound.town.loopsViewer, bound.matter))!.trail.map(entry => entry.action)).not.toContain(
      'take_over',
    )
  })
  it('never goes over once somebody has been reached', async () => {
    const { town, matter, isLate } = await lateIn('take-reached', { centre_takes_over: 'overdue' })
    await town.act(town.who.leader, matter, 'record_call', heard)
    await isLate()
    expect(await town.act(town.who.centre, matter, 'take_over', why)).toBe('wrong_stage')
    expect((await calls(town, matter)).leader).toBe('full')
  })
})
