import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'

/**
 * What a question counts for. `late`: the term of any round ran out, explained or not. `unreached`: kept so at the end, or open
 * past its term, or open again after the party's no. `explained` stands apart: she was sent elsewhere, nobody reached her.
 */
export const shares = ['asked', 'waiting', 'reached', 'silent', 'explained', 'late', 'unreached'] as const
export type Share = (typeof shares)[number]

export interface ReachFilter {
  /** '2026-11', by the day on which it was asked. */
  readonly month?: string | undefined
  /** Whose it is now. */
  readonly unit?: string | undefined
  readonly share?: Share | undefined
}

const counted = (now: Date, { month, unit }: ReachFilter) => sql`
  with item as (
    select a.matter as id, a.unit, a.unit_name, a.channel, m.opened_at, m.opened_at::text as at, m.stage, m.round, m.closed_at is not null as closed,
      exists (select from engine.clock c where c.city = a.city and c.matter = a.matter and c.clock = 'answer_within'
        and case when c.state = 'stopped' then c.stopped_at >= c.due_at else c.due_at <= ${now} end) as late,
      exists (select from engine.clock c where c.city = a.city and c.matter = a.matter and c.clock = 'answer_within'
        and c.state = 'running' and c.due_at <= ${now}) as overdue
    from reach.ask a join engine.matter m on m.city = a.city and m.id = a.matter
    where a.city = org.city() and m.stage <> 'withdrawn'
      and (${month ?? null}::text is null or to_char(m.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM') = ${month ?? null})
      and (${unit ?? null}::uuid is null or a.unit = ${unit ?? null}::uuid)
  ), one as (
    select *, true as asked, stage = 'asked' as waiting, stage = 'reached' as reached, stage in ('citizen_silent', 'awaiting_word') as silent,
      stage in ('explained', 'awaiting_word_on_explanation') as explained,
      stage = 'unreached' or (stage = 'asked' and (overdue or round > 1)) as unreached
    from item
  )`

const inShare = (share: Share | undefined) => (share === undefined ? sql`true` : sql.ref(`one.${share}`))

export interface ReachItem extends ListPlace {
  readonly unit_name: string
  readonly channel: string
}

/** The newest first; as the viewer sees them. */
export const listPage = async (
  tx: Tx,
  now: Date,
  filter: ReachFilter,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly ReachItem[]> =>
  (
    await sql<ReachItem>`${counted(now, filter)}
    select one.id, one.at, one.unit_name, one.channel from one
    where ${inShare(filter.share)} and (${after?.at ?? null}::timestamptz is null or (one.opened_at, one.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by one.opened_at desc, one.id desc limit ${most}`.execute(tx)
  ).rows

export type ShareCounts = Readonly<Record<Share, number>>
export type UnitCounts = ShareCounts & { readonly unit: string; readonly name: string }

const sums = sql.join(shares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))

/** Unit by unit in the order of their names: nobody is ranked. */
export const countByUnit = async (tx: Tx, now: Date, filter: ReachFilter): Promise<readonly UnitCounts[]> =>
  (
    await sql<UnitCounts>`${counted(now, filter)}
    select one.unit, max(one.unit_name) as name, ${sums} from one group by one.unit order by name, one.unit`.execute(tx)
  ).rows
