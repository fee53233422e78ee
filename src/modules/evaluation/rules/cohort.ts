import { addDays, dayFrom, dayOf, startOfDay, weekdayOf } from '../../../calendar/index.ts'
import type { Day } from '../../../calendar/index.ts'

/** '2026-W38', the ISO week in which services ended; with an 's' for ratings by posted window codes (未核验). */
export type Cohort = string

/** The Thursday of a week decides which year the week belongs to. */
export const cohortOf = (date: Day): Cohort => {
  const thursday = addDays(date, 4 - weekdayOf(date))
  const year = thursday.slice(0, 4)
  const first = dayFrom(`${year}-01-04`)
  const firstMonday = addDays(first, 1 - weekdayOf(first))
  let week = 0
  for (let monday = firstMonday; monday <= thursday; monday = addDays(monday, 7)) week++
  return `${year}-W${String(week).padStart(2, '0')}`
}

export const windowCohortOf = (date: Day): Cohort => `${cohortOf(date)}s`
export const isUnverified = (cohort: Cohort): boolean => cohort.endsWith('s')

export const mondayOf = (cohort: Cohort): Day => {
  const first = dayFrom(`${cohort.slice(0, 4)}-01-04`)
  return addDays(first, 1 - weekdayOf(first) + (Number(cohort.slice(6, 8)) - 1) * 7)
}

export interface CohortTimes {
  readonly answerUntil: Date
  readonly changeUntil: Date
}

/** Both are instants at 00:00 after the last day. Whoever answers at the last moment still has every day to change. */
export const timesOf = (cohort: Cohort, settings: { readonly answer_days: number; readonly change_days: number }): CohortTimes => {
  const lastAnswer = addDays(mondayOf(cohort), 7 + settings.answer_days)
  return { answerUntil: startOfDay(lastAnswer), changeUntil: startOfDay(addDays(lastAnswer, settings.change_days)) }
}

/** Fewer days than these to answer would be no offer. */
const leastDays = 3

/**
 * The cohort of a service, or the present one for a service that arrives so late that its own takes no answers any more:
 * a released batch is never changed.
 */
export const cohortFor = (finishedOn: Day, now: Date, settings: { readonly answer_days: number; readonly change_days: number }): Cohort => {
  const own = cohortOf(finishedOn)
  const answerable = startOfDay(addDays(dayOf(now), leastDays)).getTime() <= timesOf(own, settings).answerUntil.getTime()
  return answerable ? own : cohortOf(dayOf(now))
}

/** Cohorts from the first to the last, both included. */
export const cohortsBetween = (first: Cohort, last: Cohort): number =>
  Math.round((startOfDay(mondayOf(last)).getTime() - startOfDay(mondayOf(first)).getTime()) / (7 * 86_400_000)) + 1

/** Whether the week after this one begins in another month: then what waited for the month has waited enough. */
export const endsItsMonth = (cohort: Cohort): boolean => mondayOf(cohort).slice(0, 7) !== addDays(mondayOf(cohort), 7).slice(0, 7)

/** Stands where a unit does, for what is counted of the city alone. */
export const wholeCity = '00000000-0000-0000-0000-000000000000'
