import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { KeyMark, Manifest } from './records.ts'
import { writeEntry } from './records.ts'
import { guessBytes, readMigrations, readShape, readSlices, readTables, rowsOf, serverVersion } from './store.ts'
import type { Moment } from './store.ts'

export interface Taken {
  tables: number
  rows: number
  files: number
  bytes: number
  /** Files that were erased while the backup was being made. */ gone: number
}

export interface DumpParts {
  readonly dataFolder: string
  readonly city: string
  readonly moment: Moment
  readonly release: string
  readonly keys: readonly KeyMark[]
  readonly withKeys: boolean
  /** Bytes written so far, and a guess of all. */
  readonly progress: (done: number, all: number) => void
}

/** Of the data folder: what is not made anew by itself. Not the provider's stand-in (outbox.ndjson: numbers in the open), nor passwords of logins. */
const keptFiles = ['city.json', 'roots.txt'] as const
const keptFolders = ['files', 'programme'] as const

const filesUnder = function* (folder: string, below: string): Generator<string> {
  const here = join(folder, below)
  if (!existsSync(here)) return
  for (const entry of readdirSync(here, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) yield* filesUnder(folder, path)
    else if (entry.isFile() && !entry.name.endsWith('.part')) yield path
  }
}

const filesOf = function* (dataFolder: string, withKeys: boolean): Generator<string> {
  for (const name of keptFiles) if (existsSync(join(dataFolder, name))) yield name
  for (const folder of [...keptFolders, ...(withKeys ? ['keys'] : [])]) yield* filesUnder(dataFolder, folder)
}

const sizeOf = (path: string): number | undefined => {
  try {
    return statSync(path).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Newlines inside of values are written as \n, so a line is a row. */
export const countRows = (bytes: Buffer): number => {
  let count = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}

/**
 * Everything of one moment, as records: the tables through one snapshot, then the files. A file is written before the act
 * that names it commits, so the snapshot names none that is not there; what was erased meanwhile is missed, and meant to be.
 * @param client inside of `beginReading`
 */
export async function* dumped(client: pg.ClientBase, parts: DumpParts, taken: Taken): AsyncGenerator<Buffer> {
  const { dataFolder, city, moment, release, keys, withKeys } = parts
  const fileBytes = [...filesOf(dataFolder, withKeys)].reduce((sum, path) => sum + (sizeOf(join(dataFolder, path)) ?? 0), 0)
  const guess = (await guessBytes(client)) + fileBytes
  const say = (bytes: number): void => {
    taken.bytes += bytes
    parts.progress(taken.bytes, Math.max(guess, taken.bytes))
  }
  const manifest: Manifest = {
    city,
    at: moment.at.toISOString(),
    until: moment.until.toISOString(),
    release,
    postgres: await serverVersion(client),
    migrations: await readMigrations(client),
    slices: await readSlices(client),
    shape: await readShape(client),
    keys,
    withKeys,
  }
  yield writeEntry({ kind: 'manifest', value: manifest })
  for (const table of await readTables(client)) {
    yield writeEntry({ kind: 'table', value: { schema: table.schema, name: table.name, columns: table.columns } })
    const hash = createHash('sha256')
    let rows = 0
    for await (const bytes of rowsOf(client, table)) {
      hash.update(bytes)
      rows += countRows(bytes)
      say(bytes.length)
      yield writeEntry({ kind: 'bytes', value: bytes })
    }
    yield writeEntry({ kind: 'table_end', value: { rows, hash: hash.digest('hex') } })
    taken.tables++
    taken.rows += rows
  }
  for (const path of filesOf(dataFolder, withKeys)) {
    const size = sizeOf(join(dataFolder, path))
    if (size === undefined) {
      taken.gone++
      continue
    }
    const hash = createHash('sha256')
    yield writeEntry({ kind: 'file', value: { path, size } })
    for await (const bytes of createReadStream(join(dataFolder, path), { highWaterMark: 1 << 16 }) as AsyncIterable<Buffer>) {
      hash.update(bytes)
      say(bytes.length)
      yield writeEntry({ kind: 'bytes', value: bytes })
    }
    yield writeEntry({ kind: 'file_end', value: { hash: hash.digest('hex') } })
    taken.files++
  }
  yield writeEntry({ kind: 'end', value: { tables: taken.tables, rows: taken.rows, files: taken.files, bytes: taken.bytes } })
}
