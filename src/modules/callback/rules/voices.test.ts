import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aboutAsked, apartOf } from './voices.ts'

it('gives a share with Wilson’s interval, outwards to whole steps: of ten that all agreed, up to three in ten may still be otherwise', () => {
  expect(apartOf(10, 0)).toEqual({ share: 0, from: 0, to: 30 })
  expect(apartOf(10, 10)).toEqual({ share: 100, from: 70, to: 100 })
  expect(apartOf(100, 50)).toEqual({ share: 50, from: 40, to: 60 })
})
it('holds the share between its bounds, within nobody and everybody, and tells the same of the other side', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 5000 }), fc.nat(5000), (asked, some) => {
      const { share, from, to } = apartOf(asked, some % (asked + 1))
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(100)
      expect(share >= from && share <= to && from < to).toBe(true)
      const other = apartOf(asked, asked - (some % (asked + 1)))
      expect([other.from, other.to]).toEqual([100 - to, 100 - from])
    }),
  )
})
it('says how many were asked in tens, so that one more answer shows nowhere', () =>
  expect([10, 11, 19, 20].map(aboutAsked)).toEqual([10, 10, 10, 20]))
