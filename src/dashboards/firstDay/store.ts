import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Aside, AsideKey, FirstDayCounts } from './rules.ts'

/** Undefined for whoever is no administrator. */
export const readCounts = async (tx: Tx, day: string): Promise<Omit<FirstDayCounts, 'served'> | undefined> =>
  (
    await sql<
      Omit<FirstDayCounts, 'served'>
    >`select f.departments, f.leaderless, f.callers, f.accountless, f.unused, f.administrators, f.unsecured, f.secured,
      f.windows, f.service_keys as "serviceKeys", f.adopted from dashboards.first_day(${day}::date) f`.execute(tx)
  ).rows[0]

export const listAside = async (tx: Tx): Promise<readonly Aside[]> =>
  (
    await sql<Aside>`select a.item, p.name as by, a.set_on::text as on, a.why
      from dashboards.first_day_aside a join org.person p on p.city = a.city and p.id = a.person where a.city = org.city() order by a.item`.execute(
      tx,
    )
  ).rows

/** False where it was set aside before: whoever was first gave the reason. */
export const insertAside = async (tx: Tx, row: { readonly item: AsideKey; readonly why: string; readonly on: string }): Promise<boolean> =>
  (
    await sql`insert into dashboards.first_day_aside (city, item, person, why, set_on)
      values (org.city(), ${row.item}, org.person(), ${row.why}, ${row.on}) on conflict (city, item) do nothing`.execute(tx)
  ).numAffectedRows === 1n

export const deleteAside = async (tx: Tx, item: AsideKey): Promise<boolean> =>
  (await sql`delete from dashboards.first_day_aside where city = org.city() and item = ${item}`.execute(tx)).numAffectedRows === 1n
