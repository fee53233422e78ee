import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'
import type { Mapping, Preview } from '../../../console/kit/ImportWizard.tsx'
import { base64Of } from '../../../console/kit/fileBytes.ts'

export const kinds = ['consult', 'complaint', 'policy', 'agency'] as const
export type Kind = (typeof kinds)[number]
export const shares = ['asked', 'waiting', 'solved', 'silent', 'unsolved', 'moved', 'late'] as const
export type Share = (typeof shares)[number]

/** The list's filters live in the address, so that a figure, a colleague and "back" find the same list. */
export interface ZoneSearch {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly place?: string | undefined
  readonly kind?: Kind | undefined
  readonly share?: Share | undefined
}

const monthPattern = /^20\d\d-(0[1-9]|1[0-2])$/
export function readZoneSearch(search: Record<string, unknown>): ZoneSearch {
  const text = (key: string): string => (typeof search[key] === 'string' ? search[key] : '')
  return {
    from: monthPattern.test(text('from')) ? text('from') : undefined,
    until: monthPattern.test(text('until')) ? text('until') : undefined,
    place: /^[a-z0-9_]{1,40}$/.test(text('place')) ? text('place') : undefined,
    kind: kinds.find(one => one === search['kind']),
    share: shares.find(one => one === search['share']),
  }
}

export interface PastSearch extends Omit<ZoneSearch, 'share'> {
  /** 'true': those alone that the old ledger calls solved. */
  readonly solved?: 'true' | undefined
}
export const readPastSearch = (search: Record<string, unknown>): PastSearch => {
  const { share: _, ...same } = readZoneSearch(search)
  return { ...same, solved: search['solved'] === 'true' ? 'true' : undefined }
}

export type Cell = string | number | null
export type Line = Readonly<Record<string, Cell>> & { readonly id: string }
export interface ListColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'day' | 'instant'
}
export type BoardRow = Readonly<Record<Share | 'before' | 'beforeSolved' | 'all', number>> & {
  readonly place: string
  readonly placeName: string
  readonly kind: Kind
}
export interface Board {
  readonly rows: readonly BoardRow[]
  readonly columns: readonly ListColumn[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
export const boardQuery = ({ from, until }: ZoneSearch, language: string) =>
  queryOptions({ queryKey: ['work', 'zone-board', from, until, language], queryFn: () => get<Board>('/api/zone/board', { from, until }) })
export const askList = (filter: ZoneSearch, cursor: string | undefined) => get<Page<Line>>('/api/zone/list', { ...filter, cursor })

export interface Places {
  readonly items: readonly { readonly code: string; readonly name: string }[]
  /** Present where there is one. */
  readonly key?: string
}
export interface AskTyped {
  readonly channel: 'window' | 'phone'
  readonly place: string
  readonly kind: Kind
  readonly firm?: string
  readonly words: string
  readonly name: string
  readonly phone: string
  readonly helper?: string
}
export interface TakenIn {
  readonly matter: string
  readonly number: string
  readonly code: string
  readonly specialist: string
  readonly url: string
}
export const takeIn = (key: string, { firm, helper, ...typed }: AskTyped): Promise<TakenIn> =>
  post<TakenIn>('/api/zone/intake', { ...typed, ...(firm ? { firm } : {}), ...(helper ? { helper } : {}), key })

export interface PastLine {
  readonly file: string
  readonly fileName: string
  readonly line: number
  readonly kind: Kind
  readonly onDay: string
  readonly ending: 'solved' | 'unsolved' | 'open'
}
export const askPast = (filter: PastSearch, cursor: string | undefined) => get<Page<PastLine>>('/api/zone/past', { ...filter, cursor })

export interface BroughtFile {
  readonly id: string
  readonly place: string
  readonly name: string
  readonly rows: number
  readonly broughtAt: string
  readonly byName: string
  readonly takenBackAt: string | null
  readonly takenBackBy: string | null
  readonly mayTakeBack: boolean
}
export interface Files {
  /** Zones whose ledgers this person keeps. */
  readonly places: Places['items']
  readonly items: readonly BroughtFile[]
}
export const filesQuery = queryOptions({ queryKey: ['zone', 'files'], queryFn: () => get<Files>('/api/zone/files') })

export const bringIn = async (place: string, file: File, { fields, constants }: Mapping, dryRun: boolean): Promise<Preview> =>
  post<Preview>('/api/zone/past', {
    place,
    name: file.name,
    file: /\.xls[xm]?$/i.test(file.name) ? 'xlsx' : 'csv',
    bytes: await base64Of(file),
    mapping: { fields, constants },
    dryRun,
  })
export const takeBack = (id: string): Promise<unknown> => post(`/api/zone/files/${id}/take-back`, {})
