import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'

/**
 * What an application counts for. `late`: the term of any decision, receipt, answer or giving ran out. `silent`: given or refused,
 * and she said nothing; neither helped nor unhelped. No kind of hardship and no sum is counted anywhere.
 */
export const shares = ['asked', 'waiting', 'with_civil', 'granted', 'refused', 'helped', 'silent', 'late', 'unhelped'] as const
export type Share = (typeof shares)[number]

export interface HardshipFilter {
  /** '2026-11', by the day on which it was applied for. */
  readonly month?: string | undefined
  readonly unit?: string | undefined
  readonly share?: Share | undefined
}

const counted = (now: Date, { month, unit }: HardshipFilter) => sql`
  with item as (
    select a.matter as id, a.unit, a.unit_name, a.handed_over, a.decision, m.opened_at, m.opened_at::text as at, m.stage, m.round,
      exists (select from engine.clock c where c.city = a.city and c.matter = a.matter and c.clock <> 'citizen_word_within'
        and case when c.state = 'stopped' then c.stopped_at >= c.due_at else c.due_at <= ${now} end) as late
    from hardship.application a join engine.matter m on m.city = a.city and m.id = a.matter
    where a.city = org.city() and m.stage <> 'withdrawn'
      and (${month ?? null}::text is null or to_char(m.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month ?? null})
      and (${unit ?? null}::uuid is null or a.unit = ${unit ?? null}::uuid)
  ), one as (
    select *, true as asked, stage in ('asked', 'handed_over', 'with_civil') as waiting, handed_over as with_civil,
      coalesce(decision = 'granted', false) as granted, coalesce(decision = 'refused', false) as refused, stage = 'helped' as helped,
      stage in ('citizen_silent', 'refused_silent') as silent,
      stage = 'unhelped' or (stage = 'asked' and round > 1) as unhelped
    from item
  )`

const inShare = (share: Share | undefined) => (share === undefined ? sql`true` : sql.ref(`one.${share}`))

export interface HardshipItem extends ListPlace {
  readonly unit_name: string
}

/** The newest first; as the viewer sees them. */
export const listPage = async (
  tx: Tx,
  now: Date,
  filter: HardshipFilter,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly HardshipItem[]> =>
  (
    await sql<HardshipItem>`${counted(now, filter)}
    select one.id, one.at, one.unit_name from one
    where ${inShare(filter.share)} and (${after?.at ?? null}::timestamptz is null or (one.opened_at, one.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by one.opened_at desc, one.id desc limit ${most}`.execute(tx)
  ).rows

export type ShareCounts = Readonly<Record<Share, number>>
export type UnitCounts = ShareCounts & { readonly unit: string; readonly name: string }

const sums = sql.join(shares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))

/** Unit by unit in the order of their names: nobody is ranked. */
export const countByUnit = async (tx: Tx, now: Date, filter: HardshipFilter): Promise<readonly UnitCounts[]> =>
  (
    await sql<UnitCounts>`${counted(now, filter)}
    select one.unit, max(one.unit_name) as name, ${sums} from one group by one.unit order by name, one.unit`.execute(tx)
  ).rows
