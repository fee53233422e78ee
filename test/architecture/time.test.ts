import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../src/platform/database/index.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { foldersInTree } from '../../src/platform/database/tree.ts'
import { silentLog } from '../../src/platform/log.ts'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { migrationFolder } from '../migrations.ts'
import { readPlace, sqlPlaces, timeFaults } from './time.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

/** What the database itself would do with the time: defaults, generated columns, checks, policies and function bodies, however they came about. */
const inCatalogue = async (from: Database): Promise<readonly string[]> => {
  const { rows } = await from.pool('system').query<{ name: string; text: string }>(`
    select n.nspname || '.' || x.name as name, x.text from pg_namespace n join (
      select c.relnamespace as space, c.relname || '.' || a.attname || ' default' as name, pg_get_expr(d.adbin, d.adrelid) as text
        from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      union all select k.connamespace, k.conname, pg_get_constraintdef(k.oid) from pg_constraint k
      union all select c.relnamespace, c.relname || ' policy ' || p.polname, concat(pg_get_expr(p.polqual, c.oid), ' ', pg_get_expr(p.polwithcheck, c.oid)) from pg_policy p join pg_class c on c.oid = p.polrelid
      union all select c.relnamespace, c.relname || ' view', pg_get_viewdef(c.oid) from pg_class c where c.relkind in ('v', 'm')
      union all select p.pronamespace, p.proname || '()', p.prosrc from pg_proc p
    ) x on x.space = n.oid where n.nspname not in ('information_schema', 'pgboss') and n.nspname !~ '^pg_'`)
  return rows.flatMap(({ name, text }) => timeFaults(`${name}.sql`, text)).sort()
}

it('no SQL learns the time by itself, or the demo’s clock and a replayed trail would disagree with it', async () => {
  expect(sqlPlaces().flatMap(path => timeFaults(path, readPlace(path)))).toEqual([])
  expect(await inCatalogue(database)).toEqual([])
})

it('the test reads the places where SQL stands', () => {
  for (const path of [
    'src/engine/migrations/0001-engine.sql',
    'src/platform/outbox/store.ts',
    'src/engine/store/matter.ts',
    'src/platform/database/migrator.ts',
  ])
    expect(sqlPlaces()).toContain(path)
})

it('planted in a file, each way of asking is found, and the clock that was handed in is not', () => {
  for (const asking of [
    'now()',
    'NOW ()',
    'current_timestamp',
    'CURRENT_DATE',
    'localtimestamp',
    'clock_timestamp()',
    "'now'::timestamptz",
    "date 'today'",
  ]) {
    expect(timeFaults('a.sql', `select 1;\nupdate x set at = ${asking};`), asking).toHaveLength(1)
  }
  expect(timeFaults('store.ts', 'sql`update x set at = now()`\nconst at = new Date(); Date.now()')).toEqual([
    'store.ts:1 asks for the time itself: now(',
    'store.ts:2 asks for the time itself: new Date()',
    'store.ts:2 asks for the time itself: Date.now(',
  ])
  expect(timeFaults('store.ts', '// now() is banned\nconst at = clock.now()\nconst later = new Date(at.getTime() + 1)')).toEqual([])
  expect(timeFaults('a.sql', '-- not now()\nselect known()')).toEqual([])
})

it('planted in the database, by whatever way it came there, it is found', async () => {
  const planted = await freshDatabase()
  const before = await inCatalogue(planted)
  await migrate(
    planted,
    [
      ...foldersInTree(),
      migrationFolder('planted', {
        '0001-planted.sql': `
    create schema planted;
    do $$ begin execute 'create table planted.a (at timestamptz default ' || 'no' || 'w())'; end $$;
    create function planted.f() returns date language sql as 'select current_date';`,
      }),
    ],
    silentLog,
  )
  expect((await inCatalogue(planted)).filter(fault => !before.includes(fault))).toEqual([
    'planted.a.at default.sql:1 asks for the time itself: now(',
    'planted.f().sql:1 asks for the time itself: current_date',
  ])
  await planted.close()
})
