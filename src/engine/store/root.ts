import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Lane } from '../contract.ts'
import type { Suite } from '../rules/chain.ts'
import type { TrailRow } from './trail.ts'

export interface RootRow {
  readonly day: string
  readonly suite: Suite
  readonly count: number
  readonly previous: Buffer | null
  readonly hash: Buffer
}
export interface HeadRow {
  readonly matter: string
  readonly length: number
  readonly head: Buffer
}

/** One server at a time seals; the others have nothing left to do. */
export const takeSealing = async (tx: Tx, city: string): Promise<boolean> =>
  (await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`engine.root/${city}`}, 0)) as taken`.execute(tx))
    .rows[0]?.taken === true

export const lastRoot = async (tx: Tx, city: string): Promise<RootRow | undefined> =>
  (await sql<RootRow>`select day, suite, count, previous, hash from engine.root where city = ${city} order by day desc limit 1`.execute(tx))
    .rows[0]

/** Trails that grew since they were last sealed. */
export const unsealedHeads = async (tx: Tx, city: string): Promise<readonly HeadRow[]> =>
  (
    await sql<HeadRow>`select id as matter, length, head from engine.matter where city = ${city} and sealed_length < length order by id`.execute(
      tx,
    )
  ).rows

/** The trail that moved last, sealed as it is already; none only where no matter was ever opened. */
export const lastMovedHead = async (tx: Tx, city: string): Promise<readonly HeadRow[]> =>
  (
    await sql<HeadRow>`select h.matter, h.length, h.head from engine.root_head h where h.city = ${city} order by h.day desc, h.matter limit 1`.execute(
      tx,
    )
  ).rows

export const insertRoot = async (tx: Tx, city: string, root: RootRow, heads: readonly HeadRow[]): Promise<void> => {
  await sql`insert into engine.root (city, day, suite, count, previous, hash) values (${city}, ${root.day}, ${root.suite}, ${root.count}, ${root.previous}, ${root.hash})`.execute(
    tx,
  )
  await sql`insert into engine.root_head (city, day, matter, length, head)
    select ${city}, ${root.day}::date, h.matter, h.length, h.head
    from unnest(${heads.map(one => one.matter)}::uuid[], ${heads.map(one => one.length)}::int[], ${heads.map(one => one.head)}::bytea[]) as h (matter, length, head)`.execute(
    tx,
  )
  await sql`update engine.matter m set sealed_length = h.length from engine.root_head h
    where h.city = ${city} and h.day = ${root.day}::date and m.city = h.city and m.id = h.matter`.execute(tx)
}

export const headsOf = async (tx: Tx, city: string, day: string): Promise<readonly HeadRow[]> =>
  (
    await sql<HeadRow>`select matter, length, head from engine.root_head where city = ${city} and day = ${day}::date order by matter`.execute(
      tx,
    )
  ).rows

export const rootsOf = async (tx: Tx, city: string): Promise<readonly RootRow[]> =>
  (await sql<RootRow>`select day, suite, count, previous, hash from engine.root where city = ${city} order by day`.execute(tx)).rows

export type ExportRow = TrailRow & { readonly matter: string; readonly length: number; readonly head: Buffer }

/** Whole trails of the next matters, each with the head that its matter claims; one statement, so that both are of one moment. */
export const trailsAfter = async (tx: Tx, city: string, after: string | undefined, most: number): Promise<readonly ExportRow[]> =>
  (
    await sql<ExportRow>`
    with page as (select city, id, length, head from engine.matter where city = ${city} and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid) order by id limit ${most})
    select p.id as matter, p.length, p.head, t.seq, t.action, t.seat, t.unit, t.role, t.person, t.at, t.stage, t.round, t.effect, t.digest, t.suite, t.previous, t.hash, null as sealed
    from page p left join engine.trail t on t.city = p.city and t.matter = p.id order by p.id, t.seq`.execute(tx)
  ).rows

export type SealedEntryRow = Omit<TrailRow, 'sealed'> & { readonly matter: string; readonly number: string; readonly lane: Lane }

/** The entries that the root of a day covers, of these matters, in order. */
export const sealedEntries = async (tx: Tx, city: string, day: string, matters: readonly string[]): Promise<readonly SealedEntryRow[]> =>
  (
    await sql<SealedEntryRow>`
    select m.id as matter, m.number, m.lane, t.seq, t.action, t.seat, t.unit, t.role, t.person, t.at, t.stage, t.round, t.effect, t.digest, t.suite, t.previous, t.hash
    from engine.root_head h join engine.matter m on m.city = h.city and m.id = h.matter
    join engine.trail t on t.city = h.city and t.matter = h.matter and t.seq <= h.length
    where h.city = ${city} and h.day = ${day}::date and h.matter = any(${[...matters]}::uuid[]) order by m.id, t.seq`.execute(tx)
  ).rows

export const countMatters = async (tx: Tx, city: string): Promise<number> =>
  (await sql<{ count: number }>`select count(*)::int as count from engine.matter where city = ${city}`.execute(tx)).rows[0]?.count ?? 0
