import { sql } from 'kysely'
import type { ListPlace } from '../kit/cursor.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { LoopHealthKey } from './contract.ts'

/** What each count counts stands in dashboards.loop_rows. They may overlap: a call in its third round may be overdue as well. */
export const countLoops = async (tx: Tx, now: Date): Promise<Readonly<Record<LoopHealthKey, number>>> =>
  (await sql<Record<LoopHealthKey, number>>`select * from dashboards.count_loops(${now})`.execute(tx)).rows[0] as Record<
    LoopHealthKey,
    number
  >

/** Nearest due first, then by id: the order in which the engine lists. */
export const loopPage = async (
  tx: Tx,
  key: LoopHealthKey,
  now: Date,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly ListPlace[]> =>
  (
    await sql<ListPlace>`select l.due_at::text as at, l.id from dashboards.list_loop(${key}, ${now}, ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${most}) l order by l.due_at, l.id`.execute(
      tx,
    )
  ).rows

/** At most this many lines of each kind; older ones stand in the exported trail. */
const deskLines = 200

/** Days as text, and never an order finer than the day: units and names decide among lines of one day. */
export interface OpenedRow {
  readonly unit_name: string | null
  readonly role: string | null
  readonly person_name: string | null
  readonly purpose: string
  readonly on_day: string
}
export const numbersOpened = async (tx: Tx, since: Date): Promise<readonly OpenedRow[]> =>
  (
    await sql<OpenedRow>`select u.name as unit_name, o.role, o.person_name, o.purpose, o.on_day::text from dashboards.numbers_opened(${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.on_day desc, u.code, o.person_name, o.purpose`.execute(tx)
  ).rows

export const openingsByDay = async (tx: Tx, since: Date): Promise<readonly { readonly on: string; readonly count: number }[]> =>
  (
    await sql<{
      on: string
      count: number
    }>`select o.on_day::text as on, o.count from dashboards.openings_by_day(${since}) o order by o.on_day desc`.execute(tx)
  ).rows

export interface ClosedRow {
  readonly unit_name: string | null
  readonly ending: string
  readonly on_day: string
}
export const closedWithoutContact = async (tx: Tx, since: Date): Promise<readonly ClosedRow[]> =>
  (
    await sql<ClosedRow>`select u.name as unit_name, o.ending, o.on_day::text from dashboards.closed_without_contact(${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.on_day desc, u.code, o.ending`.execute(tx)
  ).rows

export interface AroundRow {
  readonly unit_name: string | null
  readonly role: string
  readonly person_name: string
  readonly week_of: string
}
export const routedAround = async (tx: Tx, since: Date): Promise<readonly AroundRow[]> =>
  (
    await sql<AroundRow>`select u.name as unit_name, o.role, o.person_name, o.week_of::text from dashboards.routed_around(${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.week_of desc, u.code, o.person_name`.execute(tx)
  ).rows

/** `does` and `clock` are null where the rung has not been climbed at all. */
export interface MissedRow {
  readonly unit_name: string | null
  readonly does: string | null
  readonly clock: string | null
  readonly due_on: string | null
}
export const rungsMissed = async (tx: Tx, now: Date, since: Date): Promise<readonly MissedRow[]> =>
  (
    await sql<MissedRow>`select u.name as unit_name, o.does, o.clock, o.due_on::text from dashboards.rungs_missed(${now}, ${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.due_on desc, u.code, o.clock`.execute(tx)
  ).rows

export interface ChangesRow {
  readonly unit_name: string
  readonly count: number
}
/** In the order of the units' codes, never of the counts: no ranking. Units without a change are absent. */
export const changesByUnit = async (tx: Tx, city: string): Promise<readonly ChangesRow[]> =>
  (
    await sql<ChangesRow>`select u.name as unit_name, c.count from dashboards.changes_by_unit c
    join org.unit u on u.city = c.city and u.id = c.unit where c.city = ${city} and c.count > 0 order by u.code`.execute(tx)
  ).rows
