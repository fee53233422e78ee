import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'

export const wheres = ['here', 'coming', 'unsigned', 'resting', 'missing', 'all'] as const

/** The list's filters live in the address, so that a figure, a colleague and "back" find the same list. */
export interface TransferSearch {
  readonly where?: (typeof wheres)[number] | undefined
  readonly state?: 'open' | 'closed' | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly find?: string | undefined
}

export function readTransferSearch(search: Record<string, unknown>): TransferSearch {
  const text = (key: string): string | undefined => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  const day = (key: string): string | undefined => (/^20\d\d-\d\d-\d\d$/.test(text(key) ?? '') ? text(key) : undefined)
  const [state, find] = [text('state'), String(search['find'] ?? '').toUpperCase()]
  return {
    where: wheres.find(one => one === search['where']),
    state: state === 'open' || state === 'closed' ? state : undefined,
    from: day('from'),
    until: day('until'),
    find: /^[A-Z0-9-]{1,20}$/.test(find) ? find : undefined,
  }
}

export type Cell = string | number | null
export type Line = Readonly<Record<string, Cell>> & { readonly id: string }
export interface ListColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'day' | 'instant'
}
export interface Board {
  readonly counts: Readonly<Record<string, number>>
  readonly columns: readonly ListColumn[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const boardQuery = (filter: TransferSearch, language: string) =>
  queryOptions({
    queryKey: ['work', 'transfer-board', filter, language],
    queryFn: () => get<Board>('/api/transfer/board', { ...filter }),
  })
export const askList = (filter: TransferSearch, cursor: string | undefined) => get<Page<Line>>('/api/transfer/list', { ...filter, cursor })
export const findBag = (text: string) => post<{ matter: string }>('/api/transfer/find', { text })

/** On screen at first; the others stand in the file, and on screen when they are asked for. */
export const firstColumns: readonly string[] = ['number', 'stage', 'bag', 'holder', 'since', 'passing', 'unit', 'officer', 'due', 'mark']

export interface Points {
  readonly items: readonly {
    readonly code: string
    readonly name: string
    readonly serves: readonly { readonly code: string; readonly name: string }[]
  }[]
  /** Present where there is a point. */
  readonly key?: string
}
export interface IntakeTyped {
  readonly point: string
  readonly unit: string
  readonly officer: string
  readonly about: string
  readonly name: string
  readonly phone?: string
  readonly helper?: string
  readonly papers: readonly { readonly kind: string; readonly copies: number; readonly pages: number }[]
}
export interface TakenIn {
  readonly matter: string
  readonly number: string
  readonly code: string
  readonly url: string
}

export const takeIn = (key: string, { phone, helper, ...typed }: IntakeTyped): Promise<TakenIn> =>
  post<TakenIn>('/api/transfer/intake', { ...typed, ...(phone ? { phone } : {}), ...(helper ? { helper } : {}), key })

/** The browser's own reader of codes, where it has one; nothing else is loaded for it. */
interface CodeReader {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
export const makeCodeReader = (): CodeReader | undefined => {
  const Reader = (globalThis as { BarcodeDetector?: new (given: { formats: string[] }) => CodeReader }).BarcodeDetector
  return Reader === undefined || navigator.mediaDevices === undefined ? undefined : new Reader({ formats: ['qr_code', 'code_128'] })
}
