import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'

export const shares = ['asked', 'waiting', 'reached', 'silent', 'explained', 'late', 'unreached'] as const
export type Share = (typeof shares)[number]

/** The list's filters live in the address, so that a figure, a colleague and "back" find the same list. */
export interface ReachSearch {
  readonly month?: string | undefined
  readonly unit?: string | undefined
  readonly share?: Share | undefined
}

export function readReachSearch(search: Record<string, unknown>): ReachSearch {
  const text = (key: string): string => (typeof search[key] === 'string' ? search[key] : '')
  return {
    month: /^20\d\d-(0[1-9]|1[0-2])$/.test(text('month')) ? text('month') : undefined,
    unit: /^[0-9a-f-]{36}$/.test(text('unit')) ? text('unit') : undefined,
    share: shares.find(one => one === search['share']),
  }
}

export type Cell = string | number | null
export type Line = Readonly<Record<string, Cell>> & { readonly id: string }
export interface ListColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'day' | 'instant'
}
export type UnitCounts = Readonly<Record<Share, number>> & { readonly unit: string; readonly name: string }
export interface Board {
  readonly units: readonly UnitCounts[]
  readonly columns: readonly ListColumn[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const boardQuery = (month: string | undefined, language: string) =>
  queryOptions({ queryKey: ['work', 'reach-board', month, language], queryFn: () => get<Board>('/api/reach/board', { month }) })
export const askList = (filter: ReachSearch, cursor: string | undefined) => get<Page<Line>>('/api/reach/list', { ...filter, cursor })

export interface Places {
  readonly items: readonly { readonly code: string; readonly name: string }[]
  /** Present where there is one. */
  readonly key?: string
}
export interface AskTyped {
  readonly channel: 'window' | 'phone'
  readonly place: string
  readonly about: string
  readonly officer?: string
  readonly question: string
  readonly tried: string
  readonly name: string
  readonly phone: string
  readonly helper?: string
}
export interface TakenIn {
  readonly matter: string
  readonly number: string
  readonly code: string
  readonly url: string
}
export const takeIn = (key: string, { officer, helper, ...typed }: AskTyped): Promise<TakenIn> =>
  post<TakenIn>('/api/reach/intake', { ...typed, ...(officer ? { officer } : {}), ...(helper ? { helper } : {}), key })
