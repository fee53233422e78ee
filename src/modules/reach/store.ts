import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into reach.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict do nothing`.execute(tx)
}

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select reach.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from reach.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

interface Had {
  readonly unit: string
  readonly name: string
}

export const insertAsk = async (tx: Tx, city: string, ask: { matter: string; place: string; channel: string; has: Had }): Promise<void> => {
  await sql`insert into reach.ask (city, matter, place, channel, unit, unit_name)
    values (${city}, ${ask.matter}, ${ask.place}, ${ask.channel}, ${ask.has.unit}, ${ask.has.name}) on conflict do nothing`.execute(tx)
}

export const giveTo = async (tx: Tx, city: string, matter: string, has: Had): Promise<void> => {
  await sql`update reach.ask set unit = ${has.unit}, unit_name = ${has.name} where city = ${city} and matter = ${matter}`.execute(tx)
}

/** Which bag of papers answers it, by the number of that matter. */
export const markBundle = async (tx: Tx, city: string, matter: string, bundle: string): Promise<void> => {
  await sql`update reach.ask set bundle = ${bundle} where city = ${city} and matter = ${matter}`.execute(tx)
}

export const askedByBundle = async (tx: Tx, city: string, bundle: string): Promise<readonly string[]> =>
  (await sql<{ matter: string }>`select matter from reach.ask where city = ${city} and bundle = ${bundle}`.execute(tx)).rows.map(
    row => row.matter,
  )

export interface Told {
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
}

export const markTold = async (tx: Tx, city: string, matter: string, { name, address, phone }: Told): Promise<void> => {
  await sql`update reach.ask set told_name = ${name}, told_address = ${address}, told_phone = ${phone} where city = ${city} and matter = ${matter}`.execute(
    tx,
  )
}

export interface AskRow {
  readonly place: string
  readonly unit: string
  readonly unit_name: string
  readonly told_name: string | null
  readonly told_address: string | null
  readonly told_phone: string | null
}
export const askOf = async (tx: Tx, city: string, matter: string): Promise<AskRow | undefined> =>
  (
    await sql<AskRow>`select place, unit, unit_name, told_name, told_address, told_phone from reach.ask where city = ${city} and matter = ${matter}`.execute(
      tx,
    )
  ).rows[0]

/** The party said nothing while her time ran. */
export const wordRunOut = async (
  tx: Tx,
  city: string,
  now: Date,
): Promise<readonly { readonly matter: string; readonly stage: string }[]> =>
  (
    await sql<{ matter: string; stage: string }>`select m.id as matter, m.stage from engine.matter m
      join engine.clock c on c.city = m.city and c.matter = m.id
      where m.city = ${city} and m.kind = 'reach' and m.closed_at is null and c.clock = 'citizen_word_within' and c.state = 'running' and c.due_at <= ${now}
      order by c.due_at, m.id limit 200`.execute(tx)
  ).rows

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_number' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0
