import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

/** Counts each mark once today, or none. @returns the place of the first, from 1, that has happened so often already; else 0 */
export const countWithin = async (
  tx: Tx,
  today: string,
  salt: Buffer,
  marks: readonly Buffer[],
  most: readonly number[],
): Promise<number> =>
  (
    await sql<{
      full: number
    }>`select evaluation.count_within(${today}::date, ${salt}, ${[...marks]}::bytea[], ${[...most]}::int[]) as full`.execute(tx)
  ).rows[0]?.full ?? 0
