import type { Fraction } from './hall.ts'

/** Two places, as the city's reports give them; never rounded up to a whole that it is not. */
export const percentOf = ({ part, of }: Fraction): string => {
  if (of === 0) return '—'
  const hundredths = Math.floor((10_000 * part) / of + 0.5)
  const said = part < of && hundredths === 10_000 ? 9_999 : hundredths
  return `${(said / 100).toFixed(2)}%`
}

/** With the sign before it, and none before nothing. */
const signed = (n: number, said: string): string => {
  const size = said.replace('-', '')
  return Number(said) === 0 ? size : `${n > 0 ? '+' : '−'}${size}`
}
export const moreOf = (now: number, before: number): string => signed(now - before, String(now - before))

/** 百分点 between two days; undefined where one of them has nothing to count. */
export const pointsBetween = (now: Fraction, before: Fraction): string | undefined => {
  if (now.of === 0 || before.of === 0) return undefined
  const points = (100 * now.part) / now.of - (100 * before.part) / before.of
  return signed(points, points.toFixed(2))
}
