import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Sight } from '../contract.ts'
import type { MatterRow } from './matter.ts'

/** The unit of a matter and the organ it belongs to, as far as either may be named. */
export interface Place {
  readonly unit_name: string | null
  readonly organ: string | null
  readonly organ_name: string | null
}

/** `due_text` is PostgreSQL's own, so that a cursor made of it keeps the microseconds. */
export type NamedRow = MatterRow & Place & { readonly sight: Sight; readonly due_text: string }

/**
 * Matters named by their ids, as far as the viewer sees them; the nearest due comes first where no other order is asked. A unit's organ is climbed to once,
 * however many matters it has.
 * @param ids an expression of type uuid[]
 */
export const mattersNamedBy = async (
  tx: Tx,
  ids: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`m.due_at, m.id`,
): Promise<readonly NamedRow[]> =>
  (
    await sql<NamedRow>`
    with named as materialized (select (n.matter).*, n.sight from engine.named_matters(${ids}) n)
    select m.city, m.id, m.number, m.kind, m.lane, m.unit, m.programme, m.stage, m.round, m.opened_at, m.moved_at, m.closed_at, m.ending, m.length, m.head, m.served_first, m.hours_of,
      u.name as unit_name, m.sight, o.id as organ, o.name as organ_name, m.due_at::text as due_text
    from named m left join org.unit u on u.city = m.city and u.id = m.unit
      left join engine.organs_of(org.city(), array(select distinct d.unit from named d)) belongs on belongs.unit = m.unit
      left join org.unit o on o.city = m.city and o.id = belongs.organ
    order by ${order}`.execute(tx)
  ).rows

export const mattersNamed = (tx: Tx, ids: readonly string[]): Promise<readonly NamedRow[]> => mattersNamedBy(tx, sql`${[...ids]}::uuid[]`)
