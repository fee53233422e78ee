import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface MappingRow {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly name: string
  readonly mapping: unknown
}

export const listMappings = async (tx: Tx, city: string): Promise<readonly MappingRow[]> =>
  (
    await sql<MappingRow>`select m.id, m.unit, u.name as "unitName", m.name, m.mapping from evaluation.import_mapping m join org.unit u on u.city = m.city and u.id = m.unit
    where m.city = ${city} order by u.code, m.name limit 500`.execute(tx)
  ).rows

/** The same name of the same unit again is its new version. */
export const saveMapping = async (
  tx: Tx,
  city: string,
  row: { readonly id: string; readonly unit: string; readonly name: string; readonly mapping: unknown },
): Promise<void> => {
  await sql`insert into evaluation.import_mapping (city, id, unit, name, mapping) values (${city}, ${row.id}, ${row.unit}, ${row.name}, ${JSON.stringify(row.mapping)}::jsonb)
    on conflict (city, unit, name) do update set mapping = excluded.mapping`.execute(tx)
}

export const hasUnit = async (tx: Tx, city: string, unit: string): Promise<boolean> =>
  (await sql`select 1 from org.unit u where u.city = ${city} and u.id = ${unit} and u.closed_on is null`.execute(tx)).rows.length > 0

export const removeMapping = async (tx: Tx, city: string, id: string): Promise<boolean> =>
  (await sql`delete from evaluation.import_mapping where city = ${city} and id = ${id}`.execute(tx)).numAffectedRows === 1n
