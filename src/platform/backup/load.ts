import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { opened } from './archive.ts'
import { countRows } from './dump.ts'
import type { BackupKey } from './key.ts'
import { readEntries } from './records.ts'
import type { Entry, FileHead, Manifest, TableEnd, TableHead, Totals } from './records.ts'
import { BackupRefused } from './refused.ts'
import { closeAfterLoading, loadRows, openForLoading, readHeld, readShape, readTables, rowsOf } from './store.ts'

export interface Contents {
  readonly manifest: Manifest
  readonly totals: Totals
}
/** Bytes of the archive read so far. */
export type Progress = (read: number) => void

const wrong = (): BackupRefused =>
  new BackupRefused(
    '备份的内容前后不一致：做它的那一版有误。 The contents of the backup do not agree with each other; the release that made it was wrong.',
  )

/** Entries one by one, over everything that has to hold before the first of them is believed. */
const walk = async (
  path: string,
  key: BackupKey,
  progress: Progress,
  visit: (next: () => Promise<Entry>) => Promise<void>,
): Promise<void> => {
  let read = 0
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      read += bytes.length
      progress(read)
      yield bytes
    }
  }
  // What refuses first is what the operator shall read: a stream that was cut off by it only says so.
  let refused: unknown
  const source = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* opened(counted(), key)
    } catch (error) {
      refused = error
      throw error
    }
  }
  try {
    await pipeline(source, createGunzip(), async (plain: AsyncIterable<Buffer>) => {
      const entries = readEntries(plain)
      await visit(async () => {
        const next = await entries.next()
        if (next.done) throw wrong()
        return next.value
      })
      if (!(await entries.next()).done) throw wrong()
    })
  } catch (error) {
    throw refused ?? error
  }
}

/** The bytes up to the next end, which `ended` is given. */
const bytesOf = async function* (next: () => Promise<Entry>, ended: (entry: Entry) => void): AsyncGenerator<Buffer> {
  for (;;) {
    const entry = await next()
    if (entry.kind !== 'bytes') {
      ended(entry)
      return
    }
    yield entry.value
  }
}

interface Visitor {
  manifest(manifest: Manifest): Promise<void>
  table(head: TableHead, bytes: AsyncIterable<Buffer>): Promise<void>
  file(head: FileHead, bytes: AsyncIterable<Buffer>): Promise<void>
  tableEnd?(head: TableHead, end: TableEnd): void
}

const readThrough = async (path: string, key: BackupKey, progress: Progress, visitor: Visitor): Promise<Contents> => {
  let manifest: Manifest | undefined
  let totals: Totals | undefined
  await walk(path, key, progress, async next => {
    const first = await next()
    if (first.kind !== 'manifest') throw wrong()
    manifest = first.value
    await visitor.manifest(manifest)
    const seen = { tables: 0, rows: 0, files: 0 }
    for (;;) {
      const entry = await next()
      if (entry.kind === 'end') {
        totals = entry.value
        if (seen.tables !== totals.tables || seen.rows !== totals.rows || seen.files !== totals.files) throw wrong()
        return
      }
      if (entry.kind !== 'table' && entry.kind !== 'file') throw wrong()
      const hash = createHash('sha256')
      let rows = 0
      let end: Entry | undefined
      const bytes = async function* (): AsyncGenerator<Buffer> {
        for await (const piece of bytesOf(next, found => {
          end = found
        })) {
          hash.update(piece)
          if (entry.kind === 'table') rows += countRows(piece)
          yield piece
        }
      }
      await (entry.kind === 'table' ? visitor.table(entry.value, bytes()) : visitor.file(entry.value, bytes()))
      if (entry.kind === 'table') {
        if (end?.kind !== 'table_end' || end.value.rows !== rows || end.value.hash !== hash.digest('hex')) throw wrong()
        visitor.tableEnd?.(entry.value, end.value)
        seen.tables++
        seen.rows += rows
      } else {
        if (end?.kind !== 'file_end' || end.value.hash !== hash.digest('hex')) throw wrong()
        seen.files++
      }
    }
  })
  if (!manifest || !totals) throw wrong()
  return { manifest, totals }
}

const skip = async (_: unknown, bytes: AsyncIterable<Buffer>): Promise<void> => {
  for await (const piece of bytes) void piece
}

/** Reads all of a backup and changes nothing: every seal, every hash, every count. */
export const readWhole = (path: string, key: BackupKey, progress: Progress = () => {}): Promise<Contents> =>
  readThrough(path, key, progress, { manifest: async () => {}, table: skip, file: skip })

const safePath = /^[\w.-]+(\/[\w.-]+)*$/

const writeFile = async (dataFolder: string, { path }: FileHead, bytes: AsyncIterable<Buffer>): Promise<void> => {
  if (!safePath.test(path) || path.split('/').includes('..')) throw wrong()
  const target = join(dataFolder, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const file = await open(target, 'wx', 0o600)
  try {
    for await (const piece of bytes) await file.write(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Puts rows and files where they belong, and then reads every table again and holds it against the backup, before
 * anything counts.
 * @param client inside of `beginLoading`, over empty tables as the manifest's migrations make them
 */
export const load = async (
  path: string,
  key: BackupKey,
  client: pg.ClientBase,
  dataFolder: string,
  progress: Progress,
): Promise<Contents> => {
  const ends = new Map<string, TableEnd>()
  const nameOf = ({ schema, name }: TableHead): string => `${schema}.${name}`
  const tables = await readTables(client)
  const held = await readHeld(client)
  const contents = await readThrough(path, key, progress, {
    manifest: manifest => openForLoading(client, tables, manifest.slices),
    table: (head, bytes) => {
      if (!tables.some(table => nameOf(table) === nameOf(head))) throw wrong()
      return loadRows(client, head, bytes)
    },
    tableEnd: (head, end) => {
      ends.set(nameOf(head), end)
    },
    file: (head, bytes) => writeFile(dataFolder, head, bytes),
  })
  await closeAfterLoading(client, tables, held)
  for (const table of tables) {
    const end = ends.get(nameOf(table))
    const hash = createHash('sha256')
    let rows = 0
    for await (const bytes of rowsOf(client, table)) {
      hash.update(bytes)
      rows += countRows(bytes)
    }
    if (!end || end.rows !== rows || end.hash !== hash.digest('hex'))
      throw new BackupRefused(
        `恢复后 ${nameOf(table)} 和备份不一致（${rows} 行，应为 ${end?.rows ?? 0} 行），已全部撤回。 ${nameOf(table)} does not agree with the backup after restoring; all of it was taken back.`,
      )
  }
  const shape = await readShape(client)
  const here = new Set(shape)
  const wanted = new Set(contents.manifest.shape)
  const differing = [...contents.manifest.shape.filter(line => !here.has(line)), ...shape.filter(line => !wanted.has(line))]
  if (differing.length > 0)
    throw new BackupRefused(
      `恢复出来的表和备份时不一样，已全部撤回：${differing.slice(0, 3).join('；')}。 The restored tables are not built as they were; all of it was taken back.`,
    )
  return contents
}
