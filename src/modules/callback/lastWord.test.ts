import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown, ordered, repaired, toldBack } from '../../../test/callbackTown.ts'
import type { CallbackTown, Person } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'

let database: FreshDatabase
let town: CallbackTown
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'last-word', settings: { rounds: 2, recheck: { one_sided: 0, unreachable: 0 } } })
})
afterAll(() => database.close())

const yes = { how: 'phone', told: '阿婆说清单看到了，办好了', cannot: 'no_smartphone' }

describe('what the citizen says on the telephone', () => {
  it('is kept when it is the final no: somebody of 76 without a link is not counted as silent', async () => {
    const { who, act } = town
    const { matter } = await town.wish()
    await town.workThrough(who.leader, matter)
    expect(await act(who.leader, matter, 'record_kept_no', toldBack), 'while another can look, it is a new round').toBe(
      'another_round_open',
    )
    expect(await act(who.leader, matter, 'record_no', toldBack)).toBe('awaiting_contact')
    await town.workThrough(who.above, matter)
    expect(await act(who.above, matter, 'record_no', toldBack)).toBe('last_organ_has_looked')
    expect(await act(who.above, matter, 'record_kept_no', toldBack)).toBe('unsolved')
    expect(await town.stageOf(matter)).toEqual({ stage: 'unsolved', ending: 'unsolved', round: 2 })
  })
  it('is no yes of her own: it waits seven days for hers, and then counts apart', async () => {
    const { who, act } = town
    const { matter } = await town.wish()
    town.clock.moveTo(new Date('2026-09-15T10:00:00+08:00'))
    await act(who.leader, matter, 'record_call', heard)
    await act(who.leader, matter, 'order_repair', ordered)
    await act(who.leader, matter, 'report_repair', repaired())
    expect(await act(who.leader, matter, 'record_yes', yes)).toBe('awaiting_own_word')
    town.clock.moveTo(new Date('2026-09-22T23:59:00+08:00'))
    await town.run('callback.conclude')
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'awaiting_own_word' })
    town.clock.moveTo(new Date('2026-09-23T00:00:01+08:00'))
    await town.run('callback.conclude')
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'one_sided', ending: 'one_sided' })
    expect(await act(town.citizen(matter), matter, 'say_unsolved'), 'her own word is heard afterwards too').toBe('awaiting_contact')
  })
  it('does not make what waits for her a duty of the caller', async () => {
    const { who } = town
    const { matter } = await town.wish()
    await town.workThrough(who.leader, matter)
    expect((await town.house.engine.list(who.leader, { mine: true })).items.map(item => item.id)).not.toContain(matter)
  })
})

const tried = async (caller: Person, matter: string, outcome: string, from: number): Promise<void> => {
  for (let day = from; day < from + 3; day++) {
    town.clock.moveTo(new Date(`2026-10-${day}T10:00:00+08:00`))
    await town.act(caller, matter, 'record_attempt', { outcome })
  }
}

describe('three days without an answer', () => {
  it('end nothing before somebody else has confirmed them', async () => {
    const { who, act } = town
    town.clock.moveTo(new Date('2026-10-12T09:00:00+08:00'))
    const { matter } = await town.wish()
    await tried(who.leader, matter, 'no_answer', 12)
    expect(await act(who.leader, matter, 'conclude_unreachable')).toBe('awaiting_unreachable_check')
    const both: Person = { ...who.leader, posts: [...who.leader.posts, ...who.deputy.posts] }
    expect(await act(both, matter, 'confirm_unreachable')).toBe('own_attempts')
    expect(await act(who.centre, matter, 'call_again', { why: '三次都在上班时间，请晚上再打' })).toBe('awaiting_contact')
    expect(await act(who.leader, matter, 'conclude_unreachable'), 'the days before count no more').toBe('attempts_missing')
    await tried(who.leader, matter, 'busy', 15)
    expect(await act(who.leader, matter, 'conclude_unreachable')).toBe('awaiting_unreachable_check')
    expect(await act(who.deputy, matter, 'confirm_unreachable')).toBe('unreachable')
  })
  it('are not there where the citizen asked to be called later', async () => {
    const { who, act } = town
    town.clock.moveTo(new Date('2026-10-19T09:00:00+08:00'))
    const { matter } = await town.wish()
    await tried(who.leader, matter, 'asked_later', 19)
    expect(await act(who.leader, matter, 'conclude_unreachable')).toBe('attempts_missing')
  })
})

