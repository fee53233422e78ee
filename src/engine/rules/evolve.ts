import type { Day } from '../../calendar/index.ts'
import type { Standing } from './decide.ts'

/** A date as it was told to people. Neither due: 期限待定. */
export interface Told {
  /** ISO instant; overdue from it on. */
  readonly dueAt?: string
  readonly dueOn?: Day
  readonly notBefore?: Day
}

export interface ClockEffect {
  readonly clock: string
  /** Which time the clock is started, from 1. */
  readonly run: number
  /** `date`: the system fills in a date that was open, or moves it later by a new notice. */
  readonly move: 'start' | 'stop' | 'pause' | 'resume' | 'extend' | 'date'
  readonly told?: Told
}

export interface RungEffect {
  readonly clock: string
  readonly run: number
  /** Stable key of the rung within the run. */
  readonly rung: string
  readonly do: string
  readonly tell: string
  /** The clock had stopped before a missed sweep was made good. */
  readonly afterStop?: true
}

/** A post in a seat, never the person who holds it: nobody shall read from a trail whom a seat was kept from. */
export interface SeatEffect {
  readonly seat: string
  readonly unit: string
  readonly role: string
  readonly sight: 'full' | 'progress'
}

/** What an entry did, as plain data on the trail: the matter is the fold of these. */
export interface Effect {
  readonly clocks?: readonly ClockEffect[]
  readonly rung?: RungEffect
  /** Posts that take these seats from here on, and seats that stand empty first. */
  readonly seats?: readonly SeatEffect[]
  readonly emptied?: readonly string[]
  /** Whose post it was that acted, lent to the person of the entry. */
  readonly deputyOf?: string
}

/** One trail entry as far as the rules need it. */
export interface Fact {
  readonly action: string
  readonly at: string
  readonly stage: string
  readonly round: number
  readonly effect: Effect
}

export interface ClockRun {
  readonly clock: string
  readonly run: number
  readonly round: number
  readonly state: 'running' | 'paused' | 'stopped' | 'undetermined'
  readonly startedAt: string
  readonly stoppedAt?: string
  readonly pauses: readonly { readonly from: string; readonly until?: string }[]
  readonly extensions: number
  readonly told: Told
}

/** A matter as its trail tells it. */
export interface MatterState extends Standing {
  readonly length: number
  readonly clocks: readonly ClockRun[]
  /** '<clock>/<run>/<rung>' of every rung reached. */
  readonly rungs: ReadonlySet<string>
  /** Who sits where, as posts. */
  readonly seats: readonly SeatEffect[]
}

export const rungKey = (rung: { readonly clock: string; readonly run: number; readonly rung: string }): string =>
  `${rung.clock}/${rung.run}/${rung.rung}`

const stateWith = (told: Told): 'running' | 'undetermined' => (told.dueAt === undefined ? 'undetermined' : 'running')

export const applyClock = (before: ClockRun | undefined, effect: ClockEffect, at: string, round: number): ClockRun => {
  if (effect.move === 'start') {
    const told = effect.told ?? {}
    return { clock: effect.clock, run: effect.run, round, state: stateWith(told), startedAt: at, pauses: [], extensions: 0, told }
  }
  if (!before) throw new Error(`the trail moves the clock ${effect.clock} before it starts`)
  const told = effect.told ?? before.told
  switch (effect.move) {
    case 'stop':
      return { ...before, told, state: 'stopped', stoppedAt: at }
    case 'pause':
      return { ...before, told, state: 'paused', pauses: [...before.pauses, { from: at }] }
    case 'resume':
      return {
        ...before,
        told,
        state: stateWith(told),
        pauses: before.pauses.map(pause => (pause.until === undefined ? { ...pause, until: at } : pause)),
      }
    case 'extend':
      return { ...before, told, state: stateWith(told), extensions: before.extensions + 1 }
    case 'date':
      return { ...before, told, state: stateWith(told) }
  }
}

const nothing: MatterState = { stage: '', round: 1, length: 0, clocks: [], rungs: new Set(), seats: [] }

/** A seat that is given goes to the new posts alone. */
const applySeats = (before: readonly SeatEffect[], { seats = [], emptied = [] }: Effect): readonly SeatEffect[] => [
  ...before.filter(one => !emptied.includes(one.seat) && !seats.some(given => given.seat === one.seat)),
  ...seats,
]

/** One entry further. Stage and round are what the entry recorded: flows may change, history does not. */
export const evolve = (state: MatterState, fact: Fact): MatterState => {
  const clocks = [...state.clocks]
  for (const effect of fact.effect.clocks ?? []) {
    const at = clocks.findIndex(run => run.clock === effect.clock && run.run === effect.run)
    const after = applyClock(clocks[at], effect, fact.at, fact.round)
    if (at < 0) clocks.push(after)
    else clocks[at] = after
  }
  return {
    stage: fact.stage,
    round: fact.round,
    length: state.length + 1,
    clocks,
    rungs: fact.effect.rung ? new Set([...state.rungs, rungKey(fact.effect.rung)]) : state.rungs,
    seats: fact.effect.seats || fact.effect.emptied ? applySeats(state.seats, fact.effect) : state.seats,
  }
}

export const replay = (facts: Iterable<Fact>): MatterState => {
  let state = nothing
  for (const fact of facts) state = evolve(state, fact)
  return state
}

/** The last run of a clock, if it was ever started. */
export const lastRun = (state: MatterState, clock: string): ClockRun | undefined => state.clocks.findLast(run => run.clock === clock)
