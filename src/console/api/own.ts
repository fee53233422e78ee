import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { erase, get, post } from './client.ts'
import type { MatterView, Page } from './matters.ts'

export interface BellLine {
  readonly id: string
  readonly about: string
  readonly matter?: { readonly id: string; readonly number: string }
  /** A civil day. */ readonly on: string
  readonly read: boolean
}
export interface BellPage {
  readonly unread: number
  readonly items: readonly BellLine[]
  readonly next?: string
}

/** The newest lines; asked for again when something that one sees has changed, and once a minute for what has no matter. */
export const bellQuery = queryOptions({
  queryKey: ['bell'],
  queryFn: () => get<BellPage>('/api/bell', { limit: 10 }),
  refetchInterval: 60_000,
})
export const olderLines = (cursor: string): Promise<BellPage> => get<BellPage>('/api/bell', { limit: 20, cursor })
export const markRead = (ids?: readonly string[]): Promise<void> => post('/api/bell/read', ids === undefined ? {} : { ids })

export type ViewList = 'matters' | 'loop_health'
export interface SavedView {
  readonly id: string
  readonly list: ViewList
  readonly name: string
  readonly filter: Readonly<Record<string, string>>
  readonly first: boolean
  readonly own: boolean
  readonly shared: boolean
  readonly mayDrop: boolean
}
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  staleTime: 60_000,
  queryFn: () => get<{ readonly mayShare: boolean; readonly items: readonly SavedView[] }>('/api/views'),
})
export const saveView = (list: ViewList, name: string, filter: Readonly<Record<string, string>>): Promise<{ readonly id: string }> =>
  post('/api/views', { list, name, filter })
export const arrangeView = (id: string, change: { readonly first?: boolean; readonly shared?: boolean }): Promise<void> =>
  post(`/api/views/${id}`, change)
export const dropView = (id: string): Promise<void> => erase(`/api/views/${id}`)

export interface OwnChoice {
  readonly keys: boolean
  readonly tour: 'new' | 'left' | 'done'
  readonly tourStep: number
}
export const choiceQuery = queryOptions({
  queryKey: ['own-choices'],
  staleTime: Infinity,
  queryFn: () => get<OwnChoice>('/api/own-choices'),
})

/** Shown at once, kept for the next time. */
export function useChoose(): (change: Partial<OwnChoice>) => void {
  const queries = useQueryClient()
  return change => {
    const known = queries.getQueryData(choiceQuery.queryKey) ?? ({ keys: true, tour: 'new', tourStep: 0 } as const)
    const choice = { ...known, ...change }
    queries.setQueryData(choiceQuery.queryKey, choice)
    // What could not be kept is no fault of whoever goes on working; it is asked again another day.
    void post('/api/own-choices', choice).catch(() => undefined)
  }
}

export const findMatters = (find: string): Promise<Page<MatterView>> => get<Page<MatterView>>('/api/matters', { find, limit: 8 })
