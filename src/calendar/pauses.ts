export interface Pause {
  readonly from: Date
  /** Absent: the clock stands still now. */
  readonly to?: Date
}

/** Ordered, without overlaps, clipped to the clock's start. Milliseconds; an open pause ends at Infinity. */
export type StandStill = readonly { readonly from: number; readonly to: number }[]

export function standStill(pauses: readonly Pause[], startedAt: Date): StandStill {
  const start = startedAt.getTime()
  const merged: { from: number; to: number }[] = []
  const sorted = pauses
    .map(pause => ({ from: Math.max(start, pause.from.getTime()), to: pause.to?.getTime() ?? Infinity, began: pause.from.getTime() }))
    .sort((a, b) => a.from - b.from)
  for (const { from, to, began } of sorted) {
    if (to < began) throw new RangeError('a pause cannot end before it begins')
    const last = merged.at(-1)
    if (to <= from) continue
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** The pause in which the clock stands still at this instant. */
export const pauseAt = (still: StandStill, at: number): StandStill[number] | undefined =>
  still.find(pause => pause.from <= at && at < pause.to)
