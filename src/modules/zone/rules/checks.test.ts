import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../../engine/rules/checkFlow.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { isEnd } from '../../../engine/rules/flow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { zoneFlow } from '../flows/zone.ts'
import { zoneChecks } from './checks.ts'

const seats = ['handler', 'earlier', 'desk', 'leader', 'superior', 'office', 'citizen', 'system'] as const
const inputs: Readonly<Record<string, object>> = {
  answer: { how: 'phone', result: 'told', told: '凭缴费记录网上申领' },
  record_contact: { whom: '区人社局', note: '问清了' },
  open_number: { purpose: 'contact' },
  change_specialist: { specialist: '汤永康', why: '休假' },
  move_to_stuck: { step: 'not_finished', item: '许可变更', where: '区窗口', trips: 3, reason: '查不到' },
  record_no: { how: 'phone', told: '还是不行' },
}
const settings = { rounds: 2, places: { hetian: { window: 'hetian' }, bare: {} } }
interface Walk {
  readonly place: string
  readonly stage: string
  readonly round: number
  readonly acts: readonly { readonly action: string; readonly seat: string; readonly from: string }[]
}
const first: Walk = { place: 'hetian', stage: 'in_hand', round: 1, acts: [] }

/** One try as the engine would judge it: flow, then the room's own rule; a refusal changes nothing. */
const step = (walk: Walk, action: string, seat: (typeof seats)[number]): Walk => {
  const decision = decide(zoneFlow, walk, [seat], action, inputs[action])
  if (isRefusal(decision)) return walk
  const trail = [{ input: { place: walk.place } }]
  const asked = { trail, round: walk.round, input: decision.input, now: new Date(0), settings, viewer: {}, calendar: {} }
  if (zoneChecks[action]?.(asked as never)) return walk
  return { ...walk, stage: decision.stage, round: decision.round, acts: [...walk.acts, { action, seat, from: walk.stage }] }
}
const tries = fc.array(fc.tuple(fc.constantFrom(...Object.keys(zoneFlow.actions)), fc.constantFrom(...seats)), { maxLength: 60 })

/** What must hold after every act. @throws as the assertion fails */
const holds = (walk: Walk): void => {
  const act = walk.acts.at(-1)
  expect(walk.round).toBeLessThanOrEqual(settings.rounds)
  if (walk.stage === 'solved') expect(act).toMatchObject({ action: 'confirm_solved', seat: 'citizen' })
  if (walk.stage === 'unsolved') {
    expect(act).toMatchObject({ action: 'keep_unsolved', seat: 'citizen' })
    expect(walk.round).toBe(settings.rounds)
  }
  // Nothing is handed over that nobody would take.
  if (walk.stage === 'moved') expect(walk.place).toBe('hetian')
  if (walk.stage === 'citizen_silent') expect(act).toMatchObject({ action: 'conclude_silent', seat: 'system' })
}

describe('a request of the service zone', () => {
  it('has a way from every stage to an end, and no clock runs on there', () => {
    expect(checkFlow(zoneFlow)).toEqual([])
  })
  it('ends as solved by the word of whoever asked alone, whatever anybody tries in whatever order', () => {
    fc.assert(
      fc.property(fc.constantFrom('hetian', 'bare'), tries, (place, all) => {
        let walk: Walk = { ...first, place }
        for (const [action, seat] of all) {
          walk = step(walk, action, seat)
          holds(walk)
        }
      }),
      { numRuns: 500 },
    )
  })
  it('would notice a specialist who says for her that it is solved, and a zone that hands over to nobody', () => {
    expect(() => holds({ ...first, stage: 'solved', acts: [{ action: 'answer', seat: 'handler', from: 'in_hand' }] })).toThrow()
    expect(() =>
      holds({ ...first, place: 'bare', stage: 'moved', acts: [{ action: 'move_to_stuck', seat: 'handler', from: 'in_hand' }] }),
    ).toThrow()
  })
  it('begins another round with a no, and after the last round she keeps the no or takes it to the window of last resort', () => {
    const answered = step(first, 'answer', 'handler')
    expect(step(answered, 'keep_unsolved', 'citizen').stage, 'there is another round').toBe('awaiting_word')
    const again = step(answered, 'say_unsolved', 'citizen')
    expect([again.stage, again.round]).toEqual(['in_hand', 2])
    const last = step(step(again, 'answer', 'handler'), 'say_unsolved', 'citizen')
    expect(last.stage, 'nobody is sent round for ever').toBe('awaiting_word')
    for (const [action, end] of [
      ['keep_unsolved', 'unsolved'],
      ['move_myself', 'moved'],
    ] as const) {
      const walk = step(last, action, 'citizen')
      expect([walk.stage, isEnd(zoneFlow, walk.stage)]).toEqual([end, true])
    }
  })
  it('stays where it is when a contact is recorded, the number looked at or another specialist named', () => {
    for (const [action, seat] of [
      ['record_contact', 'handler'],
      ['open_number', 'handler'],
      ['change_specialist', 'leader'],
    ] as const)
      expect([action, step(first, action, seat).stage]).toEqual([action, 'in_hand'])
  })
  it('a silent one may still say no, or go on to the window of last resort', () => {
    const silent = step(step(first, 'answer', 'handler'), 'conclude_silent', 'system')
    expect(silent.stage).toBe('citizen_silent')
    expect(step(silent, 'say_unsolved', 'citizen')).toMatchObject({ stage: 'in_hand', round: 2 })
    expect(step(silent, 'move_myself', 'citizen').stage).toBe('moved')
  })
})
