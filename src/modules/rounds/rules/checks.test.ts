import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../../engine/rules/checkFlow.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { isEnd } from '../../../engine/rules/flow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { concernFlow } from '../flows/concern.ts'
import { findingFlow } from '../flows/finding.ts'
import { inspectionFlow } from '../flows/inspection.ts'
import { concernChecks, findingChecks, inspectionChecks } from './checks.ts'

const seats = ['handler', 'earlier', 'visitor', 'visitor_lead', 'superior', 'system'] as const
const people = ['a', 'b'] as const
const id = '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c31'
const inputs: Readonly<Record<string, object>> = {
  answer_concern: { result: 'solved', told: '路灯修好了' },
  not_ours: { why: '归供电所管' },
  name_unit: { unit: id, why: '路灯归它管' },
  open_number: { purpose: 'answer' },
  record_attempt: { how: 'phone', note: '没有接' },
  record_solved: { how: 'visit', words: '亮了' },
  record_accepted: { how: 'visit', words: '知道了' },
  record_no: { how: 'visit', words: '还是不亮' },
  keep_no: { how: 'visit', words: '还是不亮' },
  record_untold: { how: 'phone', note: '第三次没有接' },
  record_withdrawn: { words: '不用管了' },
}
const settings = { rounds: 3, attempts_before_untold: 2 }
type Kind = 'suggestion' | 'problem'
interface Done {
  readonly action: string
  readonly seat: string
  readonly person: string
  readonly round: number
}
interface Walk {
  readonly kind: Kind
  readonly stage: string
  readonly round: number
  readonly acts: readonly Done[]
}
const firstOf = (kind: Kind): Walk => ({ kind, stage: 'raised', round: 1, acts: [] })
const openedAs = (kind: Kind) => ({
  action: 'open',
  round: 1,
  input: {
    campaignName: '大走访',
    visitedOn: '2026-10-01',
    place: '临江社区',
    visitors: '甲',
    kind,
    words: '路灯不亮',
    unitName: '一',
    visitingUnitName: '二',
  },
})

/** One try as the engine would judge it: flow, then the room's own rule; a refusal changes nothing. */
const step = (walk: Walk, action: string, seat: string, person: string): Walk => {
  const decision = decide(concernFlow, walk, [seat], action, inputs[action])
  if (isRefusal(decision)) return walk
  const trail = [openedAs(walk.kind), ...walk.acts.map(act => ({ ...act, ...(act.person === person ? { own: true } : {}) }))]
  const asked = { trail, round: walk.round, input: decision.input, now: new Date(0), settings, viewer: {}, calendar: {} }
  if (concernChecks[action]?.(asked as never)) return walk
  return { ...walk, stage: decision.stage, round: decision.round, acts: [...walk.acts, { action, seat, person, round: walk.round }] }
}
const tries = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(concernFlow.actions)), fc.constantFrom(...seats), fc.constantFrom(...people)),
  {
    maxLength: 60,
  },
)
const word = ['record_solved', 'record_accepted', 'record_untold']

/** What must hold after every act. @throws as the assertion fails */
const holds = ({ kind, stage, round, acts }: Walk): void => {
  const last = acts.at(-1)
  const answered = acts.findLast(act => act.action === 'answer_concern')
  expect(round).toBeLessThanOrEqual(settings.rounds)
  if (['solved', 'accepted', 'untold'].includes(stage)) {
    expect(answered, 'nothing ends as answered that nobody answered').toBeDefined()
    expect(last!.person, 'nobody says for others that his own answer is good').not.toBe(answered!.person)
    expect(word).toContain(last!.action)
  }
  if (stage === 'solved') expect(kind).toBe('problem')
  if (stage === 'untold')
    expect(acts.filter(act => act.action === 'record_attempt' && act.round === round).length).toBeGreaterThanOrEqual(2)
  if (stage === 'unsolved') expect(round).toBe(settings.rounds)
}

