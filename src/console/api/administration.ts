import { queryOptions } from '@tanstack/react-query'
import type { AccountState, KeyView, PersonView } from '../../org/administration/contract.ts'
import { erase, get, post } from './client.ts'
import type { Page } from './matters.ts'

export type { AccountState, KeyView, PersonView }

export interface PeopleQuery {
  readonly search?: string
  readonly state?: AccountState
  readonly unit?: string
}
export const listPeople = (query: PeopleQuery, cursor?: string): Promise<Page<PersonView>> => get('/api/accounts', { ...query, cursor })

export interface OneTime {
  readonly login: string
  readonly name: string
  readonly password: string
}
export const openAccount = (person: string, login: string): Promise<OneTime> => post('/api/accounts', { person, login })
export const switchAccount = (account: string, to: 'disable' | 'enable'): Promise<void> => post(`/api/accounts/${account}/${to}`, {})
export const endSessions = (person: string): Promise<{ readonly ended: number }> => erase(`/api/people/${person}/sessions`)

export interface TypedKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly lines?: readonly string[]
  readonly units?: readonly string[]
  readonly expiresOn?: string
}
export interface ShownKey {
  readonly name: string
  readonly token: string
}
export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: () =>
    get<{ readonly items: readonly KeyView[]; readonly lines: readonly { readonly code: string; readonly title: string }[] }>(
      '/api/api-keys',
    ),
})
export const makeKey = (typed: TypedKey): Promise<ShownKey> => post('/api/api-keys', typed)
export const rotateKey = (id: string): Promise<ShownKey> => post(`/api/api-keys/${id}/rotate`, {})
export const revokeKey = (id: string): Promise<void> => erase(`/api/api-keys/${id}`)

export interface TrailRow {
  readonly id: string
  readonly at: string
  readonly personName: string | null
  readonly act: string
  readonly about: Readonly<Record<string, unknown>>
}
export interface TrailQuery {
  readonly act?: string
  readonly person?: string
  readonly from?: string
  readonly until?: string
}
export const listTrail = async (query: TrailQuery, cursor?: string): Promise<Page<TrailRow>> => {
  const { items, next } = await get<{ readonly items: readonly TrailRow[]; readonly next: string | null }>('/api/access-trail', {
    ...query,
    before: cursor,
  })
  return { items, ...(next !== null && { next }) }
}

export interface FactorReset {
  readonly id: string
  readonly what: 'factors' | 'password'
  readonly personName: string
  readonly reason: string
  readonly askedByName: string
  readonly askedAt: string
  readonly agreedByName: string | null
  readonly decidedAt: string | null
  readonly state: 'waiting' | 'done' | 'ended'
  readonly mayAgree: boolean
  readonly mayEnd: boolean
}
export const resetsQuery = queryOptions({
  queryKey: ['factor-resets'],
  queryFn: () => get<{ readonly items: readonly FactorReset[] }>('/api/factor-resets'),
})
export const askReset = (account: string, reason: string): Promise<{ readonly id: string }> =>
  post(`/api/accounts/${account}/factor-reset`, { reason })
/** Answers the first half of the new password; the second is for whoever agrees. */
export const askPassword = (account: string, reason: string): Promise<{ readonly id: string; readonly half: string }> =>
  post(`/api/accounts/${account}/password-reset`, { reason })
export const agreeReset = (id: string): Promise<{ readonly half: string } | undefined> => post(`/api/factor-resets/${id}/agree`, {})
export const endReset = (id: string): Promise<void> => post(`/api/factor-resets/${id}/end`, {})