describe('the callback centre on a call that it does not make', () => {
  it('sees clocks without names, and how much was written, not what', async () => {
    const { who, act } = town
    const { matter } = await town.wish()
    await act(who.leader, matter, 'record_call', { ...heard, what_was_wrong: '不好' })
    const page = await town.house.engine.read(who.centre, matter)
    expect(page?.matter).toMatchObject({
      sight: 'progress',
      clocks: expect.arrayContaining([expect.objectContaining({ clock: 'call_within' })]) as unknown,
    })
    expect(JSON.stringify(page)).not.toMatch(/韩芳|不好|桂花|跑了三趟/)
    expect(await town.card(who.centre, matter)).toEqual({ desk: { records: [{ title: '打通了，记下来', signs: 20 }] } })
    expect(page?.may.map(one => one.action)).toEqual(['return_record'])
  })
  it('sends a thin record back, which is written out before anything goes on', async () => {
    const { who, act } = town
    const { matter } = await town.wish()
    await act(who.leader, matter, 'record_call', heard)
    expect(await act(who.centre, matter, 'return_record'), 'never without a reason').toBe('input_incomplete')
    expect(await act(who.centre, matter, 'return_record', { why: '只有五个字，看不出哪里没办好' })).toBe('contacted')
    expect(await town.card(who.leader, matter)).toMatchObject({ returned: '只有五个字，看不出哪里没办好' })
    expect((await town.messages()).filter(one => one.text.includes('被退回')).map(one => one.to)).toEqual(['139leader'])
    expect(await act(who.leader, matter, 'order_repair', ordered)).toBe('record_returned')
    expect(await act(who.leader, matter, 'complete_record', { more: '第一次要身份证，第二次要户口本，第三次要委托书' })).toBe('contacted')
    expect(await town.card(who.leader, matter)).not.toHaveProperty('returned')
    expect(await act(who.leader, matter, 'order_repair', ordered)).toBe('being_put_right')
  })
  it('takes a late call over when the citizen asks, and the department sees it no more', async () => {
    const { who, act } = town
    town.clock.moveTo(new Date('2026-10-26T09:00:00+08:00'))
    const { matter } = await town.wish()
    expect(await act(town.citizen(matter), matter, 'ask_for_centre')).toBe('not_late')
    town.clock.moveTo(new Date('2026-10-29T09:00:00+08:00'))
    await town.sweep()
    expect(await act(town.citizen(matter), matter, 'ask_for_centre')).toBe('awaiting_contact')
    expect(await town.house.engine.read(who.leader, matter)).toBeUndefined()
    expect((await town.messages()).some(one => one.to === '139centre')).toBe(true)
    expect(await act(who.centre, matter, 'record_call', heard)).toBe('contacted')
  })
})

/** A told date is never made later by the unit's own hand. */
describe('the days that were told', () => {
  it('stay, whatever caller and superior do to each other within a round', async () => {
    const mill = await makeCallbackTown(database, { city: 'mill' })
    const acts: readonly (readonly ['leader' | 'deputy', string, unknown])[] = [
      ['leader', 'acknowledge', undefined],
      ['leader', 'record_attempt', { outcome: 'busy' }],
      ['leader', 'conclude_unreachable', undefined],
      ['deputy', 'call_again', { why: '请再打一次看看' }],
      ['leader', 'record_call', heard],
      ['leader', 'order_repair', ordered],
      [
        'leader',
        'explain',
        { asked: '希望免交复印费', article: '诉讼费用交纳办法第二条', explanation: '复印费按规定收取，困难的可以缓交' },
      ],
      ['deputy', 'open_explanation', undefined],
      ['deputy', 'refuse_explanation', { why: '没有说清困难怎么办' }],
      ['leader', 'complete_record', { more: '没有退回的也想补一补看看' }],
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(acts.length - 1), fc.integer({ min: 1, max: 12 })), { minLength: 4, maxLength: 12 }),
        async steps => {
          const { matter } = await mill.wish()
          const told = async () =>
            Object.fromEntries(
              (await mill.house.engine.read(mill.loopsViewer, matter))!.matter.clocks
                .filter(clock => clock.clock === 'call_within' || clock.clock === 'rectify_within')
                .map(clock => [clock.clock, clock.dueAt]),
            )
          const first = await told()
          for (const [n, hours] of steps) {
            mill.clock.moveTo(new Date(mill.clock.now().getTime() + hours * 3_600_000))
            const [who, action, input] = acts[n]!
            await mill.act(mill.who[who], matter, action, input)
            expect(await told()).toEqual(first)
          }
        },
      ),
      { numRuns: 10, seed: 32 },
    )
  }, 120_000)
})
