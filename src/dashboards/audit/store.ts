import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

/** A period of civil days, and perhaps one unit with whatever is part of it. */
export interface AuditAsked {
  readonly from: string
  readonly until: string
  readonly unit?: string | undefined
  readonly skip: number
  readonly most: number
  readonly now: Date
}

/** More than a year of one line; what is beyond stands in the exported trail. */
const whole = 20_000

const begin = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** Filtered and cut by what the line shows, never by the instant behind it: a narrower period would tell the day of a week. */
const lines = async <Row>(
  tx: Tx,
  found: RawBuilder<unknown>,
  shown: { readonly columns: RawBuilder<unknown>; readonly within: RawBuilder<unknown>; readonly order: RawBuilder<unknown> },
  { unit, skip, most }: AuditAsked,
): Promise<readonly Row[]> =>
  (
    await sql<Row>`with recursive part (id) as (
      select u.id from org.unit u where u.city = org.city() and u.id = ${unit ?? null}::uuid
      union select u.id from org.unit u join part on u.parent = part.id where u.city = org.city()
    )
    select u.name as unit_name, ${shown.columns} from ${found} o left join org.unit u on u.city = org.city() and u.id = o.unit
    where (${unit ?? null}::uuid is null or o.unit in (select part.id from part)) and ${shown.within}
    order by ${shown.order} offset ${skip} limit ${most}`.execute(tx)
  ).rows

export interface OpenedLine {
  readonly unit_name: string | null
  readonly role: string | null
  readonly person_name: string | null
  readonly purpose: string
  readonly on_day: string
}
export const openedIn = (tx: Tx, asked: AuditAsked): Promise<readonly OpenedLine[]> =>
  lines(
    tx,
    sql`dashboards.numbers_opened(${begin(asked.from)}, ${whole})`,
    {
      columns: sql`o.role, o.person_name, o.purpose, o.on_day::text`,
      within: sql`o.on_day between ${asked.from}::date and ${asked.until}::date`,
      order: sql`o.on_day desc, u.code, o.person_name, o.purpose`,
    },
    asked,
  )

export interface ClosedLine {
  readonly unit_name: string | null
  readonly ending: string
  readonly on_day: string
}
export const closedIn = (tx: Tx, asked: AuditAsked): Promise<readonly ClosedLine[]> =>
  lines(
    tx,
    sql`dashboards.closed_without_contact(${begin(asked.from)}, ${whole})`,
    {
      columns: sql`o.ending, o.on_day::text`,
      within: sql`o.on_day between ${asked.from}::date and ${asked.until}::date`,
      order: sql`o.on_day desc, u.code, o.ending`,
    },
    asked,
  )

export interface AroundLine {
  readonly unit_name: string | null
  readonly role: string
  readonly person_name: string
  readonly week_of: string
}
/** Whole weeks that begin in the period. */
export const aroundIn = (tx: Tx, asked: AuditAsked): Promise<readonly AroundLine[]> =>
  lines(
    tx,
    sql`dashboards.routed_around(${begin(asked.from)}, ${whole})`,
    {
      columns: sql`o.role, o.person_name, o.week_of::text`,
      within: sql`o.week_of between ${asked.from}::date and ${asked.until}::date`,
      order: sql`o.week_of desc, u.code, o.person_name`,
    },
    asked,
  )

export interface MissedLine {
  readonly unit_name: string | null
  readonly does: string | null
  readonly clock: string | null
  readonly due_on: string | null
}
export const missedIn = (tx: Tx, asked: AuditAsked): Promise<readonly MissedLine[]> =>
  lines(
    tx,
    sql`dashboards.rungs_missed(${asked.now}, ${begin(asked.from)}, ${whole})`,
    {
      columns: sql`o.does, o.clock, o.due_on::text`,
      within: sql`o.due_on between ${asked.from}::date and ${asked.until}::date`,
      order: sql`o.due_on desc, u.code, o.clock`,
    },
    asked,
  )

export interface ChangedLine {
  readonly unit_name: string | null
  readonly week_of: string
  readonly changed: number
  readonly withdrawn: number
  readonly contacted: number | null
}
/** Whole weeks that begin in the period; without a unit where the city's sums are all that the viewer is given. */
export const changedIn = (tx: Tx, asked: AuditAsked): Promise<readonly ChangedLine[]> =>
  lines(
    tx,
    sql`dashboards.changed_after_contact(${asked.from}::date, ${asked.until}::date, ${whole})`,
    {
      columns: sql`o.week_of::text, o.changed, o.withdrawn, o.contacted`,
      within: sql`true`,
      order: sql`o.week_of desc, u.code`,
    },
    asked,
  )

export interface GrantLine {
  readonly unit_name: string | null
  readonly kind: 'post' | 'lent'
  readonly role: string
  readonly person_name: string
  readonly by_name: string | null
  readonly on_day: string
  readonly ends_on: string | null
}
export const grantsIn = (tx: Tx, asked: AuditAsked): Promise<readonly GrantLine[]> =>
  lines(
    tx,
    sql`dashboards.grants(${asked.from}::date, ${asked.until}::date, ${whole})`,
    {
      columns: sql`o.kind, o.role, o.person_name, o.by_name, o.on_day::text, o.ends_on::text`,
      within: sql`true`,
      order: sql`o.on_day desc, u.code, o.role, o.person_name`,
    },
    asked,
  )

export interface TakenLine {
  readonly number: string
  readonly ledger: string
  readonly person_name: string
  readonly purpose: string | null
  readonly rows: number | null
  readonly opened: number
  readonly asked_at: Date
}
/** Of a unit: what its posts took out. */
export const takenIn = async (tx: Tx, { from, until, unit, skip, most }: AuditAsked): Promise<readonly TakenLine[]> =>
  (
    await sql<TakenLine>`select e.number, e.ledger, e.person_name, e.purpose, e.total as rows, e.opened, e.asked_at from dashboards.export e
    where e.city = org.city() and e.asked_at >= ${begin(from)} and e.asked_at < ${new Date(begin(until).getTime() + 86_400_000)}
      and (${unit ?? null}::text is null or exists (select from unnest(e.posts) held where split_part(held, '/', 1) = ${unit ?? null}))
      and org.holds('audit_admin', 'discipline', 'inspector')
    order by e.asked_at desc, e.id offset ${skip} limit ${most}`.execute(tx)
  ).rows
