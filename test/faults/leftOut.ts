import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { opened, sealed } from '../../src/platform/backup/archive.ts'
import { readEntries, writeEntry } from '../../src/platform/backup/records.ts'
import type { BackupKey } from '../../src/platform/backup/index.ts'

/** What a release with a fault in it might fail to write. */
export interface Leaving {
  /** All of a table; the totals say one table fewer, unless `countsAsBefore`. */
  readonly table?: string
  readonly countsAsBefore?: boolean
  /** One row of a table, whose end still says what it was. */
  readonly rowOf?: string
}

/** Writes an archive anew without a part of it, sealed with the right key, so that no seal gives it away. */
export const leftOut = async (from: string, to: string, key: BackupKey, { table, rowOf, countsAsBefore }: Leaving): Promise<string> => {
  const kept = async function* (plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let inside = ''
    let rows = 0
    let tables = 0
    let cut = false
    for await (const entry of readEntries(plain)) {
      if (entry.kind === 'table') inside = `${entry.value.schema}.${entry.value.name}`
      const leaves = inside !== '' && inside === table
      if (entry.kind === 'table_end') {
        if (leaves) {
          rows = entry.value.rows
          tables = 1
        }
        inside = ''
      }
      if (leaves) continue
      if (entry.kind === 'bytes' && inside === rowOf && !cut) {
        cut = true
        yield writeEntry({ kind: 'bytes', value: entry.value.subarray(entry.value.indexOf(0x0a) + 1) })
      } else if (entry.kind === 'end' && !countsAsBefore)
        yield writeEntry({ kind: 'end', value: { ...entry.value, tables: entry.value.tables - tables, rows: entry.value.rows - rows } })
      else yield writeEntry(entry)
    }
  }
  await pipeline(
    () => opened(createReadStream(from) as AsyncIterable<Buffer>, key),
    createGunzip(),
    kept,
    createGzip(),
    (plain: AsyncIterable<Buffer>) => sealed(plain, key, 'std'),
    createWriteStream(to, { mode: 0o600 }),
  )
  return to
}
