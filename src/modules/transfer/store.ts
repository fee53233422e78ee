import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into transfer.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict do nothing`.execute(tx)
}

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select transfer.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from transfer.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

interface Place {
  readonly unit: string
  readonly name: string
}
export interface NewBundle {
  readonly matter: string
  readonly point: string
  readonly addressee: Place
  readonly holder: Place
  /** Who took them from the party. */
  readonly person: string | undefined
  readonly at: Date
}

/** The first change of custody, from the party to the point. Pressed twice it is one. */
export const insertBundle = async (tx: Tx, city: string, { matter, point, addressee, holder, person, at }: NewBundle): Promise<void> => {
  await sql`insert into transfer.bundle (city, matter, point, unit, unit_name, holder, holder_name, held_at)
    values (${city}, ${matter}, ${point}, ${addressee.unit}, ${addressee.name}, ${holder.unit}, ${holder.name}, ${at}) on conflict do nothing`.execute(
    tx,
  )
  await sql`insert into transfer.passage (city, matter, seq, from_name, to_unit, to_name, given_at, signed_at, signed_by)
    values (${city}, ${matter}, 1, '当事人', ${holder.unit}, ${holder.name}, ${at}, ${at}, ${person ?? null}) on conflict do nothing`.execute(
    tx,
  )
}

const isDouble = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'bundle_bag_under_way'

/** @returns whether the number was free: one that is under way stands on one bag alone, whoever sees it. If not, the transaction is over. */
export const markBag = async (tx: Tx, city: string, matter: string, bag: string): Promise<boolean> => {
  try {
    await sql`update transfer.bundle set bag = ${bag} where city = ${city} and matter = ${matter}`.execute(tx)
    return true
  } catch (error) {
    if (isDouble(error)) return false
    throw error
  }
}

/** Arrived, taken back or known to be lost: the number may stand on another bag. */
export const freeBag = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update transfer.bundle set under_way = false where city = ${city} and matter = ${matter}`.execute(tx)
}

export interface BundleRow {
  readonly unit: string
  readonly unit_name: string
  readonly holder: string
  readonly holder_name: string
  readonly passing_to: string | null
  readonly passing_name: string | null
}
export const bundleOf = async (tx: Tx, city: string, matter: string): Promise<BundleRow | undefined> =>
  (
    await sql<BundleRow>`select unit, unit_name, holder, holder_name, passing_to, passing_name from transfer.bundle where city = ${city} and matter = ${matter}`.execute(
      tx,
    )
  ).rows[0]

interface Giving {
  readonly matter: string
  readonly seq: number
  readonly to: Place | { readonly unit: null; readonly name: string }
  readonly person: string | undefined
  readonly at: Date
}
/** Given, and still held by the giver until the other has signed. */
export const give = async (tx: Tx, city: string, { matter, seq, to, person, at }: Giving): Promise<void> => {
  await sql`insert into transfer.passage (city, matter, seq, from_name, to_unit, to_name, given_at, given_by)
    select ${city}, ${matter}, ${seq}, b.holder_name, ${to.unit}, ${to.name}, ${at}, ${person ?? null} from transfer.bundle b where b.city = ${city} and b.matter = ${matter}`.execute(
    tx,
  )
  if (to.unit !== null)
    await sql`update transfer.bundle set passing_to = ${to.unit}, passing_name = ${to.name}, passed_at = ${at} where city = ${city} and matter = ${matter}`.execute(
      tx,
    )
}

export const signFor = async (tx: Tx, city: string, matter: string, person: string | undefined, at: Date): Promise<void> => {
  await sql`update transfer.passage set signed_at = ${at}, signed_by = ${person ?? null}
    where city = ${city} and matter = ${matter} and signed_at is null and not undone`.execute(tx)
  await sql`update transfer.bundle set holder = coalesce(passing_to, holder), holder_name = coalesce(passing_name, holder_name), held_at = ${at},
    passing_to = null, passing_name = null, passed_at = null where city = ${city} and matter = ${matter}`.execute(tx)
}

/** Refused, recalled or lost on the way: whoever signed last holds it as before. */
export const undoGiving = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update transfer.passage set undone = true where city = ${city} and matter = ${matter} and signed_at is null and not undone`.execute(
    tx,
  )
  await sql`update transfer.bundle set passing_to = null, passing_name = null, passed_at = null where city = ${city} and matter = ${matter}`.execute(
    tx,
  )
}

/** By what is printed on a bag or a receipt, of what this viewer sees; the newest of a bag that was used before. */
export const findByLabel = async (tx: Tx, city: string, { number, bag }: { number: string; bag: string }): Promise<string | undefined> =>
  (
    await sql<{ matter: string }>`select b.matter from transfer.bundle b join engine.matter m on m.city = b.city and m.id = b.matter
      where b.city = ${city} and (m.number = ${number} or b.bag = ${bag}) order by m.closed_at is not null, m.opened_at desc limit 1`.execute(
      tx,
    )
  ).rows[0]?.matter
