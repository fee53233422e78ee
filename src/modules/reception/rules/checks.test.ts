import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../../engine/rules/checkFlow.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { isEnd, turnsOf } from '../../../engine/rules/flow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { receptionFlow } from '../flows/reception.ts'
import { receptionChecks } from './checks.ts'

const seats = ['office', 'host', 'handler', 'earlier', 'superior', 'supervisor', 'citizen', 'system'] as const
type Seat = (typeof seats)[number]
const unit = '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c36'
const hours = { onDay: '2026-10-20', at: '09:00', venue: '二楼', leader: '罗成章', leaderTitle: '院长', why: '开会' }
const inputs: Readonly<Record<string, object>> = {
  open_number: { purpose: 'day' },
  move_day: hours,
  end_with_day: { why: '防汛' },
  record_call_off: { why: '来电话说不来了' },
  record_missed: { note: '等到十点' },
  record_answered: { said: '问什么时候开庭', told: '下周三上午' },
  record_promise: { said: '补偿款没有拿到', told: '两周内查清', unit },
  answer: { result: 'done', told: '已经扣到账上' },
  not_ours: { why: '归民一庭办理' },
  give_unit: { unit, why: '归执行局' },
  record_solved: { how: 'phone', words: '拿到了' },
  record_no: { how: 'phone', words: '还是没有' },
}
const settings = { rounds: 3 }
interface Walk {
  readonly stage: string
  readonly round: number
  readonly acts: readonly { readonly action: string; readonly seat: Seat; readonly from: string }[]
}
const first: Walk = { stage: 'booked', round: 1, acts: [] }

/** One try as the engine would judge it: flow, then the room's own rule; a refusal changes nothing. */
const step = (walk: Walk, action: string, seat: Seat): Walk => {
  const decision = decide(receptionFlow, walk, [seat], action, inputs[action])
  if (isRefusal(decision)) return walk
  const trail = walk.acts.map(act => ({ action: act.action, round: walk.round, own: act.seat === seat || undefined }))
  const asked = { trail, round: walk.round, input: decision.input, now: new Date(0), settings, viewer: {}, calendar: {} }
  if (receptionChecks[action]?.(asked as never)) return walk
  return { stage: decision.stage, round: decision.round, acts: [...walk.acts, { action, seat, from: walk.stage }] }
}
const tries = fc.array(fc.tuple(fc.constantFrom(...Object.keys(receptionFlow.actions)), fc.constantFrom(...seats)), { maxLength: 80 })

/** What must hold after every act. @throws as the assertion fails */
const holds = (walk: Walk): void => {
  const act = walk.acts.at(-1)
  expect(walk.round).toBeLessThanOrEqual(settings.rounds)
  if (walk.stage === 'solved') {
    expect(['confirm_solved', 'record_solved']).toContain(act!.action)
    const answered = walk.acts.findLast(one => one.action === 'answer' || one.action === 'record_answered')
    if (act!.action === 'record_solved') expect(answered!.seat, 'nobody says for her that his own answer did it').not.toBe(act!.seat)
  }
  if (walk.stage === 'unsolved') {
    expect(act).toMatchObject({ action: 'keep_unsolved', seat: 'citizen' })
    expect(walk.round).toBe(settings.rounds)
  }
  if (walk.stage === 'citizen_silent') expect(act).toMatchObject({ action: 'conclude_silent', seat: 'system' })
  // Nobody is written down as absent, and nothing as promised, before the day has come.
  if (walk.stage === 'missed' || walk.stage === 'promised') expect(walk.acts.some(one => one.action === 'day_came')).toBe(true)
}

describe('a booking of a reception day', () => {
  it('has a way from every stage to an end, and no clock runs on there', () => {
    expect(checkFlow(receptionFlow)).toEqual([])
  })
  it('ends as solved by the word of whoever came alone, whatever anybody tries in whatever order', () => {
    fc.assert(
      fc.property(tries, all => {
        let walk = first
        for (const [action, seat] of all) {
          walk = step(walk, action, seat)
          holds(walk)
        }
      }),
      { numRuns: 500 },
    )
  })
  it('would notice an office that says for her that its own answer did it, and an absence before the day', () => {
    const own = [
      { action: 'record_answered', seat: 'office', from: 'to_record' },
      { action: 'record_solved', seat: 'office', from: 'awaiting_word' },
    ] as const
    expect(() => holds({ stage: 'solved', round: 1, acts: own })).toThrow()
    expect(() => holds({ stage: 'missed', round: 1, acts: [{ action: 'record_missed', seat: 'office', from: 'booked' }] })).toThrow()
  })
  it('is nobody’s turn before its day, then the office’s, then the unit’s that was named', () => {
    const turns = turnsOf(receptionFlow)
    expect(turns.filter(turn => turn.stage === 'booked' && turn.seat !== 'citizen' && turn.seat !== 'system')).toEqual([])
    expect(turns).toContainEqual({ stage: 'to_record', seat: 'office' })
    expect(turns).toContainEqual({ stage: 'promised', seat: 'handler' })
  })
  it('goes back to waiting when its day is moved, and ends with it when it is cancelled', () => {
    const come = step(first, 'day_came', 'system')
    expect(come.stage).toBe('to_record')
    expect(step(come, 'move_day', 'system').stage).toBe('booked')
    expect(step(come, 'end_with_day', 'system').stage).toBe('day_off')
    expect(step(first, 'call_off', 'citizen').stage).toBe('called_off')
  })
  it('begins another round with a no, and after the last round the no is kept; a silent one may still say no', () => {
    let walk = step(step(first, 'day_came', 'system'), 'record_promise', 'host')
    for (const round of [2, 3]) {
      walk = step(step(walk, 'answer', 'handler'), 'say_unsolved', 'citizen')
      expect([walk.stage, walk.round]).toEqual(['promised', round])
    }
    const last = step(walk, 'answer', 'handler')
    expect(step(last, 'say_unsolved', 'citizen').stage, 'nobody is sent round for ever').toBe('awaiting_word')
    const kept = step(last, 'keep_unsolved', 'citizen')
    expect([kept.stage, isEnd(receptionFlow, kept.stage)]).toEqual(['unsolved', true])
    const silent = step(
      step(step(step(first, 'day_came', 'system'), 'record_answered', 'office'), 'conclude_silent', 'system'),
      'say_unsolved',
      'citizen',
    )
    expect([silent.stage, silent.round]).toEqual(['promised', 2])
  })
})
