import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Role } from '../viewer.ts'

export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly person: string
  readonly name: string
  readonly password_hash: string
  readonly must_change: boolean
  readonly disabled: boolean
}

export const findAccount = async (tx: Tx, city: string, login: string): Promise<AccountRow | undefined> =>
  (
    await sql<AccountRow>`
    select a.id, a.login, a.person, p.name, a.password_hash, a.must_change, a.disabled_at is not null as disabled
    from org.account a join org.person p on p.city = a.city and p.id = a.person
    where a.city = ${city} and a.login = ${login}`.execute(tx)
  ).rows[0]

export interface PostRow {
  readonly unit: string
  readonly role: Role
  readonly unitName: string
  readonly title: string | null
  readonly for: string | null
  readonly forName: string | null
}

export interface SessionRow {
  readonly account: string
  readonly login: string
  readonly person: string
  readonly name: string
  readonly mustChange: boolean
  readonly id: string
  readonly seenAt: Date
  readonly expiresAt: Date
  /** 'waiting': the password was right, the second factor is still to be shown. */
  readonly second: 'none' | 'waiting' | 'passed'
  /** When all factors of the account were last shown here. */
  readonly freshAt: Date | null
  readonly isEnrolled: boolean
  /** From when on the account does nothing without a second factor that its posts demand. */
  readonly secondDueAt: Date | null
  readonly posts: readonly PostRow[]
}

/**
 * The session with the posts held at `now`, all read at once: what was taken away a moment ago is not there.
 * @param now of the house's clock, on which posts and duties begin and end
 */
export const findSession = async (tx: Tx, city: string, digest: Buffer, now: Date): Promise<SessionRow | undefined> =>
  (await findSessions(tx, city, [digest], now))[0]

export const findSessions = async (
  tx: Tx,
  city: string,
  digests: readonly Buffer[],
  now: Date,
): Promise<readonly (SessionRow & { readonly digest: Buffer })[]> =>
  (
    await sql<SessionRow & { readonly digest: Buffer }>`
    select s.digest, s.account, a.login, a.person, p.name, a.must_change as "mustChange", s.id, s.fresh_at as "freshAt", a.second_due_at as "secondDueAt",
      f.enrolled as "isEnrolled", case when s.second = 'none' and f.enrolled then 'waiting' else s.second end as second, s.seen_at as "seenAt", s.expires_at as "expiresAt",
      coalesce((
        select json_agg(json_build_object('unit', h.unit, 'role', h.role, 'unitName', u.name, 'title', h.title, 'for', h.lent_by, 'forName', l.name) order by h.deputy, u.name, h.role)
        from (
          select unit, role, min(title) as title, min(deputy) as deputy, null::uuid as lent_by from org.post
          where city = s.city and person = a.person
            and held_from <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date
            and (held_until is null or held_until >= (${now}::timestamptz at time zone 'Asia/Shanghai')::date)
          group by unit, role
          union
          select unit, 'duty_leader', null, 0, null from org.duty
          where city = s.city and person = a.person and from_at <= ${now} and until_at > ${now}
          union
          -- Lent for some days, as long as its owner holds it; what one holds oneself is never lent.
          select distinct on (d.unit, d.role) d.unit, d.role, null, 10, d.person from org.delegation d
          join org.post o on o.city = d.city and o.unit = d.unit and o.role = d.role and o.person = d.person
            and o.held_from <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date and (o.held_until is null or o.held_until >= (${now}::timestamptz at time zone 'Asia/Shanghai')::date)
          where d.city = s.city and d.deputy = a.person and d.ended_at is null
            and (${now}::timestamptz at time zone 'Asia/Shanghai')::date between d.from_on and d.until_on
            and not exists (select from org.post p where p.city = d.city and p.unit = d.unit and p.role = d.role and p.person = d.deputy
              and p.held_from <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date and (p.held_until is null or p.held_until >= (${now}::timestamptz at time zone 'Asia/Shanghai')::date))
        ) h
        join org.unit u on u.city = s.city and u.id = h.unit
          and (u.closed_on is null or u.closed_on > (${now}::timestamptz at time zone 'Asia/Shanghai')::date)
        left join org.person l on l.city = s.city and l.id = h.lent_by
      ), '[]') as posts
    from org.session s
    join org.account a on a.city = s.city and a.id = s.account and a.disabled_at is null
    join org.person p on p.city = a.city and p.id = a.person
    cross join lateral (select exists (select from org.second_factor f where f.city = s.city and f.account = s.account and f.confirmed_at is not null) as enrolled) f
    where s.city = ${city} and s.digest = any(${[...digests]}::bytea[])`.execute(tx)
  ).rows

