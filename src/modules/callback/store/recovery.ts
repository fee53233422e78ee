import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface Recovery {
  readonly poor: number
  readonly heard: number
  readonly confirmed: number
}

export const addRecovery = async (tx: Tx, city: string, unit: string, month: string, changes: Recovery): Promise<void> => {
  await sql`insert into callback.recovery as r (city, unit, month, poor, heard, confirmed) values (${city}, ${unit}, ${month}, ${changes.poor}, ${changes.heard}, ${changes.confirmed})
    on conflict (city, unit, month) do update set poor = r.poor + excluded.poor, heard = r.heard + excluded.heard, confirmed = r.confirmed + excluded.confirmed`.execute(
    tx,
  )
}

export const recoverySince = async (
  tx: Tx,
  month: string,
  least: number,
): Promise<{ readonly confirmed_share: number | null; readonly unasked_share: number | null }> =>
  (
    await sql<{
      confirmed_share: number | null
      unasked_share: number | null
    }>`select * from callback.recovery_since(${month}, ${least})`.execute(tx)
  ).rows[0] ?? { confirmed_share: null, unasked_share: null }
