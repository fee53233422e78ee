import fc from 'fast-check'
import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { releasedLines } from './coverage.ts'
import { emptyPool, merged, mix, shuffled } from './mixing.ts'
import type { Batch, MixedRating, Pool, Thresholds } from './mixing.ts'

const limits: Thresholds = { batch_ratings: 5, batch_services: 20, detail_ratings: 10, poor_up_to: 2, levels: 5 }
const random = (below: number): number => randomInt(below)
const rating = (overall: number, reasons: readonly string[] = [], words = '', alone = overall <= 2): MixedRating => ({
  levels: { overall },
  detail: { reasons, words, alone },
})
const pool = (services: number, ratings: readonly MixedRating[], more: Partial<Pool> = {}): Pool => ({
  ...emptyPool('2026-W38'),
  services,
  ratings,
  lines: { a: { services, rateable: services, invited: services, answered: ratings.length } },
  ...more,
})
const some = (count: number, level = 5): MixedRating[] => Array.from({ length: count }, (_, at) => rating(at === 0 ? 1 : level))

describe('a batch', () => {
  it('needs five ratings from twenty services; with fewer of either everything waits', () => {
    expect(mix(pool(20, some(5)), '2026-W38', true, limits, random).batch?.ratings).toBe(5)
    expect(mix(pool(20, some(4)), '2026-W38', true, limits, random)).toMatchObject({ rest: { ratings: { length: 4 } } })
    expect(mix(pool(19, some(9)), '2026-W38', true, limits, random).batch).toBeUndefined()
  })

  it('that waited through the end of a month goes to the parent, and waits on where there is none', () => {
    const waited = pool(9, some(2))
    expect(mix(waited, '2026-W39', true, limits, random).up).toBeUndefined()
    expect(mix(waited, '2026-W40', true, limits, random).up?.ratings).toHaveLength(2)
    expect(mix(waited, '2026-W40', false, limits, random).rest?.ratings).toHaveLength(2)
    // A week that is itself the end of a month gets one more.
    expect(mix({ ...waited, first: '2026-W40' }, '2026-W40', true, limits, random).up).toBeUndefined()
  })

  it('in which everybody who was asked has answered waits for somebody silent: the total would say of each that he rated', () => {
    const all = mix(pool(20, some(20)), '2026-W38', true, limits, random)
    expect(all.batch).toBeUndefined()
    const next = mix(merged(all.rest as Pool, pool(3, some(2)), random), '2026-W39', true, limits, random)
    expect(next.batch?.ratings).toBe(22)
  })

  it('keeps reasons and words back until ten ratings stand together, and then shows them once', () => {
    const first = mix(pool(30, [...some(5), rating(2, ['rude'], '话难听')]), '2026-W38', true, limits, random)
    expect(first.batch).toMatchObject({ ratings: 6, reasons: null, poorReasons: [], words: [] })
    expect(first.rest?.tail).toHaveLength(6)
    const second = mix(merged(first.rest as Pool, pool(30, some(6)), random), '2026-W39', true, limits, random)
    expect(second.batch).toMatchObject({ ratings: 6, poorReasons: ['rude'], words: ['话难听'] })
    expect([...(second.batch?.reasons ?? [])]).toEqual([['rude', 1]])
    expect(second.rest).toBeUndefined()
  })

  it('gives the callback centre the reasons of poor ratings that wished no call, and of no others', () => {
    const ratings = [...some(8), rating(1, ['rude'], '', true), rating(1, ['long_wait'], '', false), rating(5, ['overheard'], '', false)]
    expect(mix(pool(30, ratings), '2026-W38', true, limits, random).batch?.poorReasons).toEqual(['rude'])
  })

  it('withholds levels where one level, or the poor ones, hold all', () => {
    const levelsOf = (levels: readonly number[]): readonly number[] | null | undefined =>
      mix(
        pool(
          30,
          levels.map(level => rating(level)),
        ),
        '2026-W38',
        true,
        limits,
        random,
      ).batch?.levels[0]?.counts
    expect(levelsOf([5, 5, 5, 5, 5])).toBeNull()
    expect(levelsOf([1, 2, 1, 2, 1])).toBeNull()
    expect(levelsOf([3, 5, 5, 5, 5])).toEqual([0, 0, 1, 0, 4])
    expect(levelsOf([1, 5, 5, 5, 5])).toEqual([1, 0, 0, 0, 4])
  })
})

