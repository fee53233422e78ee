import { afterAll, describe, expect, it } from 'vitest'
import { startWholeHouse } from '../../wholeHouse.ts'
import { freshDatabase } from '../../database.ts'
import type { FreshDatabase } from '../../database.ts'
import { fourTimesADay, live, releasesOn } from './city.ts'
import type { Lived, Size } from './city.ts'
import { advantageOverBaseRate, authorsByOrder, authorsByTime, authorsOfOrders, authorsOfPoor, knownForCertain, pooled } from './guesses.ts'
import type { Outcome } from './guesses.ts'
import { plantedTree } from './tree.ts'
import type { Plant } from './tree.ts'

/*
 * N-01 over the real house: routes, boards with every filter, the live stream, messages and repair orders of a rated
 * officer's own account, at every look of four a day, until the last batch is out. `HUIYIN_ATTACK="50 6 40 2"` asks for so
 * many units, weeks, visits a day and officers who look. With 36 units chance alone has been seen at 1.11, and its bound
 * beyond 1.2, once in a long while with 56: a house that is honest must not fail by lot. So what one city leaves open is
 * asked of a second and a third, and all that was guessed in them counts: more guesses bring the bound of an honest house
 * to its ratio, and never that of one in which more is known than by chance.
 */
const [units = 56, weeks = 2, visitsADay = 6, watchers = 1] = (process.env['HUIYIN_ATTACK'] ?? '').split(' ').filter(Boolean).map(Number)
const size: Size = { units, weeks, visitsADay, seed: 20260916 }
const mostCities = 3
const slow = 3_600_000

const opened: FreshDatabase[] = []
const database = async (): Promise<FreshDatabase> => {
  const fresh = await freshDatabase()
  opened.push(fresh)
  return fresh
}
afterAll(async () => {
  for (const one of opened) await one.close().catch(() => {})
})

const inPlanted = async (plants: readonly Plant[], small: Size): Promise<Lived> => {
  const tree = plantedTree(plants)
  try {
    const { startWholeHouse: start } = await tree.load<{ startWholeHouse: typeof startWholeHouse }>('test/wholeHouse.ts')
    // What is planted stands on the board; an honest house is asked everything above.
    return await live(start, await database(), small, { watchers: 1, looks: [8], paths: ['/api/boards/evaluation'] })
  } finally {
    tree.remove()
  }
}

describe('an officer with his service log and everything that his account is shown in the real house (N-01)', () => {
  const cities: Lived[] = []
  it(
    'names the author of a poor mark or of a repair order no better than by chance',
    async () => {
      const guessed: Outcome[] = []
      let bound = Infinity
      while (cities.length < mostCities && bound > 1.2) {
        const honest = await live(
          startWholeHouse,
          await database(),
          { ...size, seed: size.seed + cities.length },
          { watchers, looks: fourTimesADay },
        )
        cities.push(honest)
        const [poor, orders] = [authorsOfPoor(honest), authorsOfOrders(honest)]
        expect(poor.tries).toBeGreaterThan(units * weeks * visitsADay * 10)
        expect(orders.tries).toBeGreaterThan(0)
        guessed.push(poor, orders)
        const all = pooled(guessed)
        bound = all.bound
        console.info(
          `N-01 house ${cities.length}: ${honest.visits.length} visits, ${honest.accounts.reduce((sum, one) => sum + one.asked, 0)} answers read; so far ${all.hits} hits in ${all.tries} guesses, ${all.ratio.toFixed(3)} x chance, upper bound ${bound.toFixed(3)}; of orders alone ${orders.hits} in ${orders.tries}, ${pooled([orders]).ratio.toFixed(2)} x`,
        )
        // No instant of a rating stands in any answer, and no list of single marks.
        expect(authorsByTime(honest).hits).toBe(0)
        expect(authorsByOrder(honest).tries).toBe(0)
      }
      expect(bound).toBeLessThanOrEqual(1.2)
    },
    slow,
  )

  it('sees something new on the days of a release or of a list alone, whenever somebody rated', () => {
    for (const account of cities.flatMap(one => one.accounts)) {
      expect(account.news.filter(({ at }) => !releasesOn(at)).map(({ url, path, value }) => [url, path, value])).toEqual([])
      expect([...new Set(account.heard.flatMap(({ events }) => events))].filter(event => event !== 'board')).toEqual([])
      expect(account.heard.filter(({ at }) => !releasesOn(at))).toEqual([])
      expect(account.messages).toEqual([])
      // And he does look at something: the boards and the orders have changed before his eyes.
      expect(account.news.map(({ url }) => url.split('?')[0])).toEqual(
        expect.arrayContaining(['/api/boards/evaluation', '/api/callback/repair-orders']),
      )
    }
  })

  it('cannot tell of any given person whether she has rated: weeks in which all or none did are not told apart (0004)', () => {
    for (const account of cities.flatMap(one => one.accounts)) expect(knownForCertain(account)).toBe(0)
    for (const honest of cities) {
      const { right, base, tries } = advantageOverBaseRate(honest)
      console.info(`N-01 "has she rated?": right ${(right * 100).toFixed(2)} % of ${tries}, by lot ${(base * 100).toFixed(2)} %`)
      expect(right - base).toBeLessThan(0.01)
    }
  })
})

const remembers: Plant = {
  file: 'src/modules/evaluation/routes/rate.ts',
  from: "  if (became === 'gone') return",
  to: "  ;((globalThis as any).planted ??= []).push({ unit: link.unit, poor: rating.levels.overall === 1, at: now.toISOString() })\n  if (became === 'gone') return",
}
const shows: Plant = {
  file: 'src/modules/evaluation/board.ts',
  from: 'releasedUpTo: lastDay(upTo),',
  to: 'recent: ((globalThis as any).planted ?? []).filter((one: any) => one.unit === wished.unit).map((one: any) => ({ poor: one.poor, at: one.at })), releasedUpTo: lastDay(upTo),',
}
const saysAll: Plant = { file: 'src/modules/evaluation/rules/mixing.ts', from: ' && !everybodyAnswered(pool)', to: '' }

describe('the same attack on a house with three faults in it, each found by an attack that looks at nothing else: it is a real one', () => {
  let leaky: Lived
  it(
    'names nearly everybody where the board shows when its last ratings came',
    async () => {
      ;(globalThis as { planted?: unknown }).planted = []
      leaky = await inPlanted([remembers, shows, saysAll], { units: 3, weeks: 1, visitsADay: 24, seed: 1 })
      const found = authorsByTime(leaky)
      const { ratio } = pooled([found])
      console.info(`N-01 house, a time exposed: ${found.hits} of ${found.tries}, ${ratio.toFixed(0)} x chance`)
      expect(ratio).toBeGreaterThan(20)
    },
    slow,
  )

  it('names more than twenty times as many where it shows single marks in the order in which they came', () => {
    const found = authorsByOrder(leaky)
    const { ratio } = pooled([found])
    console.info(`N-01 house, an order exposed: ${found.hits} of ${found.tries}, ${ratio.toFixed(0)} x chance`)
    expect(ratio).toBeGreaterThan(20)
  })

  it('knows of a whole week’s visitors that each has rated where the board says "all rated"', () => {
    const certain = knownForCertain(leaky.accounts[0]!)
    console.info(`N-01 house, "all rated" shown: ${certain} people known for certain`)
    expect(certain).toBeGreaterThan(20)
  })
})
