import { addDays, dayFrom, kindOfDay, withYear } from '../../src/calendar/index.ts'
import type { WorkCalendar } from '../../src/calendar/index.ts'
import { isRefusal } from '../../src/kit/refusal.ts'

/** An invented notice for 2027, for what happens when the year after the last known one is loaded. */
export const with2027 = (calendar: WorkCalendar): WorkCalendar => {
  const known = withYear(calendar, {
    year: 2027,
    notices: null,
    worked: [],
    off: [
      { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
      { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
      { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
    ],
  })
  if (isRefusal(known)) throw new Error(known.because)
  return known
}

/** A notice in mid-year that takes weekends away: every term counted anew would end sooner. */
export const withWorkedSaturdays = (calendar: WorkCalendar): WorkCalendar => {
  const year = calendar.years.find(one => one.year === 2026)
  const days = Array.from({ length: 29 }, (_, week) => addDays(dayFrom('2026-06-06'), week * 7)).filter(
    saturday => kindOfDay(calendar, saturday).kind === 'weekend',
  )
  const known = withYear(calendar, { ...year, worked: [...(year?.worked ?? []), ...days.map(one => ({ name: '补班', days: [one] }))] })
  if (isRefusal(known)) throw new Error(`${known.because} ${known.field ?? ''}`)
  return known
}
