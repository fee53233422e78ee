import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn, seatPosts, tellSeat } from '../../engine/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { hostOf, hoursOf } from './intake.ts'
import { texts } from './messages.ts'
import type { TextKey } from './messages.ts'
import { openedOf } from './opened.ts'
import { handlerOfRound, hostSeats } from './rules/seating.ts'
import { bookingOf, noteOpened, waitingOf } from './store.ts'
import { dayById } from './store/days.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, { readonly what: string; readonly seat: string }>> = {
  'reception.promised': { what: 'arrived', seat: 'handler' },
  'reception.given': { what: 'arrived', seat: 'handler' },
  'reception.returned': { what: 'returned', seat: 'office' },
  'reception.reopened': { what: 'reopened', seat: 'handler' },
  'reception.not_delivered': { what: 'not_delivered', seat: 'office' },
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  const telling = tellings[event]
  if (telling && matter !== undefined) await tellSeat(house, tx, texts, matter, { key: id, ...telling })
}

/** A rung whose seat stands empty is heard by the office. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'host', 'office']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'reception' })
}

const citizenTexts: Readonly<Record<string, TextKey>> = {
  'reception.moved': 'sms.moved',
  'reception.day_off': 'sms.day_off',
  'reception.promised': 'sms.promised',
  'reception.answered': 'sms.answered',
}

/** Whoever booked is told; what and when stands on her page. */
export const tellCitizen: Effect = async (house, tx, { id, event, matter }) => {
  const text = citizenTexts[event]
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const opened = page && openedOf(page.trail)
  const phone = opened && contactIn(house, opened.contact).phone
  if (matter === undefined || phone === undefined || text === undefined) return
  await house.outbox.queue(tx, {
    key: `reception/${event}/${id}`,
    channel: 'sms',
    to: phone,
    template: event,
    text: texts.say(house.programmes.current().words, text),
    matter,
  })
}

/** Another day, hour, place or leader: every booking keeps its place and hears of it. */
export const carryDay: Effect = async (house, tx, { payload }) => {
  const { day: id, why } = payload as { readonly day: string; readonly why: string }
  const day = await dayById(tx, house.city, id)
  if (!day) return
  for (const { matter, slot } of await waitingOf(tx, house.city, id)) {
    const done = await house.engine.actIn(tx, systemOf(house), { matter, action: 'move_day', input: { ...hoursOf(day, slot), why } })
    if (isRefusal(done)) continue
    await house.engine.seat(tx, matter, { seats: hostSeats(hostOf(day)), emptied: ['host'], because: ['接待安排变了'] })
  }
}

/** A day that is cancelled ends its bookings; each hears why, and may book again. */
export const endDay: Effect = async (house, tx, { payload }) => {
  const { day, why } = payload as { readonly day: string; readonly why: string }
  for (const { matter } of await waitingOf(tx, house.city, day)) {
    const done = await house.engine.actIn(tx, systemOf(house), { matter, action: 'end_with_day', input: { why } })
    if (isRefusal(done) && done.because !== 'wrong_stage')
      house.log.warn({ event: 'not_ended_with_day', room: 'reception', matter, error: done.because })
  }
}

/** A no: one rung higher; whoever had it before may still put it right. */
export const raise: Effect = async (house, tx, announcement) => {
  const { matter } = announcement
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const booking = matter === undefined ? undefined : await bookingOf(tx, house.city, matter)
  const day = booking && (await dayById(tx, house.city, booking.day))
  if (matter === undefined || !page || !day) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const seats =
    booking.unit === null
      ? handlerOfRound(org, day.leader_unit, page.matter.round, hostOf(day))
      : handlerOfRound(org, booking.unit, page.matter.round)
  const before = await seatPosts(tx, house.city, matter, 'handler')
  await noteOpened(tx, house.city, matter)
  if (seats.length > 0)
    await house.engine.seat(tx, matter, {
      seats: [
        ...seats,
        ...before.map(({ unit, role, person }) => ({
          seat: 'earlier',
          unit,
          role,
          ...(person === null ? {} : { person }),
          sight: 'full' as const,
        })),
      ],
      emptied: ['handler'],
      because: ['本人说没解决，提一级办'],
    })
  await tell(house, tx, announcement)
}
