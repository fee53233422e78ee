import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayFrom } from '../../../src/calendar/index.ts'
import { cohortOf } from '../../../src/modules/evaluation/rules/cohort.ts'
import type { LineCounts } from '../../../src/modules/evaluation/rules/coverage.ts'
import { emptyPool, merged, mix } from '../../../src/modules/evaluation/rules/mixing.ts'
import type { Batch, MixedRating, Pool, Thresholds } from '../../../src/modules/evaluation/rules/mixing.ts'
import { levelKeys } from '../../../src/modules/evaluation/settings.ts'
import type { LevelKey } from '../../../src/modules/evaluation/settings.ts'
import { insertBatch } from '../../../src/modules/evaluation/store/release.ts'
import { freshDatabase } from '../../database.ts'
import { startWholeHouse, townPassword } from '../../wholeHouse.ts'
import type { WholeHouse } from '../../wholeHouse.ts'
import { solved } from './solve.ts'
import type { Told } from './solve.ts'

/*
 * N-03 over the API: week after week random pools of a court's departments and of the court above them go through the
 * mixer's own rule into the released tables; after every week an officer, the head and the committee ask the board with
 * every period and unit. Whatever they were told is one system of equations over what stands behind the figures.
 */
const seed = Number(process.env['HUIYIN_SEED'] || randomInt(2 ** 31))
const weeks = Number(process.env['HUIYIN_WEEKS'] || 24)
const limits: Thresholds = { batch_ratings: 5, batch_services: 20, detail_ratings: 10, poor_up_to: 2, levels: 5 }
const children = ['ld.court.enforcement', 'ld.court.civil1', 'ld.court.service', 'ld.court.shuanghuai']
const lineNames = ['court.window', 'court.trial', 'court.filing', 'court.enforcement']

let state = seed
const random = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

/** Small and large weeks, lines that everybody and lines that nobody rates, moods in which all say the same. */
const someWeek = (cohort: string): Pool => {
  const lines: Record<string, LineCounts> = {}
  const ratings: MixedRating[] = []
  const mood = random(6)
  for (const line of lineNames.slice(0, 1 + random(4))) {
    const services = 1 + random(random(3) === 0 ? 12 : 45)
    const answered = [services, 0, services - 1, random(services + 1), random(services + 1)][random(5)]!
    lines[line] = { services, rateable: services, invited: services, answered }
    for (let one = 0; one < answered; one++) {
      const level = (): number => (mood === 0 ? 1 + random(2) : mood === 1 ? 5 : mood === 2 && one > 0 ? 1 : 1 + random(5))
      const levels: Partial<Record<LevelKey, number>> = { overall: level() }
      for (const key of levelKeys.slice(1)) if (random(4) === 0) levels[key] = level()
      ratings.push({ levels, detail: { reasons: random(2) === 0 ? ['long_wait'] : [], words: '', alone: false } })
    }
  }
  return { ...emptyPool(cohort), services: Object.values(lines).reduce((sum, one) => sum + one.services, 0), lines, ratings }
}

interface Row {
  readonly unit: string
  readonly batches: number
  readonly ratings: number
  readonly poor: number | null
  readonly levels: Record<string, { counts: number[] | null } | undefined>
  readonly reasons: { code: string; count: number }[] | null
  readonly coverage: { rateable: number; silent: number | null; lines: { line: string; rateable: number; answered: number | null }[] }
}
interface Behind {
  readonly batch: string
  readonly released: Batch
  readonly lines: Readonly<Record<string, LineCounts>>
}

let whole: WholeHouse
const behind = new Map<string, Behind[]>()
/** What each was told of each unit, and of which batches it was the sum. */
const answers: { readonly row: Row; readonly batches: readonly Behind[] }[] = []
let asked = 0

