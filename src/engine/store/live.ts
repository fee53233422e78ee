import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

/** Whether the viewer of this transaction sees one of them: the policy of engine.matter decides, as for a list. */
export const seesOneOf = async (tx: Tx, city: string, matters: readonly string[]): Promise<boolean> =>
  (await sql`select m.id from engine.matter m where m.city = ${city} and m.id = any(${[...matters]}::uuid[]) limit 1`.execute(tx)).rows.length > 0