describe('the order of what is released', () => {
  const rho = (order: readonly number[]): number => {
    const n = order.length
    const sum = order.reduce((total, value, at) => total + (value - at) ** 2, 0)
    return 1 - (6 * sum) / (n * (n * n - 1))
  }
  it('has nothing to do with the order of arrival, over ten thousand (N-02)', () => {
    const ratings = Array.from({ length: 10_000 }, (_, at) => rating(at % 2 === 0 ? 1 : 5, [], String(at)))
    const words = mix(pool(10_001, ratings), '2026-W38', true, limits, random).batch?.words ?? []
    expect(words).toHaveLength(10_000)
    expect(Math.abs(rho(words.map(Number)))).toBeLessThan(0.05)
    expect(rho(ratings.map((_, at) => at))).toBe(1)
  })
  it('is every order alike: each item stands at each place equally often', () => {
    const counts = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => 0))
    for (let run = 0; run < 12_000; run++)
      shuffled([0, 1, 2, 3, 4, 5], random).forEach((item, at) => {
        counts[item]![at]!++
      })
    for (const row of counts) for (const count of row) expect(Math.abs(count - 2000)).toBeLessThan(220)
  })
})

/** Some units under one organ, some weeks; what each batch was made of is kept beside it, for the test alone. */
const town = fc.array(
  fc.array(fc.record({ services: fc.integer({ min: 0, max: 40 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 6,
    maxLength: 6,
  }),
  { minLength: 1, maxLength: 5 },
)
const weeks = ['2026-W36', '2026-W37', '2026-W38', '2026-W39', '2026-W40', '2026-W41']

describe('differencing (N-03)', () => {
  it('finds no cell under five in any nested pair of sums, because every batch is whole and disjoint', () => {
    fc.assert(
      fc.property(town, units => {
        const waiting = new Map<number, Pool>()
        const released: { unit: number; week: number; batch: Batch }[] = []
        const seen = new Set<string>()
        weeks.forEach((week, at) => {
          // Unit -1 is the organ above.
          for (const unit of [...units.keys(), -1]) {
            const given = unit === -1 ? undefined : units[unit]?.[at]
            const count = given ? Math.floor(given.services * given.share) : 0
            const ratings = Array.from({ length: count }, (_, one) => rating(1 + (one % 5), ['rude'], `${unit}/${at}/${one}`))
            const own: Pool = { ...pool(given?.services ?? 0, ratings), first: week }
            const carried = waiting.get(unit)
            const mixed = mix(carried ? merged(carried, own, random) : own, week, unit !== -1, limits, random)
            if (mixed.batch) released.push({ unit, week: at, batch: mixed.batch })
            for (const words of mixed.batch?.words ?? []) {
              expect(seen.has(words)).toBe(false)
              seen.add(words)
            }
            waiting.delete(unit)
            if (mixed.rest) waiting.set(unit, mixed.rest)
            if (mixed.up) waiting.set(-1, waiting.has(-1) ? merged(waiting.get(-1) as Pool, mixed.up, random) : mixed.up)
          }
        })
        for (const { batch } of released) expect(batch.ratings).toBeGreaterThanOrEqual(5)
        // A query sums whole batches of some units over some weeks; the difference of nested queries is a set of batches again.
        const sum = (chosen: readonly (typeof released)[number][]): number => chosen.reduce((total, one) => total + one.batch.ratings, 0)
        for (let pair = 0; pair < 300; pair++) {
          const outer = released.filter(() => random(4) > 0)
          const inner = outer.filter(() => random(3) > 0)
          const left = sum(outer) - sum(inner)
          expect(left === 0 || left >= 5).toBe(true)
        }
      }),
      { numRuns: 350 },
    )
  })

  it('finds no withheld line as the difference of a total and the lines shown', () => {
    const lines = fc.dictionary(
      fc.stringMatching(/^[a-f]$/),
      fc.record({ services: fc.integer({ min: 1, max: 60 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { minKeys: 1, maxKeys: 6 },
    )
    fc.assert(
      fc.property(lines, given => {
        const counts = Object.fromEntries(
          Object.entries(given).map(([line, { services, share }]) => [
            line,
            { services, rateable: services, invited: services, answered: Math.round(services * share) },
          ]),
        )
        const total = Object.values(counts).reduce((sum, one) => sum + one.answered, 0)
        const services = Object.values(counts).reduce((sum, one) => sum + one.services, 0)
        fc.pre(total >= 5 && services >= 20)
        const rows = releasedLines(counts, limits)
        expect(rows.reduce((sum, row) => sum + row.rateable, 0)).toBe(services)
        for (const row of rows)
          if (row.answered !== null)
            expect([row.answered >= 5, row.rateable >= 20, row.answered < row.rateable]).toEqual([true, true, true])
        const withheld = rows.filter(row => row.answered === null).length
        expect(withheld === 0 || withheld === rows.length || withheld >= 2).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
