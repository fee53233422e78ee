import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { CountColumn } from '../contract.ts'
import type { MatterRow } from './matter.ts'

export interface Turns { readonly kinds: readonly string[]; readonly stages: readonly string[]; readonly seats: readonly string[] }

export interface ListFilter {
  readonly kind?: string
  readonly stages?: readonly string[]
  readonly unit?: string
  readonly mark?: 'near' | 'overdue'
  readonly open?: boolean
  readonly number?: string
  readonly ids?: readonly string[]
  /** Only where one of these turns is a seat of the viewer's. */
  readonly turns?: Turns
  readonly now: Date
}

/** Whoever asks as a person is looked up through the seats of his posts, so that the policy is asked about those rows only. */
export interface Asker { readonly person: string; readonly posts: readonly HeldPost[] }

export type ListRow = MatterRow & { readonly unit_name: string | null; readonly sight: 'full' | 'progress'; readonly due_text: string }

const and = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join([...conditions], sql` and `)

const seated = (city: string, asker: Asker, turns: Turns | undefined): RawBuilder<unknown> => {
  const turn = turns
    ? sql`and exists (select from unnest(${[...turns.kinds]}::text[], ${[...turns.stages]}::text[], ${[...turns.seats]}::text[]) t (kind, stage, seat)
        join engine.matter mm on mm.city = s.city and mm.id = s.matter where t.seat = s.seat and t.kind = mm.kind and t.stage = mm.stage)`
    : sql``
  return sql`m.id in (select s.matter from engine.seat s
    join unnest(${asker.posts.map(post => post.unit)}::uuid[], ${asker.posts.map(post => post.role)}::text[]) p (unit, role) on p.unit = s.unit and p.role = s.role
    where s.city = ${city} and (s.person is null or s.person = ${asker.person}) ${turn})`
}

const conditions = (city: string, asker: Asker | undefined, filter: ListFilter): RawBuilder<unknown>[] => [
  sql`m.city = ${city}`,
  // Matters that are named are few: the policy alone is asked about them.
  ...(asker && (filter.turns || !filter.ids) ? [seated(city, asker, filter.turns)] : !asker && filter.turns ? [sql`false`] : []),
  ...(filter.ids ? [sql`m.id = any(${[...filter.ids]}::uuid[])`] : []),
  ...(filter.kind === undefined ? [] : [sql`m.kind = ${filter.kind}`]),
  ...(filter.stages ? [sql`m.stage = any(${[...filter.stages]}::text[])`] : []),
  ...(filter.unit === undefined ? [] : [sql`m.unit = ${filter.unit}`]),
  ...(filter.open === undefined ? [] : [filter.open ? sql`m.closed_at is null` : sql`m.closed_at is not null`]),
  ...(filter.number === undefined ? [] : [sql`starts_with(m.number, ${filter.number})`]),
  ...(filter.mark === 'overdue' ? [sql`m.due_at <= ${filter.now}`] : filter.mark === 'near' ? [sql`m.near_at <= ${filter.now} and m.due_at > ${filter.now}`] : []),
]

/** Nearest due first, then by id; `after` is the last row of the page before. */
export const listMatters = async (tx: Tx, city: string, asker: Asker | undefined, filter: ListFilter, after: { readonly due: string; readonly id: string } | undefined, most: number): Promise<readonly ListRow[]> => {
  const where = conditions(city, asker, filter)
  if (after) where.push(sql`(m.due_at, m.id) > (${after.due}::timestamptz, ${after.id}::uuid)`)
  return (await sql<ListRow>`
    select m.city, m.id, m.number, m.kind, m.lane, m.unit, m.programme, m.stage, m.round, m.opened_at, m.moved_at, m.closed_at, m.ending, m.length, m.head,
      u.name as unit_name, engine.sight(m.city, m.id) as sight, m.due_at::text as due_text
    from engine.matter m left join org.unit u on u.city = m.city and u.id = m.unit
    where ${and(where)} order by m.due_at, m.id limit ${most}`.execute(tx)).rows
}

export const unitNameOf = async (tx: Tx, city: string, unit: string): Promise<string> =>
  (await sql<{ name: string }>`select name from org.unit where city = ${city} and id = ${unit}`.execute(tx)).rows[0]?.name ?? ''

export const sightOf = async (tx: Tx, city: string, matter: string): Promise<'full' | 'progress' | null> =>
  (await sql<{ sight: 'full' | 'progress' | null }>`select engine.sight(${city}, ${matter}) as sight`.execute(tx)).rows[0]?.sight ?? null

const countColumns: Readonly<Record<CountColumn, (now: Date) => RawBuilder<unknown>>> = {
  kind: () => sql`m.kind`, lane: () => sql`m.lane`, unit: () => sql`m.unit`, stage: () => sql`m.stage`, ending: () => sql`m.ending`, round: () => sql`m.round`,
  mark: now => sql`case when m.due_at <= ${now} then 'overdue' when m.near_at <= ${now} then 'near' else 'in_time' end`,
}

export const countMatters = async (tx: Tx, city: string, asker: Asker | undefined, filter: ListFilter, by: readonly CountColumn[]): Promise<readonly Record<string, unknown>[]> => {
  const named = by.map(column => sql`${countColumns[column](filter.now)} as ${sql.ref(column)}`)
  const places = by.map((_, at) => sql.raw(String(at + 1)))
  return (await sql<Record<string, unknown>>`
    select ${sql.join([...named, sql`count(*)::int as count`])} from engine.matter m where ${and(conditions(city, asker, filter))}
    ${places.length > 0 ? sql`group by ${sql.join(places)} order by ${sql.join(places)}` : sql``}`.execute(tx)).rows
}
