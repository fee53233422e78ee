import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export type ResetKind = 'factors' | 'password'

export interface ResetRow {
  readonly id: string
  readonly what: ResetKind
  readonly person: string
  readonly personName: string
  readonly reason: string
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly agreedByName: string | null
  readonly agreedAt: Date | null
  readonly endedAt: Date | null
}

/** Newest first; to a head of an organ those of its people alone. */
export const listResets = async (tx: Tx, id?: string): Promise<readonly ResetRow[]> =>
  (
    await sql<ResetRow>`
  select r.id, r.what, o.id as person, o.name as "personName", r.reason, r.asked_by as "askedBy", p.name as "askedByName", r.asked_at as "askedAt", q.name as "agreedByName", r.agreed_at as "agreedAt", r.ended_at as "endedAt"
  from org.account_reset r join org.person o on o.city = r.city and o.id = org.owner_of(r.account) join org.person p on p.city = r.city and p.id = r.asked_by
  left join org.person q on q.city = r.city and q.id = r.agreed_by
  where r.city = org.city() and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid) order by r.asked_at desc, r.id limit 100`.execute(
      tx,
    )
  ).rows

export interface NewReset {
  readonly id: string
  readonly account: string
  readonly reason: string
  readonly at: Date
  /** Of a password that is drawn already; its second half is sealed. */
  readonly password?: { readonly hash: string; readonly secondHalf: Buffer }
}

/** @returns false where one of the kind waits already. */
export const insertReset = async (tx: Tx, { id, account, reason, at, password }: NewReset): Promise<boolean> =>
  (
    await sql`insert into org.account_reset (city, id, account, what, reason, asked_by, asked_at, password_hash, second_half)
      values (org.city(), ${id}, ${account}, ${password ? 'password' : 'factors'}, ${reason}, org.person(), ${at}, ${password?.hash ?? null}, ${password?.secondHalf ?? null}) on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const agreeReset = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await sql`update org.account_reset r set agreed_by = org.person(), agreed_at = ${at} where r.city = org.city() and r.id = ${id} and r.agreed_at is null and r.ended_at is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const endReset = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await sql`update org.account_reset r set ended_by = org.person(), ended_at = ${at} where r.city = org.city() and r.id = ${id} and r.agreed_at is null and r.ended_at is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** Factors, codes on paper and sessions of the account, as two have agreed. @returns sessions that ended */
export const forgetFactors = async (tx: Tx, id: string, at: Date): Promise<number> =>
  (await sql<{ ended: number }>`select org.forget_factors(${id}, ${at}) as ended`.execute(tx)).rows[0]!.ended

/** The password as two have agreed. @returns sessions that ended, and the sealed half for whoever agreed */
export const givePassword = async (tx: Tx, id: string, at: Date): Promise<{ readonly sessions: number; readonly half: Buffer }> =>
  (await sql<{ sessions: number; half: Buffer }>`select g.sessions, g.half from org.give_password(${id}, ${at}) g`.execute(tx)).rows[0]!

/** Who heads the organs of this person today. */
export const headsOf = async (tx: Tx, person: string, day: string): Promise<readonly string[]> =>
  (
    await sql<{ person: string }>`
  with recursive up as (
    select u.id, u.parent from org.post h join org.unit u on u.city = h.city and u.id = h.unit where h.city = org.city() and h.person = ${person} and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)
    union
    select u.id, u.parent from up join org.unit u on u.city = org.city() and u.id = up.parent
  )
  select distinct h.person from up join org.post h on h.city = org.city() and h.unit = up.id and h.role = 'head' and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)
  where up.parent is null and h.person <> ${person}`.execute(tx)
  ).rows.map(row => row.person)
