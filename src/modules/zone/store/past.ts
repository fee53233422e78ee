import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'
import type { PastRow } from '../rules/pastRows.ts'
import type { ZoneFilter } from './list.ts'

/** Of the bytes: a file that stands already is not brought in twice. */
export const isKnownFile = async (tx: Tx, digest: Buffer): Promise<boolean> =>
  (await sql`select 1 from zone.file where city = org.city() and digest = ${digest} and taken_back_at is null limit 1`.execute(tx)).rows
    .length > 0

export interface BroughtFile {
  readonly id: string
  readonly place: string
  readonly name: string
  readonly digest: Buffer
  readonly at: Date
  readonly person: string
  readonly byName: string
}

export const insertFile = async (tx: Tx, city: string, file: BroughtFile, rows: readonly PastRow[]): Promise<void> => {
  await sql`insert into zone.file (city, id, place, name, digest, rows, brought_at, by_person, by_name)
    values (${city}, ${file.id}, ${file.place}, ${file.name}, ${file.digest}, ${rows.length}, ${file.at}, ${file.person}, ${file.byName})`.execute(
    tx,
  )
  await sql`insert into zone.past (city, file, line, kind, on_day, ending)
    select ${city}, ${file.id}::uuid, line, kind, "onDay", ending
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(line int, kind text, "onDay" date, ending text)`.execute(tx)
}

export interface FileRow {
  readonly id: string
  readonly place: string
  readonly name: string
  readonly rows: number
  readonly broughtAt: Date
  readonly byName: string
  readonly takenBackAt: Date | null
  readonly takenBackBy: string | null
}

/** The newest first; what was taken back stays on the list. */
export const listFiles = async (tx: Tx): Promise<readonly FileRow[]> =>
  (
    await sql<FileRow>`select id, place, name, rows, brought_at as "broughtAt", by_name as "byName", taken_back_at as "takenBackAt", taken_back_by as "takenBackBy"
    from zone.file where city = org.city() order by brought_at desc, id limit 200`.execute(tx)
  ).rows

export const takeFileBack = async (tx: Tx, id: string, at: Date, byName: string): Promise<boolean> =>
  ((
    await sql`update zone.file set taken_back_at = ${at}, taken_back_by = ${byName} where city = org.city() and id = ${id} and taken_back_at is null`.execute(
      tx,
    )
  ).numAffectedRows ?? 0n) > 0n

export interface PastCounts {
  readonly place: string
  readonly kind: string
  readonly before: number
  readonly beforeSolved: number
}

const standing = ({ from, until, place, kind }: Omit<ZoneFilter, 'share'>) => sql`
  from zone.past p join zone.file f on f.city = p.city and f.id = p.file
  where p.city = org.city() and f.taken_back_at is null
    and (${from ?? null}::text is null or to_char(p.on_day, 'YYYY-MM') >= ${from ?? null})
    and (${until ?? null}::text is null or to_char(p.on_day, 'YYYY-MM') <= ${until ?? null})
    and (${place ?? null}::text is null or f.place = ${place ?? null})
    and (${kind ?? null}::text is null or p.kind = ${kind ?? null})`

export const countPast = async (tx: Tx, filter: Omit<ZoneFilter, 'share'>): Promise<readonly PastCounts[]> =>
  (
    await sql<PastCounts>`select f.place, p.kind, count(*)::int as before, count(*) filter (where p.ending = 'solved')::int as "beforeSolved"
    ${standing(filter)} group by f.place, p.kind`.execute(tx)
  ).rows

export interface PastLine {
  readonly file: string
  readonly fileName: string
  readonly line: number
  readonly kind: string
  readonly onDay: string
  readonly ending: string
}

/** The lines behind a figure, the newest day first. */
export const listPast = async (
  tx: Tx,
  filter: Omit<ZoneFilter, 'share'> & { readonly solved?: boolean | undefined },
  from: number,
  most: number,
): Promise<readonly PastLine[]> =>
  (
    await sql<PastLine>`select p.file, f.name as "fileName", p.line, p.kind, p.on_day::text as "onDay", p.ending
    ${standing(filter)} and (${filter.solved ?? false} = false or p.ending = 'solved')
    order by p.on_day desc, p.file, p.line offset ${from} limit ${most}`.execute(tx)
  ).rows
