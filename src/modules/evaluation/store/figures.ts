import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

/**
 * Sums of whole released batches of verified ratings, read by whoever works for the city. Nothing here is finer than a
 * unit, and no statement counts anything that the mixer has not released. `from` and `to` are cohorts, both included.
 */
export interface FiguresAsked {
  readonly unit?: string
  readonly from: string
  readonly to: string
}

const period = ({ unit, from, to }: FiguresAsked, cohort: RawBuilder<unknown> = sql`batch`): RawBuilder<unknown> =>
  sql`city = org.city() and ${cohort} between ${from} and ${to}${unit === undefined ? sql`` : sql` and unit = ${unit}::uuid`}`
/** Batches of posted window codes end in an 's'. */
const verified = sql`right(batch, 1) <> 's'`

export interface TotalRow {
  readonly unit: string
  readonly unit_name: string
  readonly batches: number
  readonly ratings: number
  readonly poor: number
  readonly poor_withheld: number
}

/** In the order of the units' codes, never of a mark. */
export const readTotals = async (tx: Tx, asked: FiguresAsked): Promise<readonly TotalRow[]> =>
  (
    await sql<TotalRow>`
    with totals as (
      select unit, count(*)::int as batches, sum(ratings)::int as ratings, coalesce(sum(poor), 0)::int as poor, count(*) filter (where poor is null)::int as poor_withheld
      from evaluation.batch where ${period(asked)} and not unverified group by unit
    )
    select totals.*, coalesce(o.name, '') || u.name as unit_name
    from totals join org.unit u on u.city = org.city() and u.id = totals.unit left join org.unit o on o.city = u.city and o.id = u.parent
    order by u.code`.execute(tx)
  ).rows

export interface LevelRow {
  readonly unit: string
  readonly dimension: string
  /** Batches whose levels are out. */ readonly shown: number
  readonly withheld: number
  readonly n1: number
  readonly n2: number
  readonly n3: number
  readonly n4: number
  readonly n5: number
}

/** Batches that withhold their levels are left out of the sum of levels, never of the total. */
export const readLevels = async (tx: Tx, asked: FiguresAsked): Promise<readonly LevelRow[]> =>
  (
    await sql<LevelRow>`select unit, dimension, count(n1)::int as shown, (count(*) - count(n1))::int as withheld, coalesce(sum(n1), 0)::int as n1, coalesce(sum(n2), 0)::int as n2, coalesce(sum(n3), 0)::int as n3, coalesce(sum(n4), 0)::int as n4, coalesce(sum(n5), 0)::int as n5
    from evaluation.released_level where ${period(asked)} and ${verified} group by unit, dimension`.execute(tx)
  ).rows

export interface ReasonRow {
  readonly unit: string
  readonly reason: string
  readonly count: number
}

export const readReasons = async (tx: Tx, asked: FiguresAsked): Promise<readonly ReasonRow[]> =>
  (
    await sql<ReasonRow>`select unit, reason, sum(count)::int as count from evaluation.released_reason where ${period(asked)} and ${verified} group by unit, reason order by unit, reason`.execute(
      tx,
    )
  ).rows

export interface CoverageRow {
  readonly unit: string
  readonly line: string
  readonly rateable: number
  readonly invited: number
  readonly delivered: number | null
  readonly answered: number
  readonly answered_withheld: number
}

/** By unit and line; '*' are the lines that are too small to be told apart. */
export const readCoverage = async (tx: Tx, asked: FiguresAsked): Promise<readonly CoverageRow[]> =>
  (
    await sql<CoverageRow>`select unit, line, sum(rateable)::int as rateable, sum(invited)::int as invited, case when count(delivered) = count(*) then sum(delivered)::int end as delivered, coalesce(sum(answered), 0)::int as answered, count(*) filter (where answered is null)::int as answered_withheld
    from evaluation.silent where ${period(asked, sql`cohort`)} and right(cohort, 1) <> 's' group by unit, line order by unit, line`.execute(
      tx,
    )
  ).rows

export interface WindowRow {
  readonly unit: string
  readonly unit_name: string
  readonly ratings: number
  readonly poor: number
  readonly poor_withheld: number
}

