import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface KeyLimits {
  readonly sees_links: boolean
  readonly lines: readonly string[] | null
  readonly units: readonly string[] | null
}

/** What the pushing key may touch; its units include everything that stands below them. */
export const readKeyLimits = async (tx: Tx, city: string, key: string): Promise<KeyLimits | undefined> =>
  (
    await sql<KeyLimits>`
    with recursive own as (select k.sees_links, k.lines, k.units from org.api_key k where k.city = ${city} and k.id = ${key}),
    below as (
      select unnest(own.units) as unit from own
      union select next.id from below cross join lateral (
        select u.id from org.unit u where u.city = ${city} and u.parent = below.unit
        union all select e.lower from org.edge e where e.city = ${city} and e.upper = below.unit
      ) next
    )
    select own.sees_links, own.lines, case when own.units is null then null else (select array_agg(unit::text) from below) end as units from own`.execute(
      tx,
    )
  ).rows[0]

export const unitsByCode = async (
  tx: Tx,
  city: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly organ: string }>> =>
  new Map(
    (
      await sql<{
        code: string
        id: string
        organ: string
      }>`select code, id, coalesce(parent, id) as organ from org.unit where city = ${city} and code = any(${[...codes]}::text[]) and closed_on is null`.execute(
        tx,
      )
    ).rows.map(row => [row.code, row]),
  )

export const personsByCode = async (tx: Tx, city: string, codes: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql<{
        code: string
        id: string
      }>`select code, id from org.person where city = ${city} and code = any(${[...codes]}::text[])`.execute(tx)
    ).rows.map(row => [row.code, row.id]),
  )

/** Two pushes of one service wait for each other, in the order of their ids. */
export const lockExternalIds = async (tx: Tx, city: string, externalIds: readonly string[]): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(e, 0)) from (select distinct ${`evaluation.service ${city} `}::text || e as e from unnest(${[...externalIds]}::text[]) e order by 1) locked`.execute(
    tx,
  )
}

export const servicesByExternalId = async (
  tx: Tx,
  city: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly unit: string; readonly line: string }>> =>
  new Map(
    (
      await sql<{ external_id: string; id: string; unit: string; line: string }>`
    select external_id, id, unit, line from evaluation.service where city = ${city} and external_id = any(${[...externalIds]}::text[])`.execute(
        tx,
      )
    ).rows.map(row => [row.external_id, row]),
  )

export interface ServiceRow {
  readonly id: string
  readonly external_id: string
  readonly unit: string
  readonly line: string
  readonly officer: string | null
  readonly others: readonly string[]
  readonly title: string | null
  readonly outcome: string
  readonly finished_at: string
  /** Hex. */
  readonly case_key: string
}

/** A further push of the same service brings its latest state. Unit and line are what its links were made for, and the case is what wishes wait for, so they stay. */
export const saveServices = async (tx: Tx, city: string, rows: readonly ServiceRow[]): Promise<void> => {
  await sql`insert into evaluation.service as s (city, id, external_id, unit, line, officer, others, title, outcome, finished_at, case_key)
    select ${city}, r.id, r.external_id, r.unit, r.line, r.officer, r.others, r.title, r.outcome, r.finished_at, decode(r.case_key, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, external_id text, unit uuid, line text, officer uuid, others uuid[], title text, outcome text, finished_at timestamptz, case_key text)
    order by r.external_id
    on conflict (city, external_id) do update set officer = excluded.officer, others = excluded.others, title = excluded.title, outcome = excluded.outcome, finished_at = excluded.finished_at`.execute(
    tx,
  )
}

export interface PartyRow {
  readonly service: string
  readonly party: Buffer
  readonly hasPhone: boolean
  readonly sealed: Buffer | null
}

const hex = (bytes: Buffer | null): string | null => (bytes === null ? null : bytes.toString('hex'))

/** @returns the parties that were not known before: only they are given a link. A number that came later is added while it can still serve. */
export const saveParties = async (tx: Tx, city: string, rows: readonly PartyRow[]): Promise<ReadonlySet<string>> => {
  const { rows: fresh } = await sql<{ service: string; party: Buffer; is_new: boolean }>`
    insert into evaluation.contact as k (city, service, party, has_phone, sealed)
    select ${city}, r.service, decode(r.party, 'hex'), r.has_phone, decode(r.sealed, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows.map(row => ({ service: row.service, party: hex(row.party), has_phone: row.hasPhone, sealed: hex(row.sealed) })))}::jsonb) as r(service uuid, party text, has_phone boolean, sealed text)
    on conflict (city, service, party) do update set has_phone = excluded.has_phone or k.has_phone, sealed = case
      when excluded.has_phone and exists (select from evaluation.link l where l.city = k.city and l.service = k.service and l.party = k.party) then excluded.sealed else k.sealed end
    returning service, party, xmax = 0 as is_new`.execute(tx)
  return new Set(fresh.filter(row => row.is_new).map(row => `${row.service} ${row.party.toString('hex')}`))
}

export interface NewLink {
  readonly cohort: string
  readonly digest: Buffer
  readonly unit: string
  readonly line: string
  readonly service: string
  readonly party: Buffer
  readonly channel: 'sms' | 'code' | 'none'
  readonly generation: number
}

export const insertLinks = async (tx: Tx, city: string, links: readonly NewLink[]): Promise<void> => {
  if (links.length === 0) return
  await sql`insert into evaluation.link (city, cohort, digest, unit, line, service, party, channel, generation)
    select ${city}, r.cohort, decode(r.digest, 'hex'), r.unit, r.line, r.service, decode(r.party, 'hex'), r.channel, r.generation
    from jsonb_to_recordset(${JSON.stringify(links.map(link => ({ ...link, digest: hex(link.digest), party: hex(link.party) })))}::jsonb) as r(cohort text, digest text, unit uuid, line text, service uuid, party text, channel text, generation int)
    order by r.digest on conflict do nothing`.execute(tx)
}

export const openCohort = async (
  tx: Tx,
  city: string,
  cohort: string,
  times: { readonly answerUntil: Date; readonly changeUntil: Date },
): Promise<void> => {
  await sql`select evaluation.open_cohort(${city}, ${cohort}, ${times.answerUntil}, ${times.changeUntil})`.execute(tx)
}

/** Their cases are over: whoever wished to be called afterwards is called now. */
export const endCases = async (tx: Tx, city: string, services: readonly string[]): Promise<void> => {
  if (services.length === 0) return
  await sql`insert into evaluation.ended_case (city, case_key) select distinct s.city, s.case_key from evaluation.service s
    where s.city = ${city} and s.id = any(${[...services]}::uuid[]) and s.case_key is not null on conflict do nothing`.execute(tx)
}
