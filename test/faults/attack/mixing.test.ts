import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyPool, mix } from '../../../src/modules/evaluation/rules/mixing.ts'
import type { Batch, MixedRating, Random, Thresholds } from '../../../src/modules/evaluation/rules/mixing.ts'
import { freshDatabase } from '../../database.ts'
import type { FreshDatabase } from '../../database.ts'
import { aService, makeOffice } from '../../evaluation.ts'
import type { Office } from '../../evaluation.ts'
import { seeded, upperBound } from './bound.ts'

/**
 * N-01: a rated officer with his own true service log and everything his account is ever shown tries to name the author
 * of each poor rating. Worst case on purpose: every officer is a unit of his own, every visitor rates, half of them
 * poorly, and the words of each rating are released as a row of their own, which is what a guess can be pinned to.
 */
const officers = 50
const visitsADay = 40
const days = 30
const daysAWeek = 5
const limits: Thresholds = { batch_ratings: 5, batch_services: 20, detail_ratings: 10, poor_up_to: 2, levels: 5 }

interface Visit {
  readonly visitor: number
  /** Minutes from the beginning. */ readonly endedAt: number
  readonly ratedAt: number
  readonly poor: boolean
}

/** What the officer's account shows: rows in the order in which it shows them. `at` exists in the leaky build alone. */
interface Shown {
  readonly author: number
  readonly at?: number
}
interface Release {
  readonly shownAt: number
  readonly rows: readonly Shown[]
  readonly log: readonly Visit[]
}

const cryptographic: Random = below => randomInt(below)

const weekOf = (officer: number, week: number, next: () => number): readonly Visit[] =>
  Array.from({ length: daysAWeek * visitsADay }, (_, at) => {
    const endedAt = (week * 7 + Math.floor(at / visitsADay)) * 1440 + 540 + (at % visitsADay) * 12 + Math.floor(next() * 4)
    return { visitor: officer * 1_000_000 + week * 1000 + at, endedAt, ratedAt: endedAt + 0.5 + next() * 8, poor: next() < 0.5 }
  })

type Build = (arrived: readonly Visit[], log: readonly Visit[]) => readonly Shown[]

const asRating = (visit: Visit): MixedRating => ({
  levels: { overall: visit.poor ? 1 : 5 },
  detail: { reasons: [], words: visit.poor ? String(visit.visitor) : '', alone: visit.poor },
})

/** The real mixing rule over what the store holds, in the order of arrival. */
const built =
  (random: Random): Build =>
  (arrived, log) => {
    const pool = { ...emptyPool('2026-W38'), services: log.length, ratings: arrived.map(asRating) }
    const { batch } = mix(pool, '2026-W38', true, limits, random)
    return (batch as Batch).words.map(words => ({ author: Number(words) }))
  }
const honest = built(cryptographic)
/** A build that forgets to shuffle: every swap is with itself. */
const unshuffled = built(below => below - 1)
/** A build in which a rating's minute got out. */
const leaky: Build = (arrived, log) => {
  const times = new Map(arrived.map(visit => [visit.visitor, Math.floor(visit.ratedAt)]))
  return honest(arrived, log).map(row => ({ ...row, at: times.get(row.author) as number }))
}

const pollsADay = 4

const simulate = (build: Build, seed: number): readonly Release[] => {
  const next = seeded(seed)
  return Array.from({ length: officers }, (_, officer) =>
    Array.from({ length: days / daysAWeek }, (_, week): Release => {
      const log = weekOf(officer, week, next)
      const arrived = [...log].sort((a, b) => a.ratedAt - b.ratedAt)
      // Released weeks later at a fixed hour; the account is polled four times a day and sees it at the next poll.
      const releasedAt = (week * 7 + 28) * 1440
      const poll = 1440 / pollsADay
      return { shownAt: Math.ceil(releasedAt / poll) * poll, rows: build(arrived, log), log }
    }),
  ).flat()
}

type Attack = (release: Release, row: number) => number

const visitorAt = (log: readonly Visit[], share: number): number =>
  (log[Math.min(log.length - 1, Math.max(0, Math.round(share * (log.length - 1))))] as Visit).visitor

const attacks: Readonly<Record<string, Attack>> = {
  // The latest visit before the time shown; without a time, before the poll's hour of day.
  nearest_time: ({ log, rows, shownAt }, row) => {
    const at = rows[row]?.at
    if (at === undefined) return (log.findLast(visit => visit.endedAt % 1440 <= shownAt % 1440) ?? (log.at(-1) as Visit)).visitor
    return (log.findLast(visit => visit.endedAt <= at + 1 && visit.endedAt >= at - 9) ?? (log[0] as Visit)).visitor
  },
  same_rank: ({ log, rows }, row) => visitorAt(log, rows.length < 2 ? 0 : row / (rows.length - 1)),
  reversed_rank: ({ log, rows }, row) => visitorAt(log, rows.length < 2 ? 0 : 1 - row / (rows.length - 1)),
  by_number: ({ log }, row) => (log[row % log.length] as Visit).visitor,
  last_ones: ({ log }, row) => (log[log.length - 1 - (row % log.length)] as Visit).visitor,
  first_half_poor: ({ log, rows }, row) => visitorAt(log, row / (2 * rows.length)),
}

interface Outcome {
  readonly hits: number
  readonly tries: number
  readonly chance: number
}

