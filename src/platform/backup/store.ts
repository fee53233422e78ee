import type pg from 'pg'
import { copyIn, copyOut } from '../database/copy.ts'
import type { Database, MigrationFolder } from '../database/contract.ts'
import { migrate, MigrationRefused, weighMigrations } from '../database/index.ts'
import { owner, quoteName } from '../database/roles.ts'
import type { Log } from '../log.ts'
import type { Migration, Slice, TableHead } from './records.ts'
import { BackupRefused } from './refused.ts'

/*
 * The database as a backup sees it. Everything is read as the owner, whose own policy shows all rows: the four logins that
 * serve people see what a viewer may see, and a backup must hold what nobody may. Only the login that migrates can take the
 * owner's rights, and only where it says so.
 */

/** How rows are written down; without this the same row would read differently on another server. */
const plainText = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local timezone = 'UTC'; set local extra_float_digits = 1;
  set local bytea_output = 'hex'; set local client_encoding = 'UTF8'; set local xmloption = 'content'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/** The moment lies between the two: just before and just after the database took it. */
export interface Moment {
  readonly at: Date
  readonly until: Date
}

/** Begins the one transaction that sees a single moment of every table. */
export const beginReading = async (client: pg.ClientBase, readClock: () => Date): Promise<Moment> => {
  await client.query('begin isolation level repeatable read read only')
  await client.query(`set local role ${owner}`)
  await client.query(plainText)
  const at = readClock()
  // PostgreSQL takes the snapshot with the first query, not with `begin`.
  await client.query('select')
  return { at, until: readClock() }
}

export const beginLoading = async (client: pg.ClientBase): Promise<void> => {
  await client.query('begin')
  await client.query(`set local role ${owner}`)
  await client.query(plainText)
}

export const endTransaction = async (client: pg.ClientBase, how: 'commit' | 'rollback'): Promise<void> => {
  await client.query(how)
}

/** One backup of a database at a time; given back when the connection ends. */
export const takeTurn = async (client: pg.ClientBase): Promise<boolean> =>
  (await client.query<{ taken: boolean }>("select pg_try_advisory_lock(hashtextextended('huiyin.backup', 0)) as taken")).rows[0]?.taken ===
  true

const ours = "n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')"

export const serverVersion = async (client: pg.ClientBase): Promise<number> =>
  (await client.query<{ version: number }>("select current_setting('server_version_num')::int / 10000 as version")).rows[0]?.version ?? 0

/** Names of what stands in a database that should be empty. */
export const whatStands = async (client: pg.ClientBase): Promise<readonly string[]> =>
  (
    await client.query<{ name: string }>(`select n.nspname as name from pg_namespace n where ${ours}
    union all select 'public.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`)
  ).rows.map(row => row.name)

export const readMigrations = async (client: pg.ClientBase): Promise<readonly Migration[]> =>
  (await client.query<Migration>('select part, name, digest from platform.migration order by part, name')).rows

/** Parts of a table that were made as the city went on, such as those of each week's ratings; no migration makes them anew. */
export const readSlices = async (client: pg.ClientBase): Promise<readonly Slice[]> =>
  (
    await client.query<Slice>(`select n.nspname as schema, c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound, coalesce(c.reloptions, '{}') as options
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
    where c.relispartition and c.relkind = 'r' and ${ours} order by 1, 2`)
  ).rows

export interface Table extends TableHead {
  /** In which its rows are read: by the key, never as they came, which would tell who rated when. */
  readonly order: string
}

interface TableRow {
  schema: string
  name: string
  columns: string[]
  key: string[] | null
  needs: string[]
}

