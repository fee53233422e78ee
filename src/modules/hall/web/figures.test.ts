import { expect, it } from 'vitest'
import { moreOf, percentOf, pointsBetween } from './figures.ts'

it('gives a share with two places as the reports do, and says no whole where one item is missing', () => {
  expect(percentOf({ part: 2233, of: 2500 })).toBe('89.32%')
  expect(percentOf({ part: 99_999, of: 100_000 })).toBe('99.99%')
  expect(percentOf({ part: 5, of: 5 })).toBe('100.00%')
  expect(percentOf({ part: 0, of: 0 })).toBe('—')
})

it('compares two days in points, signed, and not at all where one of them has nothing to count', () => {
  expect(pointsBetween({ part: 2233, of: 2500 }, { part: 2033, of: 2500 })).toBe('+8.00')
  expect(pointsBetween({ part: 1, of: 2 }, { part: 3, of: 4 })).toBe('−25.00')
  expect(pointsBetween({ part: 3, of: 4 }, { part: 3, of: 4 })).toBe('0.00')
  expect(pointsBetween({ part: 3, of: 4 }, { part: 0, of: 0 })).toBeUndefined()
  expect([moreOf(8, 3), moreOf(2, 6), moreOf(5, 5)]).toEqual(['+5', '−4', '0'])
})
