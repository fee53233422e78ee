import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { hardships } from './kinds.ts'
import type { Page } from '../../../console/api/matters.ts'

export const shares = ['asked', 'waiting', 'with_civil', 'granted', 'refused', 'helped', 'silent', 'late', 'unhelped'] as const
export type Share = (typeof shares)[number]

const uuid = /^[0-9a-f-]{36}$/

/** The list's filters live in the address, so that a figure, a colleague and "back" find the same list. */
export interface HardshipSearch {
  readonly month?: string | undefined
  readonly unit?: string | undefined
  readonly share?: Share | undefined
}

export function readHardshipSearch(search: Record<string, unknown>): HardshipSearch {
  const text = (key: string): string => (typeof search[key] === 'string' ? search[key] : '')
  return {
    month: /^20\d\d-(0[1-9]|1[0-2])$/.test(text('month')) ? text('month') : undefined,
    unit: uuid.test(text('unit')) ? text('unit') : undefined,
    share: shares.find(one => one === search['share']),
  }
}

/** The matter from which somebody applies for her. */
export interface ApplySearch {
  readonly from?: string | undefined
}
export const readApplySearch = ({ from }: Record<string, unknown>): ApplySearch =>
  typeof from === 'string' && uuid.test(from) ? { from } : {}

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
  queryOptions({ queryKey: ['work', 'hardship-board', month, language], queryFn: () => get<Board>('/api/hardship/board', { month }) })
export const askList = (filter: HardshipSearch, cursor: string | undefined) => get<Page<Line>>('/api/hardship/list', { ...filter, cursor })

export interface Places {
  readonly items: readonly { readonly code: string; readonly name: string }[]
  /** Number of the matter from which it is applied for. */
  readonly from?: string
  /** Present where somebody may apply for her here. */
  readonly key?: string
}
export interface ApplyTyped {
  readonly channel: 'window' | 'phone'
  readonly place: string
  readonly need: string
  readonly kind?: (typeof hardships)[number]
  readonly about?: string
  readonly name: string
  readonly phone?: string
  readonly helper?: string
  readonly word: boolean
}
export interface TakenIn {
  readonly number: string
  readonly code: string
  readonly url: string
}
export const takeIn = (key: string, from: string | undefined, typed: ApplyTyped): Promise<TakenIn> =>
  post<TakenIn>('/api/hardship/intake', {
    ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value !== '')),
    ...(from === undefined ? {} : { from }),
    key,
  })
