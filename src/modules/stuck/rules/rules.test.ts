import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadStatutoryCalendar } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import { moveClocks } from '../../../engine/rules/clocks.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { evolve, replay } from '../../../engine/rules/evolve.ts'
import type { MatterState } from '../../../engine/rules/evolve.ts'
import { isEnd, startsFrom } from '../../../engine/rules/flow.ts'
import type { Flow } from '../../../engine/rules/flow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { stuckFlow } from '../flows/matter.ts'
import { stuckSettings } from '../settings.ts'
import { stuckChecks } from './checks.ts'
import { chargedHours, returnsOf } from './handover.ts'
import type { Handover } from './handover.ts'

/*
 * A stuck matter without a database: the pure parts that the engine puts together, driven by random acts of every seat. Each
 * sentence stands beside a planted fault below, and must fail on it.
 */
const calendar = loadStatutoryCalendar()
const set = stuckSettings.parse({})
const settings = { ladder: [], terms: (clock: string) => set[clock as 'general_within'] }
/** An engine that would extend for ever: what forbids it a second time must be the room's own rule. */
const extended = { ...set.complex_within, extension: { amount: 1, most: 99 } }
const lenient = { ladder: [], terms: (clock: string) => (clock === 'complex_within' ? extended : set[clock as 'general_within']) }
const flow = stuckFlow as unknown as Flow
type Checks = typeof stuckChecks
/** What is driven: the room's own, or one with a fault. */
interface Subject {
  readonly flow: Flow
  readonly checks: Checks
  /** The engine's terms. */
  readonly settings: typeof settings
  readonly commands: fc.Arbitrary<readonly Command[]>
}
const [unit, otherUnit] = ['3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c31', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c32']

const words = '写清楚的一段话，够长'
const inputs: Readonly<Record<string, unknown>> = {
  accept: { applied: 'refused', rule: 'none_named' },
  record_contact: { how: 'phone', told: words },
  open_number: { purpose: 'ask' },
  assign_joint: { unit, ground: words, task: words },
  assign_guide: { unit, ground: words, wrong: words },
  assign_attitude: { unit, ground: words, what: words },
  settle_at_once: { answer: words },
  explain: { article: words, named_by: words, explanation: words },
  report_negative: { article: words, named_by: words, explanation: words },
  refuse_negative: { why: words },
  guide_elsewhere: { where: words, explanation: words, handed_over: true },
  mark_complex: { why: words },
  note_item: { refusal: words, itemCode: '000188020000' },
  first_reply: { reply: words },
  call_head: { who: words },
  head_came: { said: words },
  return_item: { ground: words, why: words },
  return_again: { ground: words, why: words },
  name_lead: { ground: words, unit: otherUnit, why: words },
  answer: { found: words, measure: words, result: 'done', root: 'process' },
  report_guide: { before: words, after: words, from: '2026-09-01', hers: words },
  report_conduct: { found: words, measure: words, noted_in: words },
  ask_share: { unit: otherUnit, ground: words, task: words },
  hear_share: { share: unit, unitName: words, said: words, released: false },
  ask_extension: { why: words },
  refuse_extension: { why: words },
  note_improvement: { cause: words, measure: words, kind: words },
  record_no: { how: 'phone', told: words },
  record_kept_no: { how: 'phone', told: words },
}

interface World {
  now: Date
  state: MatterState
  readonly trail: TrailEntry[]
  granted: number
}

const seats = ['window', 'lead', 'superior', 'office', 'citizen', 'system'] as const
/** Mostly one of the acts that start where the matter stands, by whoever may; sometimes anything by anybody. */
interface Command {
  readonly pick: number
  readonly by: number
  readonly wild: boolean
  readonly hours: number
  /** This act by whoever may, whatever the pick. */
  readonly named?: string
  /** Moves to so many hours after the complex term is over, or before it. */
  readonly afterDue?: number | undefined
}
const commands: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.record({
    pick: fc.nat(1000),
    by: fc.nat(1000),
    wild: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    hours: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 8 }) }, { weight: 1, arbitrary: fc.integer({ min: 8, max: 200 }) }),
  }),
  { minLength: 25, maxLength: 60 },
)
/** Lives that ask for more time over and over, many of them in the last hours: in others that is too rare to be seen. */
const hasty: typeof commands = fc
  .array(
    fc.record({
      pick: fc.constant(0),
      by: fc.constant(0),
      wild: fc.constant(false),
      hours: fc.integer({ min: 0, max: 3 }),
      named: fc.constantFrom('ask_extension', 'ask_extension', 'grant_extension', 'grant_extension', 'refuse_extension'),
      afterDue: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.integer({ min: -6, max: 1 }) }),
    }),
    { minLength: 3, maxLength: 20 },
  )
  .map(list => [
    ...['accept', 'record_contact', 'assign_joint', 'mark_complex'].map(named => ({ pick: 0, by: 0, wild: false, hours: 1, named })),
    ...list,
  ])
