import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

/** Statements about second factors, run as the sign-in. */
export interface FactorRow {
  readonly id: string
  readonly kind: 'totp' | 'webauthn'
  readonly label: string
  readonly sealed: Buffer
  readonly lastUsed: number
  readonly enrolledAt: Date
  readonly confirmedAt: Date | null
}

const columns = sql`f.id, f.kind, f.label, f.sealed, f.last_used::float8 as "lastUsed", f.enrolled_at as "enrolledAt", f.confirmed_at as "confirmedAt"`

export const factorsOf = async (tx: Tx, city: string, account: string): Promise<readonly FactorRow[]> =>
  (
    await sql<FactorRow>`select ${columns} from org.second_factor f where f.city = ${city} and f.account = ${account} order by f.enrolled_at, f.id`.execute(
      tx,
    )
  ).rows

/** One code generator waits to be proven at a time. */
export const insertTotp = async (
  tx: Tx,
  city: string,
  row: { id: string; account: string; label: string; sealed: Buffer; at: Date },
): Promise<void> => {
  await sql`delete from org.second_factor where city = ${city} and account = ${row.account} and confirmed_at is null`.execute(tx)
  await sql`insert into org.second_factor (city, id, account, kind, label, sealed, enrolled_at) values (${city}, ${row.id}, ${row.account}, 'totp', ${row.label}, ${row.sealed}, ${row.at})`.execute(
    tx,
  )
}

