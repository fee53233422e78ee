import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { ListedWatch, Watch } from './contract.ts'

const facts = sql`d.id, d.unit, u.name as "unitName", d.person, p.name as "personName", d.from_at as "fromAt", d.until_at as "untilAt"
  from org.duty d join org.unit u on u.city = d.city and u.id = d.unit join org.person p on p.city = d.city and p.id = d.person`

export interface WatchesAsked {
  readonly unit?: string
  readonly fromAt?: Date
  readonly untilAt?: Date
  readonly after?: { readonly at: Date; readonly id: string }
  readonly limit: number
}

/** In the order of their beginning. */
export const listWatches = async (tx: Tx, { unit, fromAt, untilAt, after, limit }: WatchesAsked): Promise<readonly ListedWatch[]> =>
  (
    await sql<ListedWatch>`
  select ${facts} where d.city = org.city() and (${unit ?? null}::uuid is null or d.unit = ${unit ?? null})
    and (${fromAt ?? null}::timestamptz is null or d.until_at > ${fromAt ?? null}) and (${untilAt ?? null}::timestamptz is null or d.from_at < ${untilAt ?? null})
    and (${after?.id ?? null}::uuid is null or (d.from_at, d.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
  order by d.from_at, d.id limit ${limit}`.execute(tx)
  ).rows

export const findWatch = async (tx: Tx, id: string): Promise<ListedWatch | undefined> =>
  (await sql<ListedWatch>`select ${facts} where d.city = org.city() and d.id = ${id}`.execute(tx)).rows[0]

/** Who may be put on the roster of this unit: whoever leads at its organ through all of these days. */
export const leadersAt = async (
  tx: Tx,
  unit: string,
  from: string,
  until: string,
): Promise<readonly { readonly person: string; readonly name: string; readonly code: string }[]> =>
  (
    await sql<{ person: string; name: string; code: string }>`select p.id as person, p.name, p.code from org.person p
    where p.city = org.city() and p.id <> org.person() and org.leads_at(p.id, ${unit}::uuid, ${from}::date, ${until}::date) order by p.code`.execute(
      tx,
    )
  ).rows

/** The first watch at the unit that meets one of these. */
export const firstMeeting = async (tx: Tx, watches: readonly Watch[]): Promise<Date | undefined> =>
  (
    await sql<{ at: Date }>`
  select min(d.from_at) as at from org.duty d join json_to_recordset(${JSON.stringify(watches)}) as x(unit uuid, "fromAt" timestamptz, "untilAt" timestamptz) on d.unit = x.unit and d.from_at < x."untilAt" and d.until_at > x."fromAt"
  where d.city = org.city()`.execute(tx)
  ).rows[0]?.at ?? undefined

export const insertWatches = async (tx: Tx, rows: readonly (Watch & { readonly id: string })[]): Promise<void> => {
  await sql`insert into org.duty (city, id, unit, person, from_at, until_at)
    select org.city(), id, unit, person, "fromAt", "untilAt" from json_to_recordset(${JSON.stringify(rows)}) as x(id uuid, unit uuid, person uuid, "fromAt" timestamptz, "untilAt" timestamptz)`.execute(
    tx,
  )
}

/** Only one that has not begun. */
export const removeWatch = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await sql`delete from org.duty where city = org.city() and id = ${id} and from_at > ${now}`.execute(tx)).numAffectedRows === 1n
