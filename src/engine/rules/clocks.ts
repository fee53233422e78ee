import { addDays, dayOf, isUndetermined, replayDue, startOfDay } from '../../calendar/index.ts'
import type { Day, OfficeHours, WorkCalendar } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { applyClock, lastRun } from './evolve.ts'
import type { ClockEffect, ClockRun, MatterState, Told } from './evolve.ts'
import type { ClockMoves } from './flow.ts'
import type { ClockSettings, Terms } from './terms.ts'

/** What the terms give, whatever was told before; `because` is for people, one step a line. */
export interface Reckoned {
  readonly told: Told
  readonly because: readonly string[]
}

/** A day that people know already, by clock, with the lines that explain it. */
export type Promised = Readonly<Record<string, { readonly on: Day; readonly because: readonly string[] }>>

type Run = Pick<ClockRun, 'startedAt' | 'pauses' | 'extensions'>

export const endOf = (day: Day): Date => startOfDay(addDays(day, 1))

/** The clock's whole history under the terms it was opened with. */
export const reckon = (calendar: WorkCalendar, terms: Terms, run: Run, officeHours?: OfficeHours): Reckoned => {
  const { extension } = terms
  const due = replayDue(calendar, {
    startedAt: new Date(run.startedAt),
    terms,
    ...(officeHours && { officeHours }),
    pauses: run.pauses.map(pause => ({ from: new Date(pause.from), ...(pause.until === undefined ? {} : { to: new Date(pause.until) }) })),
    extensions: extension
      ? Array.from({ length: run.extensions }, () => ({ amount: extension.amount, unit: terms.unit, roll: terms.roll }))
      : [],
  })
  return isUndetermined(due)
    ? { told: { notBefore: due.notBefore }, because: due.because }
    : { told: { dueAt: due.dueAt.toISOString(), dueOn: due.due ?? dayOf(due.dueAt) }, because: due.because }
}

/**
 * A date that was told stays, or moves later. When more time was granted and reaches past the calendar, the date is open
 * again, but not before the day that people know.
 */
export const neverEarlier = (before: Told, fresh: Reckoned): Reckoned => {
  if (before.dueAt !== undefined && fresh.told.dueAt !== undefined) {
    return fresh.told.dueAt >= before.dueAt ? fresh : { told: before, because: [...fresh.because, '已告知的期限不提前'] }
  }
  const floor = before.dueOn ?? before.notBefore
  if (floor === undefined) return fresh
  if (fresh.told.dueOn === undefined) {
    const notBefore = fresh.told.notBefore !== undefined && fresh.told.notBefore > floor ? fresh.told.notBefore : floor
    return { told: { notBefore }, because: fresh.because }
  }
  if (fresh.told.dueOn >= floor) return fresh
  return { told: { dueAt: endOf(floor).toISOString(), dueOn: floor }, because: [...fresh.because, '已告知不早于此日'] }
}

export interface ClockChange {
  readonly effect: ClockEffect
  readonly run: ClockRun
  /** Absent when the move tells no new date. */
  readonly because?: readonly string[]
}

const isTicking = (run: ClockRun | undefined): run is ClockRun =>
  run !== undefined && (run.state === 'running' || run.state === 'undetermined')

/** The day that was promised, where the terms give an earlier one or, for want of a calendar, none. */
const asPromised = (promised: Promised[string] | undefined, fresh: Reckoned): Reckoned =>
  promised && (fresh.told.dueOn === undefined || fresh.told.dueOn < promised.on)
    ? { told: { dueOn: promised.on, dueAt: endOf(promised.on).toISOString() }, because: promised.because }
    : fresh

/** What an act does to the clocks, in the order stop, pause, resume, extend, start; a move that has no object does nothing. @param promised what people were told before a clock starts for the first time */
export const moveClocks = (
  calendar: WorkCalendar,
  settings: ClockSettings,
  state: MatterState,
  moves: ClockMoves<string>,
  at: Date,
  round: number,
  promised: Promised = {},
): readonly ClockChange[] | Refusal => {
  const iso = at.toISOString()
  const changes: ClockChange[] = []
  const now = new Map(
    Object.values(moves)
      .flat()
      .map(clock => [clock, lastRun(state, clock)] as const),
  )
  const change = (before: ClockRun | undefined, effect: ClockEffect, because?: readonly string[]): void => {
    const run = applyClock(before, effect, iso, round)
    now.set(effect.clock, run)
    changes.push({ effect, run, ...(because ? { because } : {}) })
  }
  const redate = (before: ClockRun, move: 'resume' | 'extend', trial: ClockRun): void => {
    const { told, because } = neverEarlier(before.told, reckon(calendar, settings.terms(before.clock), trial, settings.officeHours))
    change(before, { clock: before.clock, run: before.run, move, told }, because)
  }
  for (const clock of moves.stop ?? []) {
    const run = now.get(clock)
    if (run && run.state !== 'stopped') change(run, { clock, run: run.run, move: 'stop' })
  }
  for (const clock of moves.pause ?? []) {
    const run = now.get(clock)
    if (isTicking(run)) change(run, { clock, run: run.run, move: 'pause' })
  }
  for (const clock of moves.resume ?? []) {
    const run = now.get(clock)
    if (run?.state === 'paused') redate(run, 'resume', applyClock(run, { clock, run: run.run, move: 'resume' }, iso, round))
  }
  for (const clock of moves.extend ?? []) {
    const run = now.get(clock)
    const { extension } = settings.terms(clock)
    if (!extension) return refuse('no_extension')
    if (!isTicking(run)) return refuse('clock_not_running')
    if (run.extensions >= extension.most) return refuse('extension_used_up')
    if (run.told.dueAt !== undefined && iso >= run.told.dueAt) return refuse('already_overdue')
    redate(run, 'extend', { ...run, extensions: run.extensions + 1 })
  }
  for (const clock of moves.start ?? []) {
    const before = now.get(clock)
    const ticking = before && before.state !== 'stopped' ? before : undefined
    if (ticking) change(ticking, { clock, run: ticking.run, move: 'stop' })
    const fresh = reckon(calendar, settings.terms(clock), { startedAt: iso, pauses: [], extensions: 0 }, settings.officeHours)
    // Started anew while it was running: the date that people know is kept.
    const { told, because } = ticking ? neverEarlier(ticking.told, fresh) : before ? fresh : asPromised(promised[clock], fresh)
    change(undefined, { clock, run: (before?.run ?? 0) + 1, move: 'start', told }, because)
  }
  return changes
}

/** A new statutory notice: fills in what was open, moves a date later, or changes nothing (then `effect` is absent). */
export const redateClock = (
  calendar: WorkCalendar,
  terms: Terms,
  run: ClockRun,
  officeHours?: OfficeHours,
): { readonly effect?: ClockEffect; readonly run: ClockRun; readonly because: readonly string[] } => {
  const fresh = reckon(calendar, terms, run, officeHours)
  // A calendar that knows less than the one before takes nothing back.
  if (run.told.dueAt !== undefined && fresh.told.dueAt === undefined) return { run, because: fresh.because }
  const { told, because } = neverEarlier(run.told, fresh)
  if (told.dueAt === run.told.dueAt && told.notBefore === run.told.notBefore) return { run, because }
  const effect: ClockEffect = { clock: run.clock, run: run.run, move: 'date', told }
  return { effect, run: applyClock(run, effect, run.startedAt, run.round), because }
}