const ours: Subject = { flow, checks: stuckChecks, settings, commands }
const every = Object.keys(flow.actions)
const chosen = (stage: string, { pick, by, wild, named }: Command): { readonly seat: string; readonly action: string } => {
  if (named !== undefined) return { action: named, seat: flow.actions[named]!.by[0]! }
  // Withdrawing ends a life from everywhere; it comes as often as anything wild.
  const here = every.filter(action => action !== 'withdraw' && startsFrom(flow, flow.actions[action]!, stage))
  const action = wild || here.length === 0 ? every[pick % every.length]! : here[pick % here.length]!
  const may = flow.actions[action]!.by
  return { action, seat: wild ? seats[by % seats.length]! : may[by % may.length]! }
}

const opening = { form: 'hall' }
const open = (): World => {
  const now = new Date('2026-06-01T01:00:00Z')
  const empty = replay([])
  const changes = moveClocks(calendar, settings, empty, { start: flow.opening.starts }, now, 1)
  if (isRefusal(changes)) throw new Error(changes.because)
  const state = evolve(empty, {
    action: 'open',
    at: now.toISOString(),
    stage: flow.first,
    round: 1,
    effect: { clocks: changes.map(one => one.effect) },
  })
  const entry = { seq: 1, action: 'open', title: '', by: 'system', at: now.toISOString(), stage: flow.first, round: 1, input: opening }
  return { now, state, trail: [entry], granted: 0 }
}

/** @returns what was done, if it was */
const act = (world: World, command: Command, subject: Subject): string | undefined => {
  const due = world.state.clocks.findLast(run => run.clock === 'complex_within')?.told.dueAt
  const near = command.afterDue === undefined || due === undefined ? 0 : Date.parse(due) + command.afterDue * 3_600_000
  world.now = new Date(Math.max(near, world.now.getTime() + command.hours * 3_600_000))
  const { seat, action } = chosen(world.state.stage, command)
  const decision = decide(subject.flow, world.state, [seat], action, inputs[action])
  if (isRefusal(decision)) return undefined
  const no = subject.checks[action]?.({
    trail: world.trail,
    round: world.state.round,
    input: decision.input,
    now: world.now,
    settings: set,
    viewer: { kind: 'public', city: '' },
    calendar,
  })
  if (no) return undefined
  const changes = moveClocks(calendar, subject.settings, world.state, decision.moves, world.now, decision.round)
  if (isRefusal(changes)) return undefined
  const at = world.now.toISOString()
  world.state = evolve(world.state, {
    action,
    at,
    stage: decision.stage,
    round: decision.round,
    effect: { clocks: changes.map(one => one.effect) },
  })
  world.trail.push({
    seq: world.trail.length + 1,
    action,
    title: '',
    by: seat,
    at,
    stage: decision.stage,
    round: decision.round,
    input: decision.input,
  })
  return action
}

type Sentence = (world: World, action: string, before: MatterState) => void
const lives = (sentence: Sentence, subject: Subject) =>
  fc.property(subject.commands, list => {
    const world = open()
    for (const command of list) {
      const before = world.state
      const done = act(world, command, subject)
      if (done !== undefined) sentence(world, done, before)
    }
  })
