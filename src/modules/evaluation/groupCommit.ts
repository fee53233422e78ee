import { HttpProblem } from '../../platform/http/index.ts'

interface Waiting<I, O> {
  readonly item: I
  readonly resolve: (result: O) => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommitOptions<I> {
  /** Items of one flush. */
  readonly most: number
  /** Items waiting; beyond it the caller is told to come again. */
  readonly bound: number
  /** Items with the same answer go into different flushes: what one flush writes the next one finds. */
  readonly apart?: (item: I) => string
  /** Whether a failed flush is worth splitting: not when nobody is there to answer. */
  readonly splits?: (error: unknown) => boolean
}

/**
 * Natural group commit: whatever arrives while a flush is under way is written together by the next one. One flusher, no
 * timer; a flush that fails is halved until the one bad item stands alone, so that it cannot refuse its neighbours.
 */
export class GroupCommit<I, O> {
  readonly #flush: (items: readonly I[]) => Promise<readonly O[]>
  readonly #options: GroupCommitOptions<I>
  #queue: Waiting<I, O>[] = []
  #running: Promise<void> | undefined
  constructor(flush: (items: readonly I[]) => Promise<readonly O[]>, options: GroupCommitOptions<I>) {
    this.#flush = flush
    this.#options = options
  }

  get waiting(): number {
    return this.#queue.length
  }

  push(item: I): Promise<O> {
    if (this.#queue.length >= this.#options.bound) return Promise.reject(new HttpProblem('too_busy', { retryAfter: 1 }))
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject })
      // One turn of the event loop later, so that requests read from the sockets in this turn travel together.
      this.#running ??= new Promise<void>(start => {
        setImmediate(start)
      }).then(() => this.#run())
    })
  }

  /** Resolves when everything that was pushed has been answered. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) await this.#write(this.#take())
    this.#running = undefined
  }

  #take(): Waiting<I, O>[] {
    const { most, apart } = this.#options
    if (!apart) return this.#queue.splice(0, most)
    const taken: Waiting<I, O>[] = []
    const left: Waiting<I, O>[] = []
    const seen = new Set<string>()
    for (const one of this.#queue) {
      const name = apart(one.item)
      if (taken.length < most && !seen.has(name)) {
        seen.add(name)
        taken.push(one)
      } else left.push(one)
    }
    this.#queue = left
    return taken
  }

  async #write(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.#flush(batch.map(one => one.item))
      for (const [at, one] of batch.entries()) one.resolve(results[at] as O)
    } catch (error) {
      if (batch.length === 1 || this.#options.splits?.(error) === false) {
        for (const one of batch) one.reject(error)
        return
      }
      const half = Math.ceil(batch.length / 2)
      await this.#write(batch.slice(0, half))
      await this.#write(batch.slice(half))
    }
  }
}
