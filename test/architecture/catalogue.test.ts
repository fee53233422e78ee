import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/platform/database/index.ts'
import { foldersInTree } from '../../src/platform/database/tree.ts'
import { silentLog } from '../../src/platform/log.ts'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { migrationFolder } from '../migrations.ts'
import { catalogueFaults } from './catalogue.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

it('the migrated database keeps every city’s rows behind forced policies (A-04)', async () => {
  expect(await catalogueFaults(database)).toEqual([])
})

describe('the test of A-04 itself finds what is planted', () => {
  let planted: FreshDatabase
  let before: readonly string[]
  let found: readonly string[]
  const owner = (table: string): string =>
    `alter table planted.${table} enable row level security; alter table planted.${table} force row level security; create policy owner on planted.${table} to huiyin_owner using (true) with check (true);`
  const table = (name: string): string => `create table planted.${name} (city text not null, id uuid not null, primary key (city, id));`

  beforeAll(async () => {
    planted = await freshDatabase()
    before = await catalogueFaults(planted)
    await migrate(
      planted,
      [
        ...foldersInTree(),
        migrationFolder('planted', {
          '0001-planted.sql': `
      create schema planted;
      ${table('not_enabled')}
      ${table('not_forced')} alter table planted.not_forced enable row level security;
      ${table('no_owner')} alter table planted.no_owner enable row level security; alter table planted.no_owner force row level security;
      ${table('half_owner')} alter table planted.half_owner enable row level security; alter table planted.half_owner force row level security;
        create policy owner on planted.half_owner for select to huiyin_owner using (true);
      create table planted.city_second (id uuid not null, city text not null, primary key (id, city)); ${owner('city_second')}
      create table planted.no_key (n int);
      ${table('foreign_rows')} ${owner('foreign_rows')} create policy seen on planted.foreign_rows for select to huiyin_staff using (true);
      ${table('foreign_writes')} ${owner('foreign_writes')} create policy kept on planted.foreign_writes to huiyin_system using (city = org.city()) with check (id is not null);
      ${table('in_vain')} ${owner('in_vain')} grant delete on planted.in_vain to huiyin_public;
      create table planted.told (city text not null, id uuid not null, phone text unique, primary key (city, id)); ${owner('told')}
      ${table('for_all')} ${owner('for_all')} grant select on planted.for_all to public;
      ${table('emptied')} ${owner('emptied')} grant truncate on planted.emptied to huiyin_system;
      create view planted.shown as select * from planted.told;
      create materialized view planted.frozen as select 1 as one;
      create function planted.unlisted() returns int language sql security definer set search_path = pg_catalog as 'select 1'; revoke all on function planted.unlisted() from public;
      alter function engine.sight(text, uuid) reset search_path; grant execute on function engine.open_matter(jsonb, bytea, jsonb, uuid[]) to public;
      alter function callback.find(text, bytea) security invoker;
    `,
        }),
      ],
      silentLog,
    )
    found = (await catalogueFaults(planted)).filter(sentence => !before.includes(sentence))
  })
  afterAll(() => planted.close())

  it('one sentence for each violation, and none besides', () => {
    expect(found.map(sentence => sentence.replace('planted.', '')).sort()).toEqual([
      'catalogue.lists.ts: callback.find is not a SECURITY DEFINER function any more',
      'city_second: city is not the first column of the primary key',
      'emptied: huiyin_system may truncate',
      'engine.open_matter: anybody may execute a SECURITY DEFINER function; revoke it from public',
      'engine.sight: SECURITY DEFINER without "set search_path = pg_catalog, …"',
      'for_all: anybody may select',
      "foreign_rows: the policy seen does not bind the city, so a session of one city could see or write another's rows",
      "foreign_writes: the policy kept does not bind the city, so a session of one city could see or write another's rows",
      "frozen: a view without security_invoker shows its owner's rows",
      'half_owner: no policy "using (true) with check (true)" for huiyin_owner, whose updates would silently change nothing',
      'in_vain: huiyin_public may delete by grant, but no policy ever lets it',
      'no_key: city is not the first column of the primary key',
      'no_owner: no policy "using (true) with check (true)" for huiyin_owner, whose updates would silently change nothing',
      'not_enabled: row-level security is not enabled',
      'not_forced: row-level security is not forced',
      "shown: a view without security_invoker shows its owner's rows",
      'told_phone_key: a unique key without the city',
      'unlisted: a SECURITY DEFINER function that catalogue.lists.ts does not give a reason for',
    ])
  })
})
