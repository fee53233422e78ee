import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'

/** What a request counts for. `late`: the term of any round ran out. `silent` stands apart: nobody said that it was solved. */
export const shares = ['asked', 'waiting', 'solved', 'silent', 'unsolved', 'moved', 'late'] as const
export type Share = (typeof shares)[number]

export interface ZoneFilter {
  /** '2026-10', both held, by the day on which it was asked. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly place?: string | undefined
  readonly kind?: string | undefined
  readonly share?: Share | undefined
}

const month = (instant: ReturnType<typeof sql>) => sql`to_char(${instant} at time zone 'Asia/Shanghai', 'YYYY-MM')`

const counted = (now: Date, { from, until, place, kind }: ZoneFilter) => sql`
  with item as (
    select r.matter as id, r.place, r.kind, r.channel, r.specialist_name, m.opened_at, m.opened_at::text as at, m.stage,
      exists (select from engine.clock c where c.city = r.city and c.matter = r.matter and c.clock = 'answer_within'
        and case when c.state = 'stopped' then c.stopped_at >= c.due_at else c.due_at <= ${now} end) as late
    from zone.request r join engine.matter m on m.city = r.city and m.id = r.matter
    where r.city = org.city() and m.stage <> 'withdrawn'
      and (${from ?? null}::text is null or ${month(sql`m.opened_at`)} >= ${from ?? null})
      and (${until ?? null}::text is null or ${month(sql`m.opened_at`)} <= ${until ?? null})
      and (${place ?? null}::text is null or r.place = ${place ?? null})
      and (${kind ?? null}::text is null or r.kind = ${kind ?? null})
  ), one as (
    select *, true as asked, stage = 'in_hand' as waiting, stage = 'solved' as solved, stage in ('citizen_silent', 'awaiting_word') as silent,
      stage = 'unsolved' as unsolved, stage = 'moved' as moved
    from item
  )`

const inShare = (share: Share | undefined) => (share === undefined ? sql`true` : sql.ref(`one.${share}`))

export interface ZoneItem extends ListPlace {
  readonly place: string
  readonly kind: string
  readonly channel: string
  readonly specialist_name: string
}

/** The newest first; as the viewer sees them. */
export const listPage = async (
  tx: Tx,
  now: Date,
  filter: ZoneFilter,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly ZoneItem[]> =>
  (
    await sql<ZoneItem>`${counted(now, filter)}
    select one.id, one.at, one.place, one.kind, one.channel, one.specialist_name from one
    where ${inShare(filter.share)} and (${after?.at ?? null}::timestamptz is null or (one.opened_at, one.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by one.opened_at desc, one.id desc limit ${most}`.execute(tx)
  ).rows

export type ShareCounts = Readonly<Record<Share, number>>
export type KindCounts = ShareCounts & { readonly place: string; readonly kind: string }

const sums = sql.join(shares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))

/** Zone by zone and work by work; the four are never added up, because they are counted in different units. */
export const countByKind = async (tx: Tx, now: Date, filter: ZoneFilter): Promise<readonly KindCounts[]> =>
  (
    await sql<KindCounts>`${counted(now, filter)}
    select one.place, one.kind, ${sums} from one group by one.place, one.kind`.execute(tx)
  ).rows
