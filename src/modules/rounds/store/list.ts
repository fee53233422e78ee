import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'
import { shares } from '../rules/shares.ts'
import type { Share, ShareCounts } from '../rules/shares.ts'

export interface ConcernFilter {
  readonly campaign?: string | undefined
  /** Civil days of the visit, both included. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Whose it is now. */
  readonly unit?: string | undefined
  readonly share?: Share | undefined
}

const within = ({ campaign, from, until }: ConcernFilter) => sql`
  (${campaign ?? null}::text is null or v.campaign = ${campaign ?? null})
  and (${from ?? null}::date is null or v.visited_on >= ${from ?? null}::date) and (${until ?? null}::date is null or v.visited_on <= ${until ?? null}::date)`

/** What a concern counts for; the same rule as `rules/shares.ts`, which a test holds together. */
const counted = (filter: ConcernFilter) => sql`
  with one as (
    select v.id, v.visited_on, v.visited_on::text || ' 00:00:00+08' as at, v.campaign, v.unit, v.unit_name, v.place, v.visiting_name, v.kind, v.state,
      v.ended_on::text as ended_on, v.matter, v.words,
      true as raised, v.kind = 'suggestion' as suggestions, v.kind = 'suggestion' and v.state in ('accepted', 'untold') as suggestions_answered,
      v.kind = 'problem' as problems, v.kind = 'problem' and v.state = 'solved' as problems_solved,
      v.kind = 'problem' and v.state in ('accepted', 'untold') as problems_explained,
      v.on_spot, v.state in ('solved', 'accepted', 'untold') as finished, v.state = 'unsolved' as unsolved, v.state = 'open' as open
    from rounds.concern v
    where v.city = org.city() and ${within(filter)} and (${filter.unit ?? null}::uuid is null or v.unit = ${filter.unit ?? null}::uuid)
  )`

export interface ConcernItem extends ListPlace {
  readonly visited_on: string
  readonly campaign: string
  readonly unit_name: string
  readonly place: string
  readonly visiting_name: string
  readonly kind: 'suggestion' | 'problem'
  readonly state: string
  readonly ended_on: string | null
  readonly matter: string | null
  readonly words: Buffer | null
}

/** The newest visits first; as the viewer sees them. */
export const listPage = async (
  tx: Tx,
  filter: ConcernFilter,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly ConcernItem[]> =>
  (
    await sql<ConcernItem>`${counted(filter)}
    select one.id, one.at, one.visited_on::text as visited_on, one.campaign, one.unit_name, one.place, one.visiting_name, one.kind, one.state, one.ended_on,
      one.matter, one.words from one
    where ${filter.share === undefined ? sql`true` : sql.ref(`one.${filter.share}`)}
      and (${after?.at ?? null}::text is null or (one.visited_on, one.id) < (left(${after?.at ?? null}::text, 10)::date, ${after?.id ?? null}::uuid))
    order by one.visited_on desc, one.id desc limit ${most}`.execute(tx)
  ).rows

const sums = sql.join(shares.map(share => sql`count(*) filter (where ${sql.ref(`one.${share}`)})::int as ${sql.ref(share)}`))

export type CampaignCounts = ShareCounts & { readonly campaign: string; readonly visits: number }
export type UnitCounts = ShareCounts & { readonly unit: string; readonly name: string }

/** Campaign by campaign; a visit at which nothing was said counts as a visit. */
export const countByCampaign = async (tx: Tx, filter: ConcernFilter): Promise<readonly CampaignCounts[]> =>
  (
    await sql<CampaignCounts>`${counted({ ...filter, unit: undefined })}, made as (
      select v.campaign, count(*)::int as visits from rounds.visit v where v.city = org.city() and ${within(filter)} group by v.campaign
    )
    select coalesce(said.campaign, made.campaign) as campaign, coalesce(made.visits, 0) as visits, ${sql.join(
      shares.map(share => sql`coalesce(${sql.ref(`said.${share}`)}, 0) as ${sql.ref(share)}`),
    )} from (select one.campaign, ${sums} from one group by one.campaign) said full join made on made.campaign = said.campaign
    order by campaign`.execute(tx)
  ).rows

/** Unit by unit in the order of their names: nobody is ranked. */
export const countByUnit = async (tx: Tx, filter: ConcernFilter): Promise<readonly UnitCounts[]> =>
  (
    await sql<UnitCounts>`${counted({ ...filter, unit: undefined })}
    select one.unit, max(one.unit_name) as name, ${sums} from one group by one.unit order by name, one.unit`.execute(tx)
  ).rows
