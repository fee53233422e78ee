import { sql } from 'kysely'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { backUp, BackupRefused, makeBackupKey, readBackupKey, restore } from '../../src/platform/backup/index.ts'
import type { BackupKey } from '../../src/platform/backup/index.ts'
import { migrationFolders } from '../../src/main.ts'
import { makeAs } from '../../src/org/as.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { emptyDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { openTown } from '../house.ts'
import type { Town } from '../house.ts'

export let folder: string
export let keyFile: string
export let key: BackupKey
export let town: Town
/** A town with its backup key, in a folder of its own: files of tests may share this module. */
export const openTownToBackUp = async (): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'huiyin-backup-'))
  keyFile = join(folder, 'backup.key')
  makeBackupKey(keyFile)
  key = readBackupKey(keyFile, [])
  town = await openTown({ clock: new MovableClock(new Date('2026-09-16T15:00:00+08:00')) })
}
export const closeTownToBackUp = () => town?.close()

export const take = (name: string, more: { withKeys?: boolean; key?: BackupKey; suite?: 'std' | 'gm' } = {}): Promise<string> => {
  const { house } = town.running
  const path = join(folder, `${name}.backup`)
  return backUp(path, {
    database: house.database,
    dataFolder: house.config.dataFolder,
    city: house.city,
    key: more.key ?? key,
    suite: more.suite ?? 'std',
    release: 'test',
    now: () => new Date(),
    withKeys: more.withKeys ?? false,
    progress: () => {},
  }).then(() => path)
}

/** Restores into a place of its own and leaves it for the test to look at. */
export const restoreInto = async (
  path: string,
  given: {
    key?: BackupKey
    database?: FreshDatabase
    dataFolder?: string
    keysFrom?: string | null
    before?: (database: Database) => Promise<void>
  } = {},
): Promise<{ dataFolder: string; database: FreshDatabase }> => {
  const database = given.database ?? (await emptyDatabase())
  const dataFolder = given.dataFolder ?? join(mkdtempSync(join(tmpdir(), 'huiyin-restored-')), 'data')
  const keysFrom = given.keysFrom === null ? undefined : (given.keysFrom ?? join(town.running.house.config.dataFolder, 'keys'))
  await restore({
    path,
    key: given.key ?? key,
    dataFolder,
    folders: migrationFolders,
    mayBeOlder: false,
    log: silentLog,
    databaseRoot: () => undefined,
    before: given.before ?? (async () => {}),
    progress: () => {},
    ...(keysFrom === undefined ? {} : { keysFrom }),
    // The restore closes what it opened; this one goes on to be asked.
    open: async () => ({
      ...database,
      pool: login => database.pool(login),
      transaction: (login, work, settings) => database.transaction(login, work, settings),
      close: async () => {},
    }),
  })
  return { dataFolder, database }
}

export const receiptsIn = async (database: Database, city: string): Promise<ReadonlySet<string>> =>
  makeAs(database)(
    { kind: 'system', city, name: 'mixer' },
    async tx =>
      new Set(
        (await sql<{ digest: Buffer }>`select digest from evaluation.receipt where city = ${city}`.execute(tx)).rows.map(row =>
          row.digest.toString('hex'),
        ),
      ),
  )

/** What stands behind the receipts: sealed ratings, the slots they spent, wishes for a call. */
export const countsIn = async (database: Database): Promise<{ ratings: number; slots: number; calls: number }> => {
  const client = await database.pool('migrate').connect()
  try {
    await client.query('begin; set local role huiyin_owner')
    const { rows } = await client.query<{ ratings: number; slots: number; calls: number }>(
      `select (select count(*)::int from evaluation.sealed) as ratings, (select count(distinct slot)::int from evaluation.sealed) as slots,
         (select count(*)::int from evaluation.call_request) as calls`,
    )
    return rows[0]!
  } finally {
    client.release(true)
  }
}

export const standsIn = async (database: Database): Promise<number> =>
  (
    await database
      .pool('migrate')
      .query("select from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')")
  ).rowCount ?? 0

/** What it says when it refuses, having left the place as it was. */
export const refusalOf = async (path: string, given: Parameters<typeof restoreInto>[1] = {}): Promise<string> => {
  const database = given.database ?? (await emptyDatabase())
  const dataFolder = given.dataFolder ?? join(mkdtempSync(join(tmpdir(), 'huiyin-refused-')), 'data')
  const before = existsSync(dataFolder) ? readdirSync(dataFolder) : undefined
  const stood = await standsIn(database)
  try {
    await restoreInto(path, { ...given, database, dataFolder })
  } catch (error) {
    expect(error).toBeInstanceOf(BackupRefused)
    expect(existsSync(dataFolder) ? readdirSync(dataFolder) : undefined, 'the folder is as it was').toEqual(before)
    expect(await standsIn(database), 'so is the database').toBe(stood)
    return (error as Error).message
  } finally {
    if (!given.database) await database.close()
  }
  throw new Error('it was not refused')
}
