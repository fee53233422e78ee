/** How far what was said first and what was said when asked again lie apart, with what chance alone may do to it. Whole per cent. */
export interface Apart {
  readonly share: number
  readonly from: number
  readonly to: number
}

const step = 5
/** Fewer say nothing of a department, and would tell whoever sees organs alone which department the one of today was. */
export const leastAsked = 10

/** Wilson's interval of 95 per cent, outwards to steps of five: a figure moves when several have answered, not when one has. */
export const apartOf = (asked: number, disagreed: number): Apart => {
  const z = 1.96
  const p = disagreed / asked
  const middle = p + (z * z) / (2 * asked)
  const reach = z * Math.sqrt((p * (1 - p)) / asked + (z * z) / (4 * asked * asked))
  const whole = 1 + (z * z) / asked
  // The bounds of nobody and of everybody are exact, and come out a hair beside it.
  const down = (share: number): number => Math.max(0, Math.floor((share * 100) / step + 1e-9) * step)
  const up = (share: number): number => Math.min(100, Math.ceil((share * 100) / step - 1e-9) * step)
  return { share: Math.round((p * 100) / step) * step, from: down((middle - reach) / whole), to: up((middle + reach) / whole) }
}

/** In tens, rounded down: one more answer is not seen. */
export const aboutAsked = (asked: number): number => Math.floor(asked / 10) * 10
