/** Which place of a day somebody gets: pure, so that it can be tried with any day. Places are numbered from 1, in the order of their hours. */

/**
 * The earliest free one. The first `kept` of a day wait for those for whom waiting is hard; anybody else gets one of them
 * once nothing else is free: nobody is sent away from a day that is not full.
 */
export const placeFor = (free: readonly number[], first: boolean, kept: number): number | undefined => {
  const inOrder = free.toSorted((a, b) => a - b)
  return first ? inOrder[0] : (inOrder.find(place => place > kept) ?? inOrder[0])
}

const minutesOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5))
const hourOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The hour of a place: '09:20'. @param from '09:00' @param minutes of each @param place 1 for the first */
export const hourOfPlace = (from: string, minutes: number, place: number): string => hourOf(minutesOf(from) + (place - 1) * minutes)

/** When a day ends, or undefined where it would not end on the same day. */
export const endsAt = (from: string, minutes: number, slots: number): string | undefined => {
  const end = minutesOf(from) + slots * minutes
  return end < 24 * 60 ? hourOf(end) : undefined
}

/** A day takes bookings until it begins. @param day and hour of the day, and what the clock says, as '2026-10-12' and '09:00' */
export const takesBookings = (
  day: { readonly onDay: string; readonly from: string; readonly state: string },
  today: string,
  time: string,
): boolean => day.state === 'open' && (day.onDay > today || (day.onDay === today && day.from > time))
