import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { ListedWindow } from './contract.ts'
import { asPattern } from './unitStore.ts'

const facts = sql`w.id, w.code, w.name, w.line, w.unit, coalesce(o.name, '') || u.name as "unitName", w.closed_on::text as "closedOn"
  from org.service_window w join org.unit u on u.city = w.city and u.id = w.unit left join org.unit o on o.city = u.city and o.id = u.parent`

export interface WindowsAsked {
  readonly search: string
  /** With the departments in it. */
  readonly unit?: string
  readonly line?: string
  readonly state?: 'open' | 'closed'
  readonly after?: string
  readonly limit: number
}

export const listWindows = async (tx: Tx, { search, unit, line, state, after, limit }: WindowsAsked): Promise<readonly ListedWindow[]> =>
  (
    await sql<ListedWindow>`
  select ${facts} where w.city = org.city() and (coalesce(o.name, '') || u.name || w.name ilike ${`%${asPattern(search)}%`} or w.code ilike ${`${asPattern(search)}%`})
    and (${unit ?? null}::uuid is null or ${unit ?? null} in (u.id, u.parent)) and (${line ?? null}::text is null or w.line = ${line ?? null})
    and (${state ?? null}::text is null or (w.closed_on is not null) = (${state ?? null}::text = 'closed')) and (${after ?? null}::text is null or w.code > ${after ?? null})
  order by w.code limit ${limit}`.execute(tx)
  ).rows

export const findListed = async (tx: Tx, id: string): Promise<ListedWindow | undefined> =>
  (await sql<ListedWindow>`select ${facts} where w.city = org.city() and w.id = ${id}`.execute(tx)).rows[0]

/** @returns false where the code has ever been a window's: a sheet that still hangs somewhere must not mean another one. */
export const insertWindow = async (tx: Tx, row: Pick<ListedWindow, 'id' | 'unit' | 'code' | 'name' | 'line'>): Promise<boolean> =>
  (
    await sql`
  insert into org.service_window (city, id, unit, code, name, line) values (org.city(), ${row.id}, ${row.unit}, ${row.code}, ${row.name}, ${row.line}) on conflict (city, code) do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const changeWindow = async (tx: Tx, id: string, name: string, line: string): Promise<boolean> =>
  (
    await sql`update org.service_window set name = ${name}, line = ${line} where city = org.city() and id = ${id} and closed_on is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** @param on null opens it again. */
export const closeWindow = async (tx: Tx, id: string, on: string | null): Promise<boolean> =>
  (
    await sql`update org.service_window set closed_on = ${on}::date where city = org.city() and id = ${id} and (closed_on is null) = (${on}::date is not null)`.execute(
      tx,
    )
  ).numAffectedRows === 1n
