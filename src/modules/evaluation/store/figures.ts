import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

/** Sums of whole released batches, read by whoever works for the city. Nothing here is finer than a unit. */
export interface FiguresAsked { readonly units: readonly string[]; readonly from?: string; readonly to?: string; readonly unverified: boolean }

export interface TotalRow { readonly unit: string; readonly batches: number; readonly ratings: number; readonly poor: number; readonly poor_withheld: number }

const period = (asked: FiguresAsked) => sql`city = org.city() and unit = any(${[...asked.units]}::uuid[]) and batch >= ${asked.from ?? ''} and batch <= ${asked.to ?? '9999'}`

export const readTotals = async (tx: Tx, asked: FiguresAsked): Promise<readonly TotalRow[]> =>
  (await sql<TotalRow>`select unit, count(*)::int as batches, sum(ratings)::int as ratings, coalesce(sum(poor), 0)::int as poor, count(*) filter (where poor is null)::int as poor_withheld
    from evaluation.batch where ${period(asked)} and unverified = ${asked.unverified} group by unit`.execute(tx)).rows

export interface LevelRow { readonly unit: string; readonly dimension: string; readonly shown: number; readonly n1: number; readonly n2: number; readonly n3: number; readonly n4: number; readonly n5: number }

/** Batches that withhold their levels are left out of the sum of levels, never of the total. */
export const readLevels = async (tx: Tx, asked: FiguresAsked): Promise<readonly LevelRow[]> =>
  (await sql<LevelRow>`select unit, dimension, count(n1)::int as shown, coalesce(sum(n1), 0)::int as n1, coalesce(sum(n2), 0)::int as n2, coalesce(sum(n3), 0)::int as n3, coalesce(sum(n4), 0)::int as n4, coalesce(sum(n5), 0)::int as n5
    from evaluation.released_level where ${period(asked)} and right(batch, 1) ${asked.unverified ? sql`=` : sql`<>`} 's' group by unit, dimension`.execute(tx)).rows

export interface ReasonRow { readonly unit: string; readonly reason: string; readonly count: number }

export const readReasons = async (tx: Tx, asked: FiguresAsked): Promise<readonly ReasonRow[]> =>
  (await sql<ReasonRow>`select unit, reason, sum(count)::int as count from evaluation.released_reason where ${period(asked)} and right(batch, 1) ${asked.unverified ? sql`=` : sql`<>`} 's' group by unit, reason order by unit, count desc, reason`.execute(tx)).rows

export interface CoverageRow { readonly unit: string; readonly rateable: number; readonly invited: number; readonly delivered: number | null; readonly answered: number; readonly answered_withheld: number }

export const readCoverage = async (tx: Tx, asked: FiguresAsked): Promise<readonly CoverageRow[]> =>
  (await sql<CoverageRow>`select unit, sum(rateable)::int as rateable, sum(invited)::int as invited, sum(delivered)::int as delivered, coalesce(sum(answered), 0)::int as answered, count(*) filter (where answered is null)::int as answered_withheld
    from evaluation.silent where city = org.city() and unit = any(${[...asked.units]}::uuid[]) and cohort >= ${asked.from ?? ''} and cohort <= ${asked.to ?? '9999'} group by unit`.execute(tx)).rows

export const readReleasedUpTo = async (tx: Tx): Promise<string | null> =>
  (await sql<{ up_to: string | null }>`select max(cohort) as up_to from evaluation.root where city = org.city() and right(cohort, 1) <> 's'`.execute(tx)).rows[0]?.up_to ?? null

/** The unit and everything below it in the same organ, and along the lines of command. */
export const readUnitsBelow = async (tx: Tx, unit: string): Promise<readonly { readonly unit: string; readonly name: string; readonly code: string }[]> =>
  (await sql<{ unit: string; name: string; code: string }>`
    with recursive below as (
      select u.id from org.unit u where u.city = org.city() and u.id = ${unit}
      union select next.id from below cross join lateral (
        select u.id from org.unit u where u.city = org.city() and u.parent = below.id
        union all select e.lower from org.edge e where e.city = org.city() and e.upper = below.id
      ) next
    ) select u.id as unit, u.name, u.code from below join org.unit u on u.city = org.city() and u.id = below.id order by u.code`.execute(tx)).rows
