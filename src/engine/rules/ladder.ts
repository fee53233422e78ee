import { dayOf, startOfDay } from '../../calendar/index.ts'
import type { WorkCalendar } from '../../calendar/index.ts'
import { hoursAfter, lateFrom, nearFrom } from './days.ts'
import type { Due } from './days.ts'
import { rungKey } from './evolve.ts'
import type { ClockRun, RungEffect } from './evolve.ts'
import type { Rung, Span } from './terms.ts'

const oneWorkingDay: Span = { amount: 1, unit: 'working_days' }

const dueOfRun = (run: ClockRun): Due | undefined =>
  run.told.dueAt === undefined || run.told.dueOn === undefined ? undefined : { at: new Date(run.told.dueAt), on: run.told.dueOn }

const firstTime = (calendar: WorkCalendar, rung: Rung, due: Due): Date | undefined => {
  switch (rung.when) {
    case 'near':
      return nearFrom(calendar, due, rung.by ?? oneWorkingDay)
    case 'due':
      return due.at
    case 'late':
      return lateFrom(calendar, due, rung.by ?? oneWorkingDay)
  }
}

/** The n-th time of a rung, n from 0; undefined where the calendar does not reach, or where it does not repeat. */
const timeOf = (calendar: WorkCalendar, rung: Rung, due: Due, n: number): Date | undefined => {
  const first = firstTime(calendar, rung, due)
  if (n === 0 || first === undefined) return first
  if (!rung.repeat) return undefined
  if (rung.repeat.unit === 'hours') return hoursAfter(first, n * rung.repeat.amount)
  return lateFrom(calendar, { at: first, on: dayOf(first) }, { ...rung.repeat, amount: n * rung.repeat.amount })
}

/**
 * What a rung does in this round: every round begins one rung higher. A proposal to inquire keeps its own time, since
 * nothing grave may come early.
 */
const raised = (ladder: readonly Rung[], at: number, round: number): Rung => {
  const own = ladder[at] as Rung
  const above = ladder.slice(at, at + round).filter(rung => rung.do !== 'propose_inquiry')
  return own.when === 'near' || own.do === 'propose_inquiry' ? own : (above.at(-1) ?? own)
}

export interface Reached extends RungEffect {
  /** When it was reached, not when somebody looked. */
  readonly at: Date
}

export interface LadderReading {
  readonly reached: readonly Reached[]
  /** When the next rung will be reached; absent: never, or not before a new calendar. */
  readonly nextAt?: Date
}

/** Enough for a matter that lies for years; a bound, so that no setting can make a sweep endless. */
const repeatsAtMost = 200

/**
 * The rungs of one run of a clock that are reached at `now` and not among `done`. A stopped or paused clock reaches
 * nothing after its stop, but what a missed sweep left out is made good, reminders excepted: nobody is reminded of what
 * is done.
 * @param ladder the programme's rungs in their order; those of other clocks are passed over
 */
export const readLadder = (
  calendar: WorkCalendar,
  ladder: readonly Rung[],
  run: ClockRun,
  done: ReadonlySet<string>,
  now: Date,
): LadderReading => {
  const due = dueOfRun(run)
  if (!due) return { reached: [] }
  const own = ladder.filter(rung => rung.clock === run.clock)
  const haltedAt = run.stoppedAt ?? (run.state === 'paused' ? run.pauses.at(-1)?.from : undefined)
  const until = haltedAt === undefined ? now : new Date(Math.min(now.getTime(), Date.parse(haltedAt)))
  const reached: Reached[] = []
  const ahead: number[] = []
  for (const [at, rung] of own.entries()) {
    for (let n = 0; n < (rung.repeat ? repeatsAtMost : 1); n++) {
      const key = n === 0 ? `${at}` : `${at}+${n}`
      const time = timeOf(calendar, rung, due, n)
      if (time === undefined) break
      const { do: act, tell } = raised(own, at, run.round)
      if (time > until) {
        if (haltedAt === undefined && !done.has(rungKey({ clock: run.clock, run: run.run, rung: key }))) ahead.push(time.getTime())
        break
      }
      if (done.has(rungKey({ clock: run.clock, run: run.run, rung: key }))) continue
      if (run.state === 'stopped' && act === 'remind') continue
      // A near rung whose moment lay before the start says nothing that the start did not say.
      if (rung.when === 'near' && time.getTime() <= Date.parse(run.startedAt)) continue
      reached.push({
        clock: run.clock,
        run: run.run,
        rung: key,
        do: act,
        tell,
        at: time,
        ...(run.state === 'stopped' ? { afterStop: true as const } : {}),
      })
    }
  }
  return {
    reached: reached.sort((a, b) => a.at.getTime() - b.at.getTime()),
    ...(ahead.length > 0 ? { nextAt: new Date(Math.min(...ahead)) } : {}),
  }
}

/** From when a clock reads 临期: its first reminder, else the beginning of the due day; the last fifth of an hour clock. */
export const nearAt = (calendar: WorkCalendar, ladder: readonly Rung[], run: ClockRun): Date | undefined => {
  const due = dueOfRun(run)
  if (!due) return undefined
  const times = ladder
    .filter(rung => rung.clock === run.clock && rung.when === 'near')
    .flatMap(rung => firstTime(calendar, rung, due) ?? [])
  if (times.length > 0) return new Date(Math.min(...times.map(time => time.getTime())))
  const isDay = startOfDay(dayOf(due.at)).getTime() === due.at.getTime()
  return isDay ? startOfDay(due.on) : new Date(due.at.getTime() - (due.at.getTime() - Date.parse(run.startedAt)) / 5)
}
