import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../../engine/rules/checkFlow.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { isEnd } from '../../../engine/rules/flow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { reachFlow } from '../flows/reach.ts'
import { reachChecks } from './checks.ts'

const seats = ['handler', 'earlier', 'registry', 'leader', 'superior', 'citizen', 'system'] as const
const id = '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c31'
const inputs: Readonly<Record<string, object>> = {
  answer: { how: 'phone', when: '今天10点', told: '开庭改到下周三' },
  record_attempt: { how: 'phone', note: '没有接' },
  open_number: { purpose: 'contact' },
  explain_elsewhere: { unit: id, why: '这类案子归上级法院' },
  assign: { unit: id },
  not_mine: { why: '归民二庭' },
  hand_on_papers: { bundle: '3F7K-2M9QX' },
  hear_papers: { bundle: '3F7K-2M9QX', told: '已经签收' },
  record_no: { how: 'phone', told: '没有人打来' },
}
const rounds = 3
interface Walk {
  readonly stage: string
  readonly round: number
  readonly acts: readonly { readonly action: string; readonly seat: string; readonly from: string }[]
}
const first: Walk = { stage: 'asked', round: 1, acts: [] }

/** One try as the engine would judge it: flow, then the room's own rule; a refusal changes nothing. */
const step = (walk: Walk, action: string, seat: (typeof seats)[number]): Walk => {
  const decision = decide(reachFlow, walk, [seat], action, inputs[action])
  if (isRefusal(decision)) return walk
  const asked = {
    trail: [],
    round: walk.round,
    input: decision.input,
    now: new Date(0),
    settings: { rounds },
    viewer: {} as never,
    calendar: {},
  }
  if (reachChecks[action]?.(asked as never)) return walk
  return { stage: decision.stage, round: decision.round, acts: [...walk.acts, { action, seat, from: walk.stage }] }
}
const tries = fc.array(fc.tuple(fc.constantFrom(...Object.keys(reachFlow.actions)), fc.constantFrom(...seats)), { maxLength: 60 })
const lastAct = (walk: Walk) => walk.acts.at(-1)

/** What must hold after every act. @throws as the assertion fails */
const holds = (walk: Walk): void => {
  const act = lastAct(walk)
  expect(walk.round).toBeLessThanOrEqual(rounds)
  if (walk.stage === 'reached') expect(act).toMatchObject({ action: 'confirm_reached', seat: 'citizen' })
  if (walk.stage === 'unreached') {
    expect(act).toMatchObject({ action: 'keep_unreached', seat: 'citizen' })
    expect(walk.round).toBe(rounds)
  }
  // What was explained never counts as reached, and a silent party is neither.
  if (walk.stage === 'explained') expect(act!.from).toBe('awaiting_word_on_explanation')
  if (walk.stage === 'citizen_silent') expect(act).toMatchObject({ action: 'conclude_silent', seat: 'system' })
}

describe('reaching the case officer', () => {
  it('has a way from every stage to an end, and no clock runs on there', () => {
    expect(checkFlow(reachFlow)).toEqual([])
  })
  it('ends as reached by the party’s own word alone, whatever anybody tries in whatever order', () => {
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
  it('would notice an officer who says for the party that she was reached', () => {
    expect(() => holds({ stage: 'reached', round: 1, acts: [{ action: 'answer', seat: 'handler', from: 'asked' }] })).toThrow()
    expect(() =>
      holds({ stage: 'explained', round: 1, acts: [{ action: 'conclude_explained', seat: 'system', from: 'awaiting_word' }] }),
    ).toThrow()
  })
  it('begins another round with each no, and after the last round keeps the no for what it is', () => {
    let walk = first
    for (const round of [2, 3]) {
      walk = step(step(walk, 'answer', 'handler'), 'keep_unreached', 'citizen')
      expect(walk.stage, 'there is another round').toBe('awaiting_word')
      walk = step(walk, 'say_unreached', 'citizen')
      expect([walk.stage, walk.round]).toEqual(['asked', round])
    }
    walk = step(step(walk, 'answer', 'handler'), 'say_unreached', 'citizen')
    expect(walk.stage, 'nobody is sent round for ever').toBe('awaiting_word')
    walk = step(walk, 'keep_unreached', 'citizen')
    expect([walk.stage, isEnd(reachFlow, walk.stage)]).toEqual(['unreached', true])
  })
  it('an attempt without success, a look at the number and a handing on end nothing and leave the question where it was', () => {
    for (const [action, seat] of [
      ['record_attempt', 'handler'],
      ['open_number', 'handler'],
      ['assign', 'registry'],
      ['not_mine', 'handler'],
      ['hand_on_papers', 'handler'],
    ] as const) {
      const walk = step(first, action, seat)
      expect([action, walk.stage, lastAct(walk)?.action]).toEqual([action, 'asked', action])
    }
  })
  it('a silent party may still say no: silence was never taken for her word', () => {
    const silent = step(step(first, 'answer', 'handler'), 'conclude_silent', 'system')
    expect(silent.stage).toBe('citizen_silent')
    expect(step(silent, 'say_unreached', 'citizen')).toMatchObject({ stage: 'asked', round: 2 })
  })
})
