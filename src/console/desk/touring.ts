import { useSyncExternalStore } from 'react'

/** Which step of the tour is shown; undefined while nobody is led. In memory alone: what is to be remembered is kept by the server. */
let shown: number | undefined
const listeners = new Set<() => void>()

export const lead = (step: number | undefined): void => {
  shown = step
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTouring = (): number | undefined => useSyncExternalStore(subscribe, () => shown)
