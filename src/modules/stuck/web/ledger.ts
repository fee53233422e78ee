import { queryOptions } from '@tanstack/react-query'
import { get } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'

/** The ledger's filters live in the address, so that a figure, a colleague and "back" find the same list. */
export interface StuckSearch {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly window?: string | undefined
  readonly channel?: string | undefined
  readonly category?: string | undefined
  readonly treatment?: string | undefined
  readonly lead?: string | undefined
  readonly state?: 'open' | 'closed' | undefined
  readonly share?: string | undefined
}

const words = ['window', 'channel', 'category', 'treatment', 'lead', 'share'] as const
export function readStuckSearch(search: Record<string, unknown>): StuckSearch {
  const text = (key: string): string | undefined => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  const day = (key: string): string | undefined => (/^20\d\d-\d\d-\d\d$/.test(text(key) ?? '') ? text(key) : undefined)
  const state = text('state')
  return {
    ...Object.fromEntries(words.map(key => [key, text(key)])),
    from: day('from'),
    until: day('until'),
    state: state === 'open' || state === 'closed' ? state : undefined,
  }
}

export type LedgerCell = string | number | null
export type LedgerRow = Readonly<Record<string, LedgerCell>> & { readonly id: string }
export interface LedgerColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'day' | 'instant'
}
export interface StuckBoard {
  readonly counts: Readonly<Record<string, number>>
  readonly columns: readonly LedgerColumn[]
  readonly windows: readonly { readonly code: string; readonly name: string }[]
  readonly choices: Readonly<Record<string, readonly { readonly value: string; readonly title: string }[]>>
  readonly leads: readonly { readonly unit: string; readonly name: string }[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const boardQuery = (filter: StuckSearch, language: string) =>
  queryOptions({ queryKey: ['work', 'stuck-board', filter, language], queryFn: () => get<StuckBoard>('/api/stuck/board', { ...filter }) })
export const askLedger = (filter: StuckSearch, cursor: string | undefined) =>
  get<Page<LedgerRow>>('/api/stuck/ledger', { ...filter, cursor })

/** On screen at first; the others stand in the file, and on screen when they are asked for. */
export const firstColumns: readonly string[] = [
  'number',
  'stage',
  'item',
  'opened',
  'channel',
  'lead',
  'due',
  'mark',
  'contacted',
  'result',
  'word',
]

/** Each share: its denominator, who keeps it, and who breaks it. What is neither is still on its way. */
export const board = [
  { share: 'response', of: 'reported', kept: 'responded', broken: 'unresponded' },
  { share: 'settlement', of: 'doable', kept: 'settled', broken: 'late' },
  { share: 'satisfaction', of: 'finished', kept: 'satisfied', broken: 'dissatisfied' },
] as const
