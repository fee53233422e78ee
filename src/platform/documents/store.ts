import { sql } from 'kysely'
import type { Tx } from '../database/contract.ts'

const city = sql`current_setting('huiyin.city', true)`

export interface VersionRow {
  readonly version: number
  readonly file_name: string
  readonly uploaded_by_name: string
  readonly uploaded_at: Date
}

export const listVersions = async (tx: Tx, paper: string): Promise<readonly VersionRow[]> =>
  (
    await sql<VersionRow>`select version, file_name, uploaded_by_name, uploaded_at from documents.template where city = ${city} and paper = ${paper} order by version`.execute(
      tx,
    )
  ).rows

export const findTemplate = async (tx: Tx, paper: string, version: number): Promise<Buffer | undefined> =>
  (
    await sql<{
      content: Buffer
    }>`select content from documents.template where city = ${city} and paper = ${paper} and version = ${version}`.execute(tx)
  ).rows[0]?.content

/** 0 as long as nobody has adopted another. */
export const versionInForce = async (tx: Tx, paper: string): Promise<number> =>
  (
    await sql<{
      version: number
    }>`select version from documents.adoption where city = ${city} and paper = ${paper} order by seq desc limit 1`.execute(tx)
  ).rows[0]?.version ?? 0

/** Two that are brought at once: the key lets one of them in. */
export const insertTemplate = async (
  tx: Tx,
  row: {
    readonly paper: string
    readonly fileName: string
    readonly content: Buffer
    readonly by: string
    readonly byName: string
    readonly at: Date
  },
): Promise<number> =>
  (
    await sql<{
      version: number
    }>`insert into documents.template (city, paper, version, file_name, content, uploaded_by, uploaded_by_name, uploaded_at)
    select ${city}, ${row.paper}, coalesce(max(version), 0) + 1, ${row.fileName}, ${row.content}, ${row.by}, ${row.byName}, ${row.at} from documents.template where city = ${city} and paper = ${row.paper}
    returning version`.execute(tx)
  ).rows[0]?.version ?? 0

export const insertAdoption = async (
  tx: Tx,
  row: { readonly paper: string; readonly version: number; readonly by: string; readonly at: Date },
): Promise<void> => {
  await sql`insert into documents.adoption (city, paper, seq, version, adopted_by, adopted_at)
    select ${city}, ${row.paper}, coalesce(max(seq), 0) + 1, ${row.version}, ${row.by}, ${row.at} from documents.adoption where city = ${city} and paper = ${row.paper}`.execute(
    tx,
  )
}

export const insertPrinted = async (
  tx: Tx,
  row: { readonly id: string; readonly paper: string; readonly about: string; readonly by: string; readonly at: Date },
): Promise<void> => {
  await sql`insert into documents.printed (city, id, paper, about, person, printed_at) values (${city}, ${row.id}, ${row.paper}, ${row.about}, ${row.by}, ${row.at})`.execute(
    tx,
  )
}
