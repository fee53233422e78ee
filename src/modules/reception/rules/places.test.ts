import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endsAt, hourOfPlace, placeFor, takesBookings } from './places.ts'

/** Books one after the other until nobody gets a place any more. */
const fill = (slots: number, kept: number, people: readonly boolean[]): readonly (number | undefined)[] => {
  const free = new Set(Array.from({ length: slots }, (_, at) => at + 1))
  return people.map(first => {
    const place = placeFor([...free], first, kept)
    if (place !== undefined) free.delete(place)
    return place
  })
}

describe('who gets which place of a day', () => {
  it('never gives one place to two, nor turns anybody away from a day that is not full, whoever comes in whatever order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 10 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        (slots, kept, people) => {
          const given = fill(slots, kept, people)
          const places = given.filter(one => one !== undefined)
          expect(new Set(places).size).toBe(places.length)
          expect(places.length).toBe(Math.min(slots, people.length))
          expect(places.every(one => one >= 1 && one <= slots)).toBe(true)
          // Those who find waiting hard: whoever of them comes first never waits behind a later one.
          const early = given.filter((one, at) => people[at] && one !== undefined)
          if (people.every(Boolean)) expect(early).toEqual(early.toSorted((a, b) => a! - b!))
        },
      ),
    )
  })
  it('keeps the first places for those for whom waiting is hard, as long as others are free', () => {
    expect(fill(3, 1, [false, true, false, false])).toEqual([2, 1, 3, undefined])
    expect(fill(2, 1, [false, false]), 'nobody is sent away for an empty chair').toEqual([2, 1])
    expect(fill(2, 0, [false, true])).toEqual([1, 2])
  })
  it('would notice a place that two have', () => {
    expect(new Set([1, 1]).size).not.toBe(2)
    expect(placeFor([], true, 1)).toBeUndefined()
  })
})

describe('the hours of a day', () => {
  it('follow one another, and a day ends on itself', () => {
    expect([1, 2, 4].map(place => hourOfPlace('09:00', 20, place))).toEqual(['09:00', '09:20', '10:00'])
    expect(endsAt('14:30', 15, 6)).toBe('16:00')
    expect(endsAt('23:50', 5, 2), 'midnight is the next day').toBeUndefined()
  })
  it('are open until the day begins, and never for a day that is cancelled', () => {
    const day = { onDay: '2026-10-20', from: '09:00', state: 'open' }
    expect(takesBookings(day, '2026-10-19', '23:59')).toBe(true)
    expect(takesBookings(day, '2026-10-20', '08:59')).toBe(true)
    expect(takesBookings(day, '2026-10-20', '09:00')).toBe(false)
    expect(takesBookings({ ...day, state: 'cancelled' }, '2026-10-01', '08:00')).toBe(false)
  })
})
