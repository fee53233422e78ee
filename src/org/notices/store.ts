import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export interface NoticeRow {
  readonly year: number
  readonly version: number
  readonly data: unknown
  readonly notice: string
  readonly source: string
  readonly enteredBy: string | null
  readonly enteredByName: string | null
  readonly enteredAt: Date
  readonly confirmedByName: string | null
  readonly confirmedAt: Date | null
  readonly withdrawnAt: Date | null
}

/** The years in force: of each the newest version that two people agreed on. */
export const readYearsInForce = async (tx: Tx): Promise<readonly { year: number; version: number; data: unknown }[]> =>
  (
    await sql<{ year: number; version: number; data: unknown }>`
  select distinct on (n.year) n.year, n.version, n.data from org.calendar_notice n where n.city = org.city() and n.confirmed_at is not null order by n.year, n.version desc`.execute(
      tx,
    )
  ).rows

export const listNotices = async (tx: Tx): Promise<readonly NoticeRow[]> =>
  (
    await sql<NoticeRow>`
  select n.year, n.version, n.data, n.notice, n.source, n.entered_by as "enteredBy", e.name as "enteredByName", n.entered_at as "enteredAt", c.name as "confirmedByName", n.confirmed_at as "confirmedAt", n.withdrawn_at as "withdrawnAt"
  from org.calendar_notice n left join org.person e on e.city = n.city and e.id = n.entered_by left join org.person c on c.city = n.city and c.id = n.confirmed_by
  where n.city = org.city() order by n.year desc, n.version desc limit 200`.execute(tx)
  ).rows

/** Version of the new row; undefined where one of the year waits already. */
export const insertNotice = async (
  tx: Tx,
  row: { year: number; data: unknown; notice: string; source: string; enteredBy: string | null; at: Date },
): Promise<number | undefined> =>
  (
    await sql<{ version: number }>`
  insert into org.calendar_notice (city, year, version, data, notice, source, entered_by, entered_at)
  select org.city(), ${row.year}, coalesce((select max(n.version) from org.calendar_notice n where n.city = org.city() and n.year = ${row.year}), 0) + 1,
    ${JSON.stringify(row.data)}::jsonb, ${row.notice}, ${row.source}, ${row.enteredBy}::uuid, ${row.at}
  on conflict do nothing returning version`.execute(tx)
  ).rows[0]?.version

export const confirmNotice = async (tx: Tx, year: number, version: number, at: Date): Promise<boolean> =>
  (
    await sql`
  update org.calendar_notice set confirmed_by = org.person(), confirmed_at = ${at}
  where city = org.city() and year = ${year} and version = ${version} and confirmed_at is null and withdrawn_at is null`.execute(tx)
  ).numAffectedRows === 1n

export const withdrawNotice = async (tx: Tx, year: number, version: number, at: Date): Promise<boolean> =>
  (
    await sql`
  update org.calendar_notice set withdrawn_by = org.person(), withdrawn_at = ${at}
  where city = org.city() and year = ${year} and version = ${version} and confirmed_at is null and withdrawn_at is null`.execute(tx)
  ).numAffectedRows === 1n
