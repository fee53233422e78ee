import { sql } from 'kysely'
import type { ListPlace } from '../../kit/cursor.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { CountColumn, MatterCount } from '../contract.ts'
import type { Typed } from '../rules/find.ts'
import { mattersNamedBy } from './named.ts'
import type { NamedRow, Place } from './named.ts'

/** As `engine.visible_rows` reads it; what is absent lets everything through. */
export interface ListFilter {
  readonly kind?: string
  readonly stages?: readonly string[]
  readonly unit?: string
  readonly open?: boolean
  readonly number?: string
  readonly dueBy?: string
  readonly dueAfter?: string
  readonly nearBy?: string
  /** '<kind> <stage> <seat>': only matters in which one of these is a seat of the viewer's. */
  readonly turns?: readonly string[]
  /** Kinds of which a seat with mere progress is told the organ alone. */
  readonly shelled?: readonly string[]
  readonly find?: Typed
}

/** Who is served first, nearest due, then by id; `after` is the last row of the page before. */
export const listMatters = (tx: Tx, filter: ListFilter, after: ListPlace | undefined, most: number): Promise<readonly NamedRow[]> =>
  mattersNamedBy(
    tx,
    sql`array(select engine.find_matters(${JSON.stringify(filter)}::jsonb, ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${after?.first ?? false}, ${most}))`,
    sql`not (m.served_first and m.closed_at is null), m.due_at, m.id`,
  )

export const unitNameOf = async (tx: Tx, city: string, unit: string): Promise<string> =>
  (await sql<{ name: string }>`select name from org.unit where city = ${city} and id = ${unit}`.execute(tx)).rows[0]?.name ?? ''

/** The unit and the organ that it belongs to; the public login may not ask for the latter. */
export const placeOf = async (tx: Tx, city: string, unit: string): Promise<Place> =>
  (
    await sql<Place>`select u.name as unit_name, o.id as organ, o.name as organ_name from org.unit u
    left join org.unit o on o.city = u.city and o.id = engine.organ_of(u.city, u.id) where u.city = ${city} and u.id = ${unit}`.execute(tx)
  ).rows[0] ?? { unit_name: null, organ: null, organ_name: null }

export const sightOf = async (tx: Tx, city: string, matter: string): Promise<'full' | 'progress' | null> =>
  (await sql<{ sight: 'full' | 'progress' | null }>`select engine.sight(${city}, ${matter}) as sight`.execute(tx)).rows[0]?.sight ?? null

export const countMatters = async (tx: Tx, filter: ListFilter, by: readonly CountColumn[], now: Date): Promise<readonly MatterCount[]> => {
  const { rows } = await sql<Required<MatterCount>>`
    select kind, lane, unit, stage, ending, round, mark, count from engine.count_matters(${JSON.stringify(filter)}::jsonb, ${[...by]}::text[], ${now})`.execute(
    tx,
  )
  return rows.map(row => ({ ...Object.fromEntries(by.map(column => [column, row[column]])), count: row.count }))
}