beforeAll(async () => {
  const database = await freshDatabase()
  whole = await startWholeHouse({
    database,
    demo: true,
    start: '2027-06-01T10:00:00+08:00',
    console: false,
    logins: ['luxm', 'luocz', 'zhouyq'],
  })
  const { house, app } = whole.running
  const { city } = house
  const asMixer = <T>(work: Parameters<typeof house.as>[1]): Promise<T> =>
    house.as({ kind: 'system', city, name: 'mixer' }, work) as Promise<T>
  const unitIds = new Map<string, string>()
  for (const code of [...children, 'ld.court'])
    unitIds.set(code, (await asMixer<{ id: string }>(async tx => house.org.unitByCode(tx, code))).id)
  const cookies = await Promise.all(
    ['luxm', 'luocz', 'zhouyq'].map(
      async login =>
        (await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })).cookies[0]!.value,
    ),
  )
  const waiting = new Map<string, Pool>()
  for (let week = 0; week < weeks; week++) {
    const cohort = cohortOf(addDays(dayFrom('2026-06-01'), 7 * week))
    const seen = { cohort, ids: unitIds }
    for (const code of [...children, 'ld.court']) {
      const own = code === 'ld.court' ? emptyPool(cohort) : someWeek(cohort)
      const carried = waiting.get(code)
      const pool = carried ? merged(carried, own, random) : own
      const mixed = mix(pool, cohort, code !== 'ld.court', limits, random)
      waiting.delete(code)
      if (mixed.rest) waiting.set(code, mixed.rest)
      if (mixed.up) waiting.set('ld.court', waiting.has('ld.court') ? merged(waiting.get('ld.court')!, mixed.up, random) : mixed.up)
      const unit = seen.ids.get(code)!
      if (!mixed.batch) continue
      const { batch } = mixed
      await asMixer(tx => insertBatch(tx, { city, unit, batch: cohort, unverified: false }, batch))
      behind.set(unit, [...(behind.get(unit) ?? []), { batch: cohort, released: batch, lines: pool.lines }])
    }
    await asMixer(tx =>
      sql`insert into evaluation.root (city, cohort, suite, receipts, released, nodes) values (${city}, ${cohort}, 'std', '\\x00', '\\x00', '\\x00')`.execute(
        tx,
      ),
    )
    for (const cookie of cookies) {
      for (const period of ['13', '26', '52', 'all']) {
        for (const unit of ['', ...unitIds.values()]) {
          const answer = await app.inject({
            url: `/api/boards/evaluation?weeks=${period}${unit === '' ? '' : `&unit=${unit}`}`,
            cookies: { huiyin_session: cookie },
          })
          asked++
          const from = period === 'all' ? '' : cohortOf(addDays(dayFrom('2026-06-01'), 7 * (week - Number(period) + 1)))
          for (const row of answer.json<{ rows: Row[] }>().rows)
            answers.push({ row, batches: (behind.get(row.unit) ?? []).filter(one => one.batch >= from) })
        }
      }
    }
  }
}, 600_000)
afterAll(() => whole?.running.stop())

const lineOf = (batch: string, line: string): string => `${batch} answered ${line}`
const levelOf = (batch: string, dimension: string, level: number): string => `${batch} ${dimension} ${level}`

/** Which of the fine lines stand in a row, batch by batch: whoever knows the services knows that too. */
const standsIn = (one: Behind, line: string): readonly string[] => {
  const alone = new Set(one.released.lines.map(row => row.line))
  return line === '*' ? Object.keys(one.lines).filter(name => !alone.has(name)) : alone.has(line) ? [line] : []
}

const toldOf = (unit: string): readonly Told[] => {
  const told = new Map<string, Told>()
  const tell = (names: readonly string[], sum: number): void => {
    told.set(`${names.join('+')}=${sum}`, { of: new Map(names.map(name => [name, 1])), sum })
  }
  for (const { row, batches } of answers) {
    if (row.unit !== unit) continue
    tell(
      batches.flatMap(one => Object.keys(one.lines).map(line => lineOf(one.batch, line))),
      row.ratings,
    )
    if (row.poor !== null)
      tell(
        batches.map(one => `${one.batch} poor`),
        row.poor,
      )
    if (row.coverage.silent !== null)
      tell(
        batches.flatMap(one => Object.keys(one.lines).map(line => lineOf(one.batch, line))),
        row.coverage.rateable - row.coverage.silent,
      )
    for (const line of row.coverage.lines)
      if (line.answered !== null)
        tell(
          batches.flatMap(one => standsIn(one, line.line).map(name => lineOf(one.batch, name))),
          line.answered,
        )
    for (const [dimension, levels] of Object.entries(row.levels)) {
      // Batches that withhold a dimension are not in its sum.
      const shown = batches.filter(one => one.released.levels.some(level => level.dimension === dimension && level.counts !== null))
      for (const [at, count] of (levels?.counts ?? []).entries())
        tell(
          shown.map(one => levelOf(one.batch, dimension, at + 1)),
          count,
        )
    }
  }
  return [...told.values()].filter(one => one.of.size > 0)
}

