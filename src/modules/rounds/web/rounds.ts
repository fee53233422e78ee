import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'
import type { Share, ShareCounts } from '../rules/shares.ts'

export type { Share }

export const shares = [
  'raised',
  'suggestions',
  'suggestions_answered',
  'problems',
  'problems_solved',
  'problems_explained',
  'on_spot',
  'finished',
  'unsolved',
  'open',
] as const satisfies readonly Share[]

/** The ledger's filters live in the address, so that a figure, a colleague and "back" find the same lines. */
export interface VisitSearch {
  readonly campaign?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly unit?: string | undefined
  readonly share?: Share | undefined
}

export function readVisitSearch(search: Record<string, unknown>): VisitSearch {
  const text = (key: string, shape: RegExp): string | undefined => {
    const value = search[key]
    return typeof value === 'string' && shape.test(value) ? value : undefined
  }
  const day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
  return {
    campaign: text('campaign', /^[a-z0-9_]{1,40}$/),
    from: text('from', day),
    until: text('until', day),
    unit: text('unit', /^[0-9a-f-]{36}$/),
    share: shares.find(one => one === search['share']),
  }
}

export type Cell = string | number | null
export type Line = Readonly<Record<string, Cell>> & { readonly id: string; readonly matter: string | null }
export interface ListColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'day' | 'instant'
}
export type CampaignCounts = ShareCounts & { readonly campaign: string; readonly name: string; readonly visits: number }
export type UnitCounts = ShareCounts & { readonly unit: string; readonly name: string }
export interface Board {
  readonly campaigns: readonly CampaignCounts[]
  readonly units: readonly UnitCounts[]
  readonly columns: readonly ListColumn[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const boardQuery = ({ campaign, from, until }: VisitSearch, language: string) =>
  queryOptions({
    queryKey: ['work', 'rounds-board', campaign, from, until, language],
    queryFn: () => get<Board>('/api/rounds/board', { campaign, from, until }),
  })
export const askList = (filter: VisitSearch, cursor: string | undefined) => get<Page<Line>>('/api/rounds/list', { ...filter, cursor })

export interface Campaigns {
  readonly items: readonly {
    readonly code: string
    readonly name: string
    readonly kind: 'household' | 'firm'
    readonly units: readonly { readonly id: string; readonly name: string }[]
    readonly keeps: boolean
  }[]
  /** Present where there is one. */
  readonly key?: string
}
export const campaignsQuery = (language: string) =>
  queryOptions({
    queryKey: ['rounds', 'campaigns', language],
    staleTime: Infinity,
    queryFn: () => get<Campaigns>('/api/rounds/campaigns'),
  })

export interface ConcernTyped {
  readonly kind: 'suggestion' | 'problem'
  readonly words: string
  readonly next: 'unit' | 'solved' | 'accepted'
  readonly unit?: string
  readonly told?: string
  readonly name?: string
  readonly phone?: string
}
export interface VisitTyped {
  readonly campaign: string
  readonly unit: string
  readonly visitedOn: string
  readonly place: string
  readonly visitors: string
  readonly concerns?: readonly ConcernTyped[]
}
export interface Entered {
  readonly concerns: number
  readonly opened: readonly { readonly matter: string; readonly number: string; readonly unitName: string }[]
}

const concernOf = ({ next, told, unit, name, phone, ...said }: ConcernTyped) => ({
  ...said,
  ...(unit ? { unit } : {}),
  ...(name ? { name } : {}),
  ...(phone ? { phone } : {}),
  ...(next === 'unit' ? {} : { settled: { end: next, told: told ?? '' } }),
})
export const enterVisit = (key: string, { concerns = [], ...visit }: VisitTyped): Promise<Entered> =>
  post<Entered>('/api/rounds/visits', { ...visit, concerns: concerns.map(concernOf), key })

export interface TakenIn {
  readonly rows: number
  readonly visits: number
  readonly added: number
  readonly opened: number
  readonly unchanged: number
  readonly faultCount: number
  readonly faults: readonly { readonly line: number; readonly field: string; readonly title: string }[]
}
export const takeLedgerIn = (file: 'csv' | 'xlsx', bytes: string, dryRun: boolean): Promise<TakenIn> =>
  post<TakenIn>('/api/rounds/import', { file, bytes, dryRun })
