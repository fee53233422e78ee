import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface ScriptRow {
  readonly version: number
  /** null: the words of this release. */
  readonly lines: readonly string[] | null
  /** null: the programme's. */
  readonly ruling: string | null
  readonly keptByName: string | null
  readonly keptAt: Date
}

/** Newest first. */
export const listScripts = async (tx: Tx, city: string, unit: string, limit = 50): Promise<readonly ScriptRow[]> =>
  (
    await sql<ScriptRow>`select s.version, s.lines, s.ruling, p.name as "keptByName", s.kept_at as "keptAt"
    from callback.script s left join org.person p on p.city = s.city and p.id = s.kept_by
    where s.city = ${city} and s.unit = ${unit} order by s.version desc limit ${limit}`.execute(tx)
  ).rows

/** Undefined where somebody of the centre was quicker. */
export const writeScript = async (
  tx: Tx,
  city: string,
  row: {
    readonly unit: string
    readonly after: number
    readonly lines: readonly string[] | null
    readonly ruling: string | null
    readonly at: Date
  },
): Promise<number | undefined> =>
  (
    await sql<{ version: number }>`insert into callback.script (city, unit, version, lines, ruling, kept_by, kept_at)
    values (${city}, ${row.unit}, ${row.after + 1}, ${row.lines === null ? null : [...row.lines]}::text[], ${row.ruling}, org.person(), ${row.at})
    on conflict do nothing returning version`.execute(tx)
  ).rows[0]?.version
