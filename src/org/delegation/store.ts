import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Role } from '../viewer.ts'
import type { Wanted } from './rules.ts'

export interface DelegationRow {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly role: Role
  readonly person: string
  readonly personName: string
  readonly deputy: string
  readonly deputyName: string
  readonly from: string
  readonly until: string
  readonly reason: string
  readonly endedAt: Date | null
}

export const listDelegations = async (tx: Tx): Promise<readonly DelegationRow[]> =>
  (
    await sql<DelegationRow>`
  select d.id, d.unit, u.name as "unitName", d.role, d.person, p.name as "personName", d.deputy, q.name as "deputyName", d.from_on::text as "from", d.until_on::text as "until", d.reason, d.ended_at as "endedAt"
  from org.delegation d join org.unit u on u.city = d.city and u.id = d.unit join org.person p on p.city = d.city and p.id = d.person join org.person q on q.city = d.city and q.id = d.deputy
  where d.city = org.city() order by d.from_on desc, d.id limit 200`.execute(tx)
  ).rows

/** @returns false where these days of the post are lent already. */
export const insertDelegation = async (
  tx: Tx,
  id: string,
  { unit, role, person, deputy, from, until }: Wanted,
  reason: string,
  at: Date,
): Promise<boolean> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`org.delegation/${unit}/${role}/${person}`}, 0))`.execute(tx)
  return (
    (
      await sql`insert into org.delegation (city, id, unit, role, person, deputy, from_on, until_on, reason, given_at)
    select org.city(), ${id}::uuid, ${unit}::uuid, ${role}, ${person}::uuid, ${deputy}::uuid, ${from}::date, ${until}::date, ${reason}, ${at}::timestamptz
    where not exists (select from org.delegation d where d.city = org.city() and d.unit = ${unit}::uuid and d.role = ${role} and d.person = ${person}::uuid and d.ended_at is null
      and daterange(d.from_on, d.until_on, '[]') && daterange(${from}::date, ${until}::date, '[]'))`.execute(tx)
    ).numAffectedRows === 1n
  )
}

export const endDelegation = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (await sql`update org.delegation set ended_at = ${at} where city = org.city() and id = ${id} and ended_at is null`.execute(tx))
    .numAffectedRows === 1n