/** @returns false where the key belongs to an account already. */
export const insertKeyFactor = async (
  tx: Tx,
  city: string,
  row: { id: string; account: string; label: string; sealed: Buffer; credential: Buffer; count: number; at: Date },
): Promise<boolean> =>
  (
    await sql`insert into org.second_factor (city, id, account, kind, label, sealed, credential, last_used, enrolled_at, confirmed_at)
    values (${city}, ${row.id}, ${row.account}, 'webauthn', ${row.label}, ${row.sealed}, ${row.credential}, ${row.count}, ${row.at}, ${row.at}) on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const confirmFactor = async (tx: Tx, city: string, id: string, step: number, at: Date): Promise<boolean> =>
  (
    await sql`update org.second_factor set confirmed_at = ${at}, last_used = ${step} where city = ${city} and id = ${id} and confirmed_at is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** Nothing is taken twice, by however many at once: only a later step, a higher count. A key that never counts says 0 each time. */
export const spendFactor = async (tx: Tx, city: string, id: string, used: number): Promise<boolean> =>
  (
    await sql`update org.second_factor set last_used = ${used} where city = ${city} and id = ${id} and confirmed_at is not null
    and (last_used < ${used} or (kind = 'webauthn' and last_used = 0 and ${used} = 0))`.execute(tx)
  ).numAffectedRows === 1n

export const deleteFactor = async (tx: Tx, city: string, account: string, id: string): Promise<string | undefined> =>
  (
    await sql<{
      kind: string
    }>`delete from org.second_factor where city = ${city} and account = ${account} and id = ${id} returning kind`.execute(tx)
  ).rows[0]?.kind

export const replaceRecoveryCodes = async (tx: Tx, city: string, account: string, digests: readonly Buffer[]): Promise<void> => {
  await sql`delete from org.recovery_code where city = ${city} and account = ${account}`.execute(tx)
  if (digests.length > 0)
    await sql`insert into org.recovery_code (city, account, digest) select ${city}, ${account}, d from unnest(${[...digests]}::bytea[]) d`.execute(
      tx,
    )
}

export const spendRecoveryCode = async (tx: Tx, city: string, account: string, digest: Buffer, at: Date): Promise<boolean> =>
  (
    await sql`update org.recovery_code set used_at = ${at} where city = ${city} and account = ${account} and digest = ${digest} and used_at is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const recoveryCodesLeft = async (tx: Tx, city: string, account: string): Promise<number> =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from org.recovery_code where city = ${city} and account = ${account} and used_at is null`.execute(tx)
  ).rows[0]!.n

export const setChallenge = async (
  tx: Tx,
  city: string,
  session: Buffer,
  challenge: Buffer,
  purpose: 'enrol' | 'prove',
  until: Date,
): Promise<void> => {
  await sql`update org.session set challenge = ${challenge}, challenge_for = ${purpose}, challenge_until = ${until} where city = ${city} and digest = ${session}`.execute(
    tx,
  )
}

/** Read and taken back at once: it is good for one answer, right or wrong. */
export const takeChallenge = async (
  tx: Tx,
  city: string,
  session: Buffer,
  purpose: 'enrol' | 'prove',
  now: Date,
): Promise<Buffer | undefined> =>
  (
    await sql<{
      challenge: Buffer | null
    }>`with held as (select s.digest, s.challenge from org.session s where s.city = ${city} and s.digest = ${session} and s.challenge_for = ${purpose} and s.challenge_until > ${now} for update)
    update org.session s set challenge = null, challenge_for = null, challenge_until = null from held where s.city = ${city} and s.digest = held.digest returning held.challenge`.execute(
      tx,
    )
  ).rows[0]?.challenge ?? undefined

export const refreshSession = async (tx: Tx, city: string, session: Buffer, now: Date): Promise<void> => {
  await sql`update org.session set fresh_at = ${now} where city = ${city} and digest = ${session}`.execute(tx)
}

/** Every factor was shown in it, the one that was enrolled just now among them. */
export const passSession = async (tx: Tx, city: string, session: Buffer): Promise<void> => {
  await sql`update org.session set second = 'passed' where city = ${city} and digest = ${session}`.execute(tx)
  await sql`delete from org.session s using org.session here where here.city = ${city} and here.digest = ${session} and s.city = here.city and s.account = here.account and s.digest <> here.digest`.execute(
    tx,
  )
}

export const setSecondDue = async (tx: Tx, city: string, account: string, at: Date | null): Promise<void> => {
  await sql`update org.account set second_due_at = ${at} where city = ${city} and id = ${account}`.execute(tx)
}

/** Counted before it is judged, so that many at once are no way around. @returns false: too many failed lately, this one is not even looked at. */
export const beginProof = async (tx: Tx, city: string, key: Buffer, now: Date, forgotten: Date, atMost: number): Promise<boolean> =>
  (
    await sql`insert into org.sign_in_failure as f (city, key, failures, at) values (${city}, ${key}, 1, ${now})
    on conflict (city, key) do update set failures = case when f.at < ${forgotten} then 1 else f.failures + 1 end, at = ${now}
      where f.at < ${forgotten} or f.failures < ${atMost}`.execute(tx)
  ).numAffectedRows === 1n

export const forgetProofs = async (tx: Tx, city: string, key: Buffer): Promise<void> => {
  await sql`delete from org.sign_in_failure where city = ${city} and key = ${key}`.execute(tx)
}

export const insertAccessEntry = async (
  tx: Tx,
  city: string,
  row: { id: string; at: Date; /** null: a command of the machine room. */ person: string | null; act: string; about?: unknown },
): Promise<void> => {
  await sql`insert into org.access_entry (city, id, at, person, act, about) values (${city}, ${row.id}, ${row.at}, ${row.person}, ${row.act}, ${JSON.stringify(row.about ?? {})}::jsonb)`.execute(
    tx,
  )
}

export interface AccessEntryRow {
  readonly id: string
  readonly at: Date
  readonly personName: string | null
  readonly act: string
  readonly about: unknown
}

export interface AccessEntriesAsked {
  /** The last entry of the page before. */
  readonly after?: { readonly at: Date; readonly id: string | null }
  readonly acts?: readonly string[]
  readonly person?: string
  readonly from?: Date
  readonly until?: Date
  readonly limit: number
}

/** As the viewer: the audit administrator reads all, everybody his own. */
export const listAccessEntries = async (
  tx: Tx,
  { after, acts, person, from, until, limit }: AccessEntriesAsked,
): Promise<readonly AccessEntryRow[]> =>
  (
    await sql<AccessEntryRow>`select e.id, e.at, p.name as "personName", e.act, e.about from org.access_entry e left join org.person p on p.city = e.city and p.id = e.person
    where e.city = org.city() and (${after?.at ?? null}::timestamptz is null or e.at < ${after?.at ?? null} or (e.at = ${after?.at ?? null} and e.id > ${after?.id ?? null}::uuid))
      and (${acts ? [...acts] : null}::text[] is null or e.act = any(${acts ? [...acts] : null}::text[])) and (${person ?? null}::uuid is null or e.person = ${person ?? null})
      and (${from ?? null}::timestamptz is null or e.at >= ${from ?? null}) and (${until ?? null}::timestamptz is null or e.at < ${until ?? null})
    order by e.at desc, e.id limit ${limit}`.execute(tx)
  ).rows
