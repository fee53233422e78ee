import { queryOptions } from '@tanstack/react-query'
import { get } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'

export const clearingStates = ['open', 'cleared', 'explained', 'escalated', 'escalated_by_clock'] as const
export type ClearingState = (typeof clearingStates)[number]

/** The week and what is shown of it live in the address. `week`: any day of it. */
export interface ClearingSearch {
  readonly week?: string | undefined
  readonly unit?: string | undefined
  readonly state?: ClearingState | undefined
}

export function readClearingSearch(search: Record<string, unknown>): ClearingSearch {
  const text = (key: string): string | undefined => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  return {
    week: /^20\d\d-\d\d-\d\d$/.test(text('week') ?? '') ? text('week') : undefined,
    unit: /^[0-9a-f-]{36}$/.test(text('unit') ?? '') ? text('unit') : undefined,
    state: clearingStates.find(state => state === search['state']),
  }
}

export interface ClearingUnit {
  readonly unit: string
  readonly unitName: string
  readonly listed: number
  readonly cleared: number
  readonly explained: number
  readonly escalated: number
  readonly byClock: number
  readonly open: number
}
export interface ClearingWeek {
  readonly monday: string
  readonly before: string
  readonly after?: string
  /** Null: nobody works that week; absent: no calendar tells. */
  readonly until?: string | null
  readonly opens?: string
  readonly over: boolean
  readonly units: readonly ClearingUnit[]
}
export interface ClearingLine {
  readonly id: string
  readonly unit: string
  readonly number: string
  readonly item: string | null
  readonly stage: string
  readonly due: string | null
  readonly state: string
  readonly why: string | null
  readonly promised: string | null
  readonly by: string | null
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const weekQuery = (week: string) =>
  queryOptions({ queryKey: ['work', 'stuck-clearing', week], queryFn: () => get<ClearingWeek>('/api/stuck/clearing', { week }) })
export const askLines = (search: ClearingSearch, cursor: string | undefined) =>
  get<Page<ClearingLine>>('/api/stuck/clearing/lines', { ...search, cursor })
