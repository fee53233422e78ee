import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { unattendedHeader } from './client.ts'

/** Milliseconds: pauses between attempts, and how long a stream must have lasted to count as a good one. */
const firstPause = 1_000
const longestPause = 60_000
const goodAfter = 30_000
/** The server says every quarter of a minute that it is still here. */
const silenceAtMost = 40_000
/** A short break is nobody's business. */
const saidAfter = 4_000
/** While the line is away, what stands on the screen is asked for from time to time. */
const askedMeanwhile = 60_000

/** The names of whole events in a text of server-sent events, and what is left of it. */
export const readEvents = (text: string): { readonly events: readonly string[]; readonly rest: string } => {
  const parts = text.split('\n\n')
  const rest = parts.pop() ?? ''
  return { events: parts.flatMap(part => /^event: (\w+)$/m.exec(part)?.[1] ?? []), rest }
}

/** Longer after each failure, and never at the same moment for a whole office. */
export const pauseAfter = (failures: number, random = Math.random()): number =>
  Math.min(longestPause, firstPause * 2 ** Math.min(failures, 10)) * (0.5 + random / 2)

const stale: Readonly<Record<string, readonly (readonly string[])[]>> = {
  work: [['work'], ['bell'], ['matters'], ['matter'], ['boards', 'loop-health'], ['boards', 'discipline']],
  board: [['boards']],
}

const askAgain = (queries: QueryClient, event: string): void => {
  for (const queryKey of stale[event] ?? []) void queries.invalidateQueries({ queryKey: [...queryKey] })
}

/**
 * Reads one stream to its end. fetch and not EventSource, which can say neither that nobody is at the screen nor why it
 * was refused.
 */
const follow = async (signal: AbortSignal, opened: () => void, heard: (event: string) => void): Promise<void> => {
  const end = new AbortController()
  const stop = (): void => end.abort()
  signal.addEventListener('abort', stop)
  let silence: number | undefined
  const expectMore = (): void => {
    window.clearTimeout(silence)
    silence = window.setTimeout(stop, silenceAtMost)
  }
  try {
    expectMore()
    const answer = await fetch('/api/live', {
      credentials: 'same-origin',
      headers: { accept: 'text/event-stream', [unattendedHeader]: '1' },
      signal: end.signal,
    })
    if (!answer.ok || !answer.body) throw new Error(String(answer.status))
    opened()
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let text = ''; ;) {
      const { done, value } = await reader.read()
      if (done) return
      expectMore()
      const { events, rest } = readEvents(text + value)
      text = rest
      for (const event of events) heard(event)
    }
  } finally {
    window.clearTimeout(silence)
    signal.removeEventListener('abort', stop)
    end.abort()
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = window.setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        window.clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })

/** Follows until told to stop, coming back after every break. @param opened each time the line stands */
const keepFollowing = async (queries: QueryClient, signal: AbortSignal, isOn: (on: boolean) => void, opened: () => void): Promise<void> => {
  for (let failures = 0; !signal.aborted;) {
    const since = Date.now()
    let open = false
    await follow(
      signal,
      () => {
        open = true
        isOn(true)
        opened()
      },
      event => askAgain(queries, event),
    ).catch(() => undefined)
    if (signal.aborted) return
    isOn(false)
    failures = open && Date.now() - since > goodAfter ? 0 : failures + 1
    await pause(pauseAfter(failures - 1), signal)
  }
}

/**
 * Keeps what is on the screen fresh while it can be seen; a hidden tab costs the server nothing and reads anew when it is
 * shown again.
 * @param wanted false while the server would answer nothing but a change of password
 * @returns whether the line has been away for so long that people should know
 */
export function useLive(wanted: boolean): boolean {
  const queries = useQueryClient()
  const [away, setAway] = useState(false)
  useEffect(() => {
    if (!wanted) return
    let following: AbortController | undefined
    let saying: number | undefined
    let asking: number | undefined
    let first = true
    // What was missed in between is not known.
    const opened = (): void => {
      if (!first) for (const event of Object.keys(stale)) askAgain(queries, event)
      first = false
    }
    const isOn = (on: boolean): void => {
      if (on) {
        window.clearTimeout(saying)
        window.clearInterval(asking)
        saying = asking = undefined
        setAway(false)
        return
      }
      saying ??= window.setTimeout(() => setAway(true), saidAfter)
      asking ??= window.setInterval(() => askAgain(queries, 'work'), askedMeanwhile)
    }
    const stop = (): void => {
      following?.abort()
      following = undefined
      isOn(true)
    }
    const look = (): void => {
      if (document.visibilityState !== 'visible') return stop()
      if (following) return
      following = new AbortController()
      void keepFollowing(queries, following.signal, isOn, opened)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      stop()
    }
  }, [queries, wanted])
  return away
}
