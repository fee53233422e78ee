import { sql } from 'kysely'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'

export interface ReportFacts {
  readonly number: string
  readonly unit: string
  /** The post that holds the report's only seat. */
  readonly posts: readonly HeldPost[]
  readonly barred: readonly string[]
}

export const reportFacts = async (tx: Tx, city: string, matter: string): Promise<ReportFacts | undefined> =>
  (await sql<ReportFacts>`select m.number, m.unit,
      (select coalesce(json_agg(json_build_object('unit', s.unit, 'role', s.role) order by s.unit), '[]') from engine.seat s where s.city = m.city and s.matter = m.id and s.seat = 'discipline') as posts,
      array(select b.person from engine.barred b where b.city = m.city and b.matter = m.id)::text[] as barred
    from engine.matter m where m.city = ${city} and m.id = ${matter} and m.lane = 'accusation'`.execute(tx)).rows[0]
