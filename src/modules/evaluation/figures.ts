import { addDays, startOfDay } from '../../calendar/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Channel, ChannelSeconds, UnitFigures, WindowFigures } from './contract.ts'
import { secondBuckets } from './rules/body.ts'
import { cohortOf, mondayOf } from './rules/cohort.ts'
import { levelKeys } from './settings.ts'
import { readCalls, readReleasedUpTo, readSeconds, readShown, readSums, readUnitNames } from './store/figures.ts'
import type { CallsRow, Sum } from './store/figures.ts'

export interface FiguresWished {
  readonly unit?: string
  /** Whole weeks back from the last released one; absent: everything ever released. */
  readonly weeks?: number
  /** Cohorts from the first to the last, both included, as far as they are wholly released; goes before `weeks`. */
  readonly within?: { readonly from: string; readonly to: string }
  /** Units alone, without levels, windows and whatever is the city's: as much as a report needs. */
  readonly brief?: boolean
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
  /** Absent where one unit or the brief form was asked for: they are the city's. */
  readonly seconds: readonly ChannelSeconds[]
}

const firstEver = '0000-W00'

const grouped = (rows: readonly Sum[]): ReadonlyMap<string, readonly Sum[]> => {
  const byUnit = new Map<string, Sum[]>()
  for (const row of rows) {
    const known = byUnit.get(row.unit)
    if (known) known.push(row)
    else byUnit.set(row.unit, [row])
  }
  return byUnit
}

/** Where one batch withholds how many were poor, so does the sum. */
const poorOf = (ratings: Sum): number | null => (ratings.withheld > 0 ? null : ratings.n2)

/** Batches that withhold their levels are left out of the sum of levels, never of the total. */
const levelsOf = (rows: readonly Sum[]): UnitFigures['levels'] =>
  Object.fromEntries(
    levelKeys.flatMap(key => {
      const row = rows.find(one => one.what === 'level' && one.name === key)
      return row
        ? [[key, { counts: row.withheld === row.batches ? null : [row.n1, row.n2, row.n3, row.n4, row.n5], withheldBatches: row.withheld }]]
        : []
    }),
  )

const reasonsOf = (rows: readonly Sum[]): UnitFigures['reasons'] => {
  const reasons = rows.filter(row => row.what === 'reason')
  return reasons.length === 0 ? null : reasons.map(row => ({ code: row.name, count: row.n1 }))
}

/** Where one line withholds who answered, so does the sum: the total of the batch would give it back. */
const coverageOf = (rows: readonly Sum[]): UnitFigures['coverage'] => {
  const lines = rows
    .filter(row => row.what === 'line')
    .map(({ name: line, withheld, n1: rateable, n2: invited, n3, n4: delivered, n5: undelivered }) => {
      const answered = withheld > 0 ? null : n3
      return {
        line,
        rateable,
        invited,
        answered,
        silent: answered === null ? null : rateable - answered,
        delivered: undelivered > 0 ? null : delivered,
      }
    })
  const sum = <K extends 'rateable' | 'invited' | 'silent' | 'delivered'>(key: K): number | null =>
    lines.some(line => line[key] === null) ? null : lines.reduce((total, line) => total + (line[key] as number), 0)
  return {
    lines: lines.map(({ delivered: _delivered, ...line }) => line),
    rateable: sum('rateable') as number,
    invited: sum('invited') as number,
    delivered: lines.length === 0 ? null : sum('delivered'),
    silent: sum('silent'),
  }
}

const callsOf = (row: CallsRow | undefined): UnitFigures['calls'] =>
  row
    ? { opened: row.opened, ended: row.ended, solved: row.solved, confirmed: row.confirmed, unsolved: row.unsolved, unasked: row.unasked }
    : { opened: 0, ended: 0, solved: 0, confirmed: 0, unsolved: 0, unasked: 0 }

const secondsOf = (rows: readonly Sum[]): readonly ChannelSeconds[] => {
  const byChannel = new Map<string, number[]>()
  for (const { name, n1: count } of rows) {
    const [channel = '', bucket] = name.split(' ')
    const counts = byChannel.get(channel) ?? Array.from({ length: secondBuckets.length + 1 }, () => 0)
    counts[Number(bucket)] = count
    byChannel.set(channel, counts)
  }
  return [...byChannel].map(([channel, counts]) => ({ channel: channel as Channel, counts }))
}

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
  const names = await readUnitNames(tx)
  const bySums = grouped(
    await readSums(tx, asked, false, wished.brief ? ['ratings', 'reason', 'line'] : ['ratings', 'reason', 'line', 'level']),
  )
  const since = from === firstEver ? new Date(0) : startOfDay(mondayOf(from))
  // Whole weeks at both ends: a period that ends on another day would, laid beside a week, tell a department's calls of one day.
  const until = wished.within === undefined ? null : startOfDay(addDays(mondayOf(to), 7))
  const calls = wished.calls ? new Map((await readCalls(tx, { ...asked, since, until })).map(row => [row.unit, row])) : undefined
  const units = [...bySums].flatMap(([unit, rows]): UnitFigures[] => {
    const ratings = rows.find(row => row.what === 'ratings')
    return ratings === undefined
      ? []
      : [
          {
            unit,
            unitName: names.get(unit) ?? '',
            batches: ratings.batches,
            ratings: ratings.n1,
            poor: poorOf(ratings),
            levels: levelsOf(rows),
            coverage: coverageOf(rows),
            reasons: reasonsOf(rows),
            calls: calls ? callsOf(calls.get(unit)) : null,
          },
        ]
  })
  const windows = (wished.brief ? [] : await readSums(tx, asked, true, ['ratings'])).map(row => ({
    unit: row.unit,
    unitName: names.get(row.unit) ?? '',
    ratings: row.n1,
    poor: poorOf(row),
  }))
  const ofCity = wished.unit === undefined && !wished.brief
  const seconds = ofCity ? secondsOf(await readSeconds(tx, asked)) : []
  const shown = ofCity ? await readShown(tx, asked) : null
  return { releasedUpTo, from: wished.weeks === undefined && wished.within === undefined ? null : from, units, windows, shown, seconds }
}
