import { useEffect, useRef } from 'react'

/** What a key does here. `g` waits a moment for the second key. */
export interface Shortcuts {
  readonly find: () => void
  readonly help: () => void
  readonly go: (place: 'work' | 'matters' | 'boards') => void
}

const places = { w: 'work', m: 'matters', b: 'boards' } as const
/** Milliseconds. */
const secondKeyWithin = 1_500

const writes = 'input,textarea,select,[contenteditable],[role=combobox],[role=textbox],[role=spinbutton]'

/** Whether a key belongs to what has the focus, or to a dialogue that is open. */
const isTaken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.isComposing ||
  (event.target instanceof Element && event.target.closest(writes) !== null) ||
  [...document.querySelectorAll('[role=dialog]:not([data-tour])')].some(one => one.checkVisibility())

/** To the next or the one before of what the lists of the page open; from nowhere, to the first. */
export const step = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-opens]')].filter(one => one.checkVisibility())
  const at = rows.findIndex(row => row === document.activeElement)
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))
  rows[next]?.focus()
}

/** Single keys, unless whoever works here has turned them off (WCAG 2.1.4); never while something is typed. */
export function useShortcuts(on: boolean, shortcuts: Shortcuts): void {
  const now = useRef(shortcuts)
  useEffect(() => {
    now.current = shortcuts
  })
  useEffect(() => {
    if (!on) return
    let goingUntil = 0
    const pressed = (event: KeyboardEvent): void => {
      if (isTaken(event)) return
      const going = event.timeStamp < goingUntil
      goingUntil = 0
      const place = going && Object.hasOwn(places, event.key) ? places[event.key as keyof typeof places] : undefined
      if (place !== undefined) now.current.go(place)
      else if (event.key === '/') now.current.find()
      else if (event.key === '?') now.current.help()
      else if (event.key === 'j') step(1)
      else if (event.key === 'k') step(-1)
      else if (event.key === 'g') goingUntil = event.timeStamp + secondKeyWithin
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [on])
}
