import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { AccountState, PersonView } from './contract.ts'

/** The post's own title, where it has one: the page says the role's otherwise. */
export interface PersonFacts extends Omit<PersonView, 'posts'> {
  readonly posts: readonly (Omit<PersonView['posts'][number], 'title'> & { readonly title: string | null })[]
}

export interface PeopleAsked {
  /** Part of a name, beginning of a code or a login. */
  readonly search: string
  readonly state?: AccountState
  readonly unit?: string
  /** Civil day: whose posts. */
  readonly day: string
  /** Sessions seen since go on; both on real time. */
  readonly seenSince: Date
  readonly now: Date
  readonly after?: string
  readonly limit: number
}

const administrators = sql`('system_admin', 'security_admin', 'audit_admin')`
/** Typed text is never a pattern. */
const asPattern = (text: string): string => text.trim().replace(/[\\%_]/g, c => `\\${c}`)

/** As the security or the audit administrator; whoever else asks sees no account. */
export const listPeople = async (
  tx: Tx,
  { search, state, unit, day, seenSince, now, after, limit }: PeopleAsked,
): Promise<readonly PersonFacts[]> =>
  (
    await sql<PersonFacts>`
  select q.* from (
    select p.id as person, p.code, p.name, a.id as account, a.login,
      case when a.id is null then 'none' when a.disabled_at is not null then 'disabled' when a.must_change then 'first' else 'open' end as state,
      (select count(*)::int from org.session s where s.city = p.city and s.account = a.id and s.seen_at > ${seenSince} and s.created_at <= ${now}) as sessions,
      exists (select from org.post h where h.city = p.city and h.person = p.id and h.role in ${administrators} and (h.held_until is null or h.held_until >= ${day}::date)) as "isAdministrator",
      coalesce((select json_agg(json_build_object('unit', h.unit, 'unitName', u.name, 'role', h.role, 'title', h.title, 'deputy', h.deputy) order by h.deputy, u.code, h.role)
        from org.post h join org.unit u on u.city = h.city and u.id = h.unit
        where h.city = p.city and h.person = p.id and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)), '[]') as posts,
      p.code || ' ' || coalesce(a.login, '') as place
    from org.person p left join org.account a on a.city = p.city and a.person = p.id
    where p.city = org.city()
      and (p.name ilike ${`%${asPattern(search)}%`} or p.code ilike ${`${asPattern(search)}%`} or a.login ilike ${`${asPattern(search)}%`})
      and (${unit ?? null}::uuid is null or exists (select from org.post h where h.city = p.city and h.person = p.id and h.unit = ${unit ?? null} and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)))
  ) q where (${state ?? null}::text is null or q.state = ${state ?? null}) and (${after ?? null}::text is null or q.place > ${after ?? null})
  order by q.place limit ${limit}`.execute(tx)
  ).rows

export interface AccountFacts {
  readonly id: string
  readonly login: string
  readonly person: string
  readonly name: string
  readonly disabled: boolean
  readonly isAdministrator: boolean
  readonly unitNames: readonly string[]
}

const accountFacts = (day: string) => sql`a.id, a.login, a.person, p.name, a.disabled_at is not null as disabled,
  exists (select from org.post h where h.city = a.city and h.person = a.person and h.role in ${administrators} and (h.held_until is null or h.held_until >= ${day}::date)) as "isAdministrator",
  array(select u.name from org.post h join org.unit u on u.city = h.city and u.id = h.unit where h.city = a.city and h.person = a.person) as "unitNames"
  from org.account a join org.person p on p.city = a.city and p.id = a.person`

export const findAccountOf = async (
  tx: Tx,
  by: { readonly id: string } | { readonly login: string },
  day: string,
): Promise<AccountFacts | undefined> =>
  (
    await sql<AccountFacts>`select ${accountFacts(day)} where a.city = org.city() and ${'id' in by ? sql`a.id = ${by.id}` : sql`a.login = ${by.login}`}`.execute(
      tx,
    )
  ).rows[0]

export interface OwnerFacts {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly isAdministrator: boolean
  readonly logins: readonly string[]
  readonly unitNames: readonly string[]
}

export const findOwner = async (
  tx: Tx,
  by: { readonly id: string } | { readonly code: string },
  day: string,
): Promise<OwnerFacts | undefined> =>
  (
    await sql<OwnerFacts>`select p.id, p.code, p.name,
      exists (select from org.post h where h.city = p.city and h.person = p.id and h.role in ${administrators} and (h.held_until is null or h.held_until >= ${day}::date)) as "isAdministrator",
      array(select a.login from org.account a where a.city = p.city and a.person = p.id) as logins,
      array(select u.name from org.post h join org.unit u on u.city = h.city and u.id = h.unit where h.city = p.city and h.person = p.id) as "unitNames"
    from org.person p where p.city = org.city() and ${'id' in by ? sql`p.id = ${by.id}` : sql`p.code = ${by.code}`}`.execute(tx)
  ).rows[0]

export const isLoginTaken = async (tx: Tx, login: string): Promise<boolean> =>
  (await sql`select from org.account a where a.city = org.city() and a.login = ${login}`.execute(tx)).rows.length > 0

export const setOneTimePassword = async (tx: Tx, account: string, hash: string): Promise<boolean> =>
  (
    await sql`update org.account a set password_hash = ${hash}, must_change = true where a.city = org.city() and a.id = ${account}`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** @param at null opens it again. */
export const setDisabled = async (tx: Tx, account: string, at: Date | null): Promise<boolean> =>
  (
    await sql`update org.account a set disabled_at = ${at} where a.city = org.city() and a.id = ${account} and (a.disabled_at is null) = (${at}::timestamptz is not null)`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const deleteSessionsOfAccount = async (tx: Tx, account: string): Promise<number> =>
  Number((await sql`delete from org.session s where s.city = org.city() and s.account = ${account}`.execute(tx)).numAffectedRows)
