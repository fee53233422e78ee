import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface DayRow {
  readonly id: string
  readonly place: string
  readonly office: string
  readonly leader: string
  readonly leader_unit: string
  readonly leader_role: string
  readonly leader_name: string
  readonly leader_title: string
  readonly on_day: string
  readonly from_hour: string
  readonly slots: number
  readonly minutes: number
  readonly venue: string
  readonly purpose: string | null
  readonly state: 'open' | 'cancelled'
  readonly changed: boolean
  readonly held: 'promised' | 'other' | null
  /** Places that nobody has. */
  readonly free: number
}

const columns = sql`d.id, d.place, d.office, d.leader, d.leader_unit, d.leader_role, d.leader_name, d.leader_title, d.on_day::text as on_day, d.from_hour,
  d.slots, d.minutes, d.venue, d.purpose, d.state, d.changed, d.held,
  (select count(*)::int from reception.place p where p.city = d.city and p.day = d.id and not p.taken) as free`

export const dayById = async (tx: Tx, city: string, id: string): Promise<DayRow | undefined> =>
  (await sql<DayRow>`select ${columns} from reception.day d where d.city = ${city} and d.id = ${id}::uuid`.execute(tx)).rows[0]

export const dayFromSource = async (tx: Tx, city: string, source: Buffer): Promise<string | undefined> =>
  (await sql<{ id: string }>`select id from reception.day where city = ${city} and source = ${source}`.execute(tx)).rows[0]?.id

/** Coming days that are not cancelled, the next first. */
export const comingDays = async (tx: Tx, city: string, today: string, most: number): Promise<readonly DayRow[]> =>
  (
    await sql<DayRow>`select ${columns} from reception.day d
      where d.city = ${city} and d.state = 'open' and d.on_day >= ${today}::date order by d.on_day, d.from_hour, d.id limit ${most}`.execute(
      tx,
    )
  ).rows

export interface DaysFilter {
  readonly place?: string | undefined
  /** Civil days, both included. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export const within = ({ place, from, until }: DaysFilter) => sql`
  (${place ?? null}::text is null or d.place = ${place ?? null})
  and (${from ?? null}::date is null or d.on_day >= ${from ?? null}::date) and (${until ?? null}::date is null or d.on_day <= ${until ?? null}::date)`

export interface DayPlace {
  readonly onDay: string
  readonly id: string
}
/** The latest first. @param only of these alone */
export const listDays = async (
  tx: Tx,
  filter: DaysFilter,
  after: DayPlace | undefined,
  most: number,
  only?: ReadonlySet<string>,
): Promise<readonly DayRow[]> =>
  (
    await sql<DayRow>`select ${columns} from reception.day d where d.city = org.city() and ${within(filter)}
      and (${only === undefined} or d.id = any(${[...(only ?? [])]}::uuid[]))
      and (${after?.onDay ?? null}::date is null or (d.on_day, d.id) < (${after?.onDay ?? null}::date, ${after?.id ?? null}::uuid))
      order by d.on_day desc, d.id desc limit ${most}`.execute(tx)
  ).rows

export type DayWritten = Omit<DayRow, 'state' | 'changed' | 'held' | 'free'>

export const insertDay = async (tx: Tx, city: string, day: DayWritten, source: Buffer): Promise<void> => {
  await sql`insert into reception.day (city, id, place, office, leader, leader_unit, leader_role, leader_name, leader_title, on_day, from_hour, slots, minutes, venue, purpose, source)
    values (${city}, ${day.id}, ${day.place}, ${day.office}, ${day.leader}, ${day.leader_unit}, ${day.leader_role}, ${day.leader_name}, ${day.leader_title},
      ${day.on_day}::date, ${day.from_hour}, ${day.slots}, ${day.minutes}, ${day.venue}, ${day.purpose}, ${source})`.execute(tx)
}

/** @param upTo places beyond those that are there are laid out */
export const layPlaces = async (tx: Tx, city: string, day: string, upTo: number): Promise<void> => {
  await sql`insert into reception.place (city, day, slot) select ${city}, ${day}, n from generate_series(1, ${upTo}::int) n on conflict do nothing`.execute(
    tx,
  )
}

export const changeDay = async (tx: Tx, city: string, day: DayWritten): Promise<void> => {
  await sql`update reception.day set leader = ${day.leader}, leader_unit = ${day.leader_unit}, leader_role = ${day.leader_role}, leader_name = ${day.leader_name},
      leader_title = ${day.leader_title}, on_day = ${day.on_day}::date, from_hour = ${day.from_hour}, slots = ${day.slots}, minutes = ${day.minutes},
      venue = ${day.venue}, purpose = ${day.purpose}, changed = true where city = ${city} and id = ${day.id}`.execute(tx)
}
export const cancelDay = async (tx: Tx, city: string, id: string): Promise<void> => {
  await sql`update reception.day set state = 'cancelled' where city = ${city} and id = ${id}`.execute(tx)
}
export const holdDay = async (tx: Tx, city: string, id: string, held: 'promised' | 'other'): Promise<void> => {
  await sql`update reception.day set held = ${held} where city = ${city} and id = ${id}`.execute(tx)
}

export interface DayEntry {
  readonly what: 'published' | 'changed' | 'cancelled' | 'held'
  /** The day in words, as it stood from then on. */
  readonly said: string
  readonly why: string | null
  readonly byName: string
  readonly at: Date
}
export const noteDay = async (
  tx: Tx,
  city: string,
  day: string,
  { what, said, why, at }: Omit<DayEntry, 'byName'>,
  by: { readonly person: string; readonly name: string },
): Promise<void> => {
  await sql`insert into reception.day_entry (city, day, seq, what, said, why, by_person, by_name, at)
    select ${city}, ${day}, coalesce(max(e.seq), 0) + 1, ${what}, ${said}, ${why}, ${by.person}, ${by.name}, ${at}
    from reception.day_entry e where e.city = ${city} and e.day = ${day}`.execute(tx)
}
export const entriesOf = async (tx: Tx, city: string, day: string): Promise<readonly DayEntry[]> =>
  (
    await sql<DayEntry>`select what, said, why, by_name as "byName", at from reception.day_entry where city = ${city} and day = ${day} order by seq`.execute(
      tx,
    )
  ).rows
