import { delayAfter, delayOfNeighbourhood, longestDelay } from './rules.ts'

/** Where an attempt comes from. `device`: proven by a cookie that this account left there at an earlier sign-in. */
export interface Lane {
  readonly account: string
  readonly neighbourhood: string
  readonly device?: string
}

/** Failures that all servers have counted for a lane, this one among them. */
export interface Failures {
  readonly own: number
  readonly account: number
  readonly around: number
}

export interface Attempt {
  /** How long the answer is to be held back, as far as this server knows. */
  readonly seconds: number
  /** Not at home from where it comes: counted under the account and the network too. */
  readonly isStranger: boolean
  /** False while it waits the longest anyway and the others were told so lately: a rush of guesses must not become a rush on the database. */
  readonly isWorthTelling: boolean
  /** The same with what all servers have counted. */
  secondsWith(elsewhere: Failures): number
  done(succeeded: boolean, now: Date): void
}

export const forgottenAfter = 15 * 60_000
const waitingAtMost = 100

const toldEvery = 60_000

interface Count {
  failures: number
  at: number
  waiting: number
  toldAt: number
}

/**
 * Guessing is made slow, never impossible: a lock would let any stranger shut an official out. Whoever comes from a known
 * device or neighbourhood is slowed by failures from there alone; strangers share the account's count, and wait together.
 * A neighbourhood without failures is always let in to wait. An attempt counts as failed from its beginning, so a
 * thousand at once are no way around. Who waits is kept in memory; failures are counted here, and on all servers together
 * in the database.
 */
export class Slowdown {
  readonly #counts = new Map<string, Count>()
  readonly #largest: number
  constructor(options: { largest?: number } = {}) {
    this.#largest = options.largest ?? 100_000
  }

  #count(key: string, now: Date): Count {
    let count = this.#counts.get(key)
    if (!count) this.#counts.set(key, (count = { failures: 0, at: 0, waiting: 0, toldAt: 0 }))
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
    const delayOf = (failures: Failures): number =>
      Math.max(delayAfter(failures.own), strangers ? delayAfter(failures.account) : 0, around ? delayOfNeighbourhood(failures.around) : 0)
    const seconds = delayOf({ own: own.failures, account: strangers?.failures ?? 0, around: around?.failures ?? 0 })
    const isWorthTelling =
      seconds < longestDelay || (now.getTime() - own.toldAt > toldEvery && now.getTime() - (strangers ?? own).toldAt > toldEvery)
    if (isWorthTelling) for (const count of [own, strangers]) if (count) count.toldAt = now.getTime()
    const counts = [own, strangers, around].filter(count => count !== undefined)
    for (const count of counts) {
      count.failures++
      count.waiting++
      count.at = now.getTime()
    }
    return {
      seconds,
      isWorthTelling,
      isStranger: home === undefined,
      secondsWith: elsewhere => Math.max(seconds, delayOf(elsewhere)),
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
