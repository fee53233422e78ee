import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'
import type { Figure, MonthSeen, Remedy } from '../contract.ts'

// The wall lets types through alone; the server says the same.
export const figures = ['opened', 'closed', 'open', 'late', 'extended', 'returned', 'not_doable'] as const satisfies readonly Figure[]
export const remedies = ['rule', 'guide', 'process'] as const satisfies readonly Remedy[]

/** The month and what is shown of it live in the address. */
export interface MonthSearch {
  readonly month?: string | undefined
  readonly unit?: string | undefined
  readonly figure?: Figure | undefined
  readonly category?: string | undefined
  readonly cause?: string | undefined
}

export function readMonthSearch(search: Record<string, unknown>): MonthSearch {
  const text = (key: string, shape: RegExp): string | undefined => {
    const value = search[key]
    return typeof value === 'string' && shape.test(value) ? value : undefined
  }
  return {
    month: text('month', /^20\d\d-(0[1-9]|1[0-2])$/),
    unit: text('unit', /^[0-9a-f-]{36}$/),
    figure: figures.find(figure => figure === search['figure']),
    category: text('category', /^[a-z_]{1,40}$/),
    cause: text('cause', /^(root|rule)\/[a-z0-9_]{1,40}$/),
  }
}

export interface MonthLine {
  readonly id: string
  readonly unit: string
  readonly number: string
  readonly item: string | null
  readonly category: string | null
  readonly counted: string
  readonly cause: string | null
  readonly stage: string
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const monthQuery = (month: string, language: string) =>
  queryOptions({ queryKey: ['work', 'stuck-months', month, language], queryFn: () => get<MonthSeen>('/api/stuck/months', { month }) })
export const askMonthLines = (search: MonthSearch, cursor: string | undefined) =>
  get<Page<MonthLine>>('/api/stuck/months/lines', { ...search, cursor })

export interface ClassTyped {
  readonly unit: string
  readonly title: string
  readonly responsible: string
  readonly by: string
  readonly remedy: Remedy
  readonly ask: string
}
export type ClassFrom = { readonly month: string; readonly category: string; readonly cause: string } | { readonly matter: string }
export const setUpClass = (from: ClassFrom, typed: ClassTyped) =>
  post<{ readonly matter: string; readonly number: string }>('/api/stuck/classes', { from, ...typed })
