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
  (
    await sql<ReportFacts>`select m.number, m.unit,
      (select coalesce(json_agg(json_build_object('unit', s.unit, 'role', s.role) order by s.unit), '[]') from engine.seat s where s.city = m.city and s.matter = m.id and s.seat = 'discipline') as posts,
      array(select b.person from engine.barred b where b.city = m.city and b.matter = m.id)::text[] as barred
    from engine.matter m where m.city = ${city} and m.id = ${matter} and m.lane = 'accusation'`.execute(tx)
  ).rows[0]

export const hasOpenedContact = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_contact' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0

export interface Unseated {
  readonly matter: string
  readonly unit: string
  readonly barred: readonly string[]
}

/** Open reports that no post has, since none was filled; one server at a time seats each. */
export const takeUnseated = async (tx: Tx, city: string): Promise<readonly Unseated[]> =>
  (
    await sql<Unseated>`select m.id as matter, m.unit, array(select b.person from engine.barred b where b.city = m.city and b.matter = m.id)::text[] as barred from engine.matter m
    where m.city = ${city} and m.kind = 'report' and m.closed_at is null and not exists (select from engine.seat s where s.city = m.city and s.matter = m.id)
    order by m.id limit 50 for update of m skip locked`.execute(tx)
  ).rows

/** Whoever administers the house today. */
export const administrators = async (tx: Tx, city: string, day: string): Promise<readonly string[]> =>
  (
    await sql<{
      person: string
    }>`select distinct person from org.post where city = ${city} and role = 'system_admin' and held_from <= ${day}::date and (held_until is null or held_until >= ${day}::date) order by person`.execute(
      tx,
    )
  ).rows.map(row => row.person)
