import { createHash, randomUUID } from 'node:crypto'
import type { Tx } from '../../platform/database/contract.ts'
import { insertLine } from './store.ts'

export interface Ring {
  /** Unique for ever: rung once, whoever tries again. */
  readonly key: string
  readonly person: string
  /** What the console has a sentence for; two words with a dot. */
  readonly about: string
  /** Where it leads. Left out where the line must not say that there is one. */
  readonly matter?: string
  /** A civil day. */
  readonly on: string
}

/** Puts a line into somebody's bell (提醒), with the transaction of what it is about. Without content, and by the day. */
export const ring = (tx: Tx, { key, ...line }: Ring): Promise<void> =>
  insertLine(tx, { ...line, id: randomUUID(), key: createHash('sha256').update(key).digest() })
