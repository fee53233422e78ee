import { addDays, dayOf, parseDay } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readCode, readPhone } from '../../kit/typed.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { AppointmentOpened, SlotAsked } from './contract.ts'
import { codes, settingsNow } from './opened.ts'
import { windowPosts } from './rules/seating.ts'
import { numberFor, slotsOn } from './rules/slots.ts'
import { windowHours } from './settings.ts'
import { findByCode } from './store.ts'
import { bookingFrom, bookingOf, insertBooking, linkBooking, lockSlot, takenOn } from './store/bookings.ts'

export interface BookedSlot {
  readonly number: string
  /** 16 digits: her own that she had already, or new ones; the house keeps their digest alone. */
  readonly code: string
  readonly window: string
  readonly onDay: string
  readonly at: string
}

/** Whom a code that she typed belongs to; undefined where nobody knows it. */
const matterOf = (house: House, digits: string): Promise<string | undefined> =>
  house.as({ kind: 'public', city: house.city }, tx => findByCode(tx, house.city, codes.digestOf(house.keys, house.city, digits)))

/**
 * Somebody books a half hour of a window. Everything commits together; pressed twice it is one booking. Whoever books waits for the
 * others of the same half hour, and its place is a row of its own, so that two never have the last one.
 */
export const bookSlot = async (house: House, asked: SlotAsked): Promise<BookedSlot | Refusal> => {
  const { city, keys, clock } = house
  const phone = readPhone(asked.phone)
  if (phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  const held = asked.code ? readCode(asked.code) : undefined
  const about = held === undefined ? undefined : await matterOf(house, held)
  if (asked.code && about === undefined) return refuse('receipt_unknown', { field: 'code' })
  const code = held ?? codes.codeOf(keys, city, asked.key)
  const viewer = { kind: 'system', city, name: 'intake' } as const
  return house.as(viewer, async tx => {
    const slot = { window: asked.window, onDay: asked.day, at: asked.at }
    await lockSlot(tx, city, slot)
    const source = keys.digest('booking', city, asked.key)
    const before = await bookingFrom(tx, city, source)
    // What stands, not what was asked: whoever went back and chose another half hour with the same pressing holds the first.
    const answer = async (matter: string): Promise<BookedSlot> => {
      const { window, onDay, at } = (await bookingOf(tx, city, matter)) ?? slot
      return { number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code, window, onDay, at }
    }
    if (before !== undefined) return answer(before)
    const settings = settingsNow(house)
    const now = clock.now()
    const window = settings.windows[asked.window]
    const org = await house.org.snapshot(tx, dayOf(now))
    const unit = window && unitByCode(org, window.unit)
    if (!window || !unit) return refuse('no_such_window', { field: 'window' })
    const hours = windowHours(settings, asked.window)
    if (hours === undefined || settings.booking_places === 0) return refuse('booking_closed', { field: 'window' })
    const day = parseDay(asked.day)
    const isOffered =
      day !== undefined &&
      day >= dayOf(now) &&
      day <= addDays(dayOf(now), settings.booking_days_ahead) &&
      slotsOn(house.calendar(), hours, day, now).includes(asked.at)
    if (!isOffered) return refuse('slot_closed', { field: 'at' })
    const taken = (await takenOn(tx, city, asked.window, asked.day)).get(asked.at) ?? []
    const place = numberFor(taken, settings.booking_places)
    if (place === undefined) return refuse('slot_full', { field: 'at' })
    const digest = codes.digestOf(keys, city, code)
    const bound = `stuck.booking/${city}/${asked.key}`
    const input: AppointmentOpened = {
      window: asked.window,
      windowName: window.name,
      onDay: asked.day,
      at: asked.at,
      ...(asked.item ? { item: asked.item } : {}),
      name: asked.name,
      ...(asked.helper ? { helper: asked.helper } : {}),
      contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone })), bound).toString('base64'), about: bound },
      follow: digest.toString('hex'),
    }
    const { matter } = await house.engine.open(tx, viewer, {
      kind: 'appointment',
      lane: 'ordinary',
      unit: unit.id,
      seats: windowPosts(org, unit.id).map(post => ({ seat: 'window', unit: post.unit, role: post.role, sight: 'full' as const })),
      barred: [],
      input,
      source: `appointment/${asked.key}`,
      first: asked.first === true || asked.helper !== undefined,
    })
    await insertBooking(tx, city, { ...slot, matter, slot: place, about, source })
    await linkBooking(tx, city, digest, matter)
    return answer(matter)
  })
}
