import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'
import { wholeCity } from '../rules/cohort.ts'
import type { Batch } from '../rules/mixing.ts'

/** The mixer's statements, run as viewer `mixer`. Besides the intake this is the only place that names the sealed table. */
export interface CohortRow {
  readonly cohort: string
  readonly state: 'open' | 'closing' | 'released'
  readonly answer_until: Date
  readonly change_until: Date
}

export const listCohortsToMove = async (tx: Tx, city: string, now: Date): Promise<readonly CohortRow[]> =>
  (
    await sql<CohortRow>`select cohort, state, answer_until, change_until from evaluation.cohort c
    where c.city = ${city} and ((state = 'open' and answer_until <= ${now}) or (state = 'closing' and change_until <= ${now})) order by cohort`.execute(
      tx,
    )
  ).rows

/** Waits until every flush under way has ended; none that comes later finds the cohort open. */
export const moveCohort = async (
  tx: Tx,
  city: string,
  cohort: string,
  from: 'open' | 'closing',
  to: 'closing' | 'released',
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(evaluation.cohort_lock(${city}, ${cohort}))`.execute(tx)
  await sql`update evaluation.cohort set state = ${to} where city = ${city} and cohort = ${cohort} and state = ${from}`.execute(tx)
}

export const listOpenCohorts = async (tx: Tx, city: string): Promise<readonly CohortRow[]> =>
  (
    await sql<CohortRow>`select cohort, state, answer_until, change_until from evaluation.cohort where city = ${city} and state = 'open' order by cohort`.execute(
      tx,
    )
  ).rows

/** Cohorts that take no change any more and are not wholly taken out. */
export const listCohortsToMix = async (tx: Tx, city: string): Promise<readonly string[]> =>
  (
    await sql<{ cohort: string }>`select cohort from evaluation.cohort c where c.city = ${city} and c.state = 'released'
    and not exists (select from evaluation.root r where r.city = c.city and r.cohort = c.cohort) order by cohort`.execute(tx)
  ).rows.map(row => row.cohort)

export interface UnitRow {
  readonly unit: string
  readonly parent: string | null
}

/** Units of the cohort's links and of what waits, children before parents. */
export const listUnits = async (tx: Tx, city: string, cohort: string): Promise<readonly UnitRow[]> =>
  (
    await sql<UnitRow>`
    with recursive asked as (
      select distinct l.unit from evaluation.link l where l.city = ${city} and l.cohort = ${cohort}
      union select w.unit from evaluation.waiting w where w.city = ${city} and not w.unverified
    ), up as (
      select a.unit, 0 as steps from asked a
      union all select u.parent, up.steps + 1 from up join org.unit u on u.city = ${city} and u.id = up.unit where u.parent is not null and up.steps < 8
    ), depth as (
      select d.unit, (with recursive above as (select d.unit as id, 0 as n union all select u.parent, above.n + 1 from above join org.unit u on u.city = ${city} and u.id = above.id where u.parent is not null and above.n < 8) select max(n) from above) as n
      from (select distinct unit from up) d
    )
    select depth.unit, u.parent from depth left join org.unit u on u.city = ${city} and u.id = depth.unit order by depth.n desc, depth.unit`.execute(
      tx,
    )
  ).rows

/** @returns false when this unit's part has been taken out already. */
export const markMixed = async (tx: Tx, city: string, cohort: string, unit: string): Promise<boolean> =>
  (await sql`insert into evaluation.mixed (city, cohort, unit) values (${city}, ${cohort}, ${unit}) on conflict do nothing`.execute(tx))
    .numAffectedRows === 1n

export interface LinkOfUnit {
  readonly digest: Buffer
  readonly line: string
  readonly service: string
  readonly channel: string
}

export const linksOfUnit = async (tx: Tx, city: string, cohort: string, unit: string): Promise<readonly LinkOfUnit[]> =>
  (
    await sql<LinkOfUnit>`select digest, line, service, channel from evaluation.link where city = ${city} and cohort = ${cohort} and unit = ${unit}`.execute(
      tx,
    )
  ).rows

export interface SealedBody {
  readonly slot: Buffer
  readonly version: number
  readonly key_id: Buffer
  readonly body: Buffer
}

/** The highest version of each slot. */
export const bodiesOf = async (tx: Tx, city: string, cohort: string, slots: readonly Buffer[]): Promise<readonly SealedBody[]> =>
  (
    await sql<SealedBody>`select distinct on (slot) slot, version, key_id, body from evaluation.sealed
    where city = ${city} and cohort = ${cohort} and slot in (select decode(s, 'hex') from unnest(${slots.map(slot => slot.toString('hex'))}::text[]) s) order by slot, version desc`.execute(
      tx,
    )
  ).rows

export const allBodies = async (tx: Tx, city: string, cohort: string): Promise<readonly SealedBody[]> =>
  (
    await sql<SealedBody>`select distinct on (slot) slot, version, key_id, body from evaluation.sealed where city = ${city} and cohort = ${cohort} order by slot, version desc`.execute(
      tx,
    )
  ).rows

export const flushKeysOf = async (tx: Tx, city: string, cohort: string): Promise<ReadonlyMap<string, Buffer>> =>
  new Map(
    (
      await sql<{
        id: Buffer
        wrapped: Buffer
      }>`select id, wrapped from evaluation.flush_key where city = ${city} and cohort = ${cohort}`.execute(tx)
    ).rows.map(row => [row.id.toString('hex'), row.wrapped]),
  )

export const readPool = async (tx: Tx, city: string, unit: string, unverified: boolean): Promise<Buffer | undefined> =>
  (
    await sql<{
      pool: Buffer
    }>`select pool from evaluation.waiting where city = ${city} and unit = ${unit} and unverified = ${unverified} for update`.execute(tx)
  ).rows[0]?.pool

export const savePool = async (tx: Tx, city: string, unit: string, unverified: boolean, pool: Buffer | undefined): Promise<void> => {
  if (pool)
    await sql`insert into evaluation.waiting (city, unit, unverified, pool) values (${city}, ${unit}, ${unverified}, ${pool}) on conflict (city, unit, unverified) do update set pool = excluded.pool`.execute(
      tx,
    )
  else await sql`delete from evaluation.waiting where city = ${city} and unit = ${unit} and unverified = ${unverified}`.execute(tx)
}

export const addSeconds = async (
  tx: Tx,
  city: string,
  cohort: string,
  counts: readonly { readonly channel: string; readonly bucket: number; readonly count: number }[],
): Promise<void> => {
  for (const { channel, bucket, count } of counts) {
    await sql`insert into evaluation.seconds as s (city, cohort, channel, bucket, count) values (${city}, ${cohort}, ${channel}, ${bucket}, ${count})
      on conflict (city, cohort, channel, bucket) do update set count = s.count + excluded.count`.execute(tx)
  }
}

export interface BatchPlace {
  readonly city: string
  readonly unit: string
  readonly batch: string
  readonly unverified: boolean
}

/** The boards read sums up to each batch; whoever lets one out adds it to them in the same transaction. */
const addUp = (tx: Tx, unit: string, unverified: boolean, batch: string): Promise<unknown> =>
  sql`select evaluation.add_up(${unit}, ${unverified}, ${batch})`.execute(tx)

/** One batch, whole, in the order of its own keys. */
export const insertBatch = async (tx: Tx, place: BatchPlace, batch: Batch): Promise<void> => {
  const { city, unit, batch: name } = place
  await sql`insert into evaluation.batch (city, unit, batch, first_cohort, unverified, ratings, poor) values (${city}, ${unit}, ${name}, ${batch.first}, ${place.unverified}, ${batch.ratings}, ${batch.poor})`.execute(
    tx,
  )
  for (const { dimension, answered, counts } of batch.levels) {
    const [n1 = null, n2 = null, n3 = null, n4 = null, n5 = null] = counts ?? []
    await sql`insert into evaluation.released_level (city, unit, batch, dimension, answered, n1, n2, n3, n4, n5) values (${city}, ${unit}, ${name}, ${dimension}, ${answered}, ${n1}, ${n2}, ${n3}, ${n4}, ${n5})`.execute(
      tx,
    )
  }
  for (const [reason, count] of batch.reasons ?? [])
    await sql`insert into evaluation.released_reason (city, unit, batch, reason, count) values (${city}, ${unit}, ${name}, ${reason}, ${count})`.execute(
      tx,
    )
  for (const line of batch.lines) {
    await sql`insert into evaluation.silent (city, unit, cohort, line, rateable, invited, answered) values (${city}, ${unit}, ${name}, ${line.line}, ${line.rateable}, ${line.invited}, ${line.answered})`.execute(
      tx,
    )
  }
  if (batch.changed > 0 || batch.withdrawn > 0)
    await sql`insert into evaluation.released_change (city, unit, batch, changed, withdrawn) values (${city}, ${unit}, ${name}, ${batch.changed}, ${batch.withdrawn})`.execute(
      tx,
    )
  await addUp(tx, unit, place.unverified, name)
}

export const insertWords = async (
  tx: Tx,
  place: BatchPlace,
  rows: readonly { readonly id: string; readonly sealed: Buffer }[],
): Promise<void> => {
  for (const row of rows)
    await sql`insert into evaluation.released_words (city, id, unit, batch, sealed) values (${place.city}, ${row.id}, ${place.unit}, ${place.batch}, ${row.sealed})`.execute(
      tx,
    )
}

/** The roots are written, then everything that could lead back is dropped. */
export const finishCohort = async (
  tx: Tx,
  city: string,
  cohort: string,
  root: { readonly suite: 'std' | 'gm'; readonly receipts: Buffer; readonly released: Buffer; readonly nodes: Buffer },
): Promise<void> => {
  await sql`insert into evaluation.root (city, cohort, suite, receipts, released, nodes) values (${city}, ${cohort}, ${root.suite}, ${root.receipts}, ${root.released}, ${root.nodes})`.execute(
    tx,
  )
  await addUp(tx, wholeCity, false, cohort)
  await sql`select evaluation.drop_cohort(${city}, ${cohort})`.execute(tx)
}

/** For a second server that ends the same cohort: the first one's root stands. */
export const lockCohort = async (tx: Tx, city: string, cohort: string): Promise<boolean> => {
  await sql`select pg_advisory_xact_lock(evaluation.cohort_lock(${city}, ${cohort}))`.execute(tx)
  return (await sql`select from evaluation.root where city = ${city} and cohort = ${cohort}`.execute(tx)).rows.length === 0
}

/** In the order of their digests. */
export const receiptsOf = async (
  tx: Tx,
  city: string,
  cohort: string,
  after: Buffer,
  most: number,
): Promise<readonly { readonly digest: Buffer; readonly held: Buffer }[]> =>
  (
    await sql<{
      digest: Buffer
      held: Buffer
    }>`select digest, held from evaluation.receipt where city = ${city} and cohort = ${cohort} and digest > ${after} order by digest limit ${most}`.execute(
      tx,
    )
  ).rows

/** Digests and what is kept in hex. */
export const insertReleasedReceipts = async (
  tx: Tx,
  city: string,
  cohort: string,
  rows: readonly { readonly digest: string; readonly place: number; readonly kept: string }[],
): Promise<void> => {
  await sql`insert into evaluation.released_receipt (city, digest, cohort, place, kept)
    select ${city}, decode(r.digest, 'hex'), ${cohort}, r.place, decode(r.kept, 'hex') from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(digest text, place int, kept text)`.execute(
    tx,
  )
}

/** What the boards will read of this cohort, as lines of text that anybody with the boards' rights can make again. */
export const releasedLinesOf = async (tx: Tx, city: string, cohort: string): Promise<readonly string[]> =>
  (
    await sql<{ line: string }>`
    select 'batch ' || unit || ' ' || batch || ' ' || first_cohort || ' ' || ratings || ' ' || coalesce(poor::text, '-') as line from evaluation.batch where city = ${city} and batch = ${cohort}
    union all select 'level ' || unit || ' ' || batch || ' ' || dimension || ' ' || coalesce(answered::text, '-') || ' ' || coalesce(n1::text, '-') || ' ' || coalesce(n2::text, '-') || ' ' || coalesce(n3::text, '-') || ' ' || coalesce(n4::text, '-') || ' ' || coalesce(n5::text, '-') from evaluation.released_level where city = ${city} and batch = ${cohort}
    union all select 'reason ' || unit || ' ' || batch || ' ' || reason || ' ' || count from evaluation.released_reason where city = ${city} and batch = ${cohort}
    union all select 'line ' || unit || ' ' || cohort || ' ' || line || ' ' || rateable || ' ' || invited || ' ' || coalesce(answered::text, '-') from evaluation.silent where city = ${city} and cohort = ${cohort}
    order by 1`.execute(tx)
  ).rows.map(row => row.line)

export interface SilentLink {
  readonly digest: Buffer
  readonly service: string
  readonly party: Buffer
  readonly generation: number
  readonly sealed: Buffer
}

/** Invited people of a cohort with a number; the caller leaves out whose slot is spent. Leaves this file for the outbox alone. */
export const invitedLinks = async (tx: Tx, city: string, cohort: string, after: Buffer, most: number): Promise<readonly SilentLink[]> =>
  (
    await sql<SilentLink>`select l.digest, l.service, l.party, l.generation, k.sealed from evaluation.link l
    join evaluation.contact k on k.city = l.city and k.service = l.service and k.party = l.party
    where l.city = ${city} and l.cohort = ${cohort} and l.channel = 'sms' and k.has_phone and k.sealed is not null and l.digest > ${after} order by l.digest limit ${most}`.execute(
      tx,
    )
  ).rows

export const spentSlots = async (tx: Tx, city: string, cohort: string, slots: readonly Buffer[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{
        slot: Buffer
      }>`select slot from evaluation.sealed where city = ${city} and cohort = ${cohort} and slot in (select decode(s, 'hex') from unnest(${slots.map(slot => slot.toString('hex'))}::text[]) s)`.execute(
        tx,
      )
    ).rows.map(row => row.slot.toString('hex')),
  )

export const markReminded = async (tx: Tx, city: string, cohort: string, reminder: number): Promise<boolean> =>
  (
    await sql`insert into evaluation.reminded (city, cohort, reminder) values (${city}, ${cohort}, ${reminder}) on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** `held` is null once the cohort is released, also while its rows are still being taken out. */
export const receiptHeld = async (
  tx: Tx,
  city: string,
  digest: Buffer,
): Promise<{ readonly cohort: string; readonly held: Buffer | null } | undefined> =>
  (
    await sql<{ cohort: string; held: Buffer | null }>`
    select r.cohort, case when c.state = 'released' then null else r.held end as held from evaluation.receipt r join evaluation.cohort c on c.city = r.city and c.cohort = r.cohort where r.city = ${city} and r.digest = ${digest}
    union all select r.cohort, null from evaluation.released_receipt r where r.city = ${city} and r.digest = ${digest} limit 1`.execute(tx)
  ).rows[0]

export const receiptsHeldIn = async (
  tx: Tx,
  city: string,
  cohort: string,
): Promise<readonly { readonly digest: Buffer; readonly held: Buffer }[]> =>
  (
    await sql<{
      digest: Buffer
      held: Buffer
    }>`select r.digest, r.held from evaluation.receipt r where r.city = ${city} and r.cohort = ${cohort}`.execute(tx)
  ).rows

/** Links of a service whose cohorts are not released, and who served; undefined where there is no such service. */
export const linksOfService = async (
  tx: Tx,
  city: string,
  externalId: string,
): Promise<
  { readonly served: readonly string[]; readonly links: readonly { readonly digest: Buffer; readonly cohort: string }[] } | undefined
> => {
  const [service] = (
    await sql<{
      id: string
      served: string[]
    }>`select id, array_remove(others || officer, null) as served from evaluation.service where city = ${city} and external_id = ${externalId}`.execute(
      tx,
    )
  ).rows
  if (!service) return undefined
  const { rows } = await sql<{
    digest: Buffer
    cohort: string
  }>`select l.digest, l.cohort from evaluation.link l join evaluation.cohort c on c.city = l.city and c.cohort = l.cohort and c.state <> 'released'
    where l.city = ${city} and l.service = ${service.id}`.execute(tx)
  return { served: service.served, links: rows }
}
