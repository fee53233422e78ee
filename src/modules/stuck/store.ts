import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Channel } from './contract.ts'
import type { Handover } from './rules/handover.ts'

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into stuck.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict do nothing`.execute(tx)
}

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select stuck.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from stuck.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

export interface NewItem {
  readonly matter: string
  readonly window: string
  readonly channel: Channel
  readonly category: string
}

export const insertItem = async (tx: Tx, city: string, { matter, window, channel, category }: NewItem): Promise<void> => {
  await sql`insert into stuck.item (city, matter, window_code, channel, category) values (${city}, ${matter}, ${window}, ${channel}, ${category}) on conflict do nothing`.execute(
    tx,
  )
}

export const markTreatment = async (tx: Tx, city: string, matter: string, treatment: string): Promise<void> => {
  await sql`update stuck.item set treatment = ${treatment} where city = ${city} and matter = ${matter}`.execute(tx)
}

export const markComplex = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update stuck.item set complex = true where city = ${city} and matter = ${matter}`.execute(tx)
}

/** For the citizen's page, whose login reads no more than this. */
export const leadNameOf = async (tx: Tx, city: string, matter: string): Promise<string | undefined> =>
  (await sql<{ lead_name: string | null }>`select lead_name from stuck.item where city = ${city} and matter = ${matter}`.execute(tx))
    .rows[0]?.lead_name ?? undefined

export interface Lead {
  readonly unit: string
  readonly name: string
}

/** Somebody has it from now on; whoever returned it before is charged no longer. */
export const giveTo = async (tx: Tx, city: string, matter: string, seq: number, { unit, name }: Lead, at: Date): Promise<void> => {
  await sql`update stuck.handover set taken_at = ${at} where city = ${city} and matter = ${matter} and returned_at is not null and taken_at is null`.execute(
    tx,
  )
  await sql`insert into stuck.handover (city, matter, seq, unit, unit_name, given_at) values (${city}, ${matter}, ${seq}, ${unit}, ${name}, ${at})`.execute(
    tx,
  )
  await sql`update stuck.item set lead = ${unit}, lead_name = ${name} where city = ${city} and matter = ${matter}`.execute(tx)
}

export const takeBack = async (tx: Tx, city: string, matter: string, at: Date): Promise<void> => {
  await sql`update stuck.handover set returned_at = ${at} where city = ${city} and matter = ${matter} and returned_at is null
    and seq = (select max(seq) from stuck.handover where city = ${city} and matter = ${matter})`.execute(tx)
  await sql`update stuck.item set lead = null, lead_name = null where city = ${city} and matter = ${matter}`.execute(tx)
}

/** A lead that ended with a round, by answering or by another being named, returned nothing. */
export const handoversOf = async (tx: Tx, city: string, matter: string): Promise<readonly (Handover & { readonly unitName: string })[]> =>
  (
    await sql<{
      unit: string
      unit_name: string
      given_at: Date
      returned_at: Date | null
      taken_at: Date | null
    }>`select unit, unit_name, given_at, returned_at, taken_at from stuck.handover where city = ${city} and matter = ${matter} order by seq`.execute(
      tx,
    )
  ).rows.map(row => ({
    unit: row.unit,
    unitName: row.unit_name,
    givenAt: row.given_at.toISOString(),
    returnedAt: row.returned_at?.toISOString() ?? null,
    takenAt: row.taken_at?.toISOString() ?? null,
  }))

/** Persons who led in an earlier round: they acted from the lead's seat. */
export const ledBefore = async (tx: Tx, city: string, matter: string, round: number): Promise<readonly string[]> =>
  (
    await sql<{
      person: string
    }>`select distinct person from engine.trail where city = ${city} and matter = ${matter} and seat = 'lead' and round < ${round} and person is not null order by person`.execute(
      tx,
    )
  ).rows.map(row => row.person)

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_number' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0

/** Matters whose time for the citizen's word has run out, with the stage that says how they end. */
export const wordRunOut = async (
  tx: Tx,
  city: string,
  now: Date,
): Promise<readonly { readonly matter: string; readonly stage: string }[]> =>
  (
    await sql<{ matter: string; stage: string }>`select m.id as matter, m.stage from engine.matter m
      join engine.clock c on c.city = m.city and c.matter = m.id and c.clock = 'citizen_word_within' and c.state = 'running' and c.due_at <= ${now}
      where m.city = ${city} and m.kind = 'stuck' and m.closed_at is null
      order by c.due_at, m.id limit 200`.execute(tx)
  ).rows
