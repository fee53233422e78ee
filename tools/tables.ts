import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { connectDatabase, migrate } from '../src/platform/database/index.ts'
import type { Database } from '../src/platform/database/index.ts'
import { startEmbedded } from '../src/platform/database/embedded/index.ts'
import { roleOf } from '../src/platform/database/roles.ts'
import { tableTypes } from '../src/platform/database/tableTypes.ts'
import { foldersInTree } from '../src/platform/database/tree.ts'
import { silentLog } from '../src/platform/log.ts'

/** Path and text of every `tables.ts`, each beside the migrations that make its tables. */
export const tableFiles = async (database: Database): Promise<readonly { path: string; text: string }[]> => {
  const folders = foldersInTree()
  const texts = await tableTypes(
    database,
    folders.map(({ schema }) => schema),
  )
  return folders.flatMap(({ schema, folder }) => {
    const text = texts.get(schema)
    return text === undefined ? [] : [{ path: fileURLToPath(new URL('../tables.ts', folder)), text }]
  })
}

/** Files that no longer say what the migrated database says; for the drift test and `--check`. */
export const staleTables = async (database: Database): Promise<readonly string[]> =>
  (await tableFiles(database))
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => path.slice(path.lastIndexOf('/src/') + 1))

/** `npm run tables` writes; with `--check` it only names what is stale. Works on a throw-away database of its own. */
export const runTables = async (args: readonly string[]): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-tables-'))
  chmodSync(folder, 0o711)
  const server = await startEmbedded(folder, silentLog, 'throw_away')
  const database = connectDatabase(
    login => ({ host: server.host, port: server.port, database: server.database, user: roleOf(login), password: server.passwords[login] }),
    silentLog,
  )
  try {
    await migrate(database, foldersInTree(), silentLog)
    const stale = await staleTables(database)
    if (!args.includes('--check')) for (const { path, text } of await tableFiles(database)) writeFileSync(path, text)
    for (const path of stale) console.log(`${args.includes('--check') ? 'stale' : 'wrote'}: ${path}`)
    return args.includes('--check') && stale.length > 0 ? 1 : 0
  } finally {
    await database.close()
    await server.stop()
    rmSync(server.root, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await runTables(process.argv.slice(2))
