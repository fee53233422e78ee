import { levelKeys } from '../settings.ts'
import type { EvaluationSettings, LevelKey } from '../settings.ts'
import type { Body } from './body.ts'
import { cohortsBetween, endsItsMonth } from './cohort.ts'
import type { Cohort } from './cohort.ts'
import { mergedLines, releasedLines } from './coverage.ts'
import type { LineCounts, ReleasedLine } from './coverage.ts'
import { isBlank, isPoor } from './rating.ts'
import type { Levels } from './rating.ts'

/**
 * What the mixer decides, without a database, a key or a clock. From here on a rating has no service, no party, no
 * token, no time and no place in any order.
 */
export interface Detail {
  readonly reasons: readonly string[]
  readonly words: string
  /** Poor, and nobody was asked to call: its reasons go to the callback centre. */ readonly alone: boolean
}
export interface MixedRating {
  readonly levels: Levels
  readonly detail: Detail
}

/** What one unit carries until it can be released. Sealed as a whole. */
export interface Pool {
  readonly first: Cohort
  readonly services: number
  readonly lines: Readonly<Record<string, LineCounts>>
  readonly ratings: readonly MixedRating[]
  /** Reasons and words of ratings whose levels are out already, waiting for enough company. */
  readonly tail: readonly Detail[]
  readonly changed: number
  readonly withdrawn: number
}

export const emptyPool = (cohort: Cohort): Pool => ({
  first: cohort,
  services: 0,
  lines: {},
  ratings: [],
  tail: [],
  changed: 0,
  withdrawn: 0,
})

/** A uniform integer in [0, below). The mixer gives a cryptographic one. */
export type Random = (below: number) => number

export const shuffled = <T>(items: readonly T[], random: Random): T[] => {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random(at + 1)
    const kept = mixed[at] as T
    mixed[at] = mixed[other] as T
    mixed[other] = kept
  }
  return mixed
}

export const merged = (one: Pool, other: Pool, random: Random): Pool => ({
  first: one.first < other.first ? one.first : other.first,
  services: one.services + other.services,
  lines: mergedLines(one.lines, other.lines),
  ratings: shuffled([...one.ratings, ...other.ratings], random),
  tail: shuffled([...one.tail, ...other.tail], random),
  changed: one.changed + other.changed,
  withdrawn: one.withdrawn + other.withdrawn,
})

/** What the highest version of one slot counts for; undefined: withdrawn, or nothing to count. */
export const mixedOf = (body: Body, settings: Pick<EvaluationSettings, 'poor_up_to'>): MixedRating | undefined =>
  body.withdrawn || isBlank(body)
    ? undefined
    : {
        levels: body.levels,
        detail: { reasons: body.reasons, words: body.words, alone: isPoor(body.levels, settings) && !body.wished },
      }

export interface Thresholds extends Pick<EvaluationSettings, 'batch_ratings' | 'batch_services' | 'detail_ratings' | 'poor_up_to'> {
  readonly levels: number
}

export interface ReleasedLevels {
  readonly dimension: LevelKey
  readonly answered: number
  /** Lowest level first; null: one level would tell what everybody said, or there are too few. */ readonly counts: readonly number[] | null
}

export interface Batch {
  readonly first: Cohort
  readonly ratings: number
  /** null where everybody, or all but one, was dissatisfied. */
  readonly poor: number | null
  readonly levels: readonly ReleasedLevels[]
  readonly reasons: ReadonlyMap<string, number> | null
  /** Reason codes of poor ratings without a wish, in no order of time. */
  readonly poorReasons: readonly string[]
  readonly words: readonly string[]
  readonly lines: readonly ReleasedLine[]
  readonly changed: number
  readonly withdrawn: number
}

export interface Mixed {
  readonly batch?: Batch
  /** What stays with the unit. */
  readonly rest?: Pool
  /** What goes to the parent unit. */
  readonly up?: Pool
}

/** Withheld at all but one as well: withheld at "all" alone, the gap itself would say "all". */
const tellsOfAll = (poor: number, of: number): boolean => poor >= of - 1

const levelsOf = (ratings: readonly MixedRating[], dimension: LevelKey, limits: Thresholds): ReleasedLevels => {
  const counts = Array.from({ length: limits.levels }, () => 0)
  for (const { levels } of ratings) {
    const level = levels[dimension]
    if (level !== undefined) counts[level - 1] = (counts[level - 1] ?? 0) + 1
  }
  const answered = counts.reduce((sum, count) => sum + count, 0)
  const poor = counts.slice(0, limits.poor_up_to).reduce((sum, count) => sum + count, 0)
  // One level holding all says what everybody said; so does the poor half holding all. Fewer than a batch hide nobody.
  const tells = answered < limits.batch_ratings || counts.some(count => count === answered) || tellsOfAll(poor, answered)
  return { dimension, answered, counts: tells ? null : counts }
}

const countReasons = (details: readonly Detail[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const { reasons } of details) for (const code of reasons) counts.set(code, (counts.get(code) ?? 0) + 1)
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const batchOf = (pool: Pool, limits: Thresholds, random: Random): { batch: Batch; tail: readonly Detail[] } => {
  const details = shuffled([...pool.tail, ...pool.ratings.map(rating => rating.detail)], random)
  const enough = details.length >= limits.detail_ratings
  const poor = pool.ratings.filter(rating => isPoor(rating.levels, limits)).length
  const batch: Batch = {
    first: pool.first,
    ratings: pool.ratings.length,
    poor: tellsOfAll(poor, pool.ratings.length) ? null : poor,
    levels: levelKeys.map(dimension => levelsOf(pool.ratings, dimension, limits)).filter(one => one.answered > 0),
    reasons: enough ? countReasons(details) : null,
    poorReasons: enough ? [...countReasons(details.filter(detail => detail.alone)).keys()] : [],
    words: enough ? details.map(detail => detail.words).filter(words => words !== '') : [],
    lines: releasedLines(pool.lines, limits),
    changed: pool.changed,
    withdrawn: pool.withdrawn,
  }
  return { batch, tail: enough ? [] : details }
}

/** Whoever knows whom he served would read from such a total that each of them has rated. */
const everybodyAnswered = (pool: Pool): boolean => {
  const lines = Object.values(pool.lines)
  return lines.length > 0 && lines.every(line => line.answered >= line.rateable)
}

/**
 * Released when there are enough ratings from enough services, and somebody among those asked has kept silent. Otherwise
 * they wait for the next cohort; at the end of a month that they have waited through they go to the parent unit; where
 * there is none, they wait on.
 */
export const mix = (pool: Pool, cohort: Cohort, hasParent: boolean, limits: Thresholds, random: Random): Mixed => {
  if (pool.ratings.length >= limits.batch_ratings && pool.services >= limits.batch_services && !everybodyAnswered(pool)) {
    const { batch, tail } = batchOf(pool, limits, random)
    return { batch, ...(tail.length > 0 ? { rest: { ...emptyPool(cohort), tail } } : {}) }
  }
  const isEmpty = pool.services === 0 && pool.ratings.length === 0
  if (hasParent && !isEmpty && endsItsMonth(cohort) && cohortsBetween(pool.first, cohort) >= 2) {
    return { up: { ...pool, tail: [] }, ...(pool.tail.length > 0 ? { rest: { ...emptyPool(cohort), tail: pool.tail } } : {}) }
  }
  return isEmpty && pool.tail.length === 0 ? {} : { rest: pool }
}
