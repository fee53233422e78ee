import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface NewClass {
  readonly matter: string
  readonly unit: string
  readonly category: string | undefined
  readonly cause: string | undefined
  /** First day of the month. */
  readonly month: string | undefined
  readonly behind: readonly string[]
}

export const insertClass = async (tx: Tx, city: string, { matter, unit, category, cause, month, behind }: NewClass): Promise<void> => {
  await sql`insert into stuck.class (city, matter, unit, category, cause, month)
    values (${city}, ${matter}, ${unit}, ${category ?? null}, ${cause ?? null}, ${month ?? null}::date) on conflict do nothing`.execute(tx)
  for (const one of behind)
    await sql`insert into stuck.class_of (city, class, matter) values (${city}, ${matter}, ${one}) on conflict do nothing`.execute(tx)
}

/** How often a class for this was dropped: what is set up again afterwards is another one. */
export const droppedBefore = async (
  tx: Tx,
  {
    unit,
    category,
    cause,
    matter,
  }: {
    readonly unit: string
    readonly category?: string | undefined
    readonly cause?: string | undefined
    readonly matter?: string | undefined
  },
): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from stuck.class c join engine.matter m on m.city = c.city and m.id = c.matter
      where c.city = org.city() and m.stage = 'class_dropped' and c.unit = ${unit}::uuid
        and c.category is not distinct from ${category ?? null} and c.cause is not distinct from ${cause ?? null}
        and (${matter ?? null}::uuid is null or exists (select from stuck.class_of o where o.city = c.city and o.class = c.matter and o.matter = ${matter ?? null}::uuid))`.execute(
      tx,
    )
  ).rows[0]!.count

export interface ClassRow {
  readonly matter: string
  readonly unit: string
  readonly category: string | null
  readonly cause: string | null
}

/** Those set up from the month's summary, and whatever was open in it or ended in it. */
export const classesOf = async (
  tx: Tx,
  { first, from, until }: { readonly first: string; readonly from: Date; readonly until: Date },
): Promise<readonly ClassRow[]> =>
  (
    await sql<ClassRow>`select c.matter, c.unit, c.category, c.cause from stuck.class c join engine.matter m on m.city = c.city and m.id = c.matter
      where c.city = org.city() and (c.month = ${first}::date or (m.opened_at < ${until} and (m.closed_at is null or m.closed_at >= ${from})))
      order by m.opened_at desc, m.id limit 100`.execute(tx)
  ).rows

/** The class that is open, or was closed last, for this cause of this unit. */
export const classFor = async (
  tx: Tx,
  { unit, category, cause }: { readonly unit: string; readonly category: string; readonly cause: string },
): Promise<string | undefined> =>
  (
    await sql<{ matter: string }>`select c.matter from stuck.class c join engine.matter m on m.city = c.city and m.id = c.matter
      where c.city = org.city() and c.unit = ${unit}::uuid and c.category = ${category} and c.cause = ${cause} and m.stage <> 'class_dropped'
      order by m.opened_at desc limit 1`.execute(tx)
  ).rows[0]?.matter

/** Matters behind a class that the viewer sees. */
export const behindClass = async (tx: Tx, city: string, matter: string): Promise<readonly string[]> =>
  (
    await sql<{
      matter: string
    }>`select matter from stuck.class_of where city = ${city} and class = ${matter} order by matter limit 500`.execute(tx)
  ).rows.map(row => row.matter)
