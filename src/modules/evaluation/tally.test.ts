import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { makeOffice, untrueTallies } from '../../../test/evaluation.ts'
import type { Office } from '../../../test/evaluation.ts'
import { addDays } from '../../calendar/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { UnitFigures } from './contract.ts'
import { readFigures } from './figures.ts'
import type { Figures } from './figures.ts'
import { cohortOf, mondayOf } from './rules/cohort.ts'
import type { Batch } from './rules/mixing.ts'
import { levelKeys } from './settings.ts'
import type { LevelKey } from './settings.ts'
import { addSeconds, finishCohort, insertBatch } from './store/release.ts'

/*
 * The boards read sums that were added up as batches came out. Here they are compared with the batches themselves, which any
 * viewer of a board may read: added up one by one, in TypeScript, over random histories.
 */
let database: FreshDatabase
let office: Office
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const weeks = Array.from({ length: 8 }, (_, at) => cohortOf(addDays(mondayOf('2026-W50'), 7 * at)))
const lineNames = ['court.enforcement', 'court.window', '*']
const reasonNames = ['rude', 'long_wait', 'same_form_again']
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

const small = fc.integer({ min: 0, max: 30 })
const level = fc.record({
  answered: fc.option(small),
  counts: fc.option(fc.oneof(fc.array(small, { minLength: 5, maxLength: 5 }), fc.array(small, { minLength: 3, maxLength: 3 }))),
})
const batch = fc
  .record({
    first: fc.constantFrom(...weeks),
    ratings: fc.integer({ min: 5, max: 60 }),
    poor: fc.option(small),
    levels: fc.dictionary(fc.constantFrom(...levelKeys), level),
    reasons: fc.option(fc.dictionary(fc.constantFrom(...reasonNames), fc.integer({ min: 1, max: 20 }))),
    lines: fc.dictionary(fc.constantFrom(...lineNames), fc.record({ rateable: small, invited: small, answered: fc.option(small) })),
  })
  .map(
    ({ first, ratings, poor, levels, reasons, lines }) =>
      ({
        first,
        ratings,
        poor,
        reasons: reasons && new Map(Object.entries(reasons)),
        changed: 0,
        withdrawn: 0,
        words: [],
        poorReasons: [],
        levels: Object.entries(levels).map(([dimension, one]) => ({ dimension: dimension as LevelKey, ...one })),
        lines: Object.entries(lines).map(([line, one]) => ({ line, ...one })),
      }) as Batch,
  )
/** What comes out, in any order: an older week may end after a younger one. */
const released = fc.record({
  at: fc.nat(),
  week: fc.constantFrom(...weeks),
  window: fc.boolean(),
  batch,
  timed: fc.array(fc.tuple(fc.constantFrom('sms', 'link'), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 25 })), {
    maxLength: 3,
  }),
})
const span = fc
  .tuple(fc.constantFrom(...weeks), fc.constantFrom(...weeks))
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }))

type Row = Readonly<Record<string, string | number | null>>
const rowsOf = (tx: Tx, table: string): Promise<readonly Row[]> =>
  sql
    .raw<Row>(`select * from evaluation.${table}`)
    .execute(tx)
    .then(answer => answer.rows)

