/** A sum that somebody was told: so many times each unknown, and what it came to. */
export interface Told {
  readonly of: ReadonlyMap<string, number>
  readonly sum: number
}

const close = (value: number, to: number): boolean => Math.abs(value - to) < 1e-6

/** Gauss and Jordan, with each unknown's largest share as the pivot. */
const reduced = (told: readonly Told[]): readonly { of: Map<string, number>; sum: number }[] => {
  const rows: { of: Map<string, number>; sum: number; pivot: string }[] = []
  for (const one of told) {
    const of = new Map(one.of)
    let { sum } = one
    const take = (row: { of: ReadonlyMap<string, number>; sum: number }, times: number): void => {
      for (const [name, factor] of row.of) {
        const left = (of.get(name) ?? 0) - times * factor
        if (close(left, 0)) of.delete(name)
        else of.set(name, left)
      }
      sum -= times * row.sum
    }
    for (const row of rows) if (of.has(row.pivot)) take(row, of.get(row.pivot)!)
    const pivot = [...of].reduce<[string, number] | undefined>(
      (best, next) => (best && Math.abs(best[1]) >= Math.abs(next[1]) ? best : next),
      undefined,
    )
    if (!pivot) continue
    for (const [name, factor] of of) of.set(name, factor / pivot[1])
    sum /= pivot[1]
    for (const row of rows) {
      const times = row.of.get(pivot[0])
      if (times === undefined) continue
      for (const [name, factor] of of) {
        const left = (row.of.get(name) ?? 0) - times * factor
        if (close(left, 0)) row.of.delete(name)
        else row.of.set(name, left)
      }
      row.sum -= times * sum
    }
    rows.push({ of, sum, pivot: pivot[0] })
  }
  return rows
}

/**
 * Every unknown whose value follows from all that was told taken together, which holds every pair and every triple of it:
 * by elimination, and because a sum that is as small or as large as it can be leaves none of its parts a choice.
 * @param most the largest value of each unknown; none is below 0
 */
export const solved = (told: readonly Told[], most: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
  const known = new Map<string, number>()
  for (let found = -1; found !== known.size;) {
    found = known.size
    const open = told
      .map(({ of, sum }) => ({
        of: new Map([...of].filter(([name]) => !known.has(name))),
        sum: sum - [...of].reduce((total, [name, factor]) => total + factor * (known.get(name) ?? 0), 0),
      }))
      .filter(({ of }) => of.size > 0)
    for (const { of, sum } of reduced(open)) {
      const parts = [...of]
      if (parts.length === 1) known.set(parts[0]![0], sum / parts[0]![1])
      const least = parts.reduce((total, [name, factor]) => total + Math.min(0, factor * most.get(name)!), 0)
      const greatest = parts.reduce((total, [name, factor]) => total + Math.max(0, factor * most.get(name)!), 0)
      for (const [name, factor] of parts) {
        if (close(sum, least)) known.set(name, factor < 0 ? most.get(name)! : 0)
        if (close(sum, greatest)) known.set(name, factor > 0 ? most.get(name)! : 0)
      }
    }
  }
  return known
}
