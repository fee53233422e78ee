import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { KeyView } from './contract.ts'

export interface KeyFacts extends Omit<KeyView, 'expiresAt' | 'state'> {
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

const keyFacts = sql`k.id, k.name, k.scopes, k.sees_links as "seesLinks", k.lines,
  case when k.units is null then null else (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.code), '[]') from org.unit u where u.city = k.city and u.id = any(k.units)) end as units,
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.last_used_on::text as "lastUsedOn" from org.api_key k`

/** A city has a handful of systems that push. */
export const listKeys = async (tx: Tx): Promise<readonly KeyFacts[]> =>
  (
    await sql<KeyFacts>`select ${keyFacts} where k.city = org.city() order by (k.revoked_at is not null), k.name, k.id limit 500`.execute(
      tx,
    )
  ).rows

export const findKeyFacts = async (tx: Tx, id: string): Promise<KeyFacts | undefined> =>
  (await sql<KeyFacts>`select ${keyFacts} where k.city = org.city() and k.id = ${id}`.execute(tx)).rows[0]

/** Codes or ids of units that stand. */
export const findUnitIds = async (tx: Tx, given: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{
    id: string
    code: string
  }>`select u.id, u.code from org.unit u where u.city = org.city() and u.closed_on is null and (u.code = any(${[...given]}::text[]) or u.id::text = any(${[...given]}::text[]))`.execute(
    tx,
  )
  return new Map(
    rows.flatMap(row => [
      [row.code, row.id],
      [row.id, row.id],
    ]),
  )
}
