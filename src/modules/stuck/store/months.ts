import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'
import { figures } from '../contract.ts'
import type { Figure, MonthCounts } from '../contract.ts'

export const isDrafted = async (tx: Tx, city: string, first: string): Promise<string | undefined> =>
  (await sql<{ on: string }>`select drafted_on::text as on from stuck.month where city = ${city} and month = ${first}::date`.execute(tx))
    .rows[0]?.on

/** @returns whether this call was the one that closed the draft */
export const markDrafted = async (tx: Tx, city: string, first: string, today: string): Promise<boolean> =>
  (
    await sql`insert into stuck.month (city, month, drafted_on) values (${city}, ${first}::date, ${today}::date) on conflict do nothing returning city`.execute(
      tx,
    )
  ).rows.length > 0

/** Whether anything came in before the end of the month: a house that began later has no summary of it. */
export const hadItems = async (tx: Tx, city: string, until: Date): Promise<boolean> =>
  (
    await sql`select from stuck.item i join engine.matter m on m.city = i.city and m.id = i.matter where i.city = ${city} and m.opened_at < ${until} limit 1`.execute(
      tx,
    )
  ).rows.length > 0

export interface Candidate {
  readonly matter: string
  readonly category: string
}

/** Matters that were open at some time since the month began, in steps. */
export const candidates = async (
  tx: Tx,
  city: string,
  { from, until }: { readonly from: Date; readonly until: Date },
  after: string | undefined,
): Promise<readonly Candidate[]> =>
  (
    await sql<Candidate>`select i.matter, i.category from stuck.item i join engine.matter m on m.city = i.city and m.id = i.matter
      where i.city = ${city} and m.opened_at < ${until} and (m.closed_at is null or m.closed_at >= ${from})
        and (${after ?? null}::uuid is null or i.matter > ${after ?? null}::uuid)
      order by i.matter limit 100`.execute(tx)
  ).rows

export interface Had {
  readonly unit: string
  readonly name: string
}

