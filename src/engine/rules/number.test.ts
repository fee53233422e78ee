import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { alphabet, isNumber, matterNumber, readNumber, sayNumber } from './number.ts'

const bytes = fc.uint8Array({ minLength: 24, maxLength: 24 })
const numbers = bytes.map(matterNumber).filter(number => number !== undefined)

it('a number has nine signs that nobody confuses, and reads the same however it is typed', () => {
  fc.assert(
    fc.property(numbers, number => {
      expect(number).toMatch(/^[2-9A-HJKMNP-Z]{9}$/)
      expect(isNumber(` ${sayNumber(number).toLowerCase()} `)).toBe(true)
      expect(readNumber(sayNumber(number))).toBe(number)
    }),
  )
})
it('every single wrong sign and every exchange of neighbours is found', () => {
  fc.assert(
    fc.property(numbers, fc.nat(8), fc.nat(alphabet.length - 1), (number, place, sign) => {
      const wrong = number.slice(0, place) + alphabet.charAt(sign) + number.slice(place + 1)
      expect(isNumber(wrong)).toBe(wrong === number)
      const next = Math.min(place, 7)
      const swapped = number.slice(0, next) + number.charAt(next + 1) + number.charAt(next) + number.slice(next + 2)
      expect(isNumber(swapped)).toBe(swapped === number)
    }),
  )
})
it('canonical JSON does not depend on the order of keys, and says nothing about what is absent', () => {
  expect(canonicalJson({ b: 1, a: [undefined, { d: undefined, c: 'x' }] })).toBe('{"a":[null,{"c":"x"}],"b":1}')
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
