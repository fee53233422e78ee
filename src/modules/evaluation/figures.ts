import { addDays, startOfDay } from '../../calendar/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Channel, ChannelSeconds, UnitFigures, WindowFigures } from './contract.ts'
import { secondBuckets } from './rules/body.ts'
import { cohortOf, mondayOf } from './rules/cohort.ts'
import { levelKeys } from './settings.ts'
import {
  readCalls,
  readCoverage,
  readLevels,
  readReasons,
  readReleasedUpTo,
  readSeconds,
  readShown,
  readTotals,
  readWindowTotals,
} from './store/figures.ts'
import type { CallsRow, CoverageRow, LevelRow, SecondsRow } from './store/figures.ts'

export interface FiguresWished {
  readonly unit?: string
  /** Whole weeks back from the last released one; absent: everything ever released. */
  readonly weeks?: number
  /** Cohorts from the first to the last, both included, as far as they are wholly released; goes before `weeks`. */
  readonly within?: { readonly from: string; readonly to: string }
  /** Whether matters may be counted for this viewer: for the rated side a zero would be a false answer. */
  readonly calls: boolean
}

export interface Figures {
  /** The last cohort that is wholly released, and the first one counted. */
  readonly releasedUpTo: string | null
  readonly from: string | null
  readonly units: readonly UnitFigures[]
  readonly windows: readonly WindowFigures[]
  /** How often a code was turned to a visitor, the whole city's; null where nobody did and for whoever may not know. */
  readonly shown: number | null
  /** Absent where one unit was asked for: they are the city's. */
  readonly seconds: readonly ChannelSeconds[]
}

const firstEver = '0000-W00'

const grouped = <T extends { readonly unit: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const byUnit = new Map<string, T[]>()
  for (const row of rows) byUnit.set(row.unit, [...(byUnit.get(row.unit) ?? []), row])
  return byUnit
}

const levelsOf = (rows: readonly LevelRow[]): UnitFigures['levels'] =>
  Object.fromEntries(
    levelKeys.flatMap(key => {
      const row = rows.find(one => one.dimension === key)
      return row
        ? [[key, { counts: row.shown === 0 ? null : [row.n1, row.n2, row.n3, row.n4, row.n5], withheldBatches: row.withheld }]]
        : []
    }),
  )

/** Where one line withholds who answered, so does the sum: the total of the batch would give it back. */
const coverageOf = (rows: readonly CoverageRow[]): UnitFigures['coverage'] => {
  const line = (row: CoverageRow): UnitFigures['coverage']['lines'][number] => {
    const answered = row.answered_withheld > 0 ? null : row.answered
    return {
      line: row.line,
      rateable: row.rateable,
      invited: row.invited,
      answered,
      silent: answered === null ? null : row.rateable - answered,
    }
  }
  const lines = rows.map(line)
  const sum = (pick: (row: CoverageRow) => number): number => rows.reduce((total, row) => total + pick(row), 0)
  const answered = rows.some(row => row.answered_withheld > 0) ? null : sum(row => row.answered)
  const rateable = sum(row => row.rateable)
  return {
    lines,
    rateable,
    invited: sum(row => row.invited),
    delivered: rows.length === 0 || rows.some(row => row.delivered === null) ? null : sum(row => row.delivered as number),
    silent: answered === null ? null : rateable - answered,
  }
}

const callsOf = (row: CallsRow | undefined): UnitFigures['calls'] =>
  row
    ? { opened: row.opened, ended: row.ended, solved: row.solved, confirmed: row.confirmed, unsolved: row.unsolved, unasked: row.unasked }
    : { opened: 0, ended: 0, solved: 0, confirmed: 0, unsolved: 0, unasked: 0 }

/** A channel that hardly anybody used would show one person's haste. */
const leastTimed = 20

const secondsOf = (rows: readonly SecondsRow[]): readonly ChannelSeconds[] =>
  [...new Set(rows.map(row => row.channel))].flatMap(channel => {
    const counts = Array.from(
      { length: secondBuckets.length + 1 },
      (_, bucket) => rows.find(row => row.channel === channel && row.bucket === bucket)?.count ?? 0,
    )
    return [{ channel: channel as Channel, counts }]
  })

/**
 * The board over whole cohorts, unit by unit in the order of their codes. Units without a released batch are absent: a
 * zero would be an answer. `null` is withheld. Runs as the viewer.
 */
export const readFigures = async (tx: Tx, wished: FiguresWished): Promise<Figures> => {
  const releasedUpTo = await readReleasedUpTo(tx)
  if (releasedUpTo === null) return { releasedUpTo, from: null, units: [], windows: [], shown: null, seconds: [] }
  const from =
    wished.within?.from ?? (wished.weeks === undefined ? firstEver : cohortOf(addDays(mondayOf(releasedUpTo), -7 * (wished.weeks - 1))))
  const to = wished.within === undefined || wished.within.to > releasedUpTo ? releasedUpTo : wished.within.to
  if (from > to) return { releasedUpTo, from, units: [], windows: [], shown: null, seconds: [] }
  const asked = { ...(wished.unit === undefined ? {} : { unit: wished.unit }), from, to }
  const totals = await readTotals(tx, asked)
  const levels = grouped(await readLevels(tx, asked))
  const reasons = grouped(await readReasons(tx, asked))
  const coverage = grouped(await readCoverage(tx, asked))
  const since = from === firstEver ? new Date(0) : startOfDay(mondayOf(from))
  // Whole weeks at both ends: a period that ends on another day would, laid beside a week, tell a department's calls of one day.
  const until = wished.within === undefined ? null : startOfDay(addDays(mondayOf(to), 7))
  const calls = wished.calls ? new Map((await readCalls(tx, { ...asked, since, until })).map(row => [row.unit, row])) : undefined
  const units = totals.map((total): UnitFigures => ({
    unit: total.unit,
    unitName: total.unit_name,
    batches: total.batches,
    ratings: total.ratings,
    poor: total.poor_withheld > 0 ? null : total.poor,
    levels: levelsOf(levels.get(total.unit) ?? []),
    coverage: coverageOf(coverage.get(total.unit) ?? []),
    reasons: reasons.get(total.unit)?.map(row => ({ code: row.reason, count: row.count })) ?? null,
    calls: calls ? callsOf(calls.get(total.unit)) : null,
  }))
  const windows = (await readWindowTotals(tx, asked)).map(({ unit, unit_name: unitName, ratings, poor, poor_withheld: withheld }) => ({
    unit,
    unitName,
    ratings,
    poor: withheld > 0 ? null : poor,
  }))
  const seconds = wished.unit === undefined ? secondsOf(await readSeconds(tx, asked, leastTimed)) : []
  const shown = wished.unit === undefined ? await readShown(tx, asked) : null
  return { releasedUpTo, from: wished.weeks === undefined && wished.within === undefined ? null : from, units, windows, shown, seconds }
}
