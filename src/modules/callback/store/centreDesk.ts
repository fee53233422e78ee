import { sql } from 'kysely'
import type { ListPlace } from '../../../kit/cursor.ts'
import type { Tx } from '../../../platform/database/contract.ts'

export interface DeskFilter {
  readonly stage?: string | undefined
  /** The clock that runs out first. */
  readonly clock?: string | undefined
  readonly mark?: 'near' | 'overdue' | undefined
  /** An organ, never a department. */
  readonly unit?: string | undefined
  /** A record of it was sent back and waits to be completed. */
  readonly returned?: boolean | undefined
}

export interface DeskRow extends ListPlace {
  readonly organ_name: string | null
  readonly clock: string | null
  readonly returned: boolean
  readonly returns: number
  readonly own: boolean
}

/** Nearest due first, then by id. */
export const deskPage = async (
  tx: Tx,
  filter: DeskFilter,
  now: Date,
  after: ListPlace | undefined,
  most: number,
): Promise<readonly DeskRow[]> =>
  (
    await sql<DeskRow>`select d.id, d.due_at::text as at, u.name as organ_name, d.clock, d.returned, d.returns, d.own
    from callback.desk_page(${JSON.stringify({ ...filter, returned: filter.returned || undefined })}::jsonb, ${now}, ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${most}) d
    left join org.unit u on u.city = org.city() and u.id = d.organ order by d.due_at, d.id`.execute(tx)
  ).rows

export interface DeskCount {
  readonly unit: string
  readonly unit_name: string
  readonly total: number
  readonly overdue: number
  readonly near: number
  readonly returned: number
}

/** By organ, in the order of their codes: no ranking. */
export const deskCounts = async (tx: Tx, now: Date): Promise<readonly DeskCount[]> =>
  (
    await sql<DeskCount>`select d.organ as unit, u.name as unit_name, d.total, d.overdue, d.near, d.returned
    from callback.desk_counts(${now}) d join org.unit u on u.city = org.city() and u.id = d.organ order by u.code`.execute(tx)
  ).rows
