import { addDays, spokenDay, weekdayOf } from '../../../calendar/index.ts'
import type { Day } from '../../../calendar/index.ts'

/** The next day on which the unit's list goes out; never today, so that an order and its call do not share a day. */
export const listDayAfter = (today: Day, weekday: number): Day => {
  const ahead = (weekday - weekdayOf(today) + 7) % 7
  return addDays(today, ahead === 0 ? 7 : ahead)
}

/** The last day of the list's week that this day lies in; a week begins on the day of the list. */
export const weekEndOf = (day: Day, weekday: number): Day => addDays(listDayAfter(day, weekday), -1)

export interface ListedDays {
  readonly releasedOn: Day
  readonly by: Day
}

/**
 * When the unit reads an order, and by when it shall be done. Leaders give five working days from the rating, so the
 * typed day would tell the day of the rating: the list says the end of its week, and never one before the order is read.
 * @param atOnce the citizen agreed to speed: the unit reads it today
 */
export const listedDays = (asked: Day, today: Day, weekday: number, atOnce: boolean): ListedDays => {
  const releasedOn = atOnce ? today : listDayAfter(today, weekday)
  return { releasedOn, by: weekEndOf(asked > releasedOn ? asked : releasedOn, weekday) }
}

/** Why an order is due on its day, as the unit reads it: nothing of the day that was typed. */
export const listedBecause = (releasedOn: Day, by: Day): readonly string[] => [
  `${spokenDay(releasedOn)} 随清单发出`,
  `清单上的日子只写到一周的最后一天：${spokenDay(by)}`,
  `${spokenDay(addDays(by, 1))} 零点起算逾期`,
]
