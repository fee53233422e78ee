import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFlow } from '../../../engine/rules/checkFlow.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { isEnd, startsFrom } from '../../../engine/rules/flow.ts'
import type { Check } from '../../../engine/room.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { kinds as kindsOnPage } from '../citizen/askPage.ts'
import { hardshipAsked, hardships, refusals } from '../contract.ts'
import { hardshipFlow } from '../flows/hardship.ts'
import { hardships as kindsOnScreen } from '../web/kinds.ts'
import { hardshipChecks } from './checks.ts'

const seats = ['handler', 'earlier', 'civil', 'superior', 'unit_head', 'citizen', 'system'] as const
const words = '写清楚的一段话，够长了'
const inputs: Readonly<Record<string, object>> = {
  grant: { help: 'money', amount: 3000, rule: '救助办法第三条', told: words },
  refuse: { reason: 'out_of_scope', rule: '救助办法第三条', told: words },
  hand_over: { word: 'phone', told: words },
  ask_papers: { what: words },
  open_number: { purpose: 'contact' },
  sign_for: { receipt: '救〔2026〕8号' },
  send_back: { why: words },
  civil_grant: { help: 'in_kind', rule: '临时救助办法第五条', told: words },
  civil_refuse: { reason: 'already_helped', rule: '临时救助办法第五条', told: words },
  give: { how: 'transfer', when: '今天', told: words },
  record_no: { how: 'phone', told: words },
}
const rounds = 3
const settings = { rounds, places: { court: { civil: 'civil' }, alone: {} } }
interface Done {
  readonly action: string
  readonly seat: string
  readonly from: string
  readonly round: number
}
interface Walk {
  readonly stage: string
  readonly round: number
  readonly place: string
  readonly acts: readonly Done[]
}
const begun = (place = 'court'): Walk => ({ stage: 'asked', round: 1, place, acts: [] })

/** One try as the engine would judge it: flow, then the room's own rule; a refusal changes nothing. */
const step = (walk: Walk, action: string, seat: string, checks: Readonly<Record<string, Check>> = hardshipChecks): Walk => {
  const decision = decide(hardshipFlow, walk, [seat], action, inputs[action])
  if (isRefusal(decision)) return walk
  const trail = [{ action: 'open', round: 1, input: { place: walk.place } }, ...walk.acts]
  const asked = { trail, round: walk.round, input: decision.input, now: new Date(0), settings, viewer: {}, calendar: {} }
  if (checks[action]?.(asked as never)) return walk
  const act = { action, seat, from: walk.stage, round: walk.round }
  return { ...walk, stage: decision.stage, round: decision.round, acts: [...walk.acts, act] }
}
/** Mostly one of the acts that start where the matter stands, by whoever may; sometimes anything by anybody. */
const tries = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 5 })), { minLength: 5, maxLength: 40 })
const everything = Object.keys(hardshipFlow.actions).flatMap(action => seats.map(seat => [action, seat] as const))
const allowedAt = (stage: string): typeof everything =>
  everything.filter(([action, seat]) => {
    const found = Object.entries(hardshipFlow.actions).find(([name]) => name === action)![1]
    // Withdrawing would cut most lives short.
    return action !== 'withdraw' && startsFrom(hardshipFlow, found, stage) && found.by.some(one => one === seat)
  })

/** What must hold after every act. @throws as the assertion fails */
const holds = ({ stage, round, acts }: Walk): void => {
  const act = acts.at(-1)
  expect(round).toBeLessThanOrEqual(rounds)
  if (stage === 'helped') expect(act).toMatchObject({ action: 'confirm_helped', seat: 'citizen' })
  if (stage === 'refused') expect(act).toMatchObject({ action: 'accept_refusal', seat: 'citizen', from: 'awaiting_word_on_refusal' })
  if (stage === 'unhelped') expect([act?.action, act?.seat, round]).toEqual(['keep_unhelped', 'citizen', rounds])
  // Silence after giving is not silence after a refusal, and neither is anybody's word.
  if (stage === 'citizen_silent') expect(act).toMatchObject({ seat: 'system', from: 'awaiting_word' })
  if (stage === 'refused_silent') expect(act).toMatchObject({ seat: 'system', from: 'awaiting_word_on_refusal' })
  // Between two offices she is passed to and fro once in a round.
  for (const one of Array.from({ length: rounds }, (_, at) => at + 1)) {
    const back = acts.filter(({ action, round: at }) => ['send_back', 'take_back'].includes(action) && at === one).length
    expect(back).toBeLessThanOrEqual(1)
  }
}
const live = (checks: Readonly<Record<string, Check>>, seen: (walk: Walk) => void = () => undefined): void =>
  fc.assert(
    fc.property(tries, all => {
      let walk = begun()
      for (const [at, anything, wild] of all) {
        const may = allowedAt(walk.stage)
        const [action, seat] = wild > 0 && may.length > 0 ? may[at % may.length]! : everything[anything % everything.length]!
        walk = step(walk, action, seat, checks)
        holds(walk)
        seen(walk)
      }
    }),
    { numRuns: 400, seed: 26 },
  )
