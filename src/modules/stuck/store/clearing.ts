import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'
import { clearable } from '../flows/weekly.ts'

export const outcomes = ['cleared', 'explained', 'escalated', 'escalated_by_clock'] as const
export type Outcome = (typeof outcomes)[number]

const turns = (): string[] => [...clearable]

/** Open matters of ours that came in before the list is made and do not stand on it yet. */
export const unlisted = async (tx: Tx, city: string, weekEnd: string, before: Date): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select i.matter from stuck.item i join engine.matter m on m.city = i.city and m.id = i.matter
      where i.city = ${city} and m.closed_at is null and m.stage = any(${turns()}::text[]) and m.opened_at < ${before}
        and not exists (select from stuck.clearing c where c.city = i.city and c.matter = i.matter and c.week_end = ${weekEnd}::date)
      order by i.matter limit 200`.execute(tx)
  ).rows.map(row => row.matter)

/** Lines of weeks that are over; `turn`: it still lies with us. */
export const runOutLines = async (
  tx: Tx,
  city: string,
  today: string,
): Promise<readonly { readonly matter: string; readonly turn: boolean; readonly weekEnd: string }[]> =>
  (
    await sql<{
      matter: string
      turn: boolean
      weekEnd: string
    }>`select c.matter, m.closed_at is null and m.stage = any(${turns()}::text[]) as turn, c.week_end::text as "weekEnd" from stuck.clearing c
      join engine.matter m on m.city = c.city and m.id = c.matter
      where c.city = ${city} and c.outcome is null and c.week_end < ${today}::date order by c.week_end, c.matter limit 200`.execute(tx)
  ).rows

export interface NewLine {
  readonly matter: string
  readonly weekEnd: string
  readonly unit: string
  readonly unitName: string
}

export const insertLine = async (tx: Tx, city: string, { matter, weekEnd, unit, unitName }: NewLine): Promise<void> => {
  await sql`insert into stuck.clearing (city, matter, week_end, unit, unit_name) values (${city}, ${matter}, ${weekEnd}::date, ${unit}, ${unitName})
    on conflict do nothing`.execute(tx)
}

/** The matter's open line is settled; one that was settled stays as it is. */
export const settleLine = async (tx: Tx, city: string, matter: string, outcome: Outcome): Promise<void> => {
  await sql`update stuck.clearing set outcome = ${outcome} where city = ${city} and matter = ${matter} and outcome is null`.execute(tx)
}

/** Whoever leads it, as the item says. */
export const leadOf = async (tx: Tx, city: string, matter: string): Promise<{ readonly unit: string; readonly name: string } | undefined> =>
  (
    await sql<{
      unit: string
      name: string
    }>`select lead as unit, coalesce(lead_name, '') as name from stuck.item where city = ${city} and matter = ${matter} and lead is not null`.execute(
      tx,
    )
  ).rows[0]

/** While a line is open it is cleared once the matter lies with us no longer. */
const lines = (weekEnd: string) => sql`
  select c.matter, c.unit, c.unit_name, coalesce(c.outcome, case when m.closed_at is not null or not m.stage = any(${turns()}::text[]) then 'cleared' else 'open' end) as state
  from stuck.clearing c join engine.matter m on m.city = c.city and m.id = c.matter
  where c.city = org.city() and c.week_end = ${weekEnd}::date`

export interface UnitCounts {
  readonly unit: string
  readonly unitName: string
  readonly listed: number
  readonly cleared: number
  readonly explained: number
  readonly escalated: number
  readonly byClock: number
  readonly open: number
}

/** By unit, in the order of their names; as the viewer sees them. */
export const countWeek = async (tx: Tx, weekEnd: string): Promise<readonly UnitCounts[]> =>
  (
    await sql<UnitCounts>`select l.unit, max(l.unit_name) as "unitName", count(*)::int as listed,
      count(*) filter (where l.state = 'cleared')::int as cleared, count(*) filter (where l.state = 'explained')::int as explained,
      count(*) filter (where l.state = 'escalated')::int as escalated, count(*) filter (where l.state = 'escalated_by_clock')::int as "byClock",
      count(*) filter (where l.state = 'open')::int as open
      from (${lines(weekEnd)}) l group by l.unit order by "unitName", l.unit`.execute(tx)
  ).rows

export interface WeekFilter {
  readonly unit?: string | undefined
  readonly state?: Outcome | 'open' | undefined
}
export interface WeekPlace {
  readonly unitName: string
  readonly matter: string
}
export interface WeekRow extends WeekPlace {
  readonly state: Outcome | 'open'
}

export const weekPage = async (
  tx: Tx,
  weekEnd: string,
  { unit, state }: WeekFilter,
  after: WeekPlace | undefined,
  most: number,
): Promise<readonly WeekRow[]> =>
  (
    await sql<WeekRow>`select l.matter, l.unit_name as "unitName", l.state from (${lines(weekEnd)}) l
      where (${unit ?? null}::uuid is null or l.unit = ${unit ?? null}::uuid) and (${state ?? null}::text is null or l.state = ${state ?? null})
        and (${after?.matter ?? null}::uuid is null or (l.unit_name, l.matter) > (${after?.unitName ?? ''}, ${after?.matter ?? null}::uuid))
      order by l.unit_name, l.matter limit ${most}`.execute(tx)
  ).rows
