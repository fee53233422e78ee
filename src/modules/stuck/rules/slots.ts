import { addDays, dayOf, openingsOn, startOfDay } from '../../../calendar/index.ts'
import type { Day, OfficeHours, WorkCalendar } from '../../../calendar/index.ts'

/*
 * When somebody may come to a window by appointment. Half hours are cut out of its published hours, Wednesday evening and
 * Saturday morning among them; no term reads them, and a Saturday that is booked stays a rest day.
 */

/** Minutes of one appointment. */
export const slotMinutes = 30

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const minutesOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))

/** Whether the window is open through the whole half hour; undefined where no calendar speaks about that day. */
export const isOpenThrough = (calendar: WorkCalendar, hours: OfficeHours, on: Day, at: string): boolean | undefined => {
  const begins = minutesOf(at)
  return openingsOn(calendar, hours, on)?.some(({ from, to }) => from <= begins && begins + slotMinutes <= to)
}

/** The half hours of a day that have not begun: '09:00'. None where the day is closed, or where no calendar speaks about it: nothing is promised on a guess. */
export const slotsOn = (calendar: WorkCalendar, hours: OfficeHours, on: Day, now: Date): readonly string[] => {
  const minute = (now.getTime() - startOfDay(on).getTime()) / 60_000
  return (openingsOn(calendar, hours, on) ?? []).flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / slotMinutes) }, (_, n) => from + n * slotMinutes)
      .filter(begins => begins > minute)
      .map(clock),
  )
}

export interface DaySlots {
  readonly on: Day
  readonly slots: readonly string[]
}

/** Today and the days after it on which the window may be booked. @param ahead how many days after today */
export const bookableDays = (calendar: WorkCalendar, hours: OfficeHours, now: Date, ahead: number): readonly DaySlots[] =>
  Array.from({ length: ahead + 1 }, (_, n) => addDays(dayOf(now), n))
    .map(on => ({ on, slots: slotsOn(calendar, hours, on, now) }))
    .filter(day => day.slots.length > 0)

/** The lowest number that nobody holds, or undefined where the half hour is full. */
export const numberFor = (taken: readonly number[], places: number): number | undefined =>
  Array.from({ length: places }, (_, n) => n + 1).find(number => !taken.includes(number))
