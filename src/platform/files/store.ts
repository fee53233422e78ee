import { sql } from 'kysely'
import type { Tx } from '../database/contract.ts'

export interface FileRow {
  readonly city: string
  readonly id: string
  readonly matter: string | null
  readonly label: Buffer
  readonly type: string
  readonly size: number
  readonly content: Buffer
  readonly wrapped_key: Buffer
}

export const cityOf = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{ city: string | null }>`select current_setting('huiyin.city', true) as city`.execute(tx)
  const city = rows[0]?.city
  if (!city) throw new Error('a file was asked for outside of as(viewer): no city is set')
  return city
}

/** @returns false when the matter holds this content already. */
export const insertFile = async (tx: Tx, row: FileRow): Promise<boolean> => {
  const { numAffectedRows } = await sql`insert into files.file (city, id, matter, label, type, size, content, wrapped_key)
    values (${row.city}, ${row.id}, ${row.matter}, ${row.label}, ${row.type}, ${row.size}, ${row.content}, ${row.wrapped_key})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export const findFile = async (tx: Tx, city: string, id: string): Promise<FileRow | undefined> =>
  (await sql<FileRow>`select * from files.file where city = ${city} and id = ${id}`.execute(tx)).rows[0]

export const findContent = async (tx: Tx, city: string, content: Buffer): Promise<FileRow | undefined> =>
  (await sql<FileRow>`select * from files.file where city = ${city} and content = ${content}`.execute(tx)).rows[0]

export const filesOf = async (tx: Tx, city: string, matter: string): Promise<readonly FileRow[]> =>
  (await sql<FileRow>`select * from files.file where city = ${city} and matter = ${matter} order by id`.execute(tx)).rows

export const deleteFilesOf = async (tx: Tx, city: string, matter: string): Promise<void> => {
  await sql`delete from files.file where city = ${city} and matter = ${matter}`.execute(tx)
}

export const existingOf = async (tx: Tx, city: string, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (await sql<{ id: string }>`select id from files.file where city = ${city} and id = any(${ids}::uuid[])`.execute(tx)).rows.map(
      row => row.id,
    ),
  )

export const allIds = async (tx: Tx, city: string): Promise<readonly string[]> =>
  (await sql<{ id: string }>`select id from files.file where city = ${city}`.execute(tx)).rows.map(row => row.id)
