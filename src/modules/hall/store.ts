import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { BodyOf, Held, Kind } from './contract.ts'

interface HeldRow<K extends Kind> extends Held<K> {
  readonly gone: boolean
}

const heldOn = (kind: Kind, on: string) => sql`
  select distinct on (v.code) v.code, v.version, v.from_on::text as "fromOn", v.gone, v.body
  from hall.version v where v.city = org.city() and v.kind = ${kind} and v.from_on <= ${on}::date
  order by v.code, v.from_on desc, v.version desc`

/** The register as it holds on a day, in the order of codes, with what is gone marked. */
export const listHeldOrGone = async <K extends Kind>(tx: Tx, kind: K, on: string): Promise<readonly HeldRow<K>[]> =>
  (await sql<HeldRow<K>>`${heldOn(kind, on)}`.execute(tx)).rows

export const listHeld = async <K extends Kind>(tx: Tx, kind: K, on: string): Promise<readonly Held<K>[]> =>
  (await listHeldOrGone(tx, kind, on)).filter(row => !row.gone)

/** For the citizen's page: what is found, in the order of codes; never more than `most`. */
export const findItems = async (tx: Tx, on: string, find: string, most: number): Promise<readonly Held<'item'>[]> =>
  (
    await sql<Held<'item'>>`with held as (${heldOn('item', on)})
    select h.code, h.version, h."fromOn", h.body from held h
    where not h.gone and (strpos(lower(h.body->>'name'), lower(${find})) > 0 or strpos(lower(h.body->>'unit'), lower(${find})) > 0
      or strpos(lower(coalesce(h.body->>'oneThing', '')), lower(${find})) > 0 or h.code = ${find})
    order by h.code limit ${most}`.execute(tx)
  ).rows

export const findItem = async (tx: Tx, code: string, on: string): Promise<Held<'item'> | undefined> =>
  (
    await sql<HeldRow<'item'>>`select v.code, v.version, v.from_on::text as "fromOn", v.gone, v.body from hall.version v
    where v.city = org.city() and v.kind = 'item' and v.code = ${code} and v.from_on <= ${on}::date
    order by v.from_on desc, v.version desc limit 1`.execute(tx)
  ).rows.find(row => !row.gone)

export interface VersionRow {
  readonly version: number
  readonly fromOn: string
  readonly gone: boolean
  readonly body: BodyOf[Kind]
  readonly changedAt: Date
  readonly byName: string
  readonly why: string
}

/** Every version, the newest first. */
export const listVersions = async (tx: Tx, kind: Kind, code: string): Promise<readonly VersionRow[]> =>
  (
    await sql<VersionRow>`select v.version, v.from_on::text as "fromOn", v.gone, v.body, v.changed_at as "changedAt", v.by_name as "byName", v.why
    from hall.version v where v.city = org.city() and v.kind = ${kind} and v.code = ${code} order by v.version desc`.execute(tx)
  ).rows

/** The highest version of each code that there is. */
export const lastVersions = async (tx: Tx, kind: Kind): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await sql<{ code: string; version: number }>`select v.code, max(v.version)::int as version from hall.version v
      where v.city = org.city() and v.kind = ${kind} group by v.code`.execute(tx)
    ).rows.map(row => [row.code, row.version]),
  )

/** One change of the register at a time, so that versions follow each other. */
export const lockRegister = async (tx: Tx, city: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hall.version ${city}`}, 0))`.execute(tx)
}

export interface NewVersion {
  readonly code: string
  readonly version: number
  readonly gone: boolean
  readonly body: object
}
export interface Change {
  readonly city: string
  readonly kind: Kind
  readonly fromOn: string
  readonly at: Date
  readonly person: string
  readonly name: string
  readonly why: string
}

export const saveVersions = async (tx: Tx, change: Change, versions: readonly NewVersion[]): Promise<void> => {
  if (versions.length === 0) return
  await sql`insert into hall.version (city, kind, code, version, from_on, gone, body, changed_at, by_person, by_name, why)
    select ${change.city}, ${change.kind}, n.code, n.version, ${change.fromOn}::date, n.gone, n.body, ${change.at}, ${change.person}::uuid, ${change.name}, ${change.why}
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as n (code text, version int, gone boolean, body jsonb)`.execute(tx)
}
