import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface DrawRow {
  readonly code: string
  /** Civil day. */
  readonly week: string
  readonly commitment: string
  readonly least: number
  readonly seed: string | null
}

export const isPromised = async (tx: Tx, city: string, code: string, week: string): Promise<boolean> =>
  (await sql`select 1 from rounds.draw where city = ${city} and code = ${code} and week = ${week}::date`.execute(tx)).rows.length > 0

/** @returns false where the week has one already */
export const savePromise = async (tx: Tx, city: string, row: Omit<DrawRow, 'seed'> & { readonly sealed: Buffer }): Promise<boolean> =>
  (
    await sql`insert into rounds.draw (city, code, week, commitment, sealed, least)
    values (${city}, ${row.code}, ${row.week}::date, ${row.commitment}, ${row.sealed}, ${row.least}) on conflict do nothing returning 1 as one`.execute(
      tx,
    )
  ).rows.length > 0

/** Promised for a week that has begun, and not drawn; locked, so that one server draws. */
export const takeUndrawn = async (tx: Tx, city: string, week: string): Promise<readonly (DrawRow & { readonly sealed: Buffer })[]> =>
  (
    await sql<DrawRow & { sealed: Buffer }>`select code, week::text as week, commitment, least, seed, sealed from rounds.draw
      where city = ${city} and week <= ${week}::date and tickets is null order by week, code for update skip locked`.execute(tx)
  ).rows

export const saveDrawn = async (
  tx: Tx,
  city: string,
  row: DrawRow,
  tickets: readonly string[],
  drawn: readonly string[],
): Promise<void> => {
  await sql`update rounds.draw set tickets = ${[...tickets]}::text[], drawn = ${[...drawn]}::text[]
    where city = ${city} and code = ${row.code} and week = ${row.week}::date`.execute(tx)
}

/** Drawn for a week that is over, and not published. */
export const takeOver = async (tx: Tx, city: string, week: string): Promise<readonly (DrawRow & { readonly sealed: Buffer })[]> =>
  (
    await sql<DrawRow & { sealed: Buffer }>`select code, week::text as week, commitment, least, seed, sealed from rounds.draw
      where city = ${city} and week < ${week}::date and tickets is not null and seed is null order by week, code for update skip locked`.execute(
      tx,
    )
  ).rows

export const publishSeed = async (tx: Tx, city: string, row: DrawRow, seed: string): Promise<void> => {
  await sql`update rounds.draw set seed = ${seed} where city = ${city} and code = ${row.code} and week = ${row.week}::date`.execute(tx)
}

/** The newest first; what is everybody's to read. */
export const listDraws = async (tx: Tx, most: number): Promise<readonly DrawRow[]> =>
  (
    await sql<DrawRow>`select code, week::text as week, commitment, least, seed from rounds.draw where city = org.city()
      order by week desc, code limit ${most}`.execute(tx)
  ).rows

export const sheetRows = async (
  tx: Tx,
  city: string,
  code: string,
  week: string,
): Promise<{ readonly tickets: readonly string[]; readonly drawn: readonly string[] } | undefined> =>
  (
    await sql<{
      tickets: string[]
      drawn: string[]
    }>`select tickets, drawn from rounds.sheet(${city}, ${code}, ${week}::date)`.execute(tx)
  ).rows[0]
