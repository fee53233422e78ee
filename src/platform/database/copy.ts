import type { EventEmitter } from 'node:events'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

/*
 * COPY over a connection of `pg`, which leaves it to whoever submits the query. Rows pass as the server says them and are
 * never kept: a table of any size takes the memory of a few of its rows.
 */

interface Connection {
  readonly stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(because: string): void
}

/** What `pg` calls while a submitted query is the active one. */
interface Submitted {
  submit(connection: Connection): void
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(): void
  handleRowDescription(): void
  handleDataRow(): void
  handleEmptyQuery(): void
}

const nothing = { handleCommandComplete: () => {}, handleRowDescription: () => {}, handleDataRow: () => {}, handleEmptyQuery: () => {} }

/** How much may wait here before the server is made to wait. */
const enough = 1 << 20
const piece = 1 << 16

/** The bytes of `copy … to stdout`, in pieces of some rows each. Ending the iteration early ends the connection too. */
export async function* copyOut(client: pg.ClientBase, text: string): AsyncGenerator<Buffer> {
  const pieces: Buffer[] = []
  let waiting = 0
  let room = Buffer.allocUnsafe(piece)
  let filled = 0
  let over = false
  let fault: Error | undefined
  let connection: Connection | undefined
  let wake: () => void = () => {}
  const push = (bytes: Buffer): void => {
    pieces.push(bytes)
    waiting += bytes.length
    if (waiting > enough) connection?.stream.pause()
    wake()
  }
  const flush = (): void => {
    if (filled > 0) push(room.subarray(0, filled))
    room = Buffer.allocUnsafe(piece)
    filled = 0
  }
  const query: Submitted & { handleCopyData(message: { chunk: Buffer }): void } = {
    ...nothing,
    submit: made => {
      connection = made
      made.query(text)
    },
    // The chunk lies in the parser's own memory, which the next message overwrites.
    handleCopyData: ({ chunk }) => {
      if (filled + chunk.length > piece) flush()
      if (chunk.length >= piece) push(Buffer.from(chunk))
      else filled += chunk.copy(room, filled)
    },
    handleReadyForQuery: () => {
      flush()
      over = true
      wake()
    },
    handleError: error => {
      fault = error
      over = true
      wake()
    },
  }
  client.query(query as unknown as pg.Submittable)
  let whole = false
  try {
    for (;;) {
      const next = pieces.shift()
      if (next) {
        waiting -= next.length
        if (waiting <= enough / 2) connection?.stream.resume()
        yield next
      } else if (over) break
      else
        await new Promise<void>(done => {
          wake = done
        })
    }
    whole = true
  } finally {
    if (!whole && !over) connection?.stream.destroy()
  }
  if (fault) throw fault
}

/** Feeds `copy … from stdin`; what the source throws ends the statement, and nothing of it stays. */
export const copyIn = async (client: pg.ClientBase, text: string, source: AsyncIterable<Buffer>): Promise<void> => {
  let connection: Connection | undefined
  let told: (() => void) | undefined
  const ready = new Promise<void>(done => {
    told = done
  })
  const query = { ...nothing } as Submitted & { handleCopyInResponse(made: Connection): void }
  const ended = new Promise<void>((done, failed) => {
    query.submit = made => made.query(text)
    query.handleCopyInResponse = made => {
      connection = made
      told?.()
    }
    query.handleReadyForQuery = () => done()
    query.handleError = failed
  })
  ended.catch(() => {})
  client.query(query as unknown as pg.Submittable)
  await Promise.race([ready, ended])
  const made = connection
  if (!made) return ended
  try {
    for await (const bytes of source) {
      made.sendCopyFromChunk(bytes)
      if (made.stream.writableNeedDrain) await Promise.race([once(made.stream as unknown as EventEmitter, 'drain'), ended])
    }
    made.endCopyFrom()
  } catch (error) {
    made.sendCopyFail('the source ended')
    await ended.catch(() => {})
    throw error
  }
  await ended
}
