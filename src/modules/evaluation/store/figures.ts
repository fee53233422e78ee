import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'
import { wholeCity } from '../rules/cohort.ts'

/**
 * Sums of whole released batches, read by whoever works for the city. Nothing here is finer than a unit, and no statement
 * counts anything that the mixer has not released. `from` and `to` are cohorts, both included.
 */
export interface FiguresAsked {
  readonly unit?: string
  readonly from: string
  readonly to: string
}

export type Summed = 'ratings' | 'level' | 'reason' | 'line' | 'seconds'

/** What the batches of a period add up to; which counts stand in n1 to n5, and what was withheld in how many batches, says the table's migration. */
export interface Sum {
  readonly unit: string
  readonly what: Summed
  readonly name: string
  readonly batches: number
  readonly withheld: number
  readonly n1: number
  readonly n2: number
  readonly n3: number
  readonly n4: number
  readonly n5: number
}

/** The tally up to the last batch of the period less the tally before its first: two rows, however long the period is. */
const sums = async (
  tx: Tx,
  places: RawBuilder<unknown>,
  unverified: boolean,
  what: readonly Summed[],
  { from, to }: FiguresAsked,
): Promise<readonly Sum[]> => {
  const tallyOfPlace = sql`evaluation.tally t where t.city = (select org.city()) and t.unit = place.unit and t.unverified = ${unverified}`
  const added = (['batches', 'withheld', 'n1', 'n2', 'n3', 'n4', 'n5'] as const).map(
    name => sql`sum(side.sign * ${sql.ref(`t.${name}`)})::int as ${sql.ref(name)}`,
  )
  return (
    await sql<Sum>`
    select place.unit, added.*
    from (${places}) place
    cross join lateral (select t.batch from ${tallyOfPlace} and t.batch <= ${`${to}s`} order by t.batch desc limit 1) last
    left join lateral (select t.batch from ${tallyOfPlace} and t.batch < ${from} order by t.batch desc limit 1) before on true
    cross join lateral (
      select t.what, t.name, ${sql.join(added)} from (values (1, last.batch), (-1, before.batch)) side(sign, batch) cross join lateral (select t.* from ${tallyOfPlace} and t.batch = side.batch and t.what = any(${[...what]})) t
      group by t.what, t.name
    ) added
    where added.batches > 0
    order by place.code, place.unit, added.what, added.name`.execute(tx)
  ).rows
}

/** In the order of the units' codes, never of a mark. `unverified`: by a window's posted code (未核验): nobody has confirmed that a service stands behind them, so they are never added to the others. */
export const readSums = (tx: Tx, asked: FiguresAsked, unverified: boolean, what: readonly Summed[]): Promise<readonly Sum[]> =>
  sums(
    tx,
    sql`select u.id as unit, u.code from org.unit u where u.city = org.city()${asked.unit === undefined ? sql`` : sql` and u.id = ${asked.unit}::uuid`}`,
    unverified,
    what,
    asked,
  )

/** What a unit is called on a board: its parent's name before its own. */
export const readUnitNames = async (tx: Tx): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{
    id: string
    name: string
    parent: string | null
  }>`select u.id, u.name, u.parent from org.unit u where u.city = org.city()`.execute(tx)
  const own = new Map(rows.map(row => [row.id, row.name]))
  return new Map(rows.map(row => [row.id, `${row.parent === null ? '' : (own.get(row.parent) ?? '')}${row.name}`]))
}

/** From opening the page to sending, city-wide and of wholly released weeks only; named by channel and bucket. */
export const readSeconds = (tx: Tx, asked: FiguresAsked): Promise<readonly Sum[]> =>
  sums(tx, sql`select ${wholeCity}::uuid as unit, '' as code`, false, ['seconds'], asked)

/** How often a code was turned to a visitor, of the whole city in whole weeks; null for whoever may not know, since a zero would be an answer. */
export const readShown = async (tx: Tx, { from, to }: FiguresAsked): Promise<number | null> =>
  (
    await sql<{
      shown: number | null
    }>`select sum(shown)::int as shown from evaluation.shown where city = org.city() and cohort between ${from} and ${to}`.execute(tx)
  ).rows[0]?.shown ?? null

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
    select c.unit, sum(c.count)::int as opened, coalesce(sum(c.count) filter (where c.ending is not null), 0)::int as ended,
      coalesce(sum(c.count) filter (where c.ending in ('solved', 'partly_solved')), 0)::int as solved,
      coalesce(sum(c.count) filter (where c.ending = 'solved'), 0)::int as confirmed,
      coalesce(sum(c.count) filter (where c.ending = 'unsolved'), 0)::int as unsolved,
      coalesce(sum(c.count) filter (where c.ending not in ('solved', 'partly_solved', 'unsolved', 'withdrawn', 'handed_over')), 0)::int as unasked
    from evaluation.count_calls(${asked.unit ?? null}::uuid, ${asked.since}::timestamptz, ${asked.until}::timestamptz) c
    group by c.unit`.execute(tx)
  ).rows

/** Whether any service has come, as an administrator; false for everybody else. */
export const isServed = async (tx: Tx): Promise<boolean> =>
  (await sql<{ served: boolean }>`select evaluation.is_served() as served`.execute(tx)).rows[0]?.served === true
