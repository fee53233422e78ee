import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Channel } from './contract.ts'

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into reception.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict do nothing`.execute(tx)
}

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select reception.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from reception.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

/** Whoever books or changes this day waits here, so that two never reckon with the same free place. */
export const lockDay = async (tx: Tx, city: string, day: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reception ${city} ${day}`}, 0))`.execute(tx)
}

export const freePlaces = async (tx: Tx, city: string, day: string): Promise<readonly number[]> =>
  (
    await sql<{ slot: number }>`select slot from reception.place where city = ${city} and day = ${day} and not taken order by slot`.execute(
      tx,
    )
  ).rows.map(row => row.slot)

/** @returns false where somebody else has it */
export const takePlace = async (tx: Tx, city: string, day: string, slot: number, matter: string): Promise<boolean> =>
  Number(
    (
      await sql`update reception.place set matter = ${matter}, taken = true where city = ${city} and day = ${day} and slot = ${slot} and not taken`.execute(
        tx,
      )
    ).numAffectedRows ?? 0,
  ) === 1

/** The booking stays; its place is somebody else's to take. */
export const freePlace = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update reception.place set matter = null, taken = false where city = ${city} and taken
    and (day, slot) = (select b.day, b.slot from reception.booking b where b.city = ${city} and b.matter = ${matter})`.execute(tx)
}

interface Booking {
  readonly matter: string
  readonly day: string
  readonly slot: number
  readonly channel: Channel
  readonly source: Buffer
}
export const insertBooking = async (tx: Tx, city: string, { matter, day, slot, channel, source }: Booking): Promise<void> => {
  await sql`insert into reception.booking (city, matter, day, slot, channel, source)
    values (${city}, ${matter}, ${day}, ${slot}, ${channel}, ${source})`.execute(tx)
}

export interface BookingRow {
  readonly matter: string
  readonly day: string
  readonly slot: number
  readonly unit: string | null
  readonly unit_name: string | null
}
const columns = sql`b.matter, b.day, b.slot, b.unit, b.unit_name`

export const bookingOf = async (tx: Tx, city: string, matter: string): Promise<BookingRow | undefined> =>
  (await sql<BookingRow>`select ${columns} from reception.booking b where b.city = ${city} and b.matter = ${matter}`.execute(tx)).rows[0]

/** What the same pressing has booked before. */
export const bookingFrom = async (tx: Tx, city: string, source: Buffer): Promise<BookingRow | undefined> =>
  (await sql<BookingRow>`select ${columns} from reception.booking b where b.city = ${city} and b.source = ${source}`.execute(tx)).rows[0]

export const noteCame = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update reception.booking set came = true where city = ${city} and matter = ${matter}`.execute(tx)
}
export const noteOpened = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update reception.booking set opened = true where city = ${city} and matter = ${matter}`.execute(tx)
}
export const giveTo = async (tx: Tx, city: string, matter: string, unit: { readonly id: string; readonly name: string }): Promise<void> => {
  await sql`update reception.booking set unit = ${unit.id}, unit_name = ${unit.name} where city = ${city} and matter = ${matter}`.execute(
    tx,
  )
}

/** Bookings of a day that have not been recorded yet; as the house sees them. */
export const waitingOf = async (tx: Tx, city: string, day: string): Promise<readonly BookingRow[]> =>
  (
    await sql<BookingRow>`select ${columns} from reception.booking b join engine.matter m on m.city = b.city and m.id = b.matter
      where b.city = ${city} and b.day = ${day} and m.stage in ('booked', 'to_record') order by b.slot`.execute(tx)
  ).rows

/** Bookings whose day has come. */
export const dayHasCome = async (tx: Tx, city: string, today: string): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select b.matter from reception.booking b
      join reception.day d on d.city = b.city and d.id = b.day
      join engine.matter m on m.city = b.city and m.id = b.matter
      where b.city = ${city} and m.kind = 'reception' and m.stage = 'booked' and d.state = 'open' and d.on_day <= ${today}::date
      order by d.on_day, b.slot limit 200`.execute(tx)
  ).rows.map(row => row.matter)

/** Whoever came said nothing while her time ran. */
export const wordRunOut = async (tx: Tx, city: string, now: Date): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select m.id as matter from engine.matter m
      join engine.clock c on c.city = m.city and c.matter = m.id
      where m.city = ${city} and m.kind = 'reception' and m.closed_at is null and c.clock = 'citizen_word_within' and c.state = 'running' and c.due_at <= ${now}
      order by c.due_at, m.id limit 200`.execute(tx)
  ).rows.map(row => row.matter)

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_number' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0
