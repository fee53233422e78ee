import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { ClockView, Done, MatterView, May, TrailEntry } from '../../engine/contract.ts'
import { get, post } from './client.ts'

export type { ClockView, MatterView, TrailEntry }

/** As the engine says it; the server adds the sentence to the reason why not. */
export interface MayDo extends Omit<May, 'not'> {
  readonly not?: { readonly because: string; readonly title?: string; readonly values?: Readonly<Record<string, string | number>> }
}

export interface MatterPage {
  readonly matter: MatterView
  readonly trail: readonly TrailEntry[]
  readonly may: readonly MayDo[]
  /** Whose post it is, where the viewer acts with a lent one alone. */
  readonly actsFor?: string
  /** What the room shows beside trail and clocks; its shape is the room's. */
  readonly card?: unknown
}

export interface MatterQuery {
  readonly kind?: string
  readonly stage?: string
  readonly unit?: string
  readonly mark?: 'near' | 'overdue'
  readonly open?: boolean
  readonly mine?: boolean
  readonly number?: string
  readonly find?: string
  readonly cursor?: string
  readonly limit?: number
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

export const mattersQuery = (filter: MatterQuery) =>
  queryOptions({ queryKey: ['matters', filter], queryFn: () => get<Page<MatterView>>('/api/matters', { ...filter }) })

export const matterQuery = (id: string) =>
  queryOptions({ queryKey: ['matter', id], queryFn: () => get<MatterPage>(`/api/matters/${encodeURIComponent(id)}`) })

/** What waits for this person; the server says it in its own order, nearest due first. */
export const workQuery = queryOptions({ queryKey: ['work'], queryFn: () => get<Page<MatterView>>('/api/work') })

export interface Acted {
  readonly done: Done
  readonly matter?: MatterView
  readonly may?: readonly MayDo[]
}

/** Acts on the matter as it was seen and reads it again, whatever the answer. */
export function useAct(id: string): (action: string, input: unknown, seen: number) => Promise<Acted> {
  const queries = useQueryClient()
  return async (action, input, seen) => {
    try {
      return await post<Acted>(`/api/matters/${encodeURIComponent(id)}/actions/${encodeURIComponent(action)}`, { input, seen })
    } finally {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['matter', id] }),
        queries.invalidateQueries({ queryKey: ['matters'] }),
        queries.invalidateQueries({ queryKey: ['work'] }),
        queries.invalidateQueries({ queryKey: ['boards'] }),
      ])
    }
  }
}
