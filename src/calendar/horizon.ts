import { daysBetween, startOfDay, type Day } from './day.ts'
import { replayDue } from './replay.ts'
import { isUndetermined, type Terms } from './terms.ts'
import type { WorkCalendar } from './workCalendar.ts'

/** 信访: 60 days and 30 more. The longest term that ordinary matters run under. */
const LONGEST: Terms = { amount: 90, unit: 'calendar_days', roll: 'next' }

/** How far the calendar reaches. The alarm is due as soon as a clock started today could end without a date. */
export function calendarEndsIn(
  calendar: WorkCalendar,
  today: Day,
  longest: Terms = LONGEST,
): { readonly days: number; readonly alarm: boolean; readonly because: string } {
  const days = daysBetween(today, calendar.lastKnown)
  const year = Number(calendar.lastKnown.slice(0, 4)) + 1
  if (days < 0) return { days, alarm: true, because: `${year}年放假安排未载入，新开期限一律待定` }
  const crosses = isUndetermined(replayDue(calendar, { startedAt: startOfDay(today), terms: longest }))
  return crosses
    ? {
        days,
        alarm: true,
        because: `放假安排载至 ${calendar.lastKnown}，还有${days}日；今日起算的最长期限已跨入${year}年，请在通知公布后载入`,
      }
    : { days, alarm: false, because: `放假安排载至 ${calendar.lastKnown}，还有${days}日` }
}
