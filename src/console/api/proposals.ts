import type { ChangeView, DiffField, ProposalState, Wanted } from '../../org/proposals/contract.ts'
import { get, post } from './client.ts'
import type { Page } from './matters.ts'

export type { ChangeView, DiffField, ProposalState, Wanted }

export interface ProposalView {
  readonly id: string
  readonly state: ProposalState
  readonly changes: readonly ChangeView[]
  readonly count: number
  readonly reason: string
  readonly from: string
  readonly waits: boolean
  readonly proposedByName: string
  readonly proposedAt: string
  readonly expiresOn: string
  readonly approvers: readonly string[]
  readonly settledByName: string | null
  readonly settledOn: string | null
  readonly settledReason: string | null
  readonly appliedOn: string | null
  readonly undoes: string | null
  readonly undoneBy: string | null
  readonly mayDo: readonly ('approve' | 'refuse' | 'withdraw' | 'undo')[]
  readonly not: string | null
}

export const listProposals = (state: ProposalState | undefined, cursor?: string): Promise<Page<ProposalView>> =>
  get('/api/proposals', { state, cursor })
export const readProposal = (id: string): Promise<ProposalView> => get(`/api/proposals/${id}`)
export const propose = (changes: readonly Wanted[], reason: string): Promise<{ readonly id: string }> =>
  post('/api/proposals', { changes, reason })
export const approve = (id: string): Promise<void> => post(`/api/proposals/${id}/approve`, {})
export const refuseProposal = (id: string, reason: string): Promise<void> => post(`/api/proposals/${id}/refuse`, { reason })
export const withdraw = (id: string): Promise<void> => post(`/api/proposals/${id}/withdraw`, {})
export const undo = (id: string, reason: string): Promise<{ readonly id: string }> => post(`/api/proposals/${id}/undo`, { reason })

export type UploadTable = 'units' | 'edges' | 'people' | 'posts' | 'windows' | 'duty'
interface Upload {
  readonly kind: 'csv' | 'xlsx'
  readonly table: UploadTable
  readonly bytes: string
}
export interface UploadPreview {
  readonly faultCount: number
  readonly faults: readonly { readonly file: string; readonly line: number; readonly field: string; readonly title: string }[]
  readonly count: number
  readonly changes: readonly ChangeView[]
}
export const previewUpload = (upload: Upload): Promise<UploadPreview> => post('/api/proposals/upload/preview', upload)
export const proposeUpload = (upload: Upload & { readonly reason: string }): Promise<{ readonly id: string }> =>
  post('/api/proposals/upload', upload)
