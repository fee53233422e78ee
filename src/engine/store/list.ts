import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { CountColumn, MatterCount } from '../contract.ts'
import type { MatterRow } from './matter.ts'

/** As `engine.visible_rows` reads it; what is absent lets everything through. */
export interface ListFilter {
  readonly kind?: string
  readonly stages?: readonly string[]
  readonly unit?: string
  readonly open?: boolean
  readonly number?: string
  readonly dueBy?: string
  readonly dueAfter?: string
  readonly nearBy?: string
  /** '<kind> <stage> <seat>': only matters in which one of these is a seat of the viewer's. */
  readonly turns?: readonly string[]
}

export type ListRow = MatterRow & { readonly unit_name: string | null; readonly sight: 'full' | 'progress'; readonly due_text: string }

/** Nearest due first, then by id; `after` is the last row of the page before. */
export const listMatters = async (tx: Tx, city: string, filter: ListFilter, after: { readonly due: string; readonly id: string } | undefined, most: number): Promise<readonly ListRow[]> =>
  (await sql<ListRow>`
    select m.city, m.id, m.number, m.kind, m.lane, m.unit, m.programme, m.stage, m.round, m.opened_at, m.moved_at, m.closed_at, m.ending, m.length, m.head,
      u.name as unit_name, engine.sight(m.city, m.id) as sight, m.due_at::text as due_text
    from engine.matter m left join org.unit u on u.city = m.city and u.id = m.unit
    where m.city = ${city}
      and m.id = any(array(select engine.find_matters(${JSON.stringify(filter)}::jsonb, ${after?.due ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${most})))
    order by m.due_at, m.id`.execute(tx)).rows

export const unitNameOf = async (tx: Tx, city: string, unit: string): Promise<string> =>
  (await sql<{ name: string }>`select name from org.unit where city = ${city} and id = ${unit}`.execute(tx)).rows[0]?.name ?? ''

export const sightOf = async (tx: Tx, city: string, matter: string): Promise<'full' | 'progress' | null> =>
  (await sql<{ sight: 'full' | 'progress' | null }>`select engine.sight(${city}, ${matter}) as sight`.execute(tx)).rows[0]?.sight ?? null

export const countMatters = async (tx: Tx, filter: ListFilter, by: readonly CountColumn[], now: Date): Promise<readonly MatterCount[]> => {
  const { rows } = await sql<Required<MatterCount>>`
    select kind, lane, unit, stage, ending, round, mark, count from engine.count_matters(${JSON.stringify(filter)}::jsonb, ${[...by]}::text[], ${now})`.execute(tx)
  return rows.map(row => ({ ...Object.fromEntries(by.map(column => [column, row[column]])), count: row.count }))
}
