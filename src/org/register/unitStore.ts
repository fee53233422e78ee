import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Level, ListedUnit, Organ, RegisteredUnit } from './contract.ts'

/** Typed text is never a pattern. */
export const asPattern = (text: string): string => text.trim().replace(/[\\%_]/g, c => `\\${c}`)

const facts = sql`u.id, u.code, u.name, u.kind, u.level, u.organ, u.parent, p.name as "parentName", u.address, u.closed_on::text as "closedOn"`

export interface UnitsAsked {
  readonly search: string
  readonly level?: Level
  readonly organ?: Organ
  readonly state?: 'open' | 'closed'
  /** Whose posts are counted. */
  readonly day: string
  readonly after?: string
  readonly limit: number
}

export const listUnits = async (tx: Tx, { search, level, organ, state, day, after, limit }: UnitsAsked): Promise<readonly ListedUnit[]> =>
  (
    await sql<ListedUnit>`
  select ${facts},
    (select count(*)::int from org.post h where h.city = u.city and h.unit = u.id and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)) as posts,
    (select count(*)::int from org.service_window w where w.city = u.city and w.unit = u.id and w.closed_on is null) as windows
  from org.unit u left join org.unit p on p.city = u.city and p.id = u.parent
  where u.city = org.city() and (coalesce(p.name, '') || u.name ilike ${`%${asPattern(search)}%`} or u.code ilike ${`${asPattern(search)}%`})
    and (${level ?? null}::text is null or u.level = ${level ?? null}) and (${organ ?? null}::text is null or u.organ = ${organ ?? null})
    and (${state ?? null}::text is null or (u.closed_on is not null and u.closed_on <= ${day}::date) = (${state ?? null}::text = 'closed')) and (${after ?? null}::text is null or u.code > ${after ?? null})
  order by u.code limit ${limit}`.execute(tx)
  ).rows

export const findRegistered = async (
  tx: Tx,
  by: { readonly id: string } | { readonly code: string },
): Promise<RegisteredUnit | undefined> =>
  (
    await sql<RegisteredUnit>`select ${facts} from org.unit u left join org.unit p on p.city = u.city and p.id = u.parent
    where u.city = org.city() and ${'id' in by ? sql`u.id = ${by.id}` : sql`u.code = ${by.code}`}`.execute(tx)
  ).rows[0]

export type NewUnit = Pick<RegisteredUnit, 'id' | 'code' | 'name' | 'kind' | 'level' | 'organ' | 'parent' | 'address'>
export const insertUnit = async (tx: Tx, row: NewUnit): Promise<boolean> =>
  (
    await sql`
  insert into org.unit (city, id, code, name, kind, level, organ, parent, address) values (org.city(), ${row.id}, ${row.code}, ${row.name}, ${row.kind}, ${row.level}, ${row.organ}, ${row.parent}, ${row.address})
  on conflict (city, code) do nothing`.execute(tx)
  ).numAffectedRows === 1n

export const renameUnit = async (tx: Tx, id: string, name: string, address: string | null): Promise<boolean> =>
  (await sql`update org.unit set name = ${name}, address = ${address} where city = org.city() and id = ${id}`.execute(tx))
    .numAffectedRows === 1n