describe('what was said at a visit', () => {
  it('has a flow without a fault', () => expect(checkFlow(concernFlow)).toEqual([]))
  it('ends as solved by the word of whoever said it, heard by somebody who did not answer it, whatever anybody tries in whatever order', () => {
    fc.assert(
      fc.property(fc.constantFrom<Kind>('suggestion', 'problem'), tries, (kind, all) => {
        let walk = firstOf(kind)
        for (const [action, seat, person] of all) {
          walk = step(walk, action, seat, person)
          holds(walk)
        }
      }),
      { numRuns: 500 },
    )
  })
  it('would notice an officer who writes down the word on his own answer, a solved suggestion, and an end that nobody was tried for', () => {
    const answered = { action: 'answer_concern', seat: 'handler', person: 'a', round: 1 }
    const heard = { action: 'record_solved', seat: 'visitor', person: 'b', round: 1 }
    const planted: Walk = { kind: 'problem', stage: 'solved', round: 1, acts: [answered, heard] }
    expect(() => holds(planted)).not.toThrow()
    expect(() => holds({ ...planted, acts: [answered, { ...heard, person: 'a' }] })).toThrow()
    expect(() => holds({ ...planted, kind: 'suggestion' })).toThrow()
    expect(() => holds({ ...planted, stage: 'untold', acts: [answered, { ...heard, action: 'record_untold' }] })).toThrow()
  })
  it('begins another round with each no, and after the last round keeps the no for what it is', () => {
    let walk = firstOf('problem')
    for (const round of [2, 3]) {
      walk = step(step(walk, 'answer_concern', 'handler', 'a'), 'keep_no', 'visitor', 'b')
      expect(walk.stage, 'there is another round').toBe('concern_answered')
      walk = step(walk, 'record_no', 'visitor', 'b')
      expect([walk.stage, walk.round]).toEqual(['raised', round])
    }
    walk = step(step(walk, 'answer_concern', 'handler', 'a'), 'record_no', 'visitor', 'b')
    expect(walk.stage, 'nobody is sent round for ever').toBe('concern_answered')
    walk = step(walk, 'keep_no', 'visitor', 'b')
    expect([walk.stage, isEnd(concernFlow, walk.stage)]).toEqual(['unsolved', true])
  })
  it('attempts of an earlier round do not count for this one: each answer is brought to the person anew', () => {
    let walk = step(firstOf('problem'), 'answer_concern', 'handler', 'a')
    for (let n = 0; n < 2; n++) walk = step(walk, 'record_attempt', 'visitor', 'b')
    walk = step(step(walk, 'record_no', 'visitor', 'b'), 'answer_concern', 'superior', 'a')
    expect(step(walk, 'record_untold', 'visitor', 'b').stage).toBe('concern_answered')
  })
})

describe('an inspection and what it finds', () => {
  const list = {
    inspectionName: '大厅日巡',
    way: 'daily',
    placeName: '综合窗口',
    place: id,
    day: '2026-10-12',
    items: ['窗口开着', '座椅能用'],
  }
  const given = (trail: readonly object[], input: object): never =>
    ({ trail, round: 1, input, now: new Date(0), settings, viewer: {}, calendar: {} }) as never
  it('have flows without a fault', () => expect([checkFlow(inspectionFlow), checkFlow(findingFlow)]).toEqual([[], []]))
  it('names an item of the list that the inspection was opened with, and nobody leaves before he came', () => {
    const trail = [{ action: 'open', input: list }]
    for (const item of [1, 2]) expect(inspectionChecks['note_finding']!(given(trail, { item }))).toBeNull()
    expect(inspectionChecks['note_finding']!(given(trail, { item: 3 }))).toMatchObject({ because: 'no_such_item' })
    expect(inspectionChecks['finish_inspection']!(given(trail, { arrived: '10:40', left: '10:10' }))).toMatchObject({
      because: 'left_before_arrived',
    })
  })
  it('is not cleared by whoever reported the repair, though he inspects too', () => {
    const fixed = { action: 'report_fixed', input: {} }
    expect(findingChecks['clear_finding']!(given([fixed], {}))).toBeNull()
    expect(findingChecks['clear_finding']!(given([{ ...fixed, own: true }], {}))).toMatchObject({ because: 'own_repair' })
    expect(findingChecks['clear_finding']!(given([{ ...fixed, own: true }, fixed], {})), 'a later repair is another’s').toBeNull()
  })
})