const run = (releases: readonly Release[], attack: Attack): Outcome => {
  let [hits, tries, chance] = [0, 0, 0]
  for (const release of releases) {
    for (const [row, { author }] of release.rows.entries()) {
      tries++
      chance += 1 / release.log.length
      if (attack(release, row) === author) hits++
    }
  }
  return { hits, tries, chance: chance / tries }
}

const pooled = (outcomes: readonly Outcome[]): Outcome => ({
  hits: outcomes.reduce((sum, one) => sum + one.hits, 0),
  tries: outcomes.reduce((sum, one) => sum + one.tries, 0),
  chance: (outcomes[0] as Outcome).chance,
})

describe('an officer who knows his visitors and sees everything his account shows (N-01)', () => {
  it('names the author of a poor rating no better than by chance, over thirty thousand poor ratings', () => {
    const releases = simulate(honest, 20260916)
    const outcomes = Object.values(attacks).map(attack => run(releases, attack))
    const { hits, tries, chance } = pooled(outcomes)
    expect(outcomes[0]?.tries).toBeGreaterThan(29_000)
    expect(chance).toBeCloseTo(1 / (daysAWeek * visitsADay), 6)
    const bound = upperBound(hits, tries, 0.99) / chance
    expect(bound, `${hits} of ${tries}, ${(hits / tries / chance).toFixed(2)} × chance`).toBeLessThanOrEqual(1.2)
    console.info(
      `N-01 honest: ${hits} hits in ${tries} guesses, ${(hits / tries / chance).toFixed(3)} x chance, upper bound ${bound.toFixed(3)}`,
    )
  })

  it('would name most of them in a build in which a time got out, so the attack is a real one', () => {
    const { hits, tries, chance } = run(simulate(leaky, 20260916), attacks['nearest_time'] as Attack)
    expect(hits / tries / chance).toBeGreaterThan(20)
    console.info(`N-01 leaky: ${hits} of ${tries}, ${(hits / tries / chance).toFixed(0)} x chance`)
  })

  it('would do far better in a build that does not shuffle', () => {
    const { hits, tries, chance } = run(simulate(unshuffled, 20260916), attacks['same_rank'] as Attack)
    expect(hits / tries / chance).toBeGreaterThan(5)
  })
})

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await database?.close()
})

/** Every row of every table of this house that the account may read, however a screen would ask for it. */
const everythingShown = async (office: Office, role: string): Promise<string> =>
  office.house.as(office.viewer(office.person.officer, office.unit.division, role), async tx => {
    const { rows: tables } = await sql<{
      name: string
    }>`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('evaluation', 'engine', 'outbox', 'files') and c.relkind in ('r', 'p', 'v') order by 1`.execute(tx)
    const shown: string[] = []
    for (const { name } of tables) {
      const may = await sql<{
        may: boolean
      }>`select has_table_privilege(${name}, 'select') or has_any_column_privilege(${name}, 'select') as may`.execute(tx)
      if (!may.rows[0]?.may) continue
      const columns = await sql<{
        columns: string
      }>`select string_agg(format('%I', a.attname), ', ' order by a.attnum) as columns from pg_attribute a
      where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped and has_column_privilege(${name}, a.attname, 'select')`.execute(
        tx,
      )
      const text = await sql
        .raw<{ text: string | null }>(`select string_agg(r::text, ';') as text from (select ${columns.rows[0]?.columns} from ${name}) r`)
        .execute(tx)
      if (text.rows[0]?.text) shown.push(`${name}: ${text.rows[0].text}`)
    }
    return shown.join('\n')
  })

describe('on the real database', () => {
  it('nothing an officer, a clerk or a leader may read changes by a rating, a wish, a change or a withdrawal; only by a release', async () => {
    const office = await makeOffice(database)
    const shown = async (): Promise<string> =>
      (await Promise.all(['officer', 'clerk', 'leader', 'head'].map(role => everythingShown(office, role)))).join('\n---\n')
    const links = (await office.push(Array.from({ length: 40 }, (_, at) => aService(`n1-${at}`)))).map(result => result.ratingUrl)
    const before = await shown()
    for (const [at, url] of links.slice(0, 24).entries()) {
      const answer = await office.rate(url, {
        overall: 1 + (at % 5),
        reasons: ['same_form_again'],
        words: `第${at}条`,
        ...(at % 6 === 0 ? { callback: { wanted: true } } : {}),
        ...(at === 7 ? { sealed: '有人要钱' } : {}),
      })
      const { receipt } = answer.json() as { receipt: string }
      if (at === 3) await office.app.inject({ method: 'POST', url: `/receipt/${receipt}/change`, payload: { overall: 5 } })
      if (at === 4) await office.app.inject({ method: 'POST', url: `/receipt/${receipt}/change`, payload: { withdraw: true } })
      expect(await shown()).toBe(before)
    }
    office.clock.moveTo(new Date('2026-10-05T10:00:00+08:00'))
    await office.sweep()
    expect(await shown()).toBe(before)
    office.clock.moveTo(new Date('2026-10-12T10:00:00+08:00'))
    await office.sweep()
    const after = await shown()
    expect(after).not.toBe(before)
    // What is new is the batch: no time, no officer, no service, no words before somebody above has read them.
    for (const secret of [office.person.officer, '第', 'n1-', '邓阿婆', '13800000001'])
      expect(after.includes(secret)).toBe(before.includes(secret))
    await office.close()
  })
})