/** Ratings by a window's posted code (未核验): nobody has confirmed that a service stands behind them, so they are never added to the others. */
export const readWindowTotals = async (tx: Tx, asked: FiguresAsked): Promise<readonly WindowRow[]> =>
  (
    await sql<WindowRow>`
    select b.unit, coalesce(o.name, '') || u.name as unit_name, sum(b.ratings)::int as ratings, coalesce(sum(b.poor), 0)::int as poor, count(*) filter (where b.poor is null)::int as poor_withheld
    from evaluation.batch b join org.unit u on u.city = b.city and u.id = b.unit left join org.unit o on o.city = u.city and o.id = u.parent
    where b.city = org.city() and b.unverified and b.batch between ${asked.from} and ${`${asked.to}s`} ${asked.unit === undefined ? sql`` : sql`and b.unit = ${asked.unit}::uuid`}
    group by b.unit, o.name, u.name, u.code order by u.code`.execute(tx)
  ).rows

/** How often a code was turned to a visitor, of the whole city in whole weeks; null for whoever may not know, since a zero would be an answer. */
export const readShown = async (tx: Tx, { from, to }: FiguresAsked): Promise<number | null> =>
  (
    await sql<{
      shown: number | null
    }>`select sum(shown)::int as shown from evaluation.shown where city = org.city() and cohort between ${from} and ${to}`.execute(tx)
  ).rows[0]?.shown ?? null

export interface SecondsRow {
  readonly channel: string
  readonly bucket: number
  readonly count: number
}

/**
 * From opening the page to sending, city-wide and of wholly released weeks only. A channel counts in the weeks in which it
 * has company by itself: the difference of two periods is one week, and one person's haste must not stand in it.
 */
export const readSeconds = async (tx: Tx, asked: Pick<FiguresAsked, 'from' | 'to'>, least: number): Promise<readonly SecondsRow[]> =>
  (
    await sql<SecondsRow>`
    select s.channel, s.bucket::int, sum(s.count)::int as count from (
      select cohort, channel, bucket, count, city, sum(count) over (partition by cohort, channel) as together from evaluation.seconds where city = org.city()
    ) s
    where s.together >= ${least} and s.cohort between ${asked.from} and ${`${asked.to}s`} and exists (select from evaluation.root r where r.city = s.city and r.cohort = s.cohort)
    group by s.channel, s.bucket order by s.channel, s.bucket`.execute(tx)
  ).rows

/** The last cohort that is wholly released; what is younger is not out for every unit. */
export const readReleasedUpTo = async (tx: Tx): Promise<string | null> =>
  (
    await sql<{
      up_to: string | null
    }>`select max(cohort) as up_to from evaluation.root where city = org.city() and right(cohort, 1) <> 's'`.execute(tx)
  ).rows[0]?.up_to ?? null

export interface CallsRow {
  readonly unit: string
  readonly opened: number
  readonly ended: number
  readonly solved: number
  readonly confirmed: number
  readonly unsolved: number
  readonly unasked: number
}

/**
 * Calls that citizens wished for, opened in the period, as far as this viewer sees matters: ended with the citizen's own
 * yes, with her no, or without her word (she was not reached, stayed silent, or was only told why not).
 */
export const readCalls = async (
  tx: Tx,
  asked: { readonly unit?: string; readonly since: Date; readonly until: Date | null },
): Promise<readonly CallsRow[]> =>
  (
    await sql<CallsRow>`
    select m.unit, count(*)::int as opened, count(m.ending)::int as ended,
      count(*) filter (where m.ending in ('solved', 'partly_solved'))::int as solved,
      count(*) filter (where m.ending = 'solved')::int as confirmed,
      count(*) filter (where m.ending = 'unsolved')::int as unsolved,
      count(*) filter (where m.ending not in ('solved', 'partly_solved', 'unsolved', 'withdrawn', 'handed_over'))::int as unasked
    from engine.matter m
    where m.city = org.city() and m.kind = 'callback' and m.opened_at >= ${asked.since} and (${asked.until}::timestamptz is null or m.opened_at < ${asked.until}) ${asked.unit === undefined ? sql`` : sql`and m.unit = ${asked.unit}::uuid`}
    group by m.unit`.execute(tx)
  ).rows
