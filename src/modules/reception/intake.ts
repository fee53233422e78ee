import { dayOf, timeOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { BookingAsked, Channel, ReceptionOpened } from './contract.ts'
import { officeOf } from './days.ts'
import { codes, settingsNow } from './opened.ts'
import { hourOfPlace, placeFor, takesBookings } from './rules/places.ts'
import { openingSeats } from './rules/seating.ts'
import { bookingFrom, freePlaces, insertBooking, linkCode, lockDay, takePlace } from './store.ts'
import { dayById } from './store/days.ts'
import type { DayRow } from './store/days.ts'

export interface Booked {
  readonly matter: string
  readonly number: string
  /** 16 digits, for whoever booked; the house keeps their digest alone. */
  readonly code: string
  readonly onDay: string
  /** Her own hour. */
  readonly at: string
  readonly venue: string
  readonly leader: string
}

export const hostOf = (day: DayRow) => ({ unit: day.leader_unit, role: day.leader_role as 'leader', person: day.leader })

/** What she was told of her hour. */
export const hoursOf = (day: DayRow, slot: number) => ({
  onDay: day.on_day,
  at: hourOfPlace(day.from_hour, day.minutes, slot),
  venue: day.venue,
  leader: day.leader_name,
  leaderTitle: day.leader_title,
})

/**
 * Somebody books a place of a day. Everything commits together; pressed twice it is one booking. Whoever books waits for the
 * others of the same day, and the place is a row of its own, so that two never have the last one.
 */
export const book = async (house: House, viewer: Viewer, channel: Channel, asked: BookingAsked): Promise<Booked | Refusal> => {
  const phone = readPhone(asked.phone)
  if (phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  return house.as(viewer, async tx => {
    const { city, keys, clock } = house
    await lockDay(tx, city, asked.day)
    const day = await dayById(tx, city, asked.day)
    if (!day) return refuse('no_such_reception', { field: 'day' })
    const now = clock.now()
    const org = await house.org.snapshot(tx, dayOf(now))
    if (viewer.kind === 'person' && officeOf(house, org, viewer, day.place) !== day.office)
      return refuse('not_your_reception', { field: 'day' })
    const code = codes.codeOf(keys, city, asked.key)
    const source = keys.digest('reception', city, 'booking', asked.key)
    const answer = async (matter: string, slot: number): Promise<Booked> => {
      const { onDay, at, venue, leader } = hoursOf(day, slot)
      return { matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code, onDay, at, venue, leader }
    }
    const before = await bookingFrom(tx, city, source)
    if (before) return answer(before.matter, before.slot)
    if (day.state === 'cancelled') return refuse('reception_off', { field: 'day' })
    if (!takesBookings({ onDay: day.on_day, from: day.from_hour, state: day.state }, dayOf(now), timeOf(now)))
      return refuse('reception_begun', { field: 'day' })
    const settings = settingsNow(house)
    const first = asked.first === true || asked.helper !== undefined
    const slot = placeFor(await freePlaces(tx, city, day.id), first, settings.first_places)
    if (slot === undefined) return refuse('reception_full', { field: 'day' })
    const digest = codes.digestOf(keys, city, code)
    const about = `reception.contact/${city}/${asked.key}`
    const input: ReceptionOpened = {
      placeName: settings.places[day.place]?.name ?? day.place,
      ...hoursOf(day, slot),
      channel,
      words: asked.words,
      name: asked.name,
      ...(asked.helper ? { helper: asked.helper } : {}),
      contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone, code })), about).toString('base64'), about },
      follow: digest.toString('hex'),
    }
    const { matter } = await house.engine.open(tx, viewer, {
      kind: 'reception',
      lane: 'ordinary',
      unit: day.office,
      seats: openingSeats(org, day.office, hostOf(day)),
      barred: [],
      input,
      source: `reception/${asked.key}`,
      first,
    })
    if (!(await takePlace(tx, city, day.id, slot, matter))) throw new Error('a place was taken under the lock of its day')
    await insertBooking(tx, city, { matter, day: day.id, slot, channel, source })
    await linkCode(tx, city, digest, matter)
    return answer(matter, slot)
  })
}
