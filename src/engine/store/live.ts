import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

/**
 * Whether the viewer of this transaction sees one of them in full. Whoever sees progress alone is told days: a screen that
 * stirs would tell him the instant. It asks again by itself.
 */
export const seesOneOf = async (tx: Tx, city: string, matters: readonly string[]): Promise<boolean> =>
  (
    await sql`select m.id from engine.matter m where m.city = ${city} and m.id = any(${[...matters]}::uuid[]) and engine.sight(m.city, m.id) = 'full' limit 1`.execute(
      tx,
    )
  ).rows.length > 0
