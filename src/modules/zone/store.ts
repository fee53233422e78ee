import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into zone.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict do nothing`.execute(tx)
}

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select zone.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from zone.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}

interface Specialist {
  readonly person: string
  readonly name: string
}

export const insertRequest = async (
  tx: Tx,
  city: string,
  request: { matter: string; place: string; kind: string; channel: string; unit: string; specialist: Specialist },
): Promise<void> => {
  const { matter, place, kind, channel, unit, specialist } = request
  await sql`insert into zone.request (city, matter, place, kind, channel, unit, specialist, specialist_name)
    values (${city}, ${matter}, ${place}, ${kind}, ${channel}, ${unit}, ${specialist.person}, ${specialist.name}) on conflict do nothing`.execute(
    tx,
  )
}

export const giveTo = async (tx: Tx, city: string, matter: string, { person, name }: Specialist): Promise<void> => {
  await sql`update zone.request set specialist = ${person}, specialist_name = ${name} where city = ${city} and matter = ${matter}`.execute(
    tx,
  )
}

export interface RequestRow {
  readonly place: string
  readonly unit: string
  readonly specialist_name: string
}
export const requestOf = async (tx: Tx, city: string, matter: string): Promise<RequestRow | undefined> =>
  (await sql<RequestRow>`select place, unit, specialist_name from zone.request where city = ${city} and matter = ${matter}`.execute(tx))
    .rows[0]

/** For her page, whose reader may see no more. */
export const specialistOf = async (tx: Tx, city: string, matter: string): Promise<string | undefined> =>
  (await sql<{ name: string }>`select specialist_name as name from zone.request where city = ${city} and matter = ${matter}`.execute(tx))
    .rows[0]?.name

/** How many open requests each specialist of this unit has, as whoever asks sees them. */
export const openBySpecialist = async (tx: Tx, city: string, unit: string): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await sql<{ specialist: string; open: number }>`select r.specialist, count(*)::int as open from zone.request r
        join engine.matter m on m.city = r.city and m.id = r.matter
        where r.city = ${city} and r.unit = ${unit} and m.closed_at is null group by r.specialist`.execute(tx)
    ).rows.map(row => [row.specialist, row.open]),
  )

/** Whoever asked said nothing while her time ran. */
export const wordRunOut = async (tx: Tx, city: string, now: Date): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`select m.id as matter from engine.matter m
      join engine.clock c on c.city = m.city and c.matter = m.id
      where m.city = ${city} and m.kind = 'zone' and m.closed_at is null and c.clock = 'citizen_word_within' and c.state = 'running' and c.due_at <= ${now}
      order by c.due_at, m.id limit 200`.execute(tx)
  ).rows.map(row => row.matter)

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_number' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0
