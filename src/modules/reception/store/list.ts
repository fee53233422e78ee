import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'
import { dayShares, shares } from '../rules/shares.ts'
import type { DayShare, Share, ShareCounts } from '../rules/shares.ts'
import { within } from './days.ts'
import type { DaysFilter } from './days.ts'

export interface BookingFilter extends DaysFilter {
  readonly day?: string | undefined
  readonly share?: Share | undefined
}

/** What a booking counts for; the same rule as `rules/shares.ts`, which a test holds together. */
const counted = (now: Date, filter: BookingFilter) => sql`
  with item as (
    select b.matter as id, b.day, b.slot, b.came, b.opened, b.unit_name, d.place, d.on_day, d.on_day::text || ' 00:00:' || lpad(b.slot::text, 2, '0') || '+08' as at, d.from_hour, d.minutes,
      d.leader_name, m.stage,
      exists (select from engine.clock c where c.city = b.city and c.matter = b.matter and c.clock in ('record_within', 'answer_within')
        and case when c.state = 'stopped' then c.stopped_at >= c.due_at else c.due_at <= ${now} end) as late
    from reception.booking b join reception.day d on d.city = b.city and d.id = b.day join engine.matter m on m.city = b.city and m.id = b.matter
    where b.city = org.city() and ${within(filter)} and (${filter.day ?? null}::uuid is null or b.day = ${filter.day ?? null}::uuid)
  ), one as (
    select item.*, true as booked, stage in ('booked', 'to_record') as waiting, stage = 'missed' as missed, stage in ('called_off', 'day_off') as called_off,
      stage = 'promised' as in_hand, stage = 'solved' as solved, stage in ('awaiting_word', 'citizen_silent') as silent, stage = 'unsolved' as unsolved
    from item
  )`

const inShare = (share: Share | undefined) => (share === undefined ? sql`true` : sql.ref(`one.${share}`))

export interface BookingItem extends ListPlace {
  readonly day: string
  readonly slot: number
  readonly place: string
  readonly on_day: string
  readonly from_hour: string
  readonly minutes: number
  readonly leader_name: string
  readonly unit_name: string | null
}

/** A place in the list is a day and a slot of it, of which there are thirty at most: written as the seconds of that day. */
const placeIn = (after: ListPlace | undefined) =>
  after && { onDay: after.at.slice(0, 10), slot: Number(after.at.slice(17, 19)), id: after.id }

/** The latest days first, and each in the order of its hours; as the viewer sees them. */
export const listPage = async (
  tx: Tx,
  now: Date,
  filter: BookingFilter,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly BookingItem[]> => {
  const place = placeIn(after)
  return (
    await sql<BookingItem>`${counted(now, filter)}
    select one.id, one.at, one.day, one.slot, one.place, one.on_day::text as on_day, one.from_hour, one.minutes, one.leader_name, one.unit_name from one
    where ${inShare(filter.share)}
      and (${place?.onDay ?? null}::date is null or one.on_day < ${place?.onDay ?? null}::date
        or (one.on_day = ${place?.onDay ?? null}::date and (one.slot, one.id) > (${place?.slot ?? null}::int, ${place?.id ?? null}::uuid)))
    order by one.on_day desc, one.slot, one.id limit ${most}`.execute(tx)
  ).rows
}

const sums = sql.join(shares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))
export type PlaceBookings = ShareCounts & { readonly place: string }

/** Organ by organ, as the viewer sees its bookings. */
export const countBookings = async (tx: Tx, now: Date, filter: DaysFilter): Promise<readonly PlaceBookings[]> =>
  (await sql<PlaceBookings>`${counted(now, filter)} select one.place, ${sums} from one group by one.place`.execute(tx)).rows

const daysCounted = (today: string, filter: DaysFilter) => sql`
  with one as (
    select d.id, d.place, d.on_day, d.slots, true as published, d.state = 'cancelled' as cancelled,
      d.state = 'open' and d.held = 'promised' and not d.changed as held,
      d.state = 'open' and d.held is not null and (d.held = 'other' or d.changed) as held_other,
      d.state = 'open' and d.held is null and d.on_day < ${today}::date as unsaid,
      d.state = 'open' and d.held is null and d.on_day >= ${today}::date as coming
    from reception.day d where d.city = org.city() and ${within(filter)}
  )`
const daySums = sql.join(dayShares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))
export type PlaceDays = Readonly<Record<DayShare, number>> & { readonly place: string; readonly offered: number }

/** Days are public; places of a day that was cancelled later were offered too. */
export const countDays = async (tx: Tx, today: string, filter: DaysFilter): Promise<readonly PlaceDays[]> =>
  (
    await sql<PlaceDays>`${daysCounted(today, filter)}
    select one.place, ${daySums}, coalesce(sum(one.slots), 0)::int as offered from one group by one.place`.execute(tx)
  ).rows

/** Which days stand behind a figure. */
export const daysInShare = async (tx: Tx, today: string, filter: DaysFilter, share: DayShare): Promise<ReadonlySet<string>> =>
  new Set(
    (await sql<{ id: string }>`${daysCounted(today, filter)} select one.id from one where ${sql.ref(`one.${share}`)}`.execute(tx)).rows.map(
      row => row.id,
    ),
  )
