import { delayAfter, delayOfNeighbourhood } from './rules.ts'

/** Where an attempt comes from. `device`: proven by a cookie that this account left there at an earlier sign-in. */
export interface Lane { readonly account: string; readonly neighbourhood: string; readonly device?: string }

export interface Attempt {
  /** How long the answer is to be held back. */
  readonly seconds: number
  done(succeeded: boolean, now: Date): void
}

const forgottenAfter = 15 * 60_000
const waitingAtMost = 100

interface Count { failures: number; at: number; waiting: number }

/**
 * Guessing is made slow, never impossible: a lock would let any stranger shut an official out. Whoever comes from a known
 * device or neighbourhood is slowed by failures from there alone; strangers share the account's count, and wait together.
 * A neighbourhood without failures is always let in to wait. An attempt counts as failed from its beginning, so a
 * thousand at once are no way around. Kept in memory: each server counts for itself.
 */
export class Slowdown {
  readonly #counts = new Map<string, Count>()
  readonly #largest: number
  constructor(options: { largest?: number } = {}) {
    this.#largest = options.largest ?? 100_000
  }

  #count(key: string, now: Date): Count {
    let count = this.#counts.get(key)
    if (!count) this.#counts.set(key, count = { failures: 0, at: 0, waiting: 0 })
    if (count.waiting === 0 && now.getTime() - count.at > forgottenAfter) count.failures = 0
    if (this.#counts.size > this.#largest) this.#forget(now)
    return count
  }

  #forget(now: Date): void {
    for (const [key, count] of this.#counts) {
      if (count.waiting === 0 && (now.getTime() - count.at > forgottenAfter || this.#counts.size > this.#largest)) this.#counts.delete(key)
      if (this.#counts.size <= this.#largest / 2) return
    }
  }

  /** Undefined: too many strangers wait for this account already, and this neighbourhood has failed before. */
  begin(lane: Lane, now: Date): Attempt | undefined {
    const home = lane.device ?? (this.#known.has(`${lane.account} ${lane.neighbourhood}`) ? lane.neighbourhood : undefined)
    const own = this.#count(`own ${lane.account} ${home ?? lane.neighbourhood}`, now)
    const strangers = home === undefined ? this.#count(`account ${lane.account}`, now) : undefined
    const around = home === undefined ? this.#count(`around ${lane.neighbourhood}`, now) : undefined
    if (strangers && own.failures > 0 && strangers.waiting >= waitingAtMost) return undefined
    const seconds = Math.max(delayAfter(own.failures), strangers ? delayAfter(strangers.failures) : 0, around ? delayOfNeighbourhood(around.failures) : 0)
    const counts = [own, strangers, around].filter(count => count !== undefined)
    for (const count of counts) { count.failures++; count.waiting++; count.at = now.getTime() }
    return {
      seconds,
      done: (succeeded, at) => {
        for (const count of counts) {
          count.waiting--
          count.at = at.getTime()
          if (succeeded) count.failures--
        }
        if (!succeeded) return
        own.failures = 0
        this.#remember(`${lane.account} ${lane.neighbourhood}`)
      },
    }
  }

  readonly #known = new Set<string>()
  #remember(place: string): void {
    this.#known.delete(place)
    this.#known.add(place)
    if (this.#known.size > this.#largest) this.#known.delete(this.#known.values().next().value as string)
  }
}
