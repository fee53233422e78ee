import { addDays, dayOf, openingsOn, startOfDay } from '../../../calendar/index.ts'
import type { Day, OfficeHours, Opening, Weekday, WorkCalendar } from '../../../calendar/index.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type WeekdayName = (typeof weekdays)[number]

/** When a window opens, as a programme writes it: 'mon 09:00-12:00 14:00-17:00', a line a day. */
export interface WindowOpen {
  readonly open: readonly string[]
  /** 中午不打烊: on working days the gap over noon is open too. */
  readonly open_over_noon: boolean
  /** Whose hours a worked Saturday or Sunday (调休) has. */
  readonly made_up_as: WeekdayName
}

const opening = (text: string): Opening => ({ from: text.slice(0, 5), to: text.slice(6) })
const numberOf = (name: string): Weekday => (weekdays.findIndex(one => one === name) + 1) as Weekday

export const officeHoursOf = ({ open, open_over_noon: noonOpen, made_up_as: madeUpAs }: WindowOpen): OfficeHours => ({
  weekly: Object.fromEntries(
    open.map(line => {
      const [name = '', ...times] = line.split(' ')
      return [numberOf(name), times.map(opening)]
    }),
  ),
  noonOpen,
  madeUpAs: numberOf(madeUpAs),
})

/** Whether a window is open now, and until when; or when it opens next. */
export type Standing = { readonly until: string } | { readonly on: Day; readonly at: string }

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const daysAhead = 15

/** Undefined where the calendar of the days ahead is not known: no door is promised open on a guess. */
export const standingOf = (calendar: WorkCalendar, window: WindowOpen, now: Date): Standing | undefined => {
  const hours = officeHoursOf(window)
  const today = dayOf(now)
  const minute = Math.floor((now.getTime() - startOfDay(today).getTime()) / 60_000)
  for (let ahead = 0; ahead < daysAhead; ahead++) {
    const on = addDays(today, ahead)
    const openings = openingsOn(calendar, hours, on)
    if (openings === undefined) return undefined
    for (const { from, to } of openings) {
      if (ahead === 0 && from <= minute && minute < to) return { until: clock(to) }
      if (ahead > 0 || minute < from) return { on, at: clock(from) }
    }
  }
  return undefined
}