/** The same figures, from whole batches of the period, one by one. */
const countedAnew = async (
  tx: Tx,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Pick<Figures, 'units' | 'windows' | 'seconds'>> => {
  const within = (table: readonly Row[], key = 'batch'): readonly Row[] =>
    table.filter(row => from <= String(row[key]).slice(0, 8) && String(row[key]).slice(0, 8) <= to)
  const [batches, levels, reasons, lines, seconds, roots] = [
    within(await rowsOf(tx, 'batch')),
    within(await rowsOf(tx, 'released_level')),
    within(await rowsOf(tx, 'released_reason')),
    within(await rowsOf(tx, 'silent'), 'cohort'),
    within(await rowsOf(tx, 'seconds'), 'cohort'),
    await rowsOf(tx, 'root'),
  ]
  const units = (
    await sql<{
      id: string
      name: string
    }>`select u.id, coalesce(o.name, '') || u.name as name from org.unit u left join org.unit o on o.city = u.city and o.id = u.parent order by u.code`.execute(
      tx,
    )
  ).rows
  const total = (rows: readonly Row[], key: string): number => sum(rows.map(row => Number(row[key] ?? 0)))
  const whole = (rows: readonly Row[], key: string): number | null => (rows.some(row => row[key] === null) ? null : total(rows, key))
  const ofUnit = (id: string, posted: boolean): readonly Row[] =>
    batches.filter(row => row['unit'] === id && String(row['batch']).endsWith('s') === posted)
  const own = (rows: readonly Row[], id: string, name: string): ReadonlyMap<string, readonly Row[]> =>
    new Map(
      [
        ...Map.groupBy(
          rows.filter(row => row['unit'] === id && !String(row['batch'] ?? row['cohort']).endsWith('s')),
          row => String(row[name]),
        ),
      ].sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return {
    units: units.flatMap(({ id, name }): UnitFigures[] => {
      const mine = ofUnit(id, false)
      if (mine.length === 0) return []
      const [byLine, byReason, byLevel] = [own(lines, id, 'line'), own(reasons, id, 'reason'), own(levels, id, 'dimension')]
      const all = [...byLine.values()].flat()
      const silent = (rows: readonly Row[]): number | null =>
        whole(rows, 'answered') === null ? null : total(rows, 'rateable') - total(rows, 'answered')
      return [
        {
          unit: id,
          unitName: name,
          batches: mine.length,
          ratings: total(mine, 'ratings'),
          poor: whole(mine, 'poor'),
          calls: null,
          levels: Object.fromEntries(
            [...byLevel].map(([key, rows]) => {
              const shown = rows.filter(row => row['n1'] !== null)
              return [
                key,
                {
                  counts: shown.length === 0 ? null : ['n1', 'n2', 'n3', 'n4', 'n5'].map(n => total(shown, n)),
                  withheldBatches: rows.length - shown.length,
                },
              ]
            }),
          ),
          coverage: {
            lines: [...byLine].map(([line, rows]) => ({
              line,
              rateable: total(rows, 'rateable'),
              invited: total(rows, 'invited'),
              answered: whole(rows, 'answered'),
              silent: silent(rows),
            })),
            rateable: total(all, 'rateable'),
            invited: total(all, 'invited'),
            delivered: all.length === 0 ? null : whole(all, 'delivered'),
            silent: silent(all),
          },
          reasons: byReason.size === 0 ? null : [...byReason].map(([code, rows]) => ({ code, count: total(rows, 'count') })),
        },
      ]
    }),
    windows: units.flatMap(({ id, name }) => {
      const mine = ofUnit(id, true)
      return mine.length === 0 ? [] : [{ unit: id, unitName: name, ratings: total(mine, 'ratings'), poor: whole(mine, 'poor') }]
    }),
    seconds: ['link', 'sms'].flatMap(channel => {
      const counted = [
        ...Map.groupBy(
          seconds.filter(row => row['channel'] === channel),
          row => row['cohort'],
        ),
      ]
        .filter(([cohort, rows]) => total(rows, 'count') >= 20 && roots.some(root => root['cohort'] === cohort))
        .flatMap(([, rows]) => rows)
      return counted.length === 0
        ? []
        : [
            {
              channel: channel as 'sms',
              counts: Array.from({ length: 8 }, (_, bucket) =>
                total(
                  counted.filter(row => row['bucket'] === bucket),
                  'count',
                ),
              ),
            },
          ]
    }),
  }
}

const asMixer = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => office.house.as({ kind: 'system', city: office.city, name: 'mixer' }, work)
const asOwner = async (...statements: readonly string[]): Promise<void> => {
  const client = await database.pool('migrate').connect()
  try {
    for (const statement of ['begin', 'set local role huiyin_owner', ...statements, 'commit']) await client.query(statement)
  } finally {
    client.release()
  }
}
const emptied = (): Promise<void> =>
  asOwner(
    ...['tally', 'batch', 'released_level', 'released_reason', 'silent', 'seconds', 'root'].map(
      table => `delete from evaluation.${table} where city = '${office.city}'`,
    ),
  )
const asLeader = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  office.house.as(office.viewer(office.person.leader, office.unit.division, 'leader'), work)

type Step = typeof released extends fc.Arbitrary<infer S> ? S : never

/** What came out once is never changed, and a week that has its root is over. */
const letOut = async (history: readonly Step[]): Promise<void> => {
  const units = [office.unit.court, office.unit.division, office.unit.other]
  const [out, over] = [new Set<string>(), new Set<string>()]
  const end = async (cohort: string): Promise<void> => {
    over.add(cohort)
    await asMixer(tx =>
      finishCohort(tx, office.city, cohort, { suite: 'std', receipts: Buffer.of(0), released: Buffer.of(0), nodes: Buffer.of(0) }),
    )
  }
  for (const { at, week, window, batch: one, timed } of history) {
    const [unit, cohort] = [units[at % units.length]!, `${week}${window ? 's' : ''}`]
    if (over.has(cohort) || out.has(`${unit} ${cohort}`)) continue
    out.add(`${unit} ${cohort}`)
    await asMixer(async tx => {
      await addSeconds(
        tx,
        office.city,
        cohort,
        timed.map(([channel, bucket, count]) => ({ channel, bucket, count })),
      )
      await insertBatch(tx, { city: office.city, unit, batch: cohort, unverified: window }, window ? { ...one, lines: [] } : one)
    })
    if (at % 3 === 0) await end(cohort)
  }
  if (!over.has(weeks.at(-1)!)) await end(weeks.at(-1)!)
}

/** Two units over three weeks, the middle one last. */
const someHistory = (): readonly Step[] =>
  [0, 2, 1].flatMap(week =>
    [1, 2].map(at => ({
      at,
      week: weeks[week]!,
      window: false,
      timed: [['sms', 2, 30]] as ['sms', number, number][],
      batch: {
        first: weeks[week]!,
        ratings: 10 + week,
        poor: at,
        levels: [{ dimension: 'overall', answered: 10 + week, counts: [at, 0, 0, 1, 9 + week - at] }],
        reasons: new Map([['rude', 3]]),
        poorReasons: [],
        words: [],
        lines: [{ line: '*', rateable: 40, invited: 40, answered: 10 + week }],
        changed: 0,
        withdrawn: 0,
      } satisfies Batch,
    })),
  )

describe('the tally', () => {
  it('says of every period what its batches say, in whatever order they came out', { timeout: 120_000 }, async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(released, { minLength: 1, maxLength: 14 }),
        fc.array(span, { minLength: 3, maxLength: 3 }),
        async (history, spans) => {
          await emptied()
          await letOut(history)
          expect(await untrueTallies(database, office.city)).toEqual([])
          for (const within of spans) {
            const { units, windows, seconds } = await asLeader(tx => readFigures(tx, { within, calls: false }))
            expect({ units, windows, seconds }).toEqual(await asLeader(tx => countedAnew(tx, within)))
            // The brief form leaves out and changes nothing.
            const brief = await asLeader(tx => readFigures(tx, { within, calls: false, brief: true }))
            expect(brief.units).toEqual(units.map(one => ({ ...one, levels: {} })))
            expect([brief.windows, brief.shown, brief.seconds]).toEqual([[], null, []])
            compared += units.length
          }
        },
      ),
      { numRuns: Number(process.env['HUIYIN_TALLIES'] || 25) },
    )
    expect(compared).toBeGreaterThan(20)
  })

  it('is filled by the upgrade of a city whose batches came out before there was one', async () => {
    await emptied()
    await letOut(someHistory())
    const text = readFileSync(new URL('./migrations/0050-tally.sql', import.meta.url), 'utf8')
    const fill = /^insert into evaluation\.tally\nselect[^;]*;/m.exec(text)![0]
    await asOwner(`delete from evaluation.tally where city = '${office.city}'`)
    expect((await untrueTallies(database, office.city)).filter(row => row.startsWith('missing')).length).toBeGreaterThan(20)
    await asOwner('delete from evaluation.tally', fill)
    expect(await untrueTallies(database, office.city)).toEqual([])
  })

  it('is caught when a row says more or less than the batches, or is missing', async () => {
    await emptied()
    await letOut(someHistory())
    const one = `city = '${office.city}' and what = 'ratings' and batch = '${weeks[1]}' and unit = '${office.unit.division}'`
    await asOwner(`update evaluation.tally set n2 = n2 + 1 where ${one}`)
    expect(await untrueTallies(database, office.city)).toHaveLength(2)
    await asOwner(`delete from evaluation.tally where ${one}`)
    expect((await untrueTallies(database, office.city)).map(row => row.split(' ')[0])).toEqual(['missing'])
  })

  it('is written by nobody but the release, and read by nobody who may not read the batches', async () => {
    await emptied()
    await letOut(someHistory())
    const seenBy = (viewer: Parameters<typeof office.house.as>[0], table: string): Promise<number> =>
      office.house.as(
        viewer,
        async tx => (await sql.raw<{ n: number }>(`select count(*)::int as n from evaluation.${table}`).execute(tx)).rows[0]!.n,
      )
    const leader = office.viewer(office.person.leader, office.unit.division, 'leader')
    expect(await seenBy(leader, 'tally')).toBeGreaterThan(20)
    expect(await seenBy({ ...leader, city: 'elsewhere' } as typeof leader, 'tally'), 'another city').toBe(0)
    await expect(seenBy({ kind: 'system', city: office.city, name: 'mixer' }, 'tally'), 'not even the mixer').rejects.toThrow(
      /permission denied/,
    )
    await expect(seenBy({ kind: 'public', city: office.city } as never, 'tally')).rejects.toThrow(/permission denied/)
    for (const viewer of [leader, { kind: 'system', city: office.city, name: 'mixer' } as const]) {
      await expect(
        office.house.as(viewer, tx =>
          sql`insert into evaluation.tally select * from evaluation.tally_of(${office.city}, ${office.unit.court}, false)`.execute(tx),
        ),
      ).rejects.toThrow(/permission denied/)
      await expect(office.house.as(viewer, tx => sql`update evaluation.tally set n1 = 0`.execute(tx))).rejects.toThrow(/permission denied/)
    }
    await expect(office.house.as(leader, tx => sql`select evaluation.add_up(${office.unit.court}, false, '')`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      office.house.as({ kind: 'system', city: office.city, name: 'sweep' }, tx =>
        sql`select evaluation.add_up(${office.unit.court}, false, '')`.execute(tx),
      ),
      'the sweep is not the mixer',
    ).rejects.toThrow(/only the mixer/)
  })
})
