import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { ConcernKind, Ended } from './contract.ts'

export interface VisitRow {
  readonly id: string
  readonly campaign: string
  readonly unit: string
  readonly unitName: string
  readonly organ: string
  readonly visitedOn: string
  readonly place: string
  readonly visitors: string
}
interface Entering {
  readonly city: string
  readonly person: string
  readonly at: Date
}

/** The visit's id: that of the same source where it was entered before. */
export const enterVisit = async (tx: Tx, { city, person, at }: Entering, visit: VisitRow, source: Buffer): Promise<string> => {
  await sql`insert into rounds.visit (city, id, campaign, unit, unit_name, organ, visited_on, place, visitors, entered_by, entered_at, source)
    values (${city}, ${visit.id}, ${visit.campaign}, ${visit.unit}, ${visit.unitName}, ${visit.organ}, ${visit.visitedOn}::date, ${visit.place},
      ${visit.visitors}, ${person}, ${at}, ${source}) on conflict do nothing`.execute(tx)
  const found = await sql<{ id: string }>`select id from rounds.visit where city = ${city} and source = ${source}`.execute(tx)
  return found.rows[0]!.id
}

/** Which of these sources were entered before, in hex. */
export const knownSources = async (
  tx: Tx,
  city: string,
  table: 'visit' | 'concern',
  sources: readonly Buffer[],
): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{ source: string }>`select encode(source, 'hex') as source from ${sql.table(`rounds.${table}`)}
        where city = ${city} and source = any(${[...sources]}::bytea[])`.execute(tx)
    ).rows.map(row => row.source),
  )

export interface ConcernRow {
  readonly id: string
  readonly visit: string
  readonly unit: string
  readonly unitName: string
  readonly unitOrgan: string
  readonly kind: ConcernKind
  readonly source: Buffer
  readonly onSpot: boolean
  /** Either a matter that is open, or an end with sealed words. */
  readonly matter?: string
  readonly ended?: { readonly state: Ended; readonly on: string; readonly words: Buffer }
}

export const enterConcern = async (tx: Tx, city: string, visit: Omit<VisitRow, 'id'>, one: ConcernRow): Promise<void> => {
  const { ended } = one
  await sql`insert into rounds.concern (city, id, visit, campaign, visited_on, place, visiting_name, organ, unit, unit_name, unit_organ, kind, state,
      ended_on, matter, words, on_spot, source)
    values (${city}, ${one.id}, ${one.visit}, ${visit.campaign}, ${visit.visitedOn}::date, ${visit.place}, ${visit.unitName}, ${visit.organ}, ${one.unit},
      ${one.unitName}, ${one.unitOrgan}, ${one.kind}, ${ended?.state ?? 'open'}, ${ended?.on ?? null}::date, ${one.matter ?? null}, ${ended?.words ?? null},
      ${one.onSpot}, ${one.source})`.execute(tx)
}

export const giveTo = async (tx: Tx, city: string, matter: string, to: { unit: string; name: string; organ: string }): Promise<void> => {
  await sql`update rounds.concern set unit = ${to.unit}, unit_name = ${to.name}, unit_organ = ${to.organ}
    where city = ${city} and matter = ${matter}`.execute(tx)
}

export const endConcern = async (tx: Tx, city: string, matter: string, state: Ended, on: string): Promise<void> => {
  await sql`update rounds.concern set state = ${state}, ended_on = ${on}::date where city = ${city} and matter = ${matter}`.execute(tx)
}

/** A no after an end: the line is open again. */
export const reopenConcern = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`update rounds.concern set state = 'open', ended_on = null where city = ${city} and matter = ${matter}`.execute(tx)
}

export interface Standing {
  readonly unit: string
  readonly unit_name: string
}
export const standingOf = async (tx: Tx, city: string, matter: string): Promise<Standing | undefined> =>
  (await sql<Standing>`select unit, unit_name from rounds.concern where city = ${city} and matter = ${matter}`.execute(tx)).rows[0]

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, person: string): Promise<boolean> =>
  (
    await sql`select 1 from engine.trail where city = ${city} and matter = ${matter} and action = 'open_number' and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0

/** Words of what ended without a matter before this day. @returns how many were taken away */
export const forgetWords = async (tx: Tx, city: string, before: string): Promise<number> =>
  Number(
    (
      await sql`update rounds.concern set words = null where city = ${city} and matter is null and words is not null and ended_on < ${before}::date`.execute(
        tx,
      )
    ).numAffectedRows ?? 0,
  )