/** Who had it when the month ended, and who handed it back within it. */
export const hadIn = async (
  tx: Tx,
  city: string,
  matter: string,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<{ readonly lead: Had | undefined; readonly returned: readonly Had[] }> => {
  const { rows } = await sql<{
    unit: string
    name: string
    held: boolean
    back: boolean
  }>`select unit, unit_name as name, coalesce(returned_at, 'infinity') >= ${until} as held, coalesce(returned_at >= ${from} and returned_at < ${until}, false) as back
    from stuck.handover where city = ${city} and matter = ${matter} and given_at < ${until} order by seq`.execute(tx)
  const last = rows.at(-1)
  return { lead: last?.held ? last : undefined, returned: rows.filter(row => row.back) }
}

export interface NewMonthLine {
  readonly matter: string
  readonly month: string
  readonly unit: string
  readonly unitName: string
  readonly category: string
  readonly counts: ReadonlySet<Figure>
  readonly cause: string | null
}

export const insertMonthLine = async (tx: Tx, city: string, line: NewMonthLine): Promise<void> => {
  const flags = figures.map(figure => sql`${line.counts.has(figure)}`)
  await sql`insert into stuck.month_line (city, month, matter, unit, unit_name, category, ${sql.join(figures.map(figure => sql.ref(figure)))}, cause)
    values (${city}, ${line.month}::date, ${line.matter}, ${line.unit}, ${line.unitName}, ${line.category}, ${sql.join(flags)}, ${line.cause})
    on conflict do nothing`.execute(tx)
}

const counting = () =>
  sql.join([
    sql`count(distinct l.matter)::int as listed`,
    ...figures.map(figure => sql`count(distinct l.matter) filter (where l.${sql.ref(figure)})::int as ${sql.ref(figure)}`),
  ])

/** By unit, in the order of their names; as the viewer sees the matters. */
export const countMonth = async (
  tx: Tx,
  first: string,
): Promise<readonly (MonthCounts & { readonly unit: string; readonly unitName: string })[]> =>
  (
    await sql<
      MonthCounts & { unit: string; unitName: string }
    >`select l.unit, max(l.unit_name) as "unitName", ${counting()} from stuck.month_line l
      where l.city = org.city() and l.month = ${first}::date group by l.unit order by "unitName", l.unit`.execute(tx)
  ).rows

/** Each matter once, whoever had it. */
export const countAll = async (tx: Tx, first: string): Promise<MonthCounts> =>
  (await sql<MonthCounts>`select ${counting()} from stuck.month_line l where l.city = org.city() and l.month = ${first}::date`.execute(tx))
    .rows[0]!

export interface Recurring {
  readonly unit: string
  readonly unitName: string
  readonly category: string
  readonly cause: string
  readonly count: number
  /** One of the matters, from whose page the article is read. */
  readonly sample: string
}

/** The same kind of matter, the same cause, the same unit, at least so often in these months; the most frequent first. */
export const recurring = async (tx: Tx, since: string, first: string, least: number): Promise<readonly Recurring[]> =>
  (
    await sql<Recurring>`select l.unit, max(l.unit_name) as "unitName", l.category, l.cause, count(distinct l.matter)::int as count, min(l.matter::text) as sample
      from stuck.month_line l where l.city = org.city() and l.month between ${since}::date and ${first}::date and l.cause is not null
      group by l.unit, l.category, l.cause having count(distinct l.matter) >= ${least}
      order by count desc, "unitName", l.category, l.cause limit 100`.execute(tx)
  ).rows

export interface MonthFilter {
  readonly unit?: string | undefined
  readonly figure?: Figure | undefined
  readonly category?: string | undefined
  readonly cause?: string | undefined
}
export interface MonthPlace {
  readonly unitName: string
  readonly matter: string
}
export type MonthRow = MonthPlace & Readonly<Record<Figure, boolean>>

/** @param since earlier than `first` where a cause is looked for over several months */
export const monthPage = async (
  tx: Tx,
  since: string,
  first: string,
  { unit, figure, category, cause }: MonthFilter,
  after: MonthPlace | undefined,
  most: number,
): Promise<readonly MonthRow[]> =>
  (
    await sql<MonthRow>`select l.matter, max(l.unit_name) as "unitName", ${sql.join(figures.map(one => sql`bool_or(l.${sql.ref(one)}) as ${sql.ref(one)}`))}
      from stuck.month_line l
      where l.city = org.city() and l.month between ${since}::date and ${first}::date
        and (${unit ?? null}::uuid is null or l.unit = ${unit ?? null}::uuid) and ${figure === undefined ? sql`true` : sql`l.${sql.ref(figure)}`}
        and (${category ?? null}::text is null or l.category = ${category ?? null}) and (${cause ?? null}::text is null or l.cause = ${cause ?? null})
      group by l.matter
      having ${after?.matter ?? null}::uuid is null or (max(l.unit_name), l.matter) > (${after?.unitName ?? ''}, ${after?.matter ?? null}::uuid)
      order by "unitName", l.matter limit ${most}`.execute(tx)
  ).rows

/** Matters behind a recurring cause that the viewer sees. */
export const behindCause = async (
  tx: Tx,
  since: string,
  first: string,
  { unit, category, cause }: { readonly unit: string; readonly category: string; readonly cause: string },
): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select distinct l.matter from stuck.month_line l
      where l.city = org.city() and l.month between ${since}::date and ${first}::date and l.unit = ${unit}::uuid and l.category = ${category} and l.cause = ${cause}
      order by l.matter limit 500`.execute(tx)
  ).rows.map(row => row.matter)

/** Units that had something in a month, for whoever is told of the draft. */
export const unitsOfMonth = async (tx: Tx, city: string, first: string): Promise<readonly string[]> =>
  (
    await sql<{
      unit: string
    }>`select distinct unit from stuck.month_line where city = ${city} and month = ${first}::date order by unit`.execute(tx)
  ).rows.map(row => row.unit)
