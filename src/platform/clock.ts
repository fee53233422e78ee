/** The only place that knows the time. Everything else is given `now`. */
export interface Clock {
  now(): Date
}

export const realClock: Clock = { now: () => new Date() }

/**
 * The demo's and the tests' clock. It moves forward only, and stands still between moves unless `runsFrom` is given:
 * then it runs on with real time from the last move, so that a demo stays alive.
 */
export class MovableClock implements Clock {
  #at: number
  #movedAt: number
  readonly #runs: boolean
  constructor(start: Date, options: { runs?: boolean } = {}) {
    this.#at = start.getTime()
    this.#movedAt = Date.now()
    this.#runs = options.runs ?? false
  }
  now(): Date {
    return new Date(this.#runs ? this.#at + Date.now() - this.#movedAt : this.#at)
  }
  /** Refuses to go back: an hour that was told to somebody has happened. */
  moveTo(to: Date): void {
    if (to.getTime() < this.now().getTime()) throw new RangeError('the demo clock moves forward only')
    this.#at = to.getTime()
    this.#movedAt = Date.now()
  }
}
