import type { Database } from './contract.ts'

/**
 * Milliseconds by which the database's clock is ahead of ours. The one place where SQL is asked for the time: not to use it, but
 * to find out whether somebody's clock is wrong. @param clock of this machine
 */
export const skewOf = async (database: Database, clock: () => number): Promise<number> => {
  const before = clock()
  const { rows } = await database
    .pool('system')
    .query<{ at: string }>('select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as at')
  return Math.round(Number(rows[0]?.at ?? 0) - (before + clock()) / 2)
}
