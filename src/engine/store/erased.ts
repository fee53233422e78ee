import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export const insertErased = async (tx: Tx, city: string, matters: readonly string[], day: string): Promise<void> => {
  await sql`insert into engine.erased (city, matter, erased_on) select ${city}, m, ${day}::date from unnest(${[...matters]}::uuid[]) m on conflict do nothing`.execute(
    tx,
  )
}

export const listErased = async (tx: Tx, city: string): Promise<readonly string[]> =>
  (await sql<{ matter: string }>`select matter from engine.erased where city = ${city} order by matter`.execute(tx)).rows.map(
    row => row.matter,
  )

export const countErased = async (tx: Tx, city: string): Promise<number> =>
  (await sql<{ count: number }>`select count(*)::int as count from engine.erased where city = ${city}`.execute(tx)).rows[0]?.count ?? 0

/** Of these, those whose key still stands: what an older backup has brought back. */
export const withKeyOf = async (tx: Tx, city: string, matters: readonly string[]): Promise<readonly string[]> =>
  (
    await sql<{
      matter: string
    }>`select matter from engine.matter_key where city = ${city} and matter = any (${[...matters]}::uuid[])`.execute(tx)
  ).rows.map(row => row.matter)