const live = (sentence: Sentence, given: { readonly seed?: number } = {}, subject: Partial<Subject> = {}): void =>
  fc.assert(lives(sentence, { ...ours, ...subject }), { numRuns: 250, ...given })
const failsOn = (sentence: Sentence, subject: Partial<Subject>, numRuns = 2000): boolean =>
  fc.check(lives(sentence, { ...ours, ...subject }), { numRuns, endOnFailure: true }).failed
const inRound = (world: World, action: string): number =>
  world.trail.filter(entry => entry.round === world.state.round && entry.action === action).length

const returnedTwiceAtMost: Sentence = (world, action, before) => {
  expect(returnsOf(world.trail)).toBeLessThanOrEqual(2)
  if (action === 'return_again') expect([returnsOf(world.trail), world.state.stage]).toEqual([2, 'awaiting_lead'])
  if (action.startsWith('return_')) expect(world.trail.some(entry => entry.action === 'name_lead')).toBe(false)
  if (before.stage === 'awaiting_lead' && !isEnd(flow, world.state.stage) && world.state.stage !== 'awaiting_lead')
    expect(world.state.stage).toBe('handling')
}
const heardBeforeAnswered: Sentence = (world, action) => {
  if (action !== 'answer' && action !== 'report_negative') return
  expect(inRound(world, 'hear_share')).toBeGreaterThanOrEqual(inRound(world, 'ask_share'))
  expect(inRound(world, 'record_contact')).toBeGreaterThan(0)
}
const askedInTime: Sentence = (world, action, before) => {
  if (action !== 'ask_extension') return
  const due = Date.parse(before.clocks.findLast(run => run.clock === 'complex_within')!.told.dueAt!)
  expect(world.now.getTime()).toBeLessThanOrEqual(due - set.ask_before_hours * 3_600_000)
}
const grantedOnce: Sentence = (world, action) => {
  if (action === 'grant_extension') expect(inRound(world, 'grant_extension')).toBe(1)
}
const extendedOnceInTime: Sentence = (world, action, before) => {
  askedInTime(world, action, before)
  grantedOnce(world, action, before)
  if (action !== 'grant_extension') return
  const [was, is] = [before, world.state].map(state => state.clocks.findLast(run => run.clock === 'complex_within')!)
  expect([inRound(world, 'mark_complex') > 0, inRound(world, 'ask_extension') > 0]).toEqual([true, true])
  expect(world.now.toISOString() < was!.told.dueAt!).toBe(true)
  expect(is!.told.dueAt! > was!.told.dueAt!).toBe(true)
}
const forbiddenByTwo: Sentence = (world, action, before) => {
  if (action === 'approve_negative') expect(before.stage).toBe('awaiting_second_reader')
  if (world.state.stage === 'awaiting_word_on_explanation' && before.stage !== world.state.stage) expect(action).toBe('approve_negative')
  if (world.state.round === 1)
    for (const clock of flow.opening.starts)
      expect(world.state.clocks.find(run => run.clock === clock)?.startedAt).toBe('2026-06-01T01:00:00.000Z')
}
const calledBeforeHere: Sentence = (world, action) => {
  if (action === 'head_came') expect(inRound(world, 'call_head')).toBeGreaterThanOrEqual(inRound(world, 'head_came'))
}