export const insertSession = async (
  tx: Tx,
  city: string,
  row: { digest: Buffer; account: string; now: Date; expiresAt: Date; second: SessionRow['second'] },
): Promise<void> => {
  await sql`insert into org.session (city, digest, account, created_at, seen_at, expires_at, second, fresh_at)
    values (${city}, ${row.digest}, ${row.account}, ${row.now}, ${row.now}, ${row.expiresAt}, ${row.second}, ${row.second === 'waiting' ? null : row.now})`.execute(
    tx,
  )
}

export const touchSession = async (tx: Tx, city: string, digest: Buffer, now: Date): Promise<void> => {
  await sql`update org.session set seen_at = ${now} where city = ${city} and digest = ${digest} and seen_at < ${now}`.execute(tx)
}

export const deleteSession = async (tx: Tx, city: string, digest: Buffer): Promise<number> =>
  Number((await sql`delete from org.session where city = ${city} and digest = ${digest}`.execute(tx)).numAffectedRows)

/** Leaves the newest few; `except` is kept in any case. */
export const deleteSessionsOf = async (tx: Tx, city: string, account: string, keep: { except?: Buffer; newest: number }): Promise<number> =>
  Number(
    (
      await sql`delete from org.session where city = ${city} and account = ${account} and digest is distinct from ${keep.except ?? null}
    and digest not in (select digest from org.session where city = ${city} and account = ${account} order by created_at desc, digest limit ${keep.newest})`.execute(
        tx,
      )
    ).numAffectedRows,
  )

/** Leaves the newest few. Sessions that wait for a second factor are counted apart: whoever knows a password alone ends nobody's work. */
export const deleteSurplus = async (tx: Tx, city: string, account: string, isWaiting: boolean, newest: number): Promise<void> => {
  await sql`delete from org.session where city = ${city} and digest in (select digest from org.session where city = ${city} and account = ${account} and (second = 'waiting') = ${isWaiting} order by created_at desc, digest offset ${newest})`.execute(
    tx,
  )
}

export const sessionsOf = async (
  tx: Tx,
  city: string,
  account: string,
): Promise<readonly { id: string; digest: Buffer; startedAt: Date; seenAt: Date }[]> =>
  (
    await sql<{
      id: string
      digest: Buffer
      startedAt: Date
      seenAt: Date
    }>`select id, digest, created_at as "startedAt", seen_at as "seenAt" from org.session
    where city = ${city} and account = ${account} and second <> 'waiting' order by created_at desc`.execute(tx)
  ).rows

/** One of the account's own. */
export const deleteSessionById = async (tx: Tx, city: string, account: string, id: string): Promise<boolean> =>
  (await sql`delete from org.session where city = ${city} and account = ${account} and id = ${id}`.execute(tx)).numAffectedRows === 1n

/** As the security administrator. */
export const deleteSessionsOfPerson = async (tx: Tx, city: string, person: string): Promise<number> =>
  Number(
    (
      await sql`delete from org.session s using org.account a where s.city = ${city} and a.city = s.city and a.id = s.account and a.person = ${person}`.execute(
        tx,
      )
    ).numAffectedRows,
  )

export const isEnrolled = async (tx: Tx, city: string, account: string): Promise<boolean> =>
  (await sql`select from org.second_factor where city = ${city} and account = ${account} and confirmed_at is not null limit 1`.execute(tx))
    .rows.length > 0

export const deleteOutdated = async (
  tx: Tx,
  city: string,
  before: { expired: Date; unseen: Date; attempts: Date; failures: Date },
): Promise<void> => {
  await sql`delete from org.session where city = ${city} and (expires_at <= ${before.expired} or seen_at <= ${before.unseen})`.execute(tx)
  await sql`delete from org.sign_in_attempt where city = ${city} and at < ${before.attempts}`.execute(tx)
  await sql`delete from org.sign_in_failure where city = ${city} and at < ${before.failures}`.execute(tx)
}

export const insertAttempt = async (
  tx: Tx,
  city: string,
  row: { id: string; login: Buffer; neighbourhood: string; at: Date; succeeded: boolean },
): Promise<void> => {
  await sql`insert into org.sign_in_attempt (city, id, login, neighbourhood, at, succeeded)
    values (${city}, ${row.id}, ${row.login}, ${row.neighbourhood}, ${row.at}, ${row.succeeded})`.execute(tx)
}

/**
 * Counts an attempt as failed from its beginning, on every server. In the order of the keys, so that two never wait for
 * each other.
 * @returns the failures before this one, in the order given; those from before `forgotten` do not count
 */
