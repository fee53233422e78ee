import type { Day } from './day.ts'

/** The statutory calendar: two lists and the last day that a notice of the State Council speaks about. */
export interface WorkCalendar {
  /** Digest of its data, frozen with every due time. */
  readonly version: string
  /** Weekdays and weekend days off by notice. */
  readonly daysOff: ReadonlyMap<Day, string>
  /** Weekend days worked by notice (调休). */
  readonly workedWeekends: ReadonlyMap<Day, string>
  readonly firstKnown: Day
  readonly lastKnown: Day
  /** Year → number of the notice (国办发明电〔…〕…号). */
  readonly notices: ReadonlyMap<number, string>
}
