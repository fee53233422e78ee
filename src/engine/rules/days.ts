import { addDays, dueOf, isUndetermined, isWorkingDay, startOfDay } from '../../calendar/index.ts'
import type { Day, WorkCalendar } from '../../calendar/index.ts'
import type { Span } from './terms.ts'

const hourLength = 3_600_000

/** A date that was told: overdue from `at` on; `on` is the last day in time. */
export interface Due {
  readonly at: Date
  readonly on: Day
}

export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hourLength)

/** From when something is `span` late: the beginning of the n-th day after the due day. undefined: the calendar does not reach. */
export const lateFrom = (calendar: WorkCalendar, due: Due, span: Span): Date | undefined => {
  if (span.unit === 'hours') return hoursAfter(due.at, span.amount)
  const late = dueOf(calendar, { from: due.on, amount: span.amount, unit: span.unit, roll: 'none' })
  return isUndetermined(late) ? undefined : startOfDay(late.due)
}

/** From when no more than `span` is left: the beginning of the n-th day before the due day. */
export const nearFrom = (calendar: WorkCalendar, due: Due, span: Span): Date | undefined => {
  if (span.unit === 'hours') return hoursAfter(due.at, -span.amount)
  if (span.unit === 'calendar_days') return startOfDay(addDays(due.on, -span.amount))
  let day = due.on
  for (let left = span.amount; left > 0;) {
    day = addDays(day, -1)
    const working = isWorkingDay(calendar, day)
    if (working === undefined) return undefined
    if (working) left--
  }
  return startOfDay(day)
}
