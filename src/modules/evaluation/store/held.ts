import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface HeldRow {
  readonly id: string
  readonly sealed: string
}

/** Wishes whose case has ended, or that have waited long enough; taken once, by whoever sweeps. */
export const takeHeldWishes = async (tx: Tx, city: string, today: string, most: number): Promise<readonly HeldRow[]> =>
  (
    await sql<HeldRow>`
    with due as (
      select h.id from evaluation.held_wish h
      where h.city = ${city} and (h.until <= ${today} or exists (select from evaluation.ended_case e where e.city = h.city and e.case_key = h.waits_for))
      order by h.id limit ${most}
    )
    delete from evaluation.held_wish h using due where h.city = ${city} and h.id = due.id returning h.id, h.sealed`.execute(tx)
  ).rows