const through = (walk: Walk, ...acts: readonly (readonly [string, string])[]): Walk =>
  acts.reduce((so, [action, seat]) => step(so, action, seat), walk)

describe('help in hardship', () => {
  it('has a way from every stage to an end, and no clock runs on there', () => {
    expect(checkFlow(hardshipFlow)).toEqual([])
  })

  it('ends as helped by the applicant’s own word alone, whatever anybody tries in whatever order', () => {
    const reached = new Set<string>()
    live(hardshipChecks, walk => reached.add(walk.stage))
    expect([...reached], 'the lives get far enough to mean something').toEqual(expect.arrayContaining(Object.keys(hardshipFlow.stages)))
  })

  it('would notice a decider who says for her that it reached her, a refusal that counts as silence, and papers that go to and fro', () => {
    const planted = (stage: string, act: Omit<Done, 'round'>): Walk => ({ ...begun(), stage, acts: [{ ...act, round: 1 }] })
    expect(() => holds(planted('helped', { action: 'give', seat: 'handler', from: 'granted' }))).toThrow()
    expect(() =>
      holds(planted('citizen_silent', { action: 'conclude_silent', seat: 'system', from: 'awaiting_word_on_refusal' })),
    ).toThrow()
    expect(() => live({ ...hardshipChecks, hand_over: () => null })).toThrow()
  })

  it('begins another round with each no, and after the last round keeps the no for what it is', () => {
    let walk = begun()
    for (const round of [2, 3]) {
      walk = through(walk, ['refuse', 'handler'], ['keep_unhelped', 'citizen'])
      expect(walk.stage, 'there is another round').toBe('awaiting_word_on_refusal')
      walk = step(walk, 'say_unhelped', 'citizen')
      expect([walk.stage, walk.round]).toEqual(['asked', round])
    }
    walk = through(walk, ['grant', 'handler'], ['give', 'handler'], ['say_unhelped', 'citizen'])
    expect(walk.stage, 'nobody is sent round for ever').toBe('awaiting_word')
    walk = step(walk, 'keep_unhelped', 'citizen')
    expect([walk.stage, isEnd(hardshipFlow, walk.stage)]).toEqual(['unhelped', true])
  })

  it('is handed over only where civil affairs is named; what came back is decided here', () => {
    expect(step(begun('alone'), 'hand_over', 'handler').stage).toBe('asked')
    const back = through(begun(), ['hand_over', 'handler'], ['sign_for', 'civil'], ['send_back', 'civil'])
    expect(back.stage).toBe('asked')
    expect(step(back, 'hand_over', 'handler').stage, 'not a second time in this round').toBe('asked')
    const unsigned = through(begun(), ['hand_over', 'handler'], ['take_back', 'handler'])
    expect([unsigned.stage, step(unsigned, 'hand_over', 'handler').stage], 'what nobody signs for comes home').toEqual(['asked', 'asked'])
    const again = through(back, ['refuse', 'handler'], ['say_unhelped', 'citizen'], ['hand_over', 'handler'])
    expect(again.stage, 'a new round, a new look').toBe('handed_over')
  })

  it('a silent applicant may still say no: silence was never taken for her word', () => {
    const given = through(begun(), ['grant', 'handler'], ['give', 'handler'], ['conclude_silent', 'system'])
    const refused = through(begun(), ['refuse', 'handler'], ['conclude_refused', 'system'])
    expect([given.stage, refused.stage]).toEqual(['citizen_silent', 'refused_silent'])
    for (const walk of [given, refused]) expect(step(walk, 'say_unhelped', 'citizen')).toMatchObject({ stage: 'asked', round: 2 })
  })
})

describe('what she would rather not say', () => {
  const least = { place: 'court', need: '想要帮助', name: '柏秀', key: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c31' }

  it('may be left out: an application with no hardship, no telephone and no case is one', () => {
    expect(hardshipAsked.safeParse(least).success).toBe(true)
    expect(hardshipAsked.safeParse({ ...least, need: '' }).success, 'something must be wished').toBe(false)
  })

  it('is no reason of a refusal, and asking for it ends nothing and stops no clock', () => {
    expect(Object.keys(refusals)).toEqual(['out_of_scope', 'not_in_hardship', 'already_helped', 'paid_otherwise'])
    expect(isRefusal(decide(hardshipFlow, begun(), ['handler'], 'refuse', { ...inputs['refuse'], reason: 'not_told' }))).toBe(true)
    const { rule: _, ...withoutRule } = inputs['refuse'] as { rule: string }
    expect(isRefusal(decide(hardshipFlow, begun(), ['handler'], 'refuse', withoutRule)), 'nor is a refusal without its rule').toBe(true)
    expect(step(begun(), 'ask_papers', 'handler').stage).toBe('asked')
    expect(hardshipFlow.actions.ask_papers.clocks).toBeUndefined()
  })

  it('is asked with the same words on her page and on the screen of whoever writes it down', () => {
    expect([...kindsOnPage]).toEqual(Object.keys(hardships))
    expect([...kindsOnScreen]).toEqual(Object.keys(hardships))
  })
})