export const countFailures = async (
  tx: Tx,
  city: string,
  keys: readonly Buffer[],
  now: Date,
  forgotten: Date,
): Promise<readonly number[]> => {
  const { rows } = await sql<{ key: Buffer; failures: number }>`
    insert into org.sign_in_failure as f (city, key, failures, at) select ${city}, k, 1, ${now}::timestamptz from unnest(${[...keys]}::bytea[]) k order by k
    on conflict (city, key) do update set failures = case when f.at < ${forgotten} then 1 else least(f.failures, 1000) + 1 end, at = greatest(f.at, excluded.at)
    returning key, failures`.execute(tx)
  return keys.map(key => (rows.find(row => row.key.equals(key))?.failures ?? 1) - 1)
}

/** The attempt succeeded: what was counted for it is taken back, and its own lane begins anew. */
export const forgiveFailures = async (tx: Tx, city: string, keys: readonly Buffer[], own: Buffer): Promise<void> => {
  await sql`update org.sign_in_failure f set failures = case when f.key = ${own} then 0 else greatest(0, f.failures - 1) end
    from (select key from org.sign_in_failure where city = ${city} and key = any(${[...keys]}::bytea[]) order by key for update) k
    where f.city = ${city} and f.key = k.key`.execute(tx)
}

export const updatePassword = async (tx: Tx, city: string, account: string, hash: string): Promise<void> => {
  await sql`update org.account set password_hash = ${hash}, must_change = false where city = ${city} and id = ${account}`.execute(tx)
}

export const insertAccount = async (
  tx: Tx,
  city: string,
  row: { id: string; login: string; person: string; hash: string; mustChange: boolean },
): Promise<void> => {
  await sql`insert into org.account (city, id, login, person, password_hash, must_change)
    values (${city}, ${row.id}, ${row.login}, ${row.person}, ${row.hash}, ${row.mustChange})`.execute(tx)
}

export const disableAccount = async (tx: Tx, city: string, account: string, now: Date): Promise<boolean> =>
  (await sql`update org.account set disabled_at = ${now} where city = ${city} and id = ${account} and disabled_at is null`.execute(tx))
    .numAffectedRows === 1n

export interface KeyRow {
  readonly id: string
  readonly scopes: readonly string[]
  readonly usedToday: boolean
}

/** @param now real time: a key's end is agreed upon with another office's machine room. */
export const findKey = async (tx: Tx, city: string, digest: Buffer, now: Date): Promise<KeyRow | undefined> =>
  (
    await sql<KeyRow>`select id, scopes, coalesce(last_used_on = (${now}::timestamptz at time zone 'Asia/Shanghai')::date, false) as "usedToday" from org.api_key
    where city = ${city} and digest = ${digest} and revoked_at is null and (expires_at is null or expires_at > ${now})`.execute(tx)
  ).rows[0]

export const noteKeyUse = async (tx: Tx, city: string, id: string, now: Date): Promise<void> => {
  await sql`update org.api_key set last_used_on = (${now}::timestamptz at time zone 'Asia/Shanghai')::date where city = ${city} and id = ${id}`.execute(
    tx,
  )
}

export interface NewKey {
  readonly name: string
  readonly scopes: readonly string[]
  /** false: answers never carry a link for a citizen. */
  readonly seesLinks?: boolean
  readonly lines?: readonly string[]
  readonly units?: readonly string[]
  readonly expiresAt?: Date
}

export const insertKey = async (tx: Tx, city: string, id: string, digest: Buffer, key: NewKey): Promise<void> => {
  await sql`insert into org.api_key (city, id, digest, name, scopes, sees_links, lines, units, expires_at)
    values (${city}, ${id}, ${digest}, ${key.name}, ${[...key.scopes]}, ${key.seesLinks ?? true}, ${key.lines ? [...key.lines] : null}, ${key.units ? [...key.units] : null}::uuid[], ${key.expiresAt ?? null})`.execute(
    tx,
  )
}

export const replaceKeyDigest = async (tx: Tx, city: string, id: string, digest: Buffer): Promise<boolean> =>
  (await sql`update org.api_key set digest = ${digest} where city = ${city} and id = ${id} and revoked_at is null`.execute(tx))
    .numAffectedRows === 1n

export const revokeKeyAt = async (tx: Tx, city: string, id: string, now: Date): Promise<boolean> =>
  (await sql`update org.api_key set revoked_at = ${now} where city = ${city} and id = ${id} and revoked_at is null`.execute(tx))
    .numAffectedRows === 1n

export const deleteAllSessions = async (tx: Tx, city: string): Promise<void> => {
  await sql`delete from org.session where city = ${city}`.execute(tx)
}
