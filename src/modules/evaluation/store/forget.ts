import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

/** @returns services taken away; what else went, and how many, stands in evaluation.forgotten */
export const forget = async (tx: Tx, today: string, servicesBefore: Date, turnedBefore: string, most: number): Promise<number> =>
  (
    await sql<{
      services: number
    }>`select evaluation.forget(${today}::date, ${servicesBefore}, ${turnedBefore}::date, ${most}) as services`.execute(tx)
  ).rows[0]?.services ?? 0
