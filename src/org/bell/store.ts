import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export interface Line {
  readonly id: string
  readonly person: string
  readonly about: string
  readonly matter?: string
  readonly key: Buffer
  readonly on: string
}

/** No conflict target: naming one would need the right to read. */
export const insertLine = async (tx: Tx, { id, person, about, matter, key, on }: Line): Promise<void> => {
  await sql`insert into org.bell_line (city, id, person, about, matter, key, on_day) values (org.city(), ${id}, ${person}, ${about}, ${matter ?? null}, ${key}, ${on}::date) on conflict do nothing`.execute(
    tx,
  )
}

export interface OwnLine {
  readonly id: string
  readonly about: string
  readonly matter: string | null
  readonly on: string
  readonly read: boolean
}
export interface Place {
  readonly on: string
  readonly id: string
}

/** Newest day first; within a day in no order. */
export const ownLines = async (tx: Tx, after: Place | undefined, most: number): Promise<readonly OwnLine[]> =>
  (
    await sql<OwnLine>`select b.id, b.about, b.matter, b.on_day::text as on, b.read from org.bell_line b
    where b.city = org.city() and b.person = org.person() and (${after?.id ?? null}::uuid is null or b.on_day < ${after?.on ?? null}::date or (b.on_day = ${after?.on ?? null}::date and b.id > ${after?.id ?? null}::uuid))
    order by b.on_day desc, b.id limit ${most}`.execute(tx)
  ).rows

/** Counted no further than a badge says it. */
export const countUnread = async (tx: Tx, most: number): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from (select from org.bell_line b where b.city = org.city() and b.person = org.person() and not b.read limit ${most}) b`.execute(
      tx,
    )
  ).rows[0]?.count ?? 0

/** @param ids absent: all of them */
export const markRead = async (tx: Tx, ids: readonly string[] | undefined): Promise<void> => {
  await sql`update org.bell_line set read = true where city = org.city() and person = org.person() and not read and (${ids === undefined} or id = any (${[...(ids ?? [])]}::uuid[]))`.execute(
    tx,
  )
}

export const forgetLines = async (tx: Tx, before: string): Promise<number> =>
  Number((await sql`delete from org.bell_line where city = org.city() and on_day < ${before}::date`.execute(tx)).numAffectedRows)
