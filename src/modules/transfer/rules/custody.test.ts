import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../engine/rules/decide.ts'
import { isEnd } from '../../../engine/rules/flow.ts'
import { checkFlow } from '../../../engine/rules/checkFlow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { bundleFlow } from '../flows/bundle.ts'
import { bundleChecks } from './checks.ts'
import { custodyOf } from './custody.ts'
import type { Custody, Step } from './custody.ts'

const people = ['程素', '汤清和', '彭川'] as const
const points = { a: { name: '双槐接转点' }, b: { name: '诉讼服务中心接转点' } }
const settings = { points }
const seats = ['holder', 'receiver', 'addressee', 'office', 'citizen'] as const
const opened = { pointName: '双槐接转点', unitName: '民一庭' }
const inputs: Readonly<Record<string, (bag: string) => object>> = {
  seal: bag => ({ bag, counted: true }),
  hand_to_point: bag => ({ point: bag.endsWith('1') ? '双槐接转点' : '诉讼服务中心接转点' }),
  sign: bag => ({ bag, seal: 'whole' }),
  sign_for: bag => ({ bag, seal: 'whole' }),
  refuse_bag: () => ({ why: 'opened', note: '封口破了' }),
  send_back_bag: () => ({ why: 'wrong_number', note: '号码不对' }),
  recall: () => ({ why: '对方没有来接' }),
  report_short: () => ({ what: '少一份证据' }),
  settle_short: () => ({ how: '当事人补交了' }),
  report_missing: () => ({ note: '柜子里没有' }),
  found: bag => ({ where: '接转柜', bag, seal: 'whole' }),
  found_open: () => ({ where: '接转柜', note: '袋口裂了' }),
  confirm_lost: () => ({ how: '由中心复印后补交，已告诉当事人' }),
  offer_back: () => ({ why: '不属于本院管辖' }),
}
const bags = ['SH-0001', 'SH-0002'] as const

interface Walk {
  readonly stage: string
  readonly trail: readonly (Step & { readonly seat?: string })[]
}
const first: Walk = {
  stage: 'taken_in',
  trail: [{ seq: 1, action: 'open', at: '2026-10-12T09:00:00Z', by: '程素', input: opened }],
}
type Try = readonly [action: string, seat: (typeof seats)[number], person: (typeof people)[number], bag: (typeof bags)[number]]

/** One try as the engine would judge it: flow, then the room's own rule; a refusal changes nothing. */
const step = ({ stage, trail }: Walk, [action, seat, person, bag]: Try): Walk => {
  const decision = decide(bundleFlow, { stage, round: 1 }, [seat], action, inputs[action]?.(bag))
  if (isRefusal(decision)) return { stage, trail }
  const own = trail.map(entry => (entry.by === person ? { ...entry, own: true as const } : entry))
  const no = bundleChecks[action]?.({
    trail: own as never,
    round: 1,
    input: decision.input,
    now: new Date(0),
    settings,
    viewer: {} as never,
    calendar: {},
  })
  if (no) return { stage, trail }
  const at = new Date(Date.UTC(2026, 9, 12, 9, trail.length)).toISOString()
  return { stage: decision.stage, trail: [...trail, { seq: trail.length + 1, action, at, by: person, input: decision.input }] }
}

const tries = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(bundleFlow.actions)),
    fc.constantFrom(...seats),
    fc.constantFrom(...people),
    fc.constantFrom(...bags),
  ),
  { maxLength: 60 },
)
const passingStages = ['passing', 'passing_to_officer', 'going_back']

const holds = (walk: Walk, before: Custody): void => {
  const now = custodyOf(walk.trail)
  const last = walk.trail.at(-1)!
  expect(now.holder).not.toBe('')
  expect(now.passing !== undefined).toBe(passingStages.includes(walk.stage))
  // It changes hands by a signature alone, and that signature is another person's than the giver's.
  if (now.holder !== before.holder || now.signatures.length !== before.signatures.length) {
    expect(['sign', 'sign_for', 'take_back']).toContain(last.action)
    const signature = now.signatures.at(-1)!
    expect(signature.from).toBe(before.holder)
    expect(signature.to).toBe(before.passing?.to)
    if (last.action !== 'take_back') expect(signature.signedBy).not.toBe(signature.givenBy)
  }
  expect(now.signatures.at(-1)!.to).toBe(now.holder)
}

const done = (...all: readonly Try[]): Walk => all.reduce(step, first)

describe('who holds a bag', () => {
  it('no bag is lost or trapped by its flow: from every stage an end can be reached, and no clock runs on there', () => {
    expect(checkFlow(bundleFlow)).toEqual([])
  })
  it('is exactly one at every moment, and each change of hands bears the signatures of two people, whatever anybody tries in whatever order', () => {
    fc.assert(
      fc.property(tries, all => {
        let walk = first
        for (const one of all) {
          const before = custodyOf(walk.trail)
          walk = step(walk, one)
          holds(walk, before)
          if (isEnd(bundleFlow, walk.stage)) break
        }
      }),
      { numRuns: 500 },
    )
  })
  it('would notice a bag that is somebody else’s without his signature, and one that the giver signed for himself', () => {
    const given = done(['seal', 'holder', '程素', 'SH-0001'], ['hand_to_officer', 'holder', '程素', 'SH-0001'])
    const before = custodyOf(given.trail)
    const forged = (by: string): Walk => ({
      stage: 'with_officer',
      trail: [...given.trail, { seq: 4, action: 'sign_for', at: '2026-10-12T10:00:00Z', by, input: { bag: 'SH-0001', seal: 'whole' } }],
    })
    expect(() => holds(forged('彭川'), before)).not.toThrow()
    expect(() => holds(forged('程素'), before), 'one person on both sides').toThrow()
    const slipped = {
      ...forged('彭川'),
      trail: forged('彭川').trail.map(one => ({ ...one, action: one.action === 'sign_for' ? 'close' : one.action })),
    }
    expect(() => holds({ ...slipped, stage: 'passing' }, custodyOf(forged('彭川').trail)), 'a holder without a signature').toThrow()
    expect(() => holds({ ...given, stage: 'at_point' }, before), 'on its way by its trail, at rest by its stage').toThrow()
  })
  it('a lost bag is found at the last signature: what was given and never signed for is still the giver’s', () => {
    const walk = done(
      ['seal', 'holder', '程素', 'SH-0001'],
      ['hand_to_officer', 'holder', '程素', 'SH-0001'],
      ['report_missing', 'addressee', '彭川', 'SH-0001'],
    )
    expect(walk.stage).toBe('missing')
    expect(custodyOf(walk.trail)).toMatchObject({ holder: '双槐接转点', lastSignedBy: '程素', bag: 'SH-0001' })
    expect(custodyOf(walk.trail).passing).toBeUndefined()
  })
  it('whoever gave a bag cannot sign for it, and nobody signs for another bag', () => {
    const given: readonly Try[] = [
      ['seal', 'holder', '程素', 'SH-0001'],
      ['hand_to_officer', 'holder', '程素', 'SH-0001'],
    ]
    expect(done(...given, ['sign_for', 'addressee', '程素', 'SH-0001']).stage).toBe('passing_to_officer')
    expect(done(...given, ['sign_for', 'addressee', '彭川', 'SH-0002']).stage).toBe('passing_to_officer')
    expect(done(...given, ['sign_for', 'addressee', '彭川', 'SH-0001']).stage).toBe('with_officer')
  })
})
