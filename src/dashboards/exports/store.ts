import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { ChosenColumn } from './contract.ts'

export interface ExportRow {
  readonly id: string
  readonly number: string
  readonly ledger: string
  readonly format: 'xlsx' | 'csv'
  readonly filter: unknown
  readonly purpose: string | null
  readonly person: string
  readonly person_name: string
  readonly posts: readonly string[]
  readonly asked_at: Date
  readonly state: 'making' | 'ready' | 'failed'
  readonly done: number
  readonly total: number | null
  readonly bytes: string | null
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
  readonly opened: number
}

export interface NewExport extends Pick<
  ExportRow,
  'id' | 'number' | 'ledger' | 'format' | 'filter' | 'purpose' | 'person' | 'person_name' | 'posts'
> {
  readonly columns: readonly ChosenColumn[]
  readonly at: Date
  readonly total: number | null
  readonly wrappedKey: Buffer
}

const columns = sql.raw(
  'e.id, e.number, e.ledger, e.format, e.filter, e.purpose, e.person, e.person_name, e.posts, e.asked_at, e.state, e.done, e.total, e.bytes, e.expires_at, e.revoked_at, e.opened',
)

export const insertExport = async (tx: Tx, row: NewExport): Promise<void> => {
  await sql`insert into dashboards.export (city, id, number, ledger, format, filter, columns, purpose, person, person_name, posts, asked_at, moved_at, total)
    values (org.city(), ${row.id}, ${row.number}, ${row.ledger}, ${row.format}, ${JSON.stringify(row.filter)}::jsonb, ${JSON.stringify(row.columns)}::jsonb, ${row.purpose}, ${row.person}, ${row.person_name}, ${[...row.posts]}::text[], ${row.at}, ${row.at}, ${row.total})`.execute(
    tx,
  )
  await sql`insert into dashboards.export_key (city, export, wrapped_key) values (org.city(), ${row.id}, ${row.wrappedKey})`.execute(tx)
}

export const findOwn = async (tx: Tx, id: string): Promise<ExportRow | undefined> =>
  (
    await sql<ExportRow>`select ${columns} from dashboards.export e where e.city = org.city() and e.id = ${id} and e.person = org.person()`.execute(
      tx,
    )
  ).rows[0]

export const listOwn = async (tx: Tx): Promise<readonly ExportRow[]> =>
  (
    await sql<ExportRow>`select ${columns} from dashboards.export e where e.city = org.city() and e.person = org.person() order by e.asked_at desc, e.id limit 100`.execute(
      tx,
    )
  ).rows

/** What was taken out since an instant, newest first; for discipline and the audit administrator, whoever took it. */
export const listTaken = async (tx: Tx, since: Date, most: number): Promise<readonly ExportRow[]> =>
  (
    await sql<ExportRow>`select ${columns} from dashboards.export e where e.city = org.city() and e.asked_at >= ${since} and org.holds('audit_admin', 'discipline') order by e.asked_at desc, e.id limit ${most}`.execute(
      tx,
    )
  ).rows

/** @returns false once it is no longer being made: taken back, or given up for lost. */
export const moveOn = async (tx: Tx, id: string, { done, at }: { readonly done: number; readonly at: Date }): Promise<boolean> =>
  (
    await sql`update dashboards.export set done = ${done}, moved_at = ${at} where city = org.city() and id = ${id} and person = org.person() and state = 'making' and revoked_at is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const finish = async (
  tx: Tx,
  id: string,
  { rows, bytes, at, expiresAt }: { readonly rows: number; readonly bytes: number; readonly at: Date; readonly expiresAt: Date },
): Promise<boolean> =>
  (
    await sql`update dashboards.export set state = 'ready', done = ${rows}, total = ${rows}, bytes = ${bytes}, moved_at = ${at}, expires_at = ${expiresAt}
    where city = org.city() and id = ${id} and person = org.person() and state = 'making' and revoked_at is null`.execute(tx)
  ).numAffectedRows === 1n

export const fail = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await sql`update dashboards.export set state = 'failed', moved_at = ${at} where city = org.city() and id = ${id} and person = org.person() and state = 'making'`.execute(
    tx,
  )
  await dropKey(tx, id)
}

const dropKey = async (tx: Tx, id: string): Promise<void> => {
  await sql`delete from dashboards.export_key where city = org.city() and export = ${id}`.execute(tx)
}

export const revoke = async (tx: Tx, id: string, at: Date): Promise<boolean> => {
  const { numAffectedRows } =
    await sql`update dashboards.export set revoked_at = ${at}, revoked_by = org.person() where city = org.city() and id = ${id} and person = org.person() and revoked_at is null`.execute(
      tx,
    )
  await dropKey(tx, id)
  return numAffectedRows === 1n
}

/** The wrapped key, and the opening on record with it. */
export const openKey = async (tx: Tx, id: string, at: Date): Promise<Buffer | undefined> => {
  const key = (
    await sql<{ wrapped_key: Buffer }>`select wrapped_key from dashboards.export_key where city = org.city() and export = ${id}`.execute(tx)
  ).rows[0]?.wrapped_key
  if (key)
    await sql`update dashboards.export set opened = opened + 1, opened_at = ${at} where city = org.city() and id = ${id} and person = org.person()`.execute(
      tx,
    )
  return key
}

/** What no longer moves belonged to a server that was stopped; what has expired loses its key. @returns ids whose bytes may go */
export const tidy = async (tx: Tx, now: Date, stuckSince: Date): Promise<readonly string[]> => {
  await sql`update dashboards.export set state = 'failed', moved_at = ${now} where city = org.city() and state = 'making' and moved_at < ${stuckSince}`.execute(
    tx,
  )
  return (
    await sql<{ export: string }>`delete from dashboards.export_key k using dashboards.export e
    where k.city = org.city() and e.city = k.city and e.id = k.export and (e.state = 'failed' or e.expires_at <= ${now} or e.revoked_at is not null) returning k.export`.execute(
      tx,
    )
  ).rows.map(row => row.export)
}

export const withKey = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{
        export: string
      }>`select k.export from dashboards.export_key k where k.city = org.city() and k.export = any(${[...ids]}::uuid[])`.execute(tx)
    ).rows.map(row => row.export),
  )

export interface ColumnSetRow {
  readonly ledger: string
  readonly owner: 'person' | 'unit'
  readonly of: string
  readonly columns: readonly ChosenColumn[]
}

export const columnSets = async (tx: Tx): Promise<readonly ColumnSetRow[]> =>
  (
    await sql<ColumnSetRow>`select s.ledger, s.owner, s.of, s.columns from dashboards.column_set s where s.city = org.city() order by s.of`.execute(
      tx,
    )
  ).rows

export const saveColumns = async (tx: Tx, { ledger, owner, of, columns: chosen }: ColumnSetRow): Promise<void> => {
  await sql`insert into dashboards.column_set (city, ledger, owner, of, columns, saved_by) values (org.city(), ${ledger}, ${owner}, ${of}, ${JSON.stringify(chosen)}::jsonb, org.person())
    on conflict (city, ledger, owner, of) do update set columns = excluded.columns, saved_by = excluded.saved_by`.execute(tx)
}

export const dropColumns = async (tx: Tx, { ledger, owner, of }: Omit<ColumnSetRow, 'columns'>): Promise<void> => {
  await sql`delete from dashboards.column_set where city = org.city() and ledger = ${ledger} and owner = ${owner} and of = ${of}`.execute(
    tx,
  )
}
