import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into hardship.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict do nothing`.execute(tx)
}

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select hardship.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from hardship.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

/**
 * Who keeps away from a matter: whoever it keeps away itself, and of an ordinary one those whom it seats by name, since it is
 * about them (the case officer who was not reached, the specialist of a firm). Read by the house alone.
 */
export const awayFrom = async (tx: Tx, city: string, matter: string, byName: boolean): Promise<readonly string[]> =>
  (
    await sql<{ person: string }>`select b.person from engine.barred b where b.city = ${city} and b.matter = ${matter}
      union select s.person from engine.seat s where ${byName} and s.city = ${city} and s.matter = ${matter} and s.person is not null`.execute(
      tx,
    )
  ).rows.map(row => row.person)

export interface NewApplication {
  readonly matter: string
  readonly place: string
  readonly channel: string
  readonly unit: string
  readonly unitName: string
  readonly decider: string
}
/** @returns whether it is new; pressed twice it is one */
export const insertApplication = async (tx: Tx, city: string, one: NewApplication): Promise<boolean> =>
  (
    await sql`insert into hardship.application (city, matter, place, channel, unit, unit_name, decider)
    values (${city}, ${one.matter}, ${one.place}, ${one.channel}, ${one.unit}, ${one.unitName}, ${one.decider}) on conflict do nothing returning matter`.execute(
      tx,
    )
  ).rows.length > 0

/** What a later round or a hand-over changes; of a decision only that there is one, never what it gives. */
export interface Moved {
  readonly decider?: string
  readonly civil?: string | null
  readonly decision?: 'granted' | 'refused' | null
}
export const markMoved = async (tx: Tx, city: string, matter: string, { decider, civil, decision }: Moved): Promise<void> => {
  await sql`update hardship.application set
    decider = coalesce(${decider ?? null}, decider),
    civil_name = case when ${civil !== undefined} then ${civil ?? null} else civil_name end,
    handed_over = handed_over or ${typeof civil === 'string'},
    decision = case when ${decision !== undefined} then ${decision ?? null} else decision end
    where city = ${city} and matter = ${matter}`.execute(tx)
}

export interface ApplicationRow {
  readonly place: string
  readonly unit: string
  readonly unit_name: string
  readonly decider: string
  readonly civil_name: string | null
}
export const applicationOf = async (tx: Tx, city: string, matter: string): Promise<ApplicationRow | undefined> =>
  (
    await sql<ApplicationRow>`select place, unit, unit_name, decider, civil_name from hardship.application where city = ${city} and matter = ${matter}`.execute(
      tx,
    )
  ).rows[0]

/** The applicant said nothing while her time ran. */
export const wordRunOut = async (
  tx: Tx,
  city: string,
  now: Date,
): Promise<readonly { readonly matter: string; readonly stage: string }[]> =>
  (
    await sql<{ matter: string; stage: string }>`select m.id as matter, m.stage from engine.matter m
      join engine.clock c on c.city = m.city and c.matter = m.id
      where m.city = ${city} and m.kind = 'hardship' and m.closed_at is null and c.clock = 'citizen_word_within' and c.state = 'running' and c.due_at <= ${now}
      order by c.due_at, m.id limit 200`.execute(tx)
  ).rows

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_number' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0
