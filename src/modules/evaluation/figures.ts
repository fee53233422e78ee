import type { Tx } from '../../platform/database/contract.ts'
import type { UnitFigures } from './contract.ts'
import { isUnverified } from './rules/cohort.ts'
import { levelKeys } from './settings.ts'
import { readCoverage, readLevels, readReasons, readReleasedUpTo, readTotals } from './store/figures.ts'
import type { FiguresAsked, LevelRow } from './store/figures.ts'

export type { FiguresAsked } from './store/figures.ts'
export { readUnitsBelow } from './store/figures.ts'

export interface Figures { /** The last cohort that is wholly released. */ readonly releasedUpTo: string | null; readonly units: readonly UnitFigures[] }

const countsOf = (row: LevelRow): readonly number[] | null => row.shown === 0 ? null : [row.n1, row.n2, row.n3, row.n4, row.n5]

/**
 * The board of some units over whole cohorts. Units without a released batch are absent: a zero would be an answer.
 * `null` is withheld. Runs as the viewer.
 */
export const readFigures = async (tx: Tx, asked: FiguresAsked): Promise<Figures> => {
  for (const bound of [asked.from, asked.to]) if (bound !== undefined && isUnverified(bound) !== asked.unverified) throw new RangeError('a period of verified ratings is bounded by verified cohorts')
  const totals = await readTotals(tx, asked)
  const levels = await readLevels(tx, asked)
  const reasons = await readReasons(tx, asked)
  const coverage = new Map((asked.unverified ? [] : await readCoverage(tx, asked)).map(row => [row.unit, row]))
  const units = totals.map((total): UnitFigures => {
    const covered = coverage.get(total.unit)
    const own = reasons.filter(row => row.unit === total.unit)
    return {
      unit: total.unit, batches: total.batches, ratings: total.ratings, poor: total.poor_withheld > 0 ? null : total.poor,
      rateable: covered?.rateable ?? 0, invited: covered?.invited ?? 0, delivered: covered?.delivered ?? null, answered: covered === undefined || covered.answered_withheld > 0 ? null : covered.answered,
      levels: Object.fromEntries(levelKeys.flatMap(key => {
        const row = levels.find(one => one.unit === total.unit && one.dimension === key)
        return row ? [[key, countsOf(row)]] : []
      })),
      reasons: own.length > 0 ? own.map(row => ({ code: row.reason, count: row.count })) : null,
    }
  })
  return { releasedUpTo: await readReleasedUpTo(tx), units }
}
