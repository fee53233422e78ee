import type { WorkCalendar } from '../calendar/index.ts'
import type { Keys } from '../platform/crypto/index.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { KindSettings } from './rooms.ts'
import { entryHash } from './rules/chain.ts'
import type { ChainEntry } from './rules/chain.ts'
import type { ClockChange } from './rules/clocks.ts'
import { evolve } from './rules/evolve.ts'
import type { Effect, MatterState } from './rules/evolve.ts'
import { nearAt, readLadder } from './rules/ladder.ts'
import { hashText, matterKey, sealInput } from './sealing.ts'
import { writeClock } from './store/clock.ts'
import { moveMatter } from './store/matter.ts'
import type { MatterRow } from './store/matter.ts'
import { insertEntry, insertInput } from './store/trail.ts'

/** A matter in hand: its row is locked, its state is the fold of its trail. */
export interface Hand {
  readonly row: MatterRow
  readonly head: string | undefined
  readonly state: MatterState
}

export interface NewEntry {
  readonly action: string
  readonly seat: string
  readonly unit?: string
  readonly role?: string
  readonly person?: string
  readonly at: Date
  readonly stage: string
  readonly round: number
  readonly effect: Effect
  /** undefined: nothing was recorded. */
  readonly input?: unknown
}

export interface Ledger {
  readonly tx: Tx
  readonly keys: Keys
  readonly calendar: WorkCalendar
  readonly settings: KindSettings
}

const earliest = (dates: readonly (Date | undefined)[]): Date | undefined => {
  const known = dates.filter(date => date !== undefined).map(date => date.getTime())
  return known.length === 0 ? undefined : new Date(Math.min(...known))
}

/** Writes one entry behind the last one: words sealed, hash chained. The matter's row does not move yet. */
export const append = async ({ tx, keys }: Ledger, hand: Hand, entry: NewEntry): Promise<Hand> => {
  const { city, id, lane } = hand.row
  const { input, at, ...rest } = entry
  const seq = hand.state.length + 1
  const sealing = input === undefined ? undefined : await matterKey(tx, keys, { city, id, lane })
  if (input !== undefined && !sealing) throw new Error('the matter has no key for what was recorded')
  const sealed = sealing && sealInput(keys, sealing, keys.suite, { city, matter: id, seq }, input)
  const chained: ChainEntry = {
    city,
    matter: id,
    seq,
    ...rest,
    at: at.toISOString(),
    digest: sealed?.digest,
    suite: keys.suite,
    previous: hand.head,
  }
  const head = entryHash(hashText, chained)
  await insertEntry(tx, chained, head)
  if (sealed) await insertInput(tx, city, id, seq, sealed.sealed)
  return {
    ...hand,
    head,
    state: evolve(hand.state, { action: entry.action, at: chained.at, stage: entry.stage, round: entry.round, effect: entry.effect }),
  }
}

/** Brings the matter's row and the clocks that changed up to its trail. @param ending as in MatterMove */
export const settle = async (
  { tx, calendar, settings }: Ledger,
  hand: Hand,
  at: Date,
  changes: readonly Omit<ClockChange, 'effect'>[],
  ending?: string | null,
): Promise<void> => {
  const { row, state, head } = hand
  const last = new Map(changes.map(change => [`${change.run.clock}/${change.run.run}`, change]))
  for (const { run, because } of last.values()) {
    await writeClock(tx, row.city, row.id, run, { because, nearAt: nearAt(calendar, settings.ladder, run), calendar: calendar.version })
  }
  const running = state.clocks.filter(run => run.state === 'running')
  await moveMatter(tx, row.city, row.id, {
    stage: state.stage,
    round: state.round,
    at,
    length: state.length,
    head: Buffer.from(head as string, 'hex'),
    ending,
    dueAt: earliest(running.map(run => (run.told.dueAt === undefined ? undefined : new Date(run.told.dueAt)))),
    nearAt: earliest(running.map(run => nearAt(calendar, settings.ladder, run))),
    nextRungAt: earliest(
      state.clocks.map(run => {
        const { reached, nextAt } = readLadder(calendar, settings.ladder, run, state.rungs, at)
        return reached[0]?.at ?? nextAt
      }),
    ),
  })
}
