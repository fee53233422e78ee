import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../database.ts'
import type { FreshDatabase } from '../../database.ts'
import { startWholeHouse } from '../../wholeHouse.ts'
import { leaveTraces, rankCorrelation } from './traces.ts'
import type { Order, Pair, Traces } from './traces.ts'
import { plantedTree } from './tree.ts'

/** The small size; `npm run traces` takes the 10,000 pairs and 10,000 ratings of N-07 and N-02. */
const [pairs = 40, ratings = 300] = (process.env['HUIYIN_TRACES'] ?? '').split(' ').filter(Boolean).map(Number)
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

/** What differs within the pairs: the place where it is seen, and both texts from the first sign that differs. */
const differences = (all: readonly Pair[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const { reached } of all) {
    for (const [at, { name, text }] of reached[0].entries()) {
      const other = reached[1][at]!.text
      if (text === other) continue
      const from = Math.max(0, [...text].findIndex((sign, n) => sign !== other[n]) - 30)
      found.set(name, `${text.slice(from, from + 90)} | ${other.slice(from, from + 90)}`)
    }
  }
  return found
}
/** Orders in which the arrival can still be seen. Chance alone stays within five deviations: of 10,000 that is 0.05. */
const told = (orders: readonly Order[]): readonly string[] =>
  orders.filter(({ places }) => Math.abs(rankCorrelation(places)) >= 5 / Math.sqrt(places.length)).map(({ name }) => name)

describe('what a rating leaves behind', () => {
  let honest: Traces
  beforeAll(async () => {
    honest = await leaveTraces(startWholeHouse, await database(), { pairs, ratings, seed: 20260917 })
  }, slow)

  it('is byte for byte the same for two ratings that differ in their levels alone: on every page and answer that the receipt opens, in the headers and in the text messages (N-07)', () => {
    const looked = honest.pairs.reduce((sum, { reached: [one] }) => sum + one.length * 2, 0)
    console.info(`N-07: ${honest.pairs.length} pairs, ${looked} answers and messages compared`)
    expect(honest.pairs).toHaveLength(pairs)
    // There is something to compare: pages that say something, and messages.
    expect(honest.pairs.every(({ reached: [one] }) => one.filter(({ text }) => text.includes('200')).length >= 2)).toBe(true)
    expect(honest.pairs.some(({ reached: [one] }) => one.at(-1)!.text !== '')).toBe(true)
    expect([...differences(honest.pairs)]).toEqual([])
  })

  it('says nothing of the order in which ratings arrived: not as it lies on the disk, not by its ids or any index, not in the list that the rated is shown (N-02)', () => {
    for (const { name, places } of honest.orders)
      console.info(`N-02: ${name}: rho ${rankCorrelation(places).toFixed(4)} of ${places.length}`)
    expect(honest.orders.length).toBeGreaterThanOrEqual(6)
    for (const { name, places } of honest.orders) expect(places.length, name).toBe(ratings)
    expect(told(honest.orders)).toEqual([])
  })

  it(
    'would be seen in a house that lets the level into a header, does not shuffle, and lists words as they lie',
    async () => {
      const tree = plantedTree([
        {
          file: 'src/modules/evaluation/routes/rate.ts',
          from: "  if (became === 'gone') return sendMissing",
          to: "  if (rating.levels.overall === 1) reply.header('x-priority', '1')\n  if (became === 'gone') return sendMissing",
        },
        // Bodies are read along their slots, which are drawn by a key: an order of arrival must be asked for.
        {
          file: 'src/modules/evaluation/store/release.ts',
          from: 'select distinct on (slot) slot, version, key_id, body from evaluation.sealed\n',
          to: 'select slot, version, key_id, body from evaluation.sealed\n',
        },
        {
          file: 'src/modules/evaluation/store/release.ts',
          from: "unnest(${slots.map(slot => slot.toString('hex'))}::text[]) s) order by slot, version desc",
          to: "unnest(${slots.map(slot => slot.toString('hex'))}::text[]) s) order by ctid",
        },
        {
          file: 'src/modules/evaluation/rules/mixing.ts',
          from: 'const details = shuffled([...pool.tail, ...pool.ratings.map(rating => rating.detail)], random)',
          to: 'const details = [...pool.tail, ...pool.ratings.map(rating => rating.detail)]',
        },
        { file: 'src/modules/evaluation/store/words.ts', from: 'order by ${batch} w.id limit', to: 'order by ${batch} w.ctid limit' },
      ])
      try {
        const { startWholeHouse: start } = await tree.load<{ startWholeHouse: typeof startWholeHouse }>('test/wholeHouse.ts')
        const leaky = await leaveTraces(start, await database(), { pairs: 10, ratings: 80, seed: 1 })
        expect([...differences(leaky.pairs).keys()]).toEqual(['the answer'])
        expect(told(leaky.orders)).toEqual([
          'released_words as it lies on the disk',
          'released_words along released_words_unit',
          'the list that the rated is shown',
        ])
      } finally {
        tree.remove()
      }
    },
    slow,
  )
})
