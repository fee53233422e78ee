import { queryOptions } from '@tanstack/react-query'
import type { ChosenColumn, ExportView, LedgerView } from '../../dashboards/exports/contract.ts'
import { get, post } from './client.ts'

export type { ChosenColumn, ExportView, LedgerView }
export type ExportFilter = Readonly<Record<string, string | number | boolean | undefined>>

export const ledgersQuery = queryOptions({
  queryKey: ['exports', 'ledgers'],
  queryFn: () => get<{ readonly items: readonly LedgerView[] }>('/api/exports/ledgers'),
})
/** Asks again while something is being made. */
export const exportsQuery = queryOptions({
  queryKey: ['exports', 'own'],
  queryFn: () => get<{ readonly items: readonly ExportView[] }>('/api/exports'),
  refetchInterval: query => (query.state.data?.items.some(one => one.state === 'making') ? 1000 : false),
})
export const exportQuery = (id: string) =>
  queryOptions({
    queryKey: ['exports', 'one', id],
    queryFn: () => get<ExportView>(`/api/exports/${id}`),
    refetchInterval: query => (query.state.data?.state === 'making' ? 1000 : false),
  })

export const takeOut = (
  ledger: string,
  filter: ExportFilter,
  format: 'xlsx' | 'csv',
  purpose: string | undefined,
  columns: readonly ChosenColumn[],
) =>
  post<ExportView>('/api/exports', {
    ledger,
    format,
    filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')),
    ...(purpose ? { purpose } : {}),
    columns,
  })
export const saveColumns = (ledger: string, owner: 'person' | 'unit', columns: readonly ChosenColumn[] | null) =>
  post<void>('/api/exports/columns', { ledger, owner, columns })
export const revokeExport = (id: string) => post<void>(`/api/exports/${id}/revoke`, {})
export const fileOf = (id: string): string => `/api/exports/${id}/file`