describe(`whoever asks the board for everything, every week (N-03, HUIYIN_SEED=${seed})`, () => {
  it('finds no group under five, no line in which all or none rated, and nothing that a batch withheld', () => {
    let [batches, determined, equations] = [0, 0, 0]
    const faults: string[] = []
    for (const [unit, all] of behind) {
      const most = new Map<string, number>()
      for (const one of all) {
        for (const [line, { rateable }] of Object.entries(one.lines)) most.set(lineOf(one.batch, line), rateable)
        most.set(`${one.batch} poor`, one.released.ratings)
        for (const key of levelKeys) for (let level = 1; level <= 5; level++) most.set(levelOf(one.batch, key, level), one.released.ratings)
      }
      const told = toldOf(unit)
      equations += told.length
      const found = solved(told, most)
      determined += found.size
      for (const one of all) {
        batches++
        const { batch, released, lines } = one
        for (const [line, { answered, rateable }] of Object.entries(lines)) {
          const value = found.get(lineOf(batch, line))
          if (value === undefined) continue
          const own = released.lines.find(row => row.line === line)
          // The only fine line of the rest is the rest itself.
          const rest = standsIn(one, '*').length === 1 && standsIn(one, '*')[0] === line
          if (!own && !rest) faults.push(`${unit} ${batch} ${line}: ${value} was folded into the rest`)
          if (value < 5 || value === rateable || answered === 0) faults.push(`${unit} ${batch} ${line}: ${value} of ${rateable}`)
        }
        if (found.has(`${batch} poor`) && released.poor === null)
          faults.push(`${unit} ${batch}: ${found.get(`${batch} poor`)} poor were withheld`)
        if (released.poor !== null && released.poor >= released.ratings - 1) faults.push(`${unit} ${batch}: all poor`)
        for (const { dimension, counts, answered } of released.levels) {
          const values = [1, 2, 3, 4, 5].map(level => found.get(levelOf(batch, dimension, level)))
          if (counts === null && values.some(value => value !== undefined)) faults.push(`${unit} ${batch} ${dimension}: withheld`)
          if (counts !== null && (answered < 5 || Math.max(...counts) === answered))
            faults.push(`${unit} ${batch} ${dimension}: ${counts.join(' ')}`)
        }
      }
    }
    console.info(
      `N-03: ${asked} answers of the board over ${batches} batches, ${equations} equations, ${determined} figures of single batches follow from them, ${faults.length} that must not`,
    )
    expect(batches).toBeGreaterThan(weeks)
    expect(determined).toBeGreaterThan(batches)
    expect(faults).toEqual([])
  })

  it('tells everybody the same, and nobody who has not signed in', async () => {
    expect((await whole.running.app.inject({ url: '/api/boards/evaluation' })).statusCode).toBe(401)
    const texts = await Promise.all(
      ['luxm', 'luocz'].map(async login => {
        const cookie = (await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } }))
          .cookies[0]!.value
        const body = (
          await whole.running.app.inject({ url: '/api/boards/evaluation?weeks=all', cookies: { huiyin_session: cookie } })
        ).json<{ rows: (Row & { calls: unknown })[] }>()
        return JSON.stringify(body.rows.map(({ calls: _calls, ...row }) => row))
      }),
    )
    expect(texts[0]).toBe(texts[1])
  })

  it('finds what is planted: two lines left blank because everybody rated, and one blank cell beside a total', () => {
    const names = (...given: string[]): ReadonlyMap<string, number> => new Map(given.map(name => [name, 1]))
    const most = new Map([
      ['a', 20],
      ['b', 25],
      ['c', 30],
    ])
    expect(
      [
        ...solved(
          [
            { of: names('a', 'b', 'c'), sum: 55 },
            { of: names('c'), sum: 10 },
          ],
          most,
        ),
      ].sort(),
    ).toEqual([
      ['a', 20],
      ['b', 25],
      ['c', 10],
    ])
    expect(
      solved(
        [
          { of: names('a', 'b'), sum: 21 },
          { of: names('b', 'c'), sum: 30 },
          { of: names('a', 'c'), sum: 15 },
        ],
        most,
      ).get('a'),
    ).toBe(3)
    expect(
      solved(
        [
          { of: names('a', 'b'), sum: 21 },
          { of: names('a', 'b', 'c'), sum: 31 },
        ],
        most,
      ).has('a'),
    ).toBe(false)
  })
})
