import { queryOptions } from '@tanstack/react-query'
import { get } from '../../console/api/client.ts'
import type { MatterView, Page } from '../../console/api/matters.ts'
import type { DisciplineDesk, MonthReport } from '../contract.ts'

export interface LoopHealthCounts {
  readonly counts: readonly { readonly key: string; readonly title: string; readonly count: number }[]
  readonly asOf: string
}

export const loopHealthQuery = queryOptions({
  queryKey: ['boards', 'loop-health'],
  queryFn: () => get<LoopHealthCounts>('/api/boards/loop-health'),
})
/** Shares in per cent; null is withheld. */
export interface Recovery {
  readonly since: string
  readonly confirmed: number | null
  readonly unasked: number | null
}
export const recoveryQuery = queryOptions({ queryKey: ['boards', 'recovery'], queryFn: () => get<Recovery>('/api/callback/recovery') })

export const askLoopHealthList = (key: string, cursor: string | undefined) =>
  get<Page<MatterView>>(`/api/boards/loop-health/${encodeURIComponent(key)}`, { cursor })

export const deskQuery = queryOptions({ queryKey: ['boards', 'discipline'], queryFn: () => get<DisciplineDesk>('/api/discipline/desk') })

export interface AuditListView {
  readonly name: string
  readonly title: string
  readonly note: string
  readonly columns: readonly { readonly key: string; readonly title: string; readonly kind: 'text' | 'number' | 'day' | 'instant' }[]
}
/** `key`: its place, since a line names nothing that would tell it from another. */
export type AuditRow = Readonly<Record<string, string | number | null>> & { readonly key: string }

export const auditListsQuery = (language: string) =>
  queryOptions({
    queryKey: ['audit', 'lists', language],
    queryFn: async () => (await get<{ readonly items: readonly AuditListView[] }>('/api/audit')).items,
  })

export const askAuditList = async (
  list: string,
  filter: { readonly from: string; readonly until: string; readonly unit?: string },
  cursor: string | undefined,
): Promise<Page<AuditRow>> => {
  const { items, ...page } = await get<Page<Readonly<Record<string, string | number | null>>>>(`/api/audit/${encodeURIComponent(list)}`, {
    ...filter,
    cursor,
  })
  return { ...page, items: items.map((row, at) => ({ ...row, key: `${cursor ?? ''}/${at}` })) }
}

export const monthReportQuery = (month: string | undefined, language: string) =>
  queryOptions({
    queryKey: ['boards', 'month-report', month, language],
    queryFn: () => get<MonthReport>('/api/boards/month-report', { month }),
  })
