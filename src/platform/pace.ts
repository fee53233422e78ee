import { setTimeout as pause } from 'node:timers/promises'

/** Requests at once from which on a server is called busy: no hall has as many people tapping in the same moment. */
const busyFrom = 32
/** What work behind the scenes keeps of the time then: a fifth, so that it goes on whatever comes in. */
const share = 0.2
const longest = 250

export type Pace = (spentMs: number) => Promise<void>

/**
 * Lets a person who waits for an answer go first: after a piece of work that took so long, work that nobody waits for
 * pauses four times as long while the server is busy. In a rush a call is opened some seconds later; none is left out.
 */
export const paceBy =
  (underway: () => number, wait: (ms: number) => Promise<unknown> = pause): Pace =>
  async spentMs => {
    if (underway() >= busyFrom) await wait(Math.min(longest, spentMs * (1 / share - 1)))
  }
