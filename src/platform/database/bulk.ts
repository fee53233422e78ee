import pg from 'pg'

/** A statement by name whose last parameter is `bulk`, sent from the caller's memory as it lies there. */
export interface BulkAsked {
  readonly name: string
  readonly text: string
  /** The parameters before `bulk`: text as PostgreSQL reads it, bytes, or null. */
  readonly values: readonly (string | Buffer | null)[]
  /** Not to be written to until the answer is there. */
  readonly bulk: Buffer
}

/** What `pg` hands to whatever is submitted on one of its connections. */
interface Line {
  readonly stream: { write(bytes: Buffer): boolean; readonly writable: boolean }
  readonly submittedNamedStatements: Record<string, string>
  parse(asked: { readonly name: string; readonly text: string }): void
}

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const sized = (bytes: Buffer): readonly Buffer[] => [int32(bytes.length), bytes]
const none = int32(-1)

/** The answer as text; then Describe, Execute and Sync of the unnamed portal, whose bytes are always the same. */
const tail = Buffer.concat([
  int16(1),
  int16(0),
  Buffer.from('D\0\0\0\x06P\0', 'latin1'),
  Buffer.from('E\0\0\0\x09\0\0\0\0\0', 'latin1'),
  Buffer.from('S\0\0\0\x04', 'latin1'),
])
const answerFormat = 4

/** The Bind message up to the first byte of `bulk`. */
const bindUpTo = ({ name, values, bulk }: BulkAsked): Buffer => {
  const count = values.length + 1
  const parts = [
    Buffer.from(`\0${name}\0`),
    int16(count),
    ...values.map(value => int16(value instanceof Buffer ? 1 : 0)),
    int16(1),
    int16(count),
    ...values.flatMap(value => (value === null ? [none] : sized(value instanceof Buffer ? value : Buffer.from(value)))),
    int32(bulk.length),
  ]
  const length = 4 + parts.reduce((sum, part) => sum + part.length, 0) + bulk.length + answerFormat
  return Buffer.concat([Buffer.from('B'), int32(length), ...parts])
}

/**
 * `pg` copies a parameter three times, into memory that it takes anew for each message. Some hundred kilobytes a hundred
 * times a second kept the collector busier than everything else; here they go to the socket from where they lie.
 */
class BulkQuery extends pg.Query {
  readonly #asked: BulkAsked
  constructor(asked: BulkAsked) {
    super({ name: asked.name, text: asked.text, values: [] })
    this.#asked = asked
  }

  /** Called by `submit` of the base, between cork and uncork. */
  prepare(line: Line): void {
    const { name, text, bulk } = this.#asked
    if (!(this as unknown as { hasBeenParsed(on: Line): boolean }).hasBeenParsed(line)) {
      line.parse({ name, text })
      line.submittedNamedStatements[name] = text
    }
    if (!line.stream.writable) return
    line.stream.write(bindUpTo(this.#asked))
    line.stream.write(bulk)
    line.stream.write(tail)
  }
}

export const askInBulk = <R extends pg.QueryResultRow>(pool: pg.Pool, asked: BulkAsked): Promise<pg.QueryResult<R>> =>
  // The pool passes on whatever can be submitted, and answers with a promise as for any query.
  pool.query(new BulkQuery(asked)) as unknown as Promise<pg.QueryResult<R>>
