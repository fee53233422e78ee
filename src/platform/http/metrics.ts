import { monitorEventLoopDelay } from 'node:perf_hooks'

type Labels = Readonly<Record<string, string>>

export interface Counter {
  add(amount?: number, labels?: Labels): void
}
export interface Gauge {
  set(value: number, labels?: Labels): void
}
export interface Histogram {
  observe(value: number): void
}

const labelText = (labels: Labels | undefined): string => {
  const pairs = Object.entries(labels ?? {}).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, c => (c === '\n' ? '\\n' : `\\${c}`))}"`,
  )
  return pairs.length ? `{${pairs.join(',')}}` : ''
}

/**
 * Figures about the machine, in the text form that Prometheus reads; shown on the loopback only. Labels are words from
 * the code (a status class, a channel), never a unit, a person or a path with a token: figures per unit and minute would
 * tell who rated.
 */
export class Metrics {
  readonly #write: (() => string[])[] = []

  #head(name: string, help: string, type: string): string[] {
    return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
  }

  counter(name: string, help: string): Counter {
    const sums = new Map<string, number>()
    this.#write.push(() => [...this.#head(name, help, 'counter'), ...[...sums].map(([labels, sum]) => `${name}${labels} ${sum}`)])
    return {
      add: (amount = 1, labels) => {
        const key = labelText(labels)
        sums.set(key, (sums.get(key) ?? 0) + amount)
      },
    }
  }

  /** @param read asked at every reading; without it the value last set is shown. */
  gauge(name: string, help: string, read?: () => number): Gauge {
    const values = new Map<string, number>()
    this.#write.push(() => [
      ...this.#head(name, help, 'gauge'),
      ...(read ? [`${name} ${read()}`] : [...values].map(([labels, value]) => `${name}${labels} ${value}`)),
    ])
    return {
      set: (value, labels) => {
        values.set(labelText(labels), value)
      },
    }
  }

  /** @param bounds upper bounds, ascending; an infinite one is added. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const counts = new Float64Array(bounds.length + 1)
    let sum = 0
    this.#write.push(() => {
      let below = 0
      const lines = [...bounds.map(String), '+Inf'].map((bound, i) => {
        below += counts[i] ?? 0
        return `${name}_bucket{le="${bound}"} ${below}`
      })
      return [...this.#head(name, help, 'histogram'), ...lines, `${name}_sum ${sum}`, `${name}_count ${below}`]
    })
    return {
      observe: value => {
        let i = 0
        while (i < bounds.length && value > (bounds[i] as number)) i++
        counts[i] = (counts[i] ?? 0) + 1
        sum += value
      },
    }
  }

  text(): string {
    return this.#write.flatMap(lines => lines()).join('\n') + '\n'
  }
}

/** Mean delay of the event loop over the last second or so, in milliseconds. Above 200 the process is drowning. */
export const watchEventLoop = (): { readonly delayMs: () => number; readonly stop: () => void } => {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  let shown = 0
  const every = setInterval(() => {
    shown = Math.max(0, delay.mean / 1e6 - 20) || 0
    delay.reset()
  }, 1000)
  every.unref()
  return {
    delayMs: () => shown,
    stop: () => {
      clearInterval(every)
      delay.disable()
    },
  }
}
