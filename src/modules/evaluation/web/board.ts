import { queryOptions } from '@tanstack/react-query'
import { get } from '../../../console/api/client.ts'
import type { ChannelSeconds, UnitFigures, WindowFigures } from '../contract.ts'

export interface ReasonCount {
  readonly code: string
  readonly title: string
  readonly count: number
}
export type LineOfBoard = UnitFigures['coverage']['lines'][number] & {
  /** null: the small lines together. */ readonly title: string | null
}

export interface UnitRatings extends Omit<UnitFigures, 'reasons' | 'coverage'> {
  readonly reasons: readonly ReasonCount[] | null
  readonly coverage: Omit<UnitFigures['coverage'], 'lines'> & { readonly lines: readonly LineOfBoard[] }
}

export interface RatingsBoard {
  /** The last day of the last week that is released for everybody; the first day counted, absent for all time. */
  readonly releasedUpTo: string | null
  readonly from: string | null
  /** The programme's own names, the lowest first. */
  readonly levelTitles: readonly string[]
  readonly rows: readonly UnitRatings[]
  readonly windows: readonly WindowFigures[]
  /** 已展示: how often a code was turned to a visitor, the whole city's; null for whoever may not know. */
  readonly shown: number | null
  /** Upper bounds in seconds; one count more is everything above. */
  readonly secondBuckets: readonly number[]
  readonly seconds: readonly ChannelSeconds[]
}

export const periods = ['13', '26', '52', 'all'] as const
export type Period = (typeof periods)[number]

export const ratingsQuery = (unit: string | undefined, weeks: Period) =>
  queryOptions({
    queryKey: ['boards', 'evaluation', unit ?? '', weeks],
    queryFn: () => get<RatingsBoard>('/api/boards/evaluation', { unit, weeks }),
    placeholderData: before => before,
  })

/** The sum over all units; null as soon as one of them is withheld, or its part would come back as the difference. */
export const sumOf = (rows: readonly UnitRatings[], pick: (row: UnitRatings) => number | null): number | null =>
  rows.reduce<number | null>((sum, row) => {
    const value = pick(row)
    return sum === null || value === null ? null : sum + value
  }, 0)

/** Lines over all units, each only where every unit shows it. */
export const linesOf = (rows: readonly UnitRatings[]): readonly LineOfBoard[] => {
  const byLine = new Map<string, LineOfBoard>()
  for (const line of rows.flatMap(row => row.coverage.lines)) {
    const known = byLine.get(line.line)
    const add = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one + other)
    byLine.set(
      line.line,
      known
        ? {
            ...known,
            rateable: known.rateable + line.rateable,
            invited: known.invited + line.invited,
            answered: add(known.answered, line.answered),
            silent: add(known.silent, line.silent),
          }
        : line,
    )
  }
  return [...byLine.values()].sort((a, b) => (a.line < b.line ? -1 : 1))
}
