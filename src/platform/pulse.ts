export interface Pulse {
  /** Something has come up: beat now, not only when the time has come. */
  wake(): void
  /** Ends after the beat under way. */
  stop(): Promise<void>
}

/** Milliseconds. Under load there is always news; the pause leaves the machine to whoever waits for an answer. */
const shortestPause = 100

/**
 * Beats again and again, never two at a time: at once when woken, at the latest `everyMs` after the last full beat.
 * @param beat must not fail; told whether only news woke it (what waits for a time is looked at when the time has come)
 */
export const startPulse = (beat: (woken: boolean) => Promise<void>, everyMs: number): Pulse => {
  let stopped = false
  let news = false
  let beating: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let endedAt = -Infinity
  let dueAt = performance.now() + everyMs

  const arrange = (): void => {
    if (stopped || beating) return
    clearTimeout(timer)
    const now = performance.now()
    const at = news ? Math.min(dueAt, endedAt + shortestPause) : dueAt
    timer = setTimeout(run, Math.max(0, at - now))
  }
  const run = (): void => {
    // A timer may be a fraction of a millisecond early.
    const due = performance.now() >= dueAt - 1
    news = false
    beating = beat(!due).finally(() => {
      beating = undefined
      endedAt = performance.now()
      if (due) dueAt = endedAt + everyMs
      arrange()
    })
  }

  arrange()
  return {
    wake: () => {
      news = true
      arrange()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await beating
    },
  }
}
