import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Sight } from '../contract.ts'
import type { MatterRow } from './matter.ts'

export type NamedRow = MatterRow & {
  readonly unit_name: string | null
  readonly organ: string | null
  readonly organ_name: string | null
  readonly sight: Sight
}

/** Matters named by their ids, few enough that the policy may be asked about each. In no order. */
export const mattersNamed = async (tx: Tx, city: string, ids: readonly string[]): Promise<readonly NamedRow[]> =>
  (
    await sql<NamedRow>`
    select m.city, m.id, m.number, m.kind, m.lane, m.unit, m.programme, m.stage, m.round, m.opened_at, m.moved_at, m.closed_at, m.ending, m.length, m.head,
      u.name as unit_name, engine.sight(m.city, m.id) as sight, o.id as organ, o.name as organ_name
    from engine.matter m left join org.unit u on u.city = m.city and u.id = m.unit
      left join org.unit o on o.city = m.city and o.id = engine.organ_of(m.city, m.unit)
    where m.city = ${city} and m.id = any(${[...ids]}::uuid[])`.execute(tx)
  ).rows
