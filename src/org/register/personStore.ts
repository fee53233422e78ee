import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Role } from '../viewer.ts'
import { asPattern } from './unitStore.ts'

/** A post that was lent, as the other side's page shows it: a visible trace of AB角. */
export interface Trace {
  readonly id: string
  readonly unitName: string
  readonly role: Role
  readonly other: string
  readonly otherName: string
  readonly from: string
  readonly until: string
  readonly reason: string
  readonly ended: boolean
}

/** 回避关系 with somebody, declared or ended. */
export interface KnownTie {
  readonly other: string
  readonly otherName: string
  readonly kind: 'kin' | 'panel'
  readonly from: string | null
  readonly until: string | null
}

export interface PersonPage {
  readonly code: string
  readonly name: string
  /** Those that the asker may know: of the system administrator none. */
  readonly accounts: readonly { readonly login: string; readonly state: 'first' | 'open' | 'disabled' }[]
  /** Of the system administrator none: who is whose kin is not for him. */
  readonly ties: readonly KnownTie[]
  readonly lent: readonly Trace[]
  readonly borrowed: readonly Trace[]
}

const traces = (
  mine: 'person' | 'deputy',
) => sql`coalesce((select json_agg(json_build_object('id', d.id, 'unitName', u.name, 'role', d.role, 'other', q.id, 'otherName', q.name, 'from', d.from_on, 'until', d.until_on, 'reason', d.reason, 'ended', d.ended_at is not null) order by d.from_on desc, d.id)
  from org.delegation d join org.unit u on u.city = d.city and u.id = d.unit join org.person q on q.city = d.city and q.id = ${sql.ref(mine === 'person' ? 'd.deputy' : 'd.person')} where d.city = p.city and ${sql.ref(`d.${mine}`)} = p.id), '[]')`

export const findPersonPage = async (tx: Tx, id: string): Promise<PersonPage | undefined> =>
  (
    await sql<PersonPage>`
  select p.code, p.name, ${traces('person')} as lent, ${traces('deputy')} as borrowed,
    coalesce((select json_agg(json_build_object('other', q.id, 'otherName', q.name, 'kind', t.kind, 'from', t.from_on, 'until', t.until_on) order by t.until_on desc nulls first, q.code)
      from org.tie t join org.person q on q.city = t.city and q.id <> p.id and q.id in (t.person, t.other) where t.city = p.city and p.id in (t.person, t.other)), '[]') as ties,
    coalesce((select json_agg(json_build_object('login', a.login, 'state', case when a.disabled_at is not null then 'disabled' when a.must_change then 'first' else 'open' end) order by a.login) from org.account a where a.city = p.city and a.person = p.id), '[]') as accounts
  from org.person p where p.city = org.city() and p.id = ${id}`.execute(tx)
  ).rows[0]

export const insertPerson = async (tx: Tx, row: { readonly id: string; readonly code: string; readonly name: string }): Promise<boolean> =>
  (
    await sql`insert into org.person (city, id, code, name) values (org.city(), ${row.id}, ${row.code}, ${row.name}) on conflict (city, code) do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const findPeople = async (
  tx: Tx,
  search: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> =>
  (
    await sql<{ id: string; code: string; name: string }>`
  select p.id, p.code, p.name from org.person p where p.city = org.city() and (p.name ilike ${`%${asPattern(search)}%`} or p.code ilike ${`${asPattern(search)}%`}) order by p.code limit ${limit}`.execute(
      tx,
    )
  ).rows
