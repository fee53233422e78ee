import { queryOptions } from '@tanstack/react-query'
import { get } from '../../console/api/client.ts'
import type { MatterView, Page } from '../../console/api/matters.ts'
import type { MonthReport } from '../contract.ts'

export interface LoopHealthCounts { readonly counts: readonly { readonly key: string; readonly title: string; readonly count: number }[]; readonly asOf: string }

export const loopHealthQuery = queryOptions({ queryKey: ['boards', 'loop-health'], queryFn: () => get<LoopHealthCounts>('/api/boards/loop-health') })
/** Shares in per cent; null is withheld. */
export interface Recovery { readonly since: string; readonly confirmed: number | null; readonly unasked: number | null }
export const recoveryQuery = queryOptions({ queryKey: ['boards', 'recovery'], queryFn: () => get<Recovery>('/api/callback/recovery') })

export const askLoopHealthList = (key: string, cursor: string | undefined) => get<Page<MatterView>>(`/api/boards/loop-health/${encodeURIComponent(key)}`, { cursor })

/** A line of the desk; which of these a list fills is the server's to say. It names no matter. */
export interface DeskLine {
  readonly unitName?: string
  /** Name of the person, where the discipline organ may know it. */
  readonly who?: string
  readonly post?: string
  readonly why?: string
  readonly on?: string
  readonly weekOf?: string
  readonly ending?: string
  readonly rung?: string
  readonly dueOn?: string
}

/** What this post does not get is absent. */
export interface DisciplineDesk {
  readonly opened?: readonly DeskLine[]
  readonly closedWithoutContact?: readonly DeskLine[]
  readonly changedAfterContact?: readonly { readonly unitName: string; readonly count: number }[]
  readonly routedAround?: readonly DeskLine[]
  readonly rungsMissed?: readonly DeskLine[]
  readonly openedByDay?: readonly { readonly on: string; readonly count: number }[]
  readonly chain: { readonly state: 'whole' | 'broken' | 'unknown'; readonly at?: string }
}

export const deskQuery = queryOptions({ queryKey: ['boards', 'discipline'], queryFn: () => get<DisciplineDesk>('/api/discipline/desk') })

export const monthReportQuery = (month: string | undefined, language: string) =>
  queryOptions({ queryKey: ['boards', 'month-report', month, language], queryFn: () => get<MonthReport>('/api/boards/month-report', { month }) })
