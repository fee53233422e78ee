import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { marksOfMasterKeys } from '../crypto/index.ts'
import type { Database, MigrationFolder } from '../database/contract.ts'
import type { Log } from '../log.ts'
import type { BackupKey } from './key.ts'
import { load, readWhole } from './load.ts'
import type { Contents } from './load.ts'
import type { Manifest } from './records.ts'
import { BackupRefused } from './refused.ts'
import { beginLoading, emptyAgain, endTransaction, migrateTo, weigh, whatStands } from './store.ts'

export interface Restoring {
  readonly path: string
  readonly key: BackupKey
  readonly dataFolder: string
  /** Where the master keys are, if they lie neither in the data folder nor in the backup. */
  readonly keysFrom?: string
  readonly folders: readonly MigrationFolder[]
  /** Whether a backup of an older release is taken; `before` then brings its tables to this one. */
  readonly mayBeOlder: boolean
  readonly log: Log
  readonly open: () => Promise<Database>
  /** Folder of the embedded server's own files, once it was made. */
  readonly databaseRoot: () => string | undefined
  /** What must have happened before anybody may look: erasures again, the trail. A throw takes everything back. */
  readonly before: (database: Database, manifest: Manifest) => Promise<void>
  readonly progress: (step: 'read' | 'load', done: number, all: number) => void
}

/** May stand in the folder before: the operator puts keys and passwords back first. */
const mayStand = new Set(['keys', 'database-passwords.json', 'database-lock', 'database-address.json', 'binaries', 'lost+found'])

const entriesOf = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : [])

const refuseFull = (dataFolder: string): void => {
  const standing = entriesOf(dataFolder).filter(name => !mayStand.has(name))
  if (standing.length > 0)
    throw new BackupRefused(
      `${dataFolder} 里已经有东西（${standing.slice(0, 4).join('、')}），恢复不覆盖任何数据。请把 HUIYIN_DATA 指到一个空文件夹。 There is something in ${dataFolder}; a restore overwrites nothing. Point HUIYIN_DATA at an empty folder.`,
    )
}

/** The keys first: without them the city would have its rows and could not read one of them. */
const settleKeys = ({ dataFolder, keysFrom }: Restoring, manifest: Manifest): (() => void) => {
  const folder = join(dataFolder, 'keys')
  const standing = entriesOf(folder).length > 0
  if (manifest.withKeys) {
    if (standing || keysFrom !== undefined)
      throw new BackupRefused(
        '这份备份自带主密钥，而这里另有一套；请把另一套拿开。 The backup brings master keys along and others are here; take those away.',
      )
    return () => {}
  }
  const from = keysFrom ?? folder
  const here = marksOfMasterKeys(from)
  if (here.length === 0)
    throw new BackupRefused(
      `这份备份里没有主密钥，请先把主密钥放回 ${folder}（或用 --keys 指出在哪），再恢复。 There are no master keys in this backup: put them back into ${folder}, or name their folder with --keys.`,
    )
  const missing = manifest.keys.filter(
    key => !here.some(one => one.version === key.version && one.suite === key.suite && one.mark === key.mark),
  )
  if (missing.length > 0)
    throw new BackupRefused(
      `${from} 里的主密钥不是这份备份的（第 ${missing.map(key => key.version).join('、')} 代对不上），恢复出来也打不开。 The master keys in ${from} are not those of this backup (generation ${missing.map(key => key.version).join(', ')}).`,
    )
  return () => {
    if (from === folder || standing) return
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(from).filter(one => one.endsWith('.key'))) copyFileSync(join(from, name), join(folder, name))
  }
}

/**
 * Restores a backup into an empty place, or refuses and leaves the place as it was. The archive is read to its end before
 * the first change; every table is compared before the load counts.
 */
export const restore = async (restoring: Restoring): Promise<Contents> => {
  const { path, key, dataFolder, folders, log, progress } = restoring
  if (!existsSync(path)) throw new BackupRefused(`找不到备份 ${path}。 There is no backup at ${path}.`)
  refuseFull(dataFolder)
  const { size } = statSync(path)
  const { manifest } = await readWhole(path, key, done => progress('read', done, size))
  const pending = weigh(folders, manifest.migrations)
  if (pending > 0 && !restoring.mayBeOlder)
    throw new BackupRefused(
      `备份来自旧版本（差 ${pending} 个数据库变更）：用旧版本恢复，或加 --migrate 恢复后升级到本版。 The backup is of an older release (${pending} migrations wait): restore with that one, or add --migrate.`,
    )
  const putKeys = settleKeys(restoring, manifest)
  const stood = new Set(entriesOf(dataFolder))
  const keysStood = entriesOf(join(dataFolder, 'keys')).length > 0
  const existed = existsSync(dataFolder)
  let database: Database | undefined
  let begun = false
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
    database = await restoring.open()
    const client = await database.pool('migrate').connect()
    let contents: Contents
    try {
      const standing = await whatStands(client)
      if (standing.length > 0)
        throw new BackupRefused(
          `数据库里已经有东西（${standing.slice(0, 4).join('、')}），恢复不覆盖任何数据。请另给一个空数据库。 The database is not empty; a restore overwrites nothing. Give it an empty one.`,
        )
      begun = true
      await migrateTo(database, folders, log, manifest.migrations)
      await beginLoading(client)
      contents = await load(path, key, client, dataFolder, done => progress('load', done, size))
      await endTransaction(client, 'commit')
    } catch (error) {
      await endTransaction(client, 'rollback').catch(() => {})
      throw error
    } finally {
      client.release()
    }
    putKeys()
    await restoring.before(database, manifest)
    return contents
  } catch (error) {
    if (begun && database) await emptyIt(database)
    await database?.close().catch(() => {})
    database = undefined
    const root = restoring.databaseRoot()
    if (root !== undefined) rmSync(root, { recursive: true, force: true })
    for (const name of entriesOf(dataFolder)) if (!stood.has(name)) rmSync(join(dataFolder, name), { recursive: true, force: true })
    if (!keysStood) rmSync(join(dataFolder, 'keys'), { recursive: true, force: true })
    if (!existed) rmSync(dataFolder, { recursive: true, force: true })
    throw error
  } finally {
    await database?.close()
  }
}

const emptyIt = async (database: Database): Promise<void> => {
  const client = await database.pool('migrate').connect()
  try {
    await emptyAgain(client)
  } catch {
    // The server is gone; an embedded one is removed with its folder, and of one's own the next restore says what stands there.
  } finally {
    client.release(true)
  }
}
