import type { Keys } from '../crypto/contract.ts'
import type { Database, Tx } from '../database/contract.ts'
import type { Log } from '../log.ts'
import type { Adapter, Channel, Outcome, Parcel } from './contract.ts'
import { openContent } from './outbox.ts'
import { asSender, countStates, doubtWaiting, emptyFinished, markMessage, putOff, takeDue } from './store.ts'
import type { MessageRow } from './store.ts'

const minutes = 60_000
/** Five minutes apart for four hours, then every hour for a week: an outage over a weekend loses nothing. */
const quickAttempts = 48
export const attemptsAtMost = quickAttempts + 7 * 24
const pauseAfter = (attempts: number): number => (attempts < quickAttempts ? 5 : 60) * minutes
const patience = 30_000
/** Longer than a batch can take, whose parcels go out side by side; a lease that has run out means that its sender died. */
const leaseLength = 2 * minutes
const contentKept = 72 * 60 * minutes
const batchSize = 20

export interface Sender {
  readonly database: Database
  readonly keys: Keys
  readonly city: string
  readonly adapters: Readonly<Record<Channel, Adapter>>
  readonly log: Log
  /** What follows from a message that was given up for good, committed with the note of it. */
  readonly gaveUp?: (tx: Tx, message: { readonly template: string; readonly matter?: string }) => Promise<void>
  /** When `at` falls into the quiet hours of whoever gets such a message, their end. What was held up by an outage wakes nobody. */
  readonly quietUntil?: (at: Date, channel: Channel, template: string) => Date | undefined
}

export interface Sent {
  readonly sent: number
  readonly postponed: number
  readonly unknown: number
  readonly failed: number
}

const outcomeOf = async (adapter: Adapter, parcel: Parcel, now: Date): Promise<Outcome> => {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Outcome>(resolve => {
    timer = setTimeout(() => resolve('unknown'), patience)
  })
  try {
    return await Promise.race([adapter.send(parcel, now), tooLong])
  } catch {
    return 'unknown'
  } finally {
    clearTimeout(timer)
  }
}

const stateAfter = (outcome: Outcome, attempts: number): 'sent' | 'waiting' | 'unknown' | 'failed' => {
  if (outcome === 'accepted') return 'sent'
  if (outcome === 'impossible' || attempts >= attemptsAtMost) return 'failed'
  return outcome === 'unknown' ? 'unknown' : 'waiting'
}

/** A content that does not open (a lost key, a changed row) must not stop the messages behind it. */
const parcelOf = (sender: Sender, row: MessageRow): Parcel | undefined => {
  try {
    const content = openContent(sender.keys, sender.city, row.id, row.content)
    return {
      ...content,
      channel: row.channel,
      template: row.template,
      ...(row.matter ? { matter: row.matter } : {}),
      reference: row.id,
      attempt: row.attempts,
      again: row.unsure,
    }
  } catch {
    return undefined
  }
}

const deliver = async (
  sender: Sender,
  lease: string,
  row: MessageRow,
  now: Date,
): Promise<'sent' | 'waiting' | 'unknown' | 'failed' | 'lost'> => {
  const quiet = sender.quietUntil?.(now, row.channel, row.template)
  if (quiet) return (await asSender(sender.database, sender.city, tx => putOff(tx, sender.city, row.id, lease, quiet))) ? 'waiting' : 'lost'
  const parcel = parcelOf(sender, row)
  const state = parcel ? stateAfter(await outcomeOf(sender.adapters[row.channel], parcel, now), row.attempts) : 'failed'
  const next = new Date(now.getTime() + pauseAfter(row.attempts))
  const nextAt = sender.quietUntil?.(next, row.channel, row.template) ?? next
  const finishedAt = state === 'sent' || state === 'failed' ? now : null
  const marked = await asSender(sender.database, sender.city, async tx => {
    if (!(await markMessage(tx, sender.city, row.id, lease, { state, nextAt, finishedAt }))) return false
    if (state === 'failed') await sender.gaveUp?.(tx, { template: row.template, ...(row.matter ? { matter: row.matter } : {}) })
    return true
  })
  if (state === 'failed') sender.log.warn({ event: parcel ? 'message_failed' : 'message_unreadable', count: row.attempts })
  return marked ? state : 'lost'
}

/**
 * Sends everything that is due, batch by batch, and returns. Any number of senders may run at once: each message
 * is leased to one of them. Every message is delivered at most once for each time a provider says that it took it; where
 * a provider's answer was lost it is offered again under the same reference and marked as unsure.
 */
export const runSender = async (sender: Sender, clock: () => Date): Promise<Sent> => {
  const sum = { sent: 0, waiting: 0, unknown: 0, failed: 0, lost: 0 }
  for (;;) {
    const lease = sender.keys.uuid()
    const now = clock()
    const batch = await asSender(sender.database, sender.city, tx =>
      takeDue(tx, sender.city, lease, now, new Date(now.getTime() + leaseLength), batchSize),
    )
    // All of the batch comes to its end, whatever one of it meets: nothing goes out after this function has returned.
    const ends = await Promise.allSettled(batch.map(row => deliver(sender, lease, row, now)))
    for (const end of ends) {
      if (end.status === 'rejected') throw end.reason
      sum[end.value]++
    }
    if (batch.length < batchSize) break
  }
  await asSender(sender.database, sender.city, tx => emptyFinished(tx, sender.city, new Date(clock().getTime() - contentKept)))
  return { sent: sum.sent, postponed: sum.waiting, unknown: sum.unknown, failed: sum.failed }
}

/** How many messages stand in which state; for the figures of the machine. */
export const outboxStates = (sender: Pick<Sender, 'database' | 'city'>): Promise<Readonly<Record<string, number>>> =>
  asSender(sender.database, sender.city, tx => countStates(tx, sender.city))

/** After a restore: see `doubtWaiting`. */
export const doubtAfterRestore = (database: Database, city: string): Promise<number> =>
  asSender(database, city, tx => doubtWaiting(tx, city))
