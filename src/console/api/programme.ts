import { queryOptions } from '@tanstack/react-query'
import { get, post } from './client.ts'

export interface Said {
  readonly zh: string
  readonly en: string
}
export interface Sentence {
  readonly path: string
  readonly group: string
  readonly said: readonly Said[]
  readonly origin: 'own' | 'preset' | 'default'
  readonly place?: string
  /** What fixes it; absent: no regulation does. */
  readonly rests?: Said
  /** What the preset says, where the city says something else. */
  readonly preset?: readonly Said[]
}
export interface ProgrammeView {
  readonly name: string
  readonly version: string
  readonly whole: boolean
  readonly sentences: readonly Sentence[]
}

export interface Difference {
  readonly path: string
  readonly group: string
  readonly before: readonly Said[]
  readonly after: readonly Said[]
  readonly refused?: Said
  readonly warned?: Said
}
export interface ProgrammeFaultView {
  readonly file: string
  readonly line: number
  readonly path: string
  readonly sentence: string
}

export type AdoptionState = 'waiting' | 'agreed' | 'in_force' | 'past' | 'withdrawn' | 'lapsed'
export interface AdoptionView {
  readonly id: string
  readonly version: string
  readonly way: 'folder' | 'screen'
  readonly fromOn: string
  readonly note: string
  readonly state: AdoptionState
  readonly proposedByName: string | null
  readonly proposedAt: string
  readonly approvedByName: string | null
  readonly approvedAt: string | null
  readonly withdrawnByName: string | null
  readonly withdrawnAt: string | null
  /** In steps of ten. */
  readonly openMatters: number
  readonly mayApprove: boolean
  readonly mayWithdraw: boolean
}
export interface VersionsView {
  readonly version: string
  readonly folderDiffers: boolean
  readonly text: string
  readonly items: readonly AdoptionView[]
}

export const programmeQuery = queryOptions({ queryKey: ['programme'], queryFn: () => get<ProgrammeView>('/api/programme') })
export const versionsQuery = queryOptions({
  queryKey: ['programme', 'versions'],
  queryFn: () => get<VersionsView>('/api/programme/versions'),
})
export const differencesQuery = (id: string) =>
  queryOptions({
    queryKey: ['programme', 'differences', id],
    queryFn: () =>
      get<{ readonly against: string; readonly differences: readonly Difference[] }>(`/api/programme/versions/${id}/differences`),
  })
export const previewProgramme = (text: string) =>
  post<{ readonly faults: readonly ProgrammeFaultView[]; readonly version?: string; readonly differences: readonly Difference[] }>(
    '/api/programme/preview',
    { text },
  )
export const proposeProgramme = (typed: { readonly text: string; readonly fromOn: string; readonly note: string }) =>
  post<{ readonly id: string; readonly version: string }>('/api/programme/proposals', typed)
export const decideProgramme = (id: string, decision: 'approve' | 'withdraw') =>
  post<void>(`/api/programme/proposals/${id}/${decision}`, {})
