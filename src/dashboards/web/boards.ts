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

export const monthReportQuery = (month: string | undefined, language: string) =>
  queryOptions({
    queryKey: ['boards', 'month-report', month, language],
    queryFn: () => get<MonthReport>('/api/boards/month-report', { month }),
  })