/** Every table with rows of its own, those that others point to first. What the database itself keeps in no log is in no backup either. */
export const readTables = async (client: pg.ClientBase): Promise<readonly Table[]> => {
  const { rows } = await client.query<TableRow>(`
    select n.nspname as schema, c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary) as key,
      array(select distinct fn.nspname || '.' || f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition and n.nspname || '.' || c.relname <> 'platform.migration' order by 1, 2`)
  const left = new Map(rows.map(row => [`${row.schema}.${row.name}`, row]))
  const sorted: Table[] = []
  while (left.size > 0) {
    const free = [...left].filter(([, row]) => row.needs.every(need => !left.has(need)))
    if (free.length === 0) throw new Error(`tables point at each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const [name, { schema, name: table, columns, key }] of free) {
      if (!key) throw new Error(`${name} has no primary key`)
      sorted.push({ schema, name: table, columns, order: key.join(', ') })
      left.delete(name)
    }
  }
  return sorted
}

const nameOf = ({ schema, name }: Pick<TableHead, 'schema' | 'name'>): string => `${quoteName(schema)}.${quoteName(name)}`
const listOf = (columns: readonly string[]): string => columns.map(quoteName).join(', ')

/** A table's rows in PostgreSQL's own text form, a line each. */
export const rowsOf = (client: pg.ClientBase, table: Table): AsyncGenerator<Buffer> =>
  copyOut(client, `copy (select ${listOf(table.columns)} from ${nameOf(table)} order by ${table.order}) to stdout`)

/** For a progress bar: as the statistics have it, not counted. */
export const guessBytes = async (client: pg.ClientBase): Promise<number> =>
  Number(
    (
      await client.query<{ bytes: string }>(
        `select coalesce(sum(pg_table_size(c.oid)), 0)::text as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'r'`,
      )
    ).rows[0]?.bytes ?? 0,
  )

/** Where rows are loaded, nobody is told of them, and no history says that it only grows: what comes in has been history already. */
export const openForLoading = async (client: pg.ClientBase, tables: readonly Table[], slices: readonly Slice[]): Promise<void> => {
  for (const { schema, name, parent, bound, options } of slices) {
    const [slice, whole] = [nameOf({ schema, name }), nameOf({ schema, name: parent })]
    await client.query(`create table ${slice} (like ${whole} including defaults including constraints including storage)${options.length > 0 ? ` with (${options.join(', ')})` : ''};
      alter table ${slice} enable row level security; alter table ${slice} force row level security;
      create policy owner on ${slice} to ${owner} using (true) with check (true);
      alter table ${whole} attach partition ${slice} ${bound}`)
  }
  // COPY refuses a table whose policies hold its owner too; they do again before anybody sees a row.
  for (const table of tables)
    await client.query(`alter table ${nameOf(table)} disable trigger user; alter table ${nameOf(table)} no force row level security`)
  // A migration may have written rows where it found none; the backup holds them too.
  await client.query(`truncate ${tables.map(nameOf).join(', ')}`)
}

export const closeAfterLoading = async (client: pg.ClientBase, tables: readonly Table[], held: ReadonlySet<string>): Promise<void> => {
  await client.query('set constraints all immediate')
  for (const table of tables)
    await client.query(
      `alter table ${nameOf(table)} enable trigger user${held.has(`${table.schema}.${table.name}`) ? `; alter table ${nameOf(table)} force row level security` : ''}`,
    )
}

/** Tables whose policies hold their owner too. */
export const readHeld = async (client: pg.ClientBase): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await client.query<{ name: string }>(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relforcerowsecurity`,
      )
    ).rows.map(row => row.name),
  )

export const loadRows = (client: pg.ClientBase, table: TableHead, source: AsyncIterable<Buffer>): Promise<void> =>
  copyIn(client, `copy ${nameOf(table)} (${listOf(table.columns)}) from stdin`, source)

/** What the database is, apart from its rows, one line for each thing that keeps somebody out or holds something together. */
export const readShape = async (client: pg.ClientBase): Promise<readonly string[]> =>
  (
    await client.query<{ line: string }>(`
    select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    union all select 'table ' || n.nspname || '.' || c.relname || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' ' || coalesce((select string_agg(g::text, ' ' order by g::text) from unnest(c.relacl) g), '')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p', 'v')
    union all select 'policy ' || n.nspname || '.' || c.relname || ' ' || p.polname || ' ' || p.polcmd::text || ' ' || array(select r.rolname from pg_roles r where r.oid = any (p.polroles) order by 1)::text
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
    union all select 'trigger ' || n.nspname || '.' || c.relname || ' ' || t.tgname || ' ' || t.tgenabled::text
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and not t.tgisinternal
    union all select 'constraint ' || n.nspname || '.' || c.relname || ' ' || k.contype::text || ' ' || pg_get_constraintdef(k.oid)
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and k.contype in ('p', 'u', 'f')
    union all select 'index ' || n.nspname || '.' || c.relname || ' ' || (select string_agg(pg_get_indexdef(i.indexrelid, s, true), ', ' order by s) from generate_series(1, i.indnatts) s)
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
    union all select 'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') ' || p.prosecdef || ' ' || md5(p.prosrc) || ' ' || r.rolname || ' ' || coalesce((select string_agg(g::text, ' ' order by g::text) from unnest(p.proacl) g), '')
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where ${ours}
    order by 1`)
  ).rows.map(row => row.line)

/** Undoes a load that did not come to its end, in a database that was empty before. */
export const emptyAgain = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(`select n.nspname as name from pg_namespace n where ${ours}`)
  await client.query('begin')
  await client.query(`set local role ${owner}`)
  if (rows.length > 0) await client.query(`drop schema ${rows.map(row => quoteName(row.name)).join(', ')} cascade`)
  await client.query('commit')
}

/** How many migrations this release would add to those of a backup; refuses what a newer release has made. */
export const weigh = (folders: readonly MigrationFolder[], applied: readonly Migration[]): number => {
  const parts = new Set(['platform', ...folders.map(folder => folder.schema)])
  const foreign = applied.find(one => !parts.has(one.part))
  if (foreign)
    throw new BackupRefused(
      `备份里有本版没有的部分 ${foreign.part}，请用做备份的那一版恢复。 The backup has a part ${foreign.part} that this release does not know; restore with the release that made it.`,
    )
  try {
    return weighMigrations(folders, applied)
  } catch (error) {
    if (error instanceof MigrationRefused)
      throw new BackupRefused(
        `这份备份不是本版能读的，请用做备份的那一版恢复。 This release cannot take over the backup; restore with the release that made it. (${error.message})`,
      )
    throw error
  }
}

export const migrateTo = async (
  database: Database,
  folders: readonly MigrationFolder[],
  log: Log,
  only?: readonly Migration[],
): Promise<number> => (await migrate(database, folders, log, only)).applied.length
