import { addDays, isWorkingDay } from '../../../calendar/index.ts'
import type { Day, WorkCalendar } from '../../../calendar/index.ts'

/** One place at one hour: '2026-10-13 09:30 ld.hall.centre'. Everybody can write the list of a week down from the programme and the calendar. */
export interface Slot {
  readonly day: string
  readonly hour: string
  readonly place: string
}
export const ticketOf = ({ day, hour, place }: Slot): string => `${day} ${hour} ${place}`
export const slotIn = (ticket: string): Slot => {
  const [day = '', hour = '', place = ''] = ticket.split(' ')
  return { day, hour, place }
}

/** Every place at every hour of each working day of the week; of a year whose calendar is not published, Monday to Friday. */
export const ticketsOf = (
  calendar: WorkCalendar,
  monday: Day,
  { places, hours }: { readonly places: readonly string[]; readonly hours: readonly string[] },
): readonly string[] =>
  [0, 1, 2, 3, 4, 5, 6]
    .filter(ahead => isWorkingDay(calendar, addDays(monday, ahead)) ?? ahead < 5)
    .flatMap(ahead => hours.flatMap(hour => places.map(place => ticketOf({ day: addDays(monday, ahead), hour, place }))))
    .toSorted()
