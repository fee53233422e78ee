import { BackupRefused } from './refused.ts'

/*
 * The inner form, before it is compressed and sealed: records of a kind, a length and their bytes. First the manifest, then
 * each table and each file between a beginning and an end, then what all of it comes to.
 */

export interface Migration {
  readonly part: string
  readonly name: string
  readonly digest: string
}
export interface Slice {
  readonly schema: string
  readonly name: string
  readonly parent: string
  readonly bound: string
  readonly options: readonly string[]
}
export interface KeyMark {
  readonly version: number
  readonly suite: 'std' | 'gm'
  readonly mark: string
}

export interface Manifest {
  readonly city: string
  /**
   * Of this machine's clock just before and just after the moment was taken. What was acknowledged before `at` is in, what
   * was sent after `until` is not.
   */
  readonly at: string
  readonly until: string
  readonly release: string
  readonly postgres: number
  readonly migrations: readonly Migration[]
  readonly slices: readonly Slice[]
  /** What the tables are, one line each, so that a restored house can be held against it. */
  readonly shape: readonly string[]
  /** Which master keys open what is in here. */
  readonly keys: readonly KeyMark[]
  readonly withKeys: boolean
}

export interface TableHead {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
}
export interface TableEnd {
  readonly rows: number
  readonly hash: string
}
export interface FileHead {
  readonly path: string
  readonly size: number
}
export interface FileEnd {
  readonly hash: string
}
export interface Totals {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
}

const kinds = ['manifest', 'table', 'table_end', 'file', 'file_end', 'end', 'bytes'] as const
type Kind = (typeof kinds)[number]
export type Entry =
  | { readonly kind: 'manifest'; readonly value: Manifest }
  | { readonly kind: 'table'; readonly value: TableHead }
  | { readonly kind: 'table_end'; readonly value: TableEnd }
  | { readonly kind: 'file'; readonly value: FileHead }
  | { readonly kind: 'file_end'; readonly value: FileEnd }
  | { readonly kind: 'end'; readonly value: Totals }
  | { readonly kind: 'bytes'; readonly value: Buffer }

const framed = (kind: Kind, body: Buffer): Buffer => {
  const head = Buffer.alloc(5)
  head[0] = kinds.indexOf(kind) + 1
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

export const writeEntry = (entry: Entry): Buffer =>
  framed(entry.kind, entry.kind === 'bytes' ? entry.value : Buffer.from(JSON.stringify(entry.value)))

/** What was sealed was also written whole; a fault here is one of the release that wrote it. */
const unreadable = (): BackupRefused =>
  new BackupRefused('备份的内容读不懂：做它的那一版有误。 The contents of the backup cannot be read; the release that made it was wrong.')

export async function* readEntries(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of source) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    for (let at = 0; ;) {
      const length = rest.length - at < 5 ? undefined : rest.readUInt32BE(at + 1)
      if (length === undefined || rest.length - at - 5 < length) {
        rest = rest.subarray(at)
        break
      }
      const kind = kinds[(rest[at] ?? 0) - 1]
      if (!kind) throw unreadable()
      const body = rest.subarray(at + 5, at + 5 + length)
      yield (kind === 'bytes' ? { kind, value: body } : { kind, value: JSON.parse(body.toString('utf8')) as unknown }) as Entry
      at += 5 + length
    }
  }
  if (rest.length > 0) throw unreadable()
}
