import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface Slot {
  readonly window: string
  /** Civil day. */
  readonly onDay: string
  /** '17:30' */
  readonly at: string
}

/** Whoever books this half hour waits here, so that two never reckon with the same free place. */
export const lockSlot = async (tx: Tx, city: string, { window, onDay, at }: Slot): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stuck.place ${city} ${window} ${onDay} ${at}`}, 0))`.execute(tx)
}

/** The numbers that are taken of a day's half hours: '17:30' -> [1, 2]. */
export const takenOn = async (tx: Tx, city: string, window: string, onDay: string): Promise<ReadonlyMap<string, readonly number[]>> =>
  new Map(
    (
      await sql<{ at: string; slots: number[] }>`select at_hour as at, array_agg(slot order by slot) as slots from stuck.place
        where city = ${city} and window_code = ${window} and on_day = ${onDay}::date group by at_hour`.execute(tx)
    ).rows.map(row => [row.at, row.slots]),
  )

/** How many places are taken of each day, by day and half hour. */
export const takenBetween = async (
  tx: Tx,
  city: string,
  window: string,
  from: string,
  until: string,
): Promise<readonly { readonly onDay: string; readonly at: string; readonly taken: number }[]> =>
  (
    await sql<{
      onDay: string
      at: string
      taken: number
    }>`select on_day::text as "onDay", at_hour as at, count(slot)::int as taken from stuck.place
      where city = ${city} and window_code = ${window} and on_day between ${from}::date and ${until}::date group by on_day, at_hour`.execute(
      tx,
    )
  ).rows

export interface NewBooking extends Slot {
  readonly matter: string
  readonly slot: number
  readonly about: string | undefined
  readonly source: Buffer
}
/** Fails where somebody else has the place: the row is the place. */
export const insertBooking = async (tx: Tx, city: string, booking: NewBooking): Promise<void> => {
  const { matter, window, onDay, at, slot, about, source } = booking
  await sql`insert into stuck.place (city, window_code, on_day, at_hour, slot, matter)
    values (${city}, ${window}, ${onDay}::date, ${at}, ${slot}, ${matter})`.execute(tx)
  await sql`insert into stuck.appointment (city, matter, window_code, on_day, at_hour, slot, about, source)
    values (${city}, ${matter}, ${window}, ${onDay}::date, ${at}, ${slot}, ${about ?? null}, ${source})`.execute(tx)
}

/** The booking stays; its place is somebody else's to take. */
export const freeSlot = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`delete from stuck.place where city = ${city} and (window_code, on_day, at_hour, slot) =
    (select a.window_code, a.on_day, a.at_hour, a.slot from stuck.appointment a where a.city = ${city} and a.matter = ${matter})`.execute(
    tx,
  )
}

/** What the same pressing has booked before. */
export const bookingFrom = async (tx: Tx, city: string, source: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string }>`select matter from stuck.appointment where city = ${city} and source = ${source}`.execute(tx)).rows[0]
    ?.matter

export const linkBooking = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into stuck.booking_code (city, digest, matter) values (${city}, ${digest}, ${matter})`.execute(tx)
}
export const findBooking = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select stuck.find_booking(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of bookings whose content has been erased lead nowhere any more. */
export const deleteBookingCodes = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from stuck.booking_code where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

/** Half hours from this day on that somebody waits for; as the house sees them. */
export const waitedFor = async (tx: Tx, city: string, from: string): Promise<readonly Slot[]> =>
  (
    await sql<Slot>`select distinct a.window_code as "window", a.on_day::text as "onDay", a.at_hour as at
      from stuck.appointment a join engine.matter m on m.city = a.city and m.id = a.matter
      where a.city = ${city} and m.stage = 'booked' and a.on_day >= ${from}::date order by 2, 3, 1`.execute(tx)
  ).rows
export const waitingAt = async (tx: Tx, city: string, { window, onDay, at }: Slot): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select a.matter from stuck.appointment a join engine.matter m on m.city = a.city and m.id = a.matter
      where a.city = ${city} and m.stage = 'booked' and a.window_code = ${window} and a.on_day = ${onDay}::date and a.at_hour = ${at} order by a.slot`.execute(
      tx,
    )
  ).rows.map(row => row.matter)

/** Bookings before this day of which nobody has written anything. */
export const unmarkedBefore = async (tx: Tx, city: string, day: string): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select a.matter from stuck.appointment a join engine.matter m on m.city = a.city and m.id = a.matter
      where a.city = ${city} and m.stage = 'booked' and a.on_day < ${day}::date order by a.on_day, a.at_hour, a.slot limit 200`.execute(tx)
  ).rows.map(row => row.matter)

export interface BookingRow extends Slot {
  readonly matter: string
  readonly slot: number
  readonly first: boolean
  /** Number of the matter whose code it shares, where this viewer sees it. */
  readonly about: string | null
}
/** Of one day, and of days before it what nobody has marked: whoever is to be served first stands first. */
export const bookingsUntil = async (
  tx: Tx,
  city: string,
  windows: readonly string[],
  today: string,
  until: string,
): Promise<readonly BookingRow[]> =>
  (
    await sql<BookingRow>`select a.matter, a.window_code as window, a.on_day::text as "onDay", a.at_hour as at, a.slot, m.served_first as first, b.number as about
      from stuck.appointment a join engine.matter m on m.city = a.city and m.id = a.matter
      left join engine.matter b on b.city = a.city and b.id = a.about
      where a.city = ${city} and a.window_code = any(${[...windows]}::text[]) and a.on_day <= ${until}::date
        and (m.stage = 'booked' or (a.on_day >= ${today}::date and m.stage in ('came', 'missed')))
      order by a.on_day, m.served_first desc, a.at_hour, a.slot limit 200`.execute(tx)
  ).rows

/** For the citizen's page, whose login reads no more than this. */
export const bookingOf = async (tx: Tx, city: string, matter: string): Promise<(Slot & { readonly about: string | null }) | undefined> =>
  (
    await sql<
      Slot & { about: string | null }
    >`select window_code as window, on_day::text as "onDay", at_hour as at, about from stuck.appointment where city = ${city} and matter = ${matter}`.execute(
      tx,
    )
  ).rows[0]
