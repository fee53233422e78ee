import { sql } from 'kysely'
import type { Role } from '../../../org/viewer.ts'
import type { Tx } from '../../../platform/database/contract.ts'
import type { MarkTally } from '../rules/marks.ts'

export interface DrawRow {
  readonly week: string
  readonly commitment: string
  readonly percent: number
  readonly least: number
  readonly seed: string | null
}

export const isCommitted = async (tx: Tx, city: string, week: string): Promise<boolean> =>
  (await sql`select 1 from callback.draw where city = ${city} and week = ${week}::date`.execute(tx)).rows.length > 0

/** @returns false where the week has one already */
export const writeCommitment = async (
  tx: Tx,
  city: string,
  row: { readonly week: string; readonly commitment: string; readonly sealed: Buffer; readonly percent: number; readonly least: number },
): Promise<boolean> =>
  (
    await sql`insert into callback.draw (city, week, commitment, sealed, percent, least)
    values (${city}, ${row.week}::date, ${row.commitment}, ${row.sealed}, ${row.percent}, ${row.least}) on conflict do nothing returning 1 as one`.execute(
      tx,
    )
  ).rows.length > 0

/** Weeks that are over and not drawn yet; each by one server alone. */
export const takeUndrawn = async (tx: Tx, city: string, before: string): Promise<readonly (DrawRow & { readonly sealed: Buffer })[]> =>
  (
    await sql<DrawRow & { sealed: Buffer }>`select week::text, commitment, sealed, percent, least, seed from callback.draw
    where city = ${city} and week < ${before}::date and seed is null order by week for update skip locked`.execute(tx)
  ).rows

export const writeDrawn = async (
  tx: Tx,
  city: string,
  week: string,
  seed: string,
  tickets: readonly { readonly ticket: string; readonly drawn: boolean }[],
): Promise<void> => {
  await sql`insert into callback.draw_ticket (city, week, ticket, drawn)
    select ${city}, ${week}::date, t.ticket, t.drawn from unnest(${tickets.map(one => one.ticket)}::text[], ${tickets.map(one => one.drawn)}::boolean[]) as t (ticket, drawn)`.execute(
    tx,
  )
  await sql`update callback.draw set seed = ${seed} where city = ${city} and week = ${week}::date`.execute(tx)
}

/** The newest first. */
export const listDraws = async (tx: Tx, city: string, most: number): Promise<readonly DrawRow[]> =>
  (
    await sql<DrawRow>`select week::text, commitment, percent, least, seed from callback.draw where city = ${city} order by week desc limit ${most}`.execute(
      tx,
    )
  ).rows

export const ticketsOf = async (
  tx: Tx,
  city: string,
  weeks: readonly string[],
): Promise<readonly { readonly week: string; readonly ticket: string; readonly drawn: boolean }[]> =>
  (
    await sql<{
      week: string
      ticket: string
      drawn: boolean
    }>`select week::text, ticket, drawn from callback.draw_ticket where city = ${city} and week = any(${[...weeks]}::date[]) order by week, ticket`.execute(
      tx,
    )
  ).rows

/** Calls that ended in the week and are ended still, with the round whose record was written last; not those whose content is nobody's. */
export const recordsClosed = async (
  tx: Tx,
  city: string,
  from: Date,
  until: Date,
): Promise<readonly { readonly call: string; readonly round: number }[]> =>
  (
    await sql<{ call: string; round: number }>`select m.id as call, max(t.round)::int as round
    from engine.matter m join engine.trail t on t.city = m.city and t.matter = m.id and t.action = 'record_call'
    where m.city = ${city} and m.kind = 'callback' and m.closed_at >= ${from} and m.closed_at < ${until} and m.stage not in ('handed_over', 'withdrawn')
    group by m.id order by m.id`.execute(tx)
  ).rows

export interface MarkingRow {
  readonly call: string
  readonly round: number
  readonly unit: string
  readonly role: Role
  readonly person: string
}

export const writeMarking = async (tx: Tx, city: string, row: MarkingRow & { readonly matter: string }): Promise<void> => {
  await sql`insert into callback.marking (city, matter, call, round, unit, role, person)
    values (${city}, ${row.matter}, ${row.call}, ${row.round}, ${row.unit}, ${row.role}, ${row.person}) on conflict do nothing`.execute(tx)
}

export const markingOf = async (tx: Tx, city: string, matter: string): Promise<MarkingRow | undefined> =>
  (
    await sql<MarkingRow>`select call, round, unit, role, person from callback.marking where city = ${city} and matter = ${matter}`.execute(
      tx,
    )
  ).rows[0]

/** @returns the markings of these calls, which nothing joins to them any more */
export const takeMarkings = async (tx: Tx, city: string, calls: readonly string[]): Promise<readonly string[]> =>
  (
    await sql<{
      matter: string
    }>`delete from callback.marking where city = ${city} and call = any(${[...calls]}::uuid[]) returning matter`.execute(tx)
  ).rows.map(row => row.matter)

/** Sealed, and only what this viewer may read; see the function. */
export const markingWords = async (
  tx: Tx,
  city: string,
  matter: string,
): Promise<readonly { readonly seq: number; readonly action: string; readonly sealed: Buffer }[]> =>
  (
    await sql<{
      seq: number
      action: string
      sealed: Buffer
    }>`select seq, action, sealed from callback.marking_words(${city}, ${matter})`.execute(tx)
  ).rows

/** Marks to which nobody objected in time. */
export const unobjected = async (tx: Tx, city: string, now: Date): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select m.id as matter from engine.matter m
    join engine.clock c on c.city = m.city and c.matter = m.id and c.clock = 'object_within' and c.state = 'running' and c.due_at <= ${now}
    where m.city = ${city} and m.kind = 'marking' and m.stage = 'marked' order by c.due_at, m.id limit 200`.execute(tx)
  ).rows.map(row => row.matter)

export const addMarks = async (
  tx: Tx,
  city: string,
  unit: string,
  month: string,
  tally: readonly MarkTally[],
  upheld: boolean,
): Promise<void> => {
  for (const { criterion, points, missing } of tally)
    await sql`insert into callback.mark_count as v (city, unit, month, criterion, marked, upheld, points, missing)
      values (${city}, ${unit}, ${month}, ${criterion}, 1, ${upheld ? 1 : 0}, ${points}, ${missing})
      on conflict (city, unit, month, criterion) do update set marked = v.marked + 1, upheld = v.upheld + excluded.upheld,
        points = v.points + excluded.points, missing = v.missing + excluded.missing`.execute(tx)
}

export const marksSince = async (
  tx: Tx,
  month: string,
  least: number,
): Promise<
  readonly {
    readonly unit: string
    readonly unit_name: string
    readonly criterion: string
    readonly marked: number
    readonly upheld: number
    readonly missing: number
  }[]
> =>
  (
    await sql<{ unit: string; unit_name: string; criterion: string; marked: number; upheld: number; missing: number }>`
    select v.unit, u.name as unit_name, v.criterion, v.marked, v.upheld, v.missing
    from callback.marks_of_units(${month}, ${least}) v join org.unit u on u.city = org.city() and u.id = v.unit order by u.code, v.criterion`.execute(
      tx,
    )
  ).rows
