/** Numbers that look random and are the same at every start: the demo shows everybody the same town. */
export interface Chance {
  /** 0 ≤ share < 1 */
  share(): number
  /** 0 … below-1 */
  below(below: number): number
  happens(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

/** mulberry32: 32 bits of state, enough for invented people. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(share() * limit)
  return {
    share,
    below,
    happens: probability => share() < probability,
    pick: list => {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)]!
    },
  }
}
