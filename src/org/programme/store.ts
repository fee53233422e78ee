import { sql } from 'kysely'
import type { Day } from '../../calendar/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Adoption } from './rules.ts'

export interface AdoptionRow extends Adoption {
  readonly yaml: string | null
  readonly note: string
  readonly proposedBy: string | null
  readonly proposedByName: string | null
  readonly approvedByName: string | null
  readonly withdrawnByName: string | null
}

/** Newest first. */
export const listAdoptions = async (tx: Tx): Promise<readonly AdoptionRow[]> =>
  (
    await sql<AdoptionRow>`
  select a.id, a.version, a.way, a.from_on::text as "fromOn", a.proposed_at as "proposedAt", a.approved_at as "approvedAt", a.withdrawn_at as "withdrawnAt",
    a.yaml, a.note, a.proposed_by as "proposedBy", p.name as "proposedByName", q.name as "approvedByName", w.name as "withdrawnByName"
  from org.programme_adoption a left join org.person p on p.city = a.city and p.id = a.proposed_by left join org.person q on q.city = a.city and q.id = a.approved_by left join org.person w on w.city = a.city and w.id = a.withdrawn_by
  where a.city = org.city() order by a.from_on desc, a.proposed_at desc, a.id limit 200`.execute(tx)
  ).rows

/** The version that was adopted on screen and holds on this day. */
export const readInForce = async (tx: Tx, today: Day): Promise<string | undefined> =>
  (
    await sql<{ version: string }>`
  select a.version from org.programme_adoption a where a.city = org.city() and a.way = 'screen' and a.approved_at is not null and a.withdrawn_at is null and a.from_on <= ${today}::date
  order by a.from_on desc, a.approved_at desc limit 1`.execute(tx)
  ).rows[0]?.version

/** Versions that were agreed to and whose day is to come. */
export const readAgreed = async (tx: Tx, today: Day): Promise<readonly string[]> =>
  (
    await sql<{ version: string }>`
  select a.version from org.programme_adoption a where a.city = org.city() and a.way = 'screen' and a.approved_at is not null and a.withdrawn_at is null and a.from_on > ${today}::date`.execute(
      tx,
    )
  ).rows.map(row => row.version)

/** What a start found in the folder, where it differs from what the last start found and nothing was adopted on screen. */
export const insertFound = async (
  tx: Tx,
  row: { readonly id: string; readonly version: string; readonly on: Day; readonly at: Date },
): Promise<void> => {
  await sql`insert into org.programme_adoption (city, id, version, way, from_on, proposed_at)
    select org.city(), ${row.id}, ${row.version}, 'folder', ${row.on}::date, ${row.at}
    where not exists (select from org.programme_adoption a where a.city = org.city() and a.way = 'screen' and a.approved_at is not null and a.withdrawn_at is null and a.from_on <= ${row.on}::date)
      and ${row.version} is distinct from (select a.version from org.programme_adoption a where a.city = org.city() and a.way = 'folder' order by a.from_on desc, a.proposed_at desc limit 1)`.execute(
    tx,
  )
}

/** False where another one waits already. */
export const insertProposal = async (
  tx: Tx,
  row: {
    readonly id: string
    readonly version: string
    readonly yaml: string
    readonly note: string
    readonly fromOn: Day
    readonly at: Date
  },
): Promise<boolean> =>
  (
    await sql`
  insert into org.programme_adoption (city, id, version, way, yaml, note, from_on, proposed_by, proposed_at)
  values (org.city(), ${row.id}, ${row.version}, 'screen', ${row.yaml}, ${row.note}, ${row.fromOn}::date, org.person(), ${row.at})
  on conflict do nothing`.execute(tx)
  ).numAffectedRows === 1n

export const approveAdoption = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await sql`
  update org.programme_adoption set approved_by = org.person(), approved_at = ${at}
  where city = org.city() and id = ${id} and way = 'screen' and approved_at is null and withdrawn_at is null and proposed_by <> org.person() and from_on > (${at}::timestamptz at time zone 'Asia/Shanghai')::date`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const withdrawAdoption = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await sql`
  update org.programme_adoption set withdrawn_by = org.person(), withdrawn_at = ${at}
  where city = org.city() and id = ${id} and way = 'screen' and withdrawn_at is null and (approved_at is null or from_on > (${at}::timestamptz at time zone 'Asia/Shanghai')::date)`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** Whether this person may be the second one. */
export const mayDecide = async (tx: Tx): Promise<boolean> =>
  (await sql<{ may: boolean }>`select org.decides_programme() as may`.execute(tx)).rows[0]!.may
