import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { getQuietly, post, serverOffset } from './client.ts'

export interface DemoClock {
  readonly now: string
  readonly demo: boolean
}

interface ReadClock extends DemoClock {
  readonly readAt: number
}

const realTime = (readAt: number): ReadClock => ({ now: new Date(readAt + serverOffset()).toISOString(), demo: false, readAt })

/** The page says whether this is a demo; only there does the server know the route. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  staleTime: 60_000,
  retry: false,
  queryFn: async (): Promise<ReadClock> => {
    const readAt = Date.now()
    if (document.documentElement.dataset['demo'] === 'no') return realTime(readAt)
    try {
      return { ...(await getQuietly<DemoClock>('/api/demo/clock')), readAt }
    } catch {
      return realTime(readAt)
    }
  },
})

const instantOf = (clock: ReadClock | undefined): number =>
  clock?.demo ? Date.parse(clock.now) + Date.now() - clock.readAt : Date.now() + serverOffset()

/** The server's time, ticking every half minute: the demo's in the demo, the real one otherwise. */
export function useNow(): Date {
  const { data } = useQuery(clockQuery)
  const ticking = useCallback((tick: () => void) => {
    const timer = setInterval(tick, 30_000)
    return () => clearInterval(timer)
  }, [])
  // Whole half minutes, so that what is read twice in one drawing is the same.
  const halfMinutes = useSyncExternalStore(
    ticking,
    () => Math.floor(instantOf(data) / 30_000),
    () => 0,
  )
  return useMemo(() => new Date(halfMinutes * 30_000), [halfMinutes])
}

/** Moves the demo's clock forward and asks everything again. */
export function useMoveClock(): (move: { to: string } | { workingDays: number }) => Promise<void> {
  const queries = useQueryClient()
  return async move => {
    await post('/api/demo/clock', move)
    await queries.invalidateQueries()
  }
}
