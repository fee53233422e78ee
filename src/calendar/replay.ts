import { sameDayLine, startLine } from './because.ts'
import { addDays, dayOf, spokenDay, spokenInstant, startOfDay, type Day } from './day.ts'
import { dayBecause, stretch, type DayTerms } from './dayTerm.ts'
import { addOfficeTime, addWallTime, hoursLine, type OfficeHours } from './officeHours.ts'
import { standStill, type Pause, type StandStill } from './pauses.ts'
import { checkTerms, isUndetermined, spokenTerms, type DueAt, type Terms, type Undetermined } from './terms.ts'
import type { WorkCalendar } from './workCalendar.ts'

export interface ClockHistory {
  readonly startedAt: Date
  readonly terms: Terms
  readonly pauses?: readonly Pause[]
  /** Each goes on where the terms before it ended. */
  readonly extensions?: readonly Terms[]
  /** Needed for office hours. */
  readonly officeHours?: OfficeHours
}

const MS_OF_MINUTE = 60_000
const MS_OF_HOUR = 3_600_000
const isOfficeTerms = (terms: Terms): boolean => terms.unit === 'office_hours' || terms.unit === 'office_minutes'
const isDayTerms = (terms: Terms): terms is Terms & DayTerms => terms.unit !== 'minutes' && terms.unit !== 'hours' && !isOfficeTerms(terms)
const isCalendarTerms = (terms: Terms): boolean => terms.unit === 'calendar_days' || terms.unit === 'months'

/** How far the clock has been carried. `end` is set by a day term: the counted day before it moved off a rest day. */
interface Carried {
  readonly day?: { readonly end: Day; readonly due: Day }
  readonly at: Date
  readonly terms?: Terms
  readonly lines: readonly string[]
}

/**
 * 60 days and 30 more are 90 days: calendar terms go on from the counted day and move off a rest day once, at the end.
 * Working days go on from the day that was told.
 */
const startOf = (from: Carried, terms: Terms): Day =>
  from.day === undefined
    ? addDays(dayOf(from.at), terms.first === 'same_day' && terms.unit === 'working_days' ? -1 : 0)
    : from.terms && isCalendarTerms(from.terms) && isCalendarTerms(terms)
      ? from.day.end
      : from.day.due

/** `unpaused` is the same history without its pauses: a month is as long as it would have been there, or a pause could shorten it. */
function carry(
  calendar: WorkCalendar,
  history: ClockHistory,
  still: StandStill,
  from: Carried,
  terms: Terms,
  unpaused: Carried,
): Carried | Undetermined {
  checkTerms(terms)
  if (isDayTerms(terms)) {
    const reached = stretch(calendar, startOf(from, terms), terms, still, startOf(unpaused, terms))
    if (isUndetermined(reached)) return { ...reached, because: [...from.lines, ...reached.because] }
    // A day that was told is never shortened: an extension that does not move may end inside the rest that the term before moved over.
    const kept = from.day !== undefined && from.day.due > reached.due
    const due = kept ? from.day.due : reached.due
    const lines = [...from.lines, ...reached.lines, ...(kept ? [`${spokenDay(due)}：已告知的到期日不提前`] : [])]
    return { day: { end: reached.end, due }, at: startOfDay(addDays(due, 1)), terms, lines }
  }
  const ms = terms.amount * (terms.unit === 'minutes' || terms.unit === 'office_minutes' ? MS_OF_MINUTE : MS_OF_HOUR)
  if (isOfficeTerms(terms) && !history.officeHours) throw new RangeError('terms in office hours need the office hours of a unit')
  const reached = isOfficeTerms(terms) ? addOfficeTime(calendar, history.officeHours!, from.at, ms, still) : addWallTime(from.at, ms, still)
  if (isUndetermined(reached)) return { ...reached, because: [...from.lines, ...reached.because] }
  return { at: reached.at, terms, lines: [...from.lines, ...reached.lines] }
}

/**
 * The due time of a clock, from its whole history. Rules for pauses: see `dayTerm.ts` for days (a paused day does
 * not count, the day of the event is the clock's, a clock never runs out while it stands still); hours lose exactly what a pause covers.
 * An open pause before the due time leaves it undetermined (`paused`), not before what it would be if resumed today.
 */
export function replayDue(calendar: WorkCalendar, history: ClockHistory): DueAt | Undetermined {
  const still = standStill(history.pauses ?? [], history.startedAt)
  const all = [history.terms, ...(history.extensions ?? [])]
  const begins = isDayTerms(history.terms)
    ? (history.terms.first === 'same_day' ? sameDayLine : startLine)(dayOf(history.startedAt))
    : `${spokenInstant(history.startedAt)}：起算`
  const whose = all.some(isOfficeTerms) ? hoursLine(history.officeHours) : undefined
  let carried: Carried = { at: history.startedAt, lines: whose === undefined ? [begins] : [begins, whose] }
  let unpaused = carried
  for (const [i, terms] of all.entries()) {
    const before: Carried = i === 0 ? carried : { ...carried, lines: [...carried.lines, `延长${spokenTerms(terms)}`] }
    const next = carry(calendar, history, still, before, terms, unpaused)
    if (isUndetermined(next)) return next.reason === 'paused' ? { ...next, notBefore: withoutOpenPause(calendar, history) } : next
    const without = still.length === 0 ? next : carry(calendar, history, [], unpaused, terms, unpaused)
    if (isUndetermined(without)) return without
    carried = next
    unpaused = without
  }
  if (carried.day === undefined)
    return { dueAt: carried.at, because: [...carried.lines, `${spokenInstant(carried.at)}：到期，自此时起逾期`] }
  const [, ...lines] = carried.lines
  const because = dayBecause(calendar, dayOf(history.startedAt), carried.day.due, lines, carried.terms as DayTerms)
  return { dueAt: carried.at, due: carried.day.due, because: [begins, ...because.slice(1)] }
}

function withoutOpenPause(calendar: WorkCalendar, history: ClockHistory): Day {
  const open = (history.pauses ?? []).filter(pause => pause.to === undefined).map(pause => pause.from.getTime())
  const since = Math.min(...open)
  const pauses = (history.pauses ?? []).flatMap(pause => (pause.from.getTime() >= since ? [] : [{ from: pause.from, to: pause.to! }]))
  const due = replayDue(calendar, { ...history, pauses })
  if (isUndetermined(due)) return due.notBefore
  return due.due ?? dayOf(due.dueAt)
}

/** A clock without pauses or extensions. */
export const dueAtOf = (calendar: WorkCalendar, clock: { from: Date; terms: Terms; officeHours?: OfficeHours }): DueAt | Undetermined =>
  replayDue(calendar, { startedAt: clock.from, terms: clock.terms, officeHours: clock.officeHours })
