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
  /** Flushes under way at once, and how many items must wait for another one to set off beside them; one where nothing is said. */
  readonly beside?: { readonly lanes: number; readonly from: number }
  /** Items with the same answer go into different flushes: of two that arrive together only one is written, the other finds it. */
  readonly apart?: (item: I) => string
  /** Whether a failed flush is worth splitting: not when nobody is there to answer. */
  readonly splits?: (error: unknown) => boolean
}

/**
 * Natural group commit: whatever arrives while a flush is under way is written together by the next one. No timer; a
 * flush that fails is halved until the one bad item stands alone, so that it cannot refuse its neighbours.
 */
export class GroupCommit<I, O> {
  readonly #flush: (items: readonly I[]) => Promise<readonly O[]>
  readonly #options: GroupCommitOptions<I>
  #queue: Waiting<I, O>[] = []
  #underway = 0
  #arranged = false
  #drained: (() => void)[] = []
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
      if (this.#arranged || !this.#maySetOff()) return
      // One turn of the event loop later, so that requests read from the sockets in this turn travel together.
      this.#arranged = true
      setImmediate(() => {
        this.#arranged = false
        this.#setOff()
      })
    })
  }

  /** Resolves when everything that was pushed has been answered. */
  async drain(): Promise<void> {
    if (this.#queue.length + this.#underway > 0)
      await new Promise<void>(resolve => {
        this.#drained.push(resolve)
      })
  }

  #maySetOff(): boolean {
    if (this.#queue.length === 0) return false
    const { lanes, from } = this.#options.beside ?? { lanes: 1, from: 1 }
    return this.#underway === 0 || (this.#underway < lanes && this.#queue.length >= from)
  }

  #setOff(): void {
    while (this.#maySetOff()) {
      this.#underway++
      void this.#write(this.#take()).then(() => {
        this.#underway--
        this.#setOff()
        if (this.#queue.length + this.#underway === 0) for (const resolve of this.#drained.splice(0)) resolve()
      })
    }
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
