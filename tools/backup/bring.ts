import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eraseAgain, exportTrail } from '../../src/engine/index.ts'
import { TrailReader } from '../../src/engine/rules/verifyTrail.ts'
import type { TrailLine } from '../../src/engine/rules/verifyTrail.ts'
import { migrationFolders } from '../../src/main.ts'
import { deleteAllSessions } from '../../src/org/access/index.ts'
import { makeAs } from '../../src/org/as.ts'
import { BackupRefused, noteRestored, restore } from '../../src/platform/backup/index.ts'
import type { BackupKey, Manifest } from '../../src/platform/backup/index.ts'
import type { Config } from '../../src/platform/config.ts'
import { openKeys } from '../../src/platform/crypto/index.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { byteFolder, countWithoutBytes, makeFiles } from '../../src/platform/files/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { doubtAfterRestore } from '../../src/platform/outbox/index.ts'
import { hashText } from '../verify-trail.ts'

export interface Bringing {
  readonly path: string
  readonly key: BackupKey
  readonly config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'prepare' | 'suite'>
  readonly keysFrom?: string
  /** Matters whose content was erased, now or since the backup. */
  readonly erased: readonly string[]
  readonly now: Date
  readonly progress: (step: 'read' | 'load', done: number, all: number) => void
  /** Brings the tables to this release. Without it a backup of an older one is refused. */
  readonly migrate?: (database: Database) => Promise<void>
  /** For tests: how the database is reached. */
  readonly open?: () => Promise<Database>
}

export interface Brought {
  readonly city: string
  readonly at: string
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Matters that the backup could still read and nobody can now. */
  readonly erasedAgain: number
  /** Messages that may have gone out since: offered under their old reference. */
  readonly unsure: number
  readonly trail: { readonly matters: number; readonly entries: number; readonly roots: number }
}

/** What holds before the doors open: nothing erased is readable, nobody is signed in, the trail is whole, each file has its bytes. */
const settle = async (
  given: Bringing,
  database: Database,
  { city, at }: Manifest,
): Promise<Pick<Brought, 'erasedAgain' | 'unsure' | 'trail'>> => {
  const {
    config: { dataFolder, suite },
    now,
    erased,
  } = given
  await given.migrate?.(database)
  const as = makeAs(database)
  const folder = byteFolder(join(dataFolder, 'files'), city)
  const files = makeFiles(openKeys(join(dataFolder, 'keys'), suite), folder)
  const erasedAgain = await eraseAgain(as, city, erased, now, files.erase)
  const unsure = await doubtAfterRestore(database, city)
  await as({ kind: 'system', city, name: 'sign_in' }, tx => deleteAllSessions(tx, city))
  const reader = new TrailReader(hashText, new Map())
  await exportTrail({ as, city }, line => reader.read(JSON.parse(line) as TrailLine))
  const verdict = reader.verdict()
  if (verdict.faults.length > 0)
    throw new BackupRefused(
      `恢复出来的痕迹链断了（${verdict.faults[0]!.fault}），已全部撤回。 The restored trail does not verify; all of it was taken back.`,
    )
  const lost = await as({ kind: 'system', city, name: 'sweep' }, tx => countWithoutBytes(tx, folder))
  if (lost > 0)
    throw new BackupRefused(`${lost} 个文件只有登记没有内容，已全部撤回。 ${lost} files have a row and no bytes; all of it was taken back.`)
  noteRestored(dataFolder, { from: given.path, at, on: now.toISOString() })
  return { erasedAgain, unsure, trail: { matters: verdict.matters, entries: verdict.entries, roots: verdict.roots } }
}

const placeOf = (dataFolder: string): string | undefined => {
  const note = join(dataFolder, 'database-place')
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined
}

/** Restores a backup where `config` says, or refuses and leaves that place as it was. */
export const bring = async (given: Bringing): Promise<Brought> => {
  const { path, key, config, keysFrom, progress } = given
  let settled: Pick<Brought, 'erasedAgain' | 'unsure' | 'trail'> | undefined
  const { manifest, totals } = await restore({
    path,
    key,
    dataFolder: config.dataFolder,
    folders: migrationFolders,
    mayBeOlder: given.migrate !== undefined,
    log: silentLog,
    progress,
    ...(keysFrom === undefined ? {} : { keysFrom }),
    open: given.open ?? (() => openDatabase(config, silentLog)),
    databaseRoot: () => (config.databaseUrl === undefined ? placeOf(config.dataFolder) : undefined),
    before: async (database, of) => {
      settled = await settle(given, database, of)
    },
  })
  if (!settled) throw new Error('nothing was settled')
  return { city: manifest.city, at: manifest.at, tables: totals.tables, rows: totals.rows, files: totals.files, ...settled }
}

/** The same into a folder and an embedded server that are thrown away afterwards: a proof, or a rehearsal. */
export const bringAndThrowAway = async (given: Omit<Bringing, 'config'> & { readonly suite: 'std' | 'gm' }): Promise<Brought> => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-proof-'))
  // PostgreSQL may run as another account, which must be able to pass.
  chmodSync(folder, 0o711)
  const dataFolder = join(folder, 'data')
  try {
    return await bring({ ...given, config: { dataFolder, suite: given.suite } })
  } finally {
    const root = placeOf(dataFolder)
    if (root !== undefined) rmSync(root, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}
