import { queryOptions } from '@tanstack/react-query'
import { get } from '../../../console/api/client.ts'

export interface ReasonCount { readonly code: string; readonly title: string; readonly count: number }

/** One unit's whole released batches, summed. `null` is withheld, which is not zero. */
export interface UnitRatings {
  readonly unit: string
  readonly unitName: string
  readonly invited: number
  /** null: no sender reports deliveries, so that nobody claims what nobody knows. */
  readonly delivered: number | null
  readonly answered: number
  readonly silent: number
  /** Counts by level, the lowest first. */
  readonly levels?: readonly number[] | null
  readonly reasons?: readonly ReasonCount[] | null
  readonly found: number
  readonly solved: number
  readonly recovered: number
}

export interface RatingsBoard {
  readonly releasedUpTo?: string | null
  /** The programme's own names, the lowest first. */
  readonly levelTitles?: readonly string[]
  readonly rows: readonly UnitRatings[]
}

export const ratingsQuery = (unit: string | undefined) =>
  queryOptions({ queryKey: ['boards', 'evaluation', unit ?? ''], queryFn: () => get<RatingsBoard>('/api/boards/evaluation', { unit }) })

type Figure = 'invited' | 'delivered' | 'answered' | 'silent' | 'found' | 'solved' | 'recovered'

export const sumOf = (rows: readonly UnitRatings[], figure: Figure): number => rows.reduce((sum, row) => sum + (row[figure] ?? 0), 0)
