/** Lets so many work at once; whoever comes then waits in line, first come, first served. */
export class Turns {
  #free: number
  readonly #line: (() => void)[] = []
  constructor(atOnce: number) {
    this.#free = atOnce
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else
      await new Promise<void>(resolve => {
        this.#line.push(resolve)
      })
    try {
      return await work()
    } finally {
      const next = this.#line.shift()
      if (next) next()
      else this.#free++
    }
  }
}
