import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'

/**
 * What a matter counts for on the board: three shares with a denominator each. Whoever breaks one is never among those who keep it.
 * A matter that was taken back before its contact was due and made counts nowhere.
 */
export const shares = [
  'reported',
  'responded',
  'unresponded',
  'doable',
  'settled',
  'late',
  'finished',
  'satisfied',
  'dissatisfied',
  'silent',
  'forbidden',
  'elsewhere',
] as const
export type Share = (typeof shares)[number]

export interface StuckFilter {
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** The programme's code of a window. */
  readonly window?: string | undefined
  readonly channel?: string | undefined
  readonly category?: string | undefined
  readonly treatment?: string | undefined
  readonly lead?: string | undefined
  readonly state?: 'open' | 'closed' | undefined
  readonly share?: Share | undefined
}

const counted = (now: Date, { from, until, window, channel, category, treatment, lead, state }: StuckFilter) => sql`
  with item as (
    select i.matter as id, i.window_code, i.channel, i.category, i.complex, i.treatment, i.lead_name, m.opened_at, m.opened_at::text as at,
      m.stage, m.stage = 'withdrawn' as withdrawn, m.closed_at is not null as closed, m.round > 1 as again,
      (select min(t.at) from engine.trail t where t.city = i.city and t.matter = i.matter and t.action = 'record_contact') as contacted_at,
      (select c.due_at from engine.clock c where c.city = i.city and c.matter = i.matter and c.clock = 'contact_within' order by c.run limit 1) as contact_due,
      exists (select from engine.clock c where c.city = i.city and c.matter = i.matter and c.clock in ('enquiry_within', 'general_within', 'complex_within')
        and case when c.state = 'stopped' then c.stopped_at >= c.due_at else c.due_at <= ${now} end) as overran
    from stuck.item i join engine.matter m on m.city = i.city and m.id = i.matter
    where i.city = org.city()
      and (${from ?? null}::date is null or (m.opened_at at time zone 'Asia/Shanghai')::date >= ${from ?? null}::date)
      and (${until ?? null}::date is null or (m.opened_at at time zone 'Asia/Shanghai')::date <= ${until ?? null}::date)
      and (${window ?? null}::text is null or i.window_code = ${window ?? null})
      and (${channel ?? null}::text is null or i.channel = ${channel ?? null})
      and (${category ?? null}::text is null or i.category = ${category ?? null})
      and (${treatment ?? null}::text is null or i.treatment = ${treatment ?? null})
      and (${lead ?? null}::uuid is null or i.lead = ${lead ?? null}::uuid)
      and (${state ?? null}::text is null or (m.closed_at is not null) = (${state ?? null} = 'closed'))
  ), judged as (
    select *, not (withdrawn and contacted_at is null) as reported,
      contacted_at is not null and contacted_at < coalesce(contact_due, 'infinity') as responded,
      not (withdrawn and contacted_at is null) and coalesce(contacted_at, ${now}) >= coalesce(contact_due, 'infinity') as unresponded,
      not withdrawn and coalesce(treatment, '') not in ('forbidden', 'elsewhere') as doable,
      not withdrawn and coalesce(treatment, '') = 'forbidden' as forbidden,
      not withdrawn and coalesce(treatment, '') = 'elsewhere' as elsewhere,
      not withdrawn and (closed or again) as finished,
      stage = 'solved' as satisfied,
      stage in ('partly_solved', 'unsolved') or (again and not closed) as dissatisfied
    from item
  ), one as (
    select *, doable and overran as late, doable and not overran and (closed or stage like 'awaiting_word%') as settled,
      finished and not satisfied and not dissatisfied as silent
    from judged
  )`

const inShare = (share: Share | undefined) => (share === undefined ? sql`true` : sql.ref(`one.${share}`))

export interface StuckItem extends ListPlace {
  readonly window_code: string
  readonly complex: boolean
  readonly treatment: string | null
  readonly lead_name: string | null
}

/** The newest first; as the viewer sees them. */
export const ledgerPage = async (
  tx: Tx,
  filter: StuckFilter,
  now: Date,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly StuckItem[]> =>
  (
    await sql<StuckItem>`${counted(now, filter)}
    select one.id, one.at, one.window_code, one.complex, one.treatment, one.lead_name from one
    where ${inShare(filter.share)} and (${after?.at ?? null}::timestamptz is null or (one.opened_at, one.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by one.opened_at desc, one.id desc limit ${most}`.execute(tx)
  ).rows

export type ShareCounts = Readonly<Record<Share, number>>

export const countShares = async (tx: Tx, filter: StuckFilter, now: Date): Promise<ShareCounts> =>
  (
    await sql<ShareCounts>`${counted(now, filter)}
    select ${sql.join(shares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))} from one`.execute(
      tx,
    )
  ).rows[0]!

/** Units that lead or led a matter that the viewer sees, for the filter. */
export const leadsSeen = async (tx: Tx): Promise<readonly { readonly unit: string; readonly name: string }[]> =>
  (
    await sql<{ unit: string; name: string }>`select i.lead as unit, max(i.lead_name) as name from stuck.item i
    where i.city = org.city() and i.lead is not null group by i.lead order by name`.execute(tx)
  ).rows