describe('whatever everybody does', () => {
  it('units return it twice at the most, the second time to the office, and never once a lead was named', () => {
    live(returnedTwiceAtMost)
    expect(failsOn(returnedTwiceAtMost, { checks: { ...stuckChecks, return_item: () => null } })).toBe(true)
  })

  it('no lead answers while a co-handler it asked in this round has not been heard, nor before anybody spoke with the citizen', () => {
    live(heardBeforeAnswered)
    // Spoken with, and the co-handlers forgotten.
    expect(failsOn(heardBeforeAnswered, { checks: { ...stuckChecks, answer: stuckChecks['settle_at_once']! } })).toBe(true)
  })

  it('an extension is granted once a round, of a complex matter, after it was asked for, never when the term was over, and moves no date forward', () => {
    live(extendedOnceInTime)
    expect(failsOn(extendedOnceInTime, { checks: { ...stuckChecks, ask_extension: () => null } })).toBe(true)
    expect(failsOn(extendedOnceInTime, { checks: { ...stuckChecks, grant_extension: () => null } })).toBe(true)
  })

  it('of two extensions and of one that is asked for in the last hours the rule refuses each by itself, though the engine would grant it', () => {
    const pressed = { commands: hasty, settings: lenient }
    live(extendedOnceInTime, {}, pressed)
    const ask = stuckChecks['ask_extension']!
    const planted = (ask_extension: Checks[string]) => ({ ...pressed, checks: { ...stuckChecks, ask_extension } })
    // It forgets what was granted, and asks about everything else.
    const again: Checks[string] = given =>
      ask({ ...given, trail: given.trail.filter(entry => !['ask_extension', 'grant_extension'].includes(entry.action)) })
    expect(failsOn(grantedOnce, planted(again)), 'granted twice').toBe(true)
    expect(failsOn(askedInTime, planted(again), 250), 'and nothing else is wrong with it').toBe(false)
    // It forgets the hours before the end, and knows the end.
    const late: Checks[string] = given => ask({ ...given, settings: { ...set, ask_before_hours: 0 } })
    expect(failsOn(askedInTime, planted(late)), 'asked in the last hours').toBe(true)
    expect(failsOn(grantedOnce, planted(late), 250), 'and nothing else is wrong with it').toBe(false)
  })

  it('nothing is told as forbidden before a second person has agreed, and the three clocks of the intake run from it', () => {
    live(forbiddenByTwo)
    const alone = { ...flow.actions['explain']!, to: 'awaiting_word_on_explanation' }
    expect(failsOn(forbiddenByTwo, { flow: { ...flow, actions: { ...flow.actions, explain: alone } } })).toBe(true)
  })

  it('no head arrives whom nobody called', () => {
    live(calledBeforeHere)
    expect(failsOn(calledBeforeHere, { checks: { ...stuckChecks, head_came: () => null } })).toBe(true)
  })

  it('the lives get far enough to mean something', () => {
    const done = new Map<string, number>()
    // The same lives each time: in others nobody may come as far as the rarest of these, which says nothing about the rules.
    live(
      (_world, action) => {
        done.set(action, (done.get(action) ?? 0) + 1)
      },
      { seed: 20261127 },
    )
    for (const action of [
      'return_item',
      'return_again',
      'name_lead',
      'answer',
      'grant_extension',
      'hear_share',
      'say_unsolved',
      'head_came',
    ])
      expect([action, (done.get(action) ?? 0) > 0]).toEqual([action, true])
  })
})

describe('hours of a hand-over', () => {
  const start = Date.parse('2026-09-24T01:00:00Z')
  const at = (hours: number): string => new Date(start + hours * 3_600_000).toISOString()

  it('are charged to whoever handed it over until another has it, and to nobody who kept it', () => {
    const kept: Handover = { unit: 'kept', givenAt: at(20), returnedAt: null, takenAt: null }
    const back: Handover = { unit: 'back', givenAt: at(0), returnedAt: at(5), takenAt: at(20) }
    expect([...chargedHours([back, kept], new Date(at(90)))]).toEqual([['back', 20]])
    // Nobody has taken it up yet: the hours still run.
    expect([...chargedHours([{ ...back, takenAt: null }], new Date(at(30)))]).toEqual([['back', 30]])
  })

  it('add up to the whole time before the one who kept it, whoever handed it round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
          maxLength: 8,
        }),
        legs => {
          let clock = 0
          const handovers = legs.map(([name, held, waited]): Handover => {
            const given = clock
            clock += held + waited
            return { unit: name, givenAt: at(given), returnedAt: at(given + held), takenAt: at(clock) }
          })
          const charged = chargedHours(
            [...handovers, { unit: 'last', givenAt: at(clock), returnedAt: null, takenAt: null }],
            new Date(at(clock + 9)),
          )
          expect([...charged.values()].reduce((sum, hours) => sum + hours, 0)).toBeCloseTo(clock)
          expect(charged.has('last')).toBe(false)
        },
      ),
    )
  })
})
