import { sql } from '../../../platform/database/index.ts'
import type { Tx } from '../../../platform/database/contract.ts'

export interface BoardRow {
  readonly unit: string
  readonly unitName: string
  readonly rateable: number
  readonly invited: number
  /** null: no sender reports deliveries. */
  readonly delivered: number | null
  readonly answered: number
  /** Overall marks, the lowest first; null where a batch withheld them. */
  readonly levels: readonly number[] | null
  readonly reasons: Readonly<Record<string, number>> | null
  readonly found: number
  readonly solved: number
  readonly recovered: number
}

/**
 * Sums of whole released batches, unit by unit in the order of their codes and never of a mark. Coverage counts only the
 * weeks that a batch speaks about, so that silence is not told before its time. Matters are those this viewer sees.
 */
export const listBoard = async (tx: Tx, city: string, levels: number, unit: string | null): Promise<readonly BoardRow[]> =>
  (await sql<BoardRow>`
    with batches as (
      select b.unit, min(b.first_cohort) as first_cohort, max(b.batch) as last_cohort, sum(b.ratings)::int as answered
      from evaluation.batch b where b.city = ${city} and not b.unverified group by b.unit
    ), coverage as (
      select s.unit, sum(s.rateable)::int as rateable, sum(s.invited)::int as invited, sum(s.delivered)::int as delivered
      from evaluation.silent s join batches on batches.unit = s.unit and s.cohort between batches.first_cohort and batches.last_cohort
      where s.city = ${city} group by s.unit
    ), marks as (
      select l.unit, case when bool_or(l.answered is null) then null
        else (array[sum(l.n1), sum(l.n2), sum(l.n3), sum(l.n4), sum(l.n5)])[1:${levels}]::int[] end as levels
      from evaluation.released_level l where l.city = ${city} and l.dimension = 'overall' group by l.unit
    ), causes as (
      select r.unit, jsonb_object_agg(r.reason, r.n) as reasons
      from (select unit, reason, sum(count)::int as n from evaluation.released_reason where city = ${city} group by unit, reason) r group by r.unit
    ), matters as (
      select m.unit, count(*)::int as found,
        count(*) filter (where m.ending in ('solved', 'partly_solved', 'put_right'))::int as solved, count(*) filter (where m.ending = 'solved')::int as recovered
      from engine.matter m where m.city = ${city} and m.lane = 'rating' group by m.unit
    )
    select u.id as unit, coalesce(o.name, '') || u.name as "unitName", coalesce(coverage.rateable, 0) as rateable, coalesce(coverage.invited, 0) as invited, coverage.delivered,
      batches.answered, marks.levels, causes.reasons, coalesce(matters.found, 0) as found, coalesce(matters.solved, 0) as solved, coalesce(matters.recovered, 0) as recovered
    from batches
    join org.unit u on u.city = ${city} and u.id = batches.unit
    left join org.unit o on o.city = u.city and o.id = u.parent
    left join coverage on coverage.unit = u.id left join marks on marks.unit = u.id
    left join causes on causes.unit = u.id left join matters on matters.unit = u.id
    where ${unit}::uuid is null or u.id = ${unit}::uuid
    order by u.code`.execute(tx)).rows

/** The last week of which anything has been released. */
export const releasedUpTo = async (tx: Tx, city: string): Promise<string | null> =>
  (await sql<{ batch: string | null }>`select max(b.batch) as batch from evaluation.batch b where b.city = ${city}`.execute(tx)).rows[0]?.batch ?? null
