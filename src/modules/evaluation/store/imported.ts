import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface ImportRow {
  readonly id: string
  readonly fileName: string | null
  readonly importedAt: Date
  /** Null: from the machine room. */
  readonly byName: string | null
  readonly services: number
  readonly links: number
  readonly undoUntil: Date
  readonly undoneAt: Date | null
  readonly undoneByName: string | null
}

/** Newest first. */
export const listImports = async (tx: Tx): Promise<readonly ImportRow[]> =>
  (
    await sql<ImportRow>`select i.id, i.file_name as "fileName", i.imported_at as "importedAt", b.name as "byName", i.services, i.links, i.undo_until as "undoUntil", i.undone_at as "undoneAt", u.name as "undoneByName"
    from evaluation.import i left join org.person b on b.city = i.city and b.id = i.imported_by left join org.person u on u.city = i.city and u.id = i.undone_by
    where i.city = org.city() order by i.imported_at desc, i.id limit 50`.execute(tx)
  ).rows

/** Before they are saved: how these services stand. Those that are new stand nowhere yet. */
export const rememberImported = async (tx: Tx, batch: string, services: readonly string[]): Promise<void> => {
  await sql`insert into evaluation.imported (city, import, service, was)
    select org.city(), ${batch}, n.id, (select jsonb_build_object('officer', s.officer, 'others', to_jsonb(s.others), 'title', s.title, 'outcome', s.outcome, 'finished_at', s.finished_at,
      'parties', (select coalesce(jsonb_agg(encode(k.party, 'hex')), '[]') from evaluation.contact k where k.city = s.city and k.service = s.id))
      from evaluation.service s where s.city = org.city() and s.id = n.id)
    from unnest(${[...services]}::uuid[]) n(id)`.execute(tx)
}

export const saveImport = async (
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'fileName' | 'importedAt' | 'services' | 'links' | 'undoUntil'> & { readonly by: string | null },
): Promise<void> => {
  await sql`insert into evaluation.import (city, id, file_name, imported_at, imported_by, services, links, undo_until)
    values (org.city(), ${row.id}, ${row.fileName}, ${row.importedAt}, ${row.by}, ${row.services}, ${row.links}, ${row.undoUntil})`.execute(
    tx,
  )
}

export const closeImports = async (tx: Tx, services: readonly string[], but: string | undefined, at: Date): Promise<void> => {
  await sql`select evaluation.close_imports(${[...services]}::uuid[], ${but ?? null}::uuid, ${at})`.execute(tx)
}

/** @returns the digests of its links; undefined where it can no longer be undone */
export const undoImport = async (
  tx: Tx,
  id: string,
  by: string | null,
  at: Date,
  ends: readonly string[],
): Promise<readonly Buffer[] | undefined> =>
  (await sql<{ digests: Buffer[] | null }>`select evaluation.undo_import(${id}, ${by}, ${at}, ${[...ends]}::text[]) as digests`.execute(tx))
    .rows[0]?.digests ?? undefined

/** How things stood before is kept only while they can come back. */
export const forgetImported = async (tx: Tx, now: Date): Promise<void> => {
  await sql`delete from evaluation.imported d using evaluation.import i where d.city = org.city() and i.city = d.city and i.id = d.import and i.undo_until <= ${now}`.execute(
    tx,
  )
}
