import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { migrationFolder } from '../../../test/migrations.ts'
import { silentLog } from '../log.ts'
import { migrate, pendingMigrations } from './index.ts'
import type { MigrationFolder } from './index.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const run = (...folders: MigrationFolder[]): Promise<{ applied: string[] }> => migrate(database, folders, silentLog)
const rewrite = (folder: MigrationFolder, name: string, text: string): void => writeFileSync(new URL(name, folder.folder), text)
const ask = async (query: string): Promise<unknown[]> => (await database.pool('migrate').query(query)).rows

describe('the migrator', () => {
  it('applies files in the order of their numbers, once, by the owner’s hand', async () => {
    const folder = migrationFolder('ordered', {
      '0002-second.sql': 'alter table ordered.a add column b int;',
      '0001-first.sql': 'create schema ordered; create table ordered.a (n int);',
    })
    expect(await pendingMigrations(database, [folder])).toEqual(['ordered/0001-first.sql', 'ordered/0002-second.sql'])
    expect(await run(folder)).toEqual({ applied: ['ordered/0001-first.sql', 'ordered/0002-second.sql'] })
    expect(await run(folder)).toEqual({ applied: [] })
    expect(await pendingMigrations(database, [folder])).toEqual([])
    expect(await ask("select tableowner from pg_tables where schemaname = 'ordered'")).toEqual([{ tableowner: 'huiyin_owner' }])
  })

  it('refuses a file that was changed after it had been applied, because two cities would then differ unseen', async () => {
    const folder = migrationFolder('edited', { '0001-a.sql': 'create schema edited;' })
    await run(folder)
    rewrite(folder, '0001-a.sql', 'create schema edited; create schema more;')
    await expect(run(folder)).rejects.toThrow(/0001-a\.sql: this file was changed after it had been applied/)
    await expect(pendingMigrations(database, [folder])).rejects.toThrow(/was changed/)
    rewrite(folder, '0001-a.sql', 'create schema edited;')
    expect(await run(folder)).toEqual({ applied: [] })
  })

  it('applies a file whole or not at all, and names file, line and reason', async () => {
    const folder = migrationFolder('broken', {
      '0001-good.sql': 'create schema broken;',
      '0002-bad.sql': 'create table broken.a (n int);\n\ncreate table broken.b (n nonsense);',
    })
    await expect(run(folder)).rejects.toThrow(/0002-bad\.sql:3: type "nonsense" does not exist/)
    expect(await ask("select count(*) from pg_tables where schemaname = 'broken'")).toEqual([{ count: 0 }])
    expect(await pendingMigrations(database, [folder])).toEqual(['broken/0002-bad.sql'])
  })

  it('refuses a file that ends its transaction, since a crash would leave half of it', async () => {
    for (const text of [
      'create schema ended; commit; create table ended.a (n int);',
      'BEGIN;\ncreate schema ended;',
      '/* ; */ start transaction;',
      "select ';'; rollback",
    ]) {
      await expect(run(migrationFolder('ended', { '0001-a.sql': text }))).rejects.toThrow(/may not begin or end transactions/)
    }
    expect(await ask("select to_regnamespace('ended') as there")).toEqual([{ there: null }])
    const innocent =
      "create schema ended; -- commit;\ncreate function ended.f() returns text language plpgsql as $$ begin return '; commit;'; end $$;"
    expect((await run(migrationFolder('ended', { '0001-a.sql': innocent }))).applied).toHaveLength(1)
  })

  it('goes forward only: no number below one that is applied, and no database newer than the release', async () => {
    const folder = migrationFolder('forward', { '0001-a.sql': 'create schema forward;', '0003-c.sql': 'select 1;' })
    await run(folder)
    rewrite(folder, '0002-b.sql', 'select 1;')
    await expect(run(folder)).rejects.toThrow(/0003-c\.sql has been applied already, and migrations only go forward/)
    await expect(run(migrationFolder('forward', { '0001-a.sql': 'create schema forward;' }))).rejects.toThrow(
      /forward\/0003-c\.sql, which this release does not know/,
    )
  })

  it('refuses names that leave the order open', async () => {
    await expect(run(migrationFolder('named', { 'first.sql': '' }))).rejects.toThrow(/is named like 0001-what-it-makes\.sql/)
    await expect(run(migrationFolder('named', { '0001-a.sql': '', '0001-b.sql': '' }))).rejects.toThrow(
      /the number is taken by 0001-a\.sql/,
    )
    await expect(run(migrationFolder('named', {}), migrationFolder('named', {}))).rejects.toThrow(
      /Two migration folders claim the schema named/,
    )
  })

  it('gives nobody a table by a forgotten schema', async () => {
    await expect(run(migrationFolder('nowhere', { '0001-a.sql': 'create table a (n int);' }))).rejects.toThrow(
      /permission denied|no schema/,
    )
  })

  it('takes turns where servers start together, so that each file is applied once', async () => {
    const folder = migrationFolder('turns', {
      '0001-a.sql': 'create schema turns; select pg_sleep(0.2);',
      '0002-b.sql': 'create table turns.a (n int);',
    })
    const all = await Promise.all([run(folder), run(folder)])
    expect(all.map(({ applied }) => applied.length).sort()).toEqual([0, 2])
  })

  it('holds the owner’s rights in migrations alone: the login that migrates reads no table of itself', async () => {
    const folder = migrationFolder('owned', { '0001-a.sql': 'create schema owned; create table owned.a (n int);' })
    await run(folder)
    await expect(ask('select * from owned.a')).rejects.toThrow(/permission denied/)
    for (const login of ['staff', 'public', 'system'] as const) {
      await expect(database.pool(login).query('set role huiyin_owner')).rejects.toThrow(/permission denied/)
      await expect(database.pool(login).query('create schema mine')).rejects.toThrow(/permission denied/)
      await expect(database.pool(login).query('create temporary table mine (n int)')).rejects.toThrow(/permission denied/)
    }
  })
})
