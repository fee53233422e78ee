import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { ChainEntry, Suite } from '../rules/chain.ts'
import type { Effect, Fact } from '../rules/evolve.ts'

export interface TrailRow {
  readonly seq: number
  readonly action: string
  readonly seat: string
  readonly unit: string | null
  readonly role: string | null
  readonly person: string | null
  readonly at: Date
  readonly stage: string
  readonly round: number
  readonly effect: Effect
  readonly digest: Buffer | null
  readonly suite: Suite
  readonly previous: Buffer | null
  readonly hash: Buffer
  /** Present only for whoever has full sight. */
  readonly sealed: Buffer | null
}

export const trailOf = async (tx: Tx, city: string, matter: string): Promise<readonly TrailRow[]> =>
  (
    await sql<TrailRow>`
    select t.seq, t.action, t.seat, t.unit, t.role, t.person, t.at, t.stage, t.round, t.effect, t.digest, t.suite, t.previous, t.hash, i.sealed
    from engine.trail t left join engine.input i on i.city = t.city and i.matter = t.matter and i.seq = t.seq
    where t.city = ${city} and t.matter = ${matter} order by t.seq`.execute(tx)
  ).rows

export const factOf = (row: Pick<TrailRow, 'action' | 'at' | 'stage' | 'round' | 'effect'>): Fact => ({
  action: row.action,
  at: row.at.toISOString(),
  stage: row.stage,
  round: row.round,
  effect: row.effect,
})

export const insertEntry = async (tx: Tx, entry: ChainEntry, hash: string): Promise<void> => {
  const bytes = (hex: string | undefined): Buffer | null => (hex === undefined ? null : Buffer.from(hex, 'hex'))
  await sql`
    insert into engine.trail (city, matter, seq, action, seat, unit, role, person, at, stage, round, effect, digest, suite, previous, hash)
    values (${entry.city}, ${entry.matter}, ${entry.seq}, ${entry.action}, ${entry.seat}, ${entry.unit ?? null}, ${entry.role ?? null}, ${entry.person ?? null},
      ${entry.at}, ${entry.stage}, ${entry.round}, ${JSON.stringify(entry.effect)}::jsonb, ${bytes(entry.digest)}, ${entry.suite}, ${bytes(entry.previous)}, ${bytes(hash)})`.execute(
    tx,
  )
}

export const insertInput = async (tx: Tx, city: string, matter: string, seq: number, sealed: Buffer): Promise<void> => {
  await sql`insert into engine.input (city, matter, seq, sealed) values (${city}, ${matter}, ${seq}, ${sealed})`.execute(tx)
}

/** Undefined when the matter was erased or this viewer lacks full sight. */
export const wrappedKeyOf = async (tx: Tx, city: string, matter: string): Promise<Buffer | undefined> =>
  (await sql<{ wrapped: Buffer }>`select wrapped from engine.matter_key where city = ${city} and matter = ${matter}`.execute(tx)).rows[0]
    ?.wrapped

export const deleteKey = async (tx: Tx, city: string, matter: string): Promise<boolean> =>
  (await sql`delete from engine.matter_key where city = ${city} and matter = ${matter}`.execute(tx)).numAffectedRows === 1n

/** Matters of these kinds that were closed before an instant and whose key still stands. */
export const closedWithKey = async (tx: Tx, city: string, kinds: readonly string[], before: Date): Promise<readonly string[]> =>
  (
    await sql<{ id: string }>`select m.id from engine.matter m join engine.matter_key k on k.city = m.city and k.matter = m.id
    where m.city = ${city} and m.kind = any (${[...kinds]}) and m.closed_at < ${before} order by m.closed_at, m.id limit 200`.execute(tx)
  ).rows.map(row => row.id)

export const unitNames = async (tx: Tx, city: string, units: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql<{
        id: string
        name: string
      }>`select id, name from org.unit where city = ${city} and id = any(${[...units]}::uuid[])`.execute(tx)
    ).rows.map(row => [row.id, row.name]),
  )

export const personNames = async (tx: Tx, city: string, persons: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await sql<{
        id: string
        name: string
      }>`select id, name from org.person where city = ${city} and id = any(${[...persons]}::uuid[])`.execute(tx)
    ).rows.map(row => [row.id, row.name]),
  )
