import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'

/** Where the papers of a list are, as seen from the viewer's own units. */
export const wheres = ['here', 'coming', 'unsigned', 'resting', 'missing', 'all'] as const
export type Where = (typeof wheres)[number]

export interface ListFilter {
  readonly where?: Where | undefined
  readonly state?: 'open' | 'closed' | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Beginning of the matter's number, or the bag's. */
  readonly find?: string | undefined
}
export interface ListItem extends ListPlace {
  readonly unit_name: string
  readonly bag: string | null
  readonly holder_name: string
  readonly held_at: Date
  readonly passing_name: string | null
  readonly passed_at: Date | null
}

const seen = (now: Date, units: readonly string[], { state, from, until, find }: ListFilter) => sql`
  with item as (
    select b.matter as id, b.unit_name, b.bag, b.holder_name, b.held_at, b.passing_name, b.passed_at, m.opened_at, m.opened_at::text as at,
      m.stage = 'missing' or m.stage = 'short' as missing,
      m.closed_at is null and m.stage <> 'with_officer' and b.holder = any(${[...units]}::uuid[]) as here,
      m.closed_at is null and (b.passing_to = any(${[...units]}::uuid[]) or (b.unit = any(${[...units]}::uuid[]) and not b.holder = any(${[...units]}::uuid[]))) as coming,
      exists (select from engine.clock c where c.city = b.city and c.matter = b.matter and c.clock = 'sign_within' and c.state = 'running' and c.due_at <= ${now}) as unsigned,
      exists (select from engine.clock c where c.city = b.city and c.matter = b.matter and c.clock = 'rest_within' and c.state = 'running' and c.due_at <= ${now}) as resting
    from transfer.bundle b join engine.matter m on m.city = b.city and m.id = b.matter
    where b.city = org.city()
      and (${state ?? null}::text is null or (m.closed_at is not null) = (${state ?? null} = 'closed'))
      and (${from ?? null}::date is null or (m.opened_at at time zone 'Asia/Shanghai')::date >= ${from ?? null}::date)
      and (${until ?? null}::date is null or (m.opened_at at time zone 'Asia/Shanghai')::date <= ${until ?? null}::date)
      and (${find ?? null}::text is null or starts_with(m.number, ${find ?? null}) or starts_with(b.bag, ${find ?? null}))
  )`

const narrowed = (where: Where | undefined) => (where === undefined || where === 'all' ? sql`true` : sql.ref(`item.${where}`))

/** The newest first; as the viewer sees them. */
export const listPage = async (
  tx: Tx,
  now: Date,
  units: readonly string[],
  filter: ListFilter,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly ListItem[]> =>
  (
    await sql<ListItem>`${seen(now, units, filter)}
    select item.id, item.at, item.unit_name, item.bag, item.holder_name, item.held_at, item.passing_name, item.passed_at from item
    where ${narrowed(filter.where)} and (${after?.at ?? null}::timestamptz is null or (item.opened_at, item.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by item.opened_at desc, item.id desc limit ${most}`.execute(tx)
  ).rows

export type Counts = Readonly<Record<Where, number>>
export const countWhere = async (tx: Tx, now: Date, units: readonly string[], filter: ListFilter): Promise<Counts> =>
  (
    await sql<Counts>`${seen(now, units, filter)}
    select ${sql.join(wheres.map(where => sql`count(*) filter (where ${narrowed(where)})::int as ${sql.ref(where)}`))} from item`.execute(
      tx,
    )
  ).rows[0]!
