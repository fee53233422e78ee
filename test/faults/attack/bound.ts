/** Upper bound of Clopper and Pearson, by bisection on the binomial's lower tail. */
export const upperBound = (hits: number, tries: number, confidence: number): number => {
  const tail = (p: number): number => {
    let term = tries * Math.log1p(-p)
    let sum = Math.exp(term)
    for (let k = 1; k <= hits; k++) {
      term += Math.log((tries - k + 1) / k) + Math.log(p) - Math.log1p(-p)
      sum += Math.exp(term)
    }
    return sum
  }
  if (hits >= tries) return 1
  let [low, high] = [hits / tries, 1]
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (tail(middle) > 1 - confidence) low = middle
    else high = middle
  }
  return high
}

/** Numbers that repeat, so that an honest build that fails fails again. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
