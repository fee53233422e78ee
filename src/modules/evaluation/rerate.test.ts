import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aService, makeOffice } from '../../../test/evaluation.ts'
import type { Office } from '../../../test/evaluation.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'

const seed = Number(process.env['HUIYIN_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** mulberry32: the seed in the test's name plays the same changes again. */
const drawing = (from: number): ((below: number) => number) => {
  let state = from
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const ratings = (draw: (below: number) => number): readonly object[] =>
  Array.from({ length: 16 }, (_, at) => ({ overall: 1 + draw(5), reasons: draw(2) === 0 ? ['rude'] : ['long_wait'], words: `第${at}句` }))

/** Everything that was released and that the rated side may read, without the ids of this office. */
const released = async (office: Office): Promise<unknown> => {
  const viewer = office.viewer(office.person.officer, office.unit.division, 'officer')
  return office.house.as(viewer, async tx => {
    const read = async (query: ReturnType<typeof sql>): Promise<unknown> => (await query.execute(tx)).rows
    return {
      batch: await read(
        sql`select batch, first_cohort, unverified, ratings, poor from evaluation.batch where city = ${office.city} order by batch`,
      ),
      level: await read(
        sql`select batch, dimension, answered, n1, n2, n3, n4, n5 from evaluation.released_level where city = ${office.city} order by 1, 2`,
      ),
      reason: await read(sql`select batch, reason, count from evaluation.released_reason where city = ${office.city} order by 1, 2`),
      silent: await read(
        sql`select cohort, line, rateable, invited, answered from evaluation.silent where city = ${office.city} order by 1, 2`,
      ),
      change: await read(sql`select * from evaluation.released_change`),
      words: await read(sql`select batch from evaluation.released_words where city = ${office.city}`),
    }
  })
}

it(`whatever was rated before within the window, the last counts, and the rated side is shown the same as if nothing had been changed (N-08, HUIYIN_SEED=${seed})`, async () => {
  const live = async (changing: boolean): Promise<unknown> => {
    const office = await makeOffice(database)
    await office.sweep()
    const final = ratings(drawing(seed))
    const links = await office.push(Array.from({ length: 24 }, (_, at) => aService(`r-${at}`)))
    const draw = drawing(seed + 1)
    for (const [at, rating] of final.entries()) {
      const sequence = changing
        ? [...Array.from({ length: draw(4) }, () => ({ overall: 1 + draw(5), reasons: ['not_heard'], words: '后来改了主意' })), rating]
        : [rating]
      const first = await office.rate(links[at]!.ratingUrl, sequence[0]!)
      expect(first.statusCode, first.body).toBe(201)
      const { receipt } = first.json() as { receipt: string }
      for (const later of sequence.slice(1)) {
        const changed = await office.app.inject({ method: 'POST', url: `/receipt/${receipt}/change`, payload: later })
        expect(changed.statusCode, changed.body).toBe(200)
      }
    }
    office.clock.moveTo(new Date('2026-10-20T09:00:00+08:00'))
    await office.sweep()
    const shown = await released(office)
    await office.close()
    return shown
  }
  const plain = (await live(false)) as { batch: { ratings: number }[]; reason: { reason: string }[] }
  expect(plain.batch).toMatchObject([{ ratings: 16 }])
  expect(await live(true)).toEqual(plain)
  expect(plain.reason.map(one => one.reason)).not.toContain('not_heard')
})
