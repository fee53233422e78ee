import { queryOptions } from '@tanstack/react-query'
import type { Role } from '../../org/viewer.ts'
import { get, post } from './client.ts'
import type { MatterView, TrailEntry } from './matters.ts'

export interface Delegation {
  readonly id: string
  readonly unitName: string
  readonly title: string
  readonly personName: string
  readonly deputyName: string
  readonly from: string
  readonly until: string
  readonly reason: string
  readonly ended: boolean
  readonly mine: boolean
  readonly lent: boolean
  readonly mayEnd: boolean
}
/** An own post that may be lent, with those who could stand in. */
export interface LendablePost {
  readonly unit: string
  readonly unitName: string
  readonly role: Role
  readonly title: string
  readonly deputies: readonly { readonly person: string; readonly name: string }[]
}
export interface Delegations {
  readonly items: readonly Delegation[]
  readonly posts: readonly LendablePost[]
  readonly daysAtMost: number
}

export const delegationsQuery = (language: string) =>
  queryOptions({ queryKey: ['delegations', language], queryFn: () => get<Delegations>('/api/delegations') })
export const giveDelegation = (typed: {
  readonly unit: string
  readonly role: Role
  readonly deputy: string
  readonly from: string
  readonly until: string
  readonly reason: string
}): Promise<{ readonly id: string }> => post('/api/delegations', typed)
export const endDelegation = (id: string): Promise<void> => post(`/api/delegations/${id}/end`, {})

export interface LentAct {
  readonly matter: string
  readonly number: string
  readonly kind: string
  readonly seq: number
  readonly action: string
  readonly title: string
  readonly by: string
  readonly at: string
}
export const lentActsQuery = (id: string) =>
  queryOptions({
    queryKey: ['delegations', 'acts', id],
    queryFn: () => get<{ readonly items: readonly LentAct[] }>(`/api/delegations/${id}/acts`),
  })

export type WarrantKind = 'drawing' | 'break_glass'
export type WarrantScope = 'matter' | 'receipt' | 'service'
export interface Warrant {
  readonly id: string
  readonly kind: WarrantKind
  readonly scope: WarrantScope
  readonly document: string | null
  readonly reason: string
  readonly askedByName: string
  readonly askedAt: string
  readonly untilAt: string
  readonly tellFrom: string | null
  readonly agreedByName: string | null
  readonly state: 'waiting' | 'open' | 'over'
  readonly reference: string | null
  readonly mayAgree: boolean
  readonly mayOpen: boolean
  readonly mayEnd: boolean
}
export interface Warrants {
  readonly items: readonly Warrant[]
  readonly hoursAtMost: number
  readonly daysAtMost: number
  readonly tellUntil: string
  readonly mayAsk: readonly WarrantKind[]
}

export interface AskedWarrant {
  readonly kind: WarrantKind
  readonly scope: WarrantScope
  readonly reference: string
  readonly document?: string
  readonly reason: string
  readonly hours: number
  readonly tellFrom?: string
}
export const warrantsQuery = queryOptions({ queryKey: ['warrants'], queryFn: () => get<Warrants>('/api/warrants') })
export const askWarrant = (typed: AskedWarrant): Promise<{ readonly id: string }> => post('/api/warrants', typed)
export const decideWarrant = (id: string, what: 'agree' | 'end'): Promise<void> => post(`/api/warrants/${id}/${what}`, {})

export interface DrawnRating {
  readonly withdrawn?: true
  readonly levels?: Readonly<Record<string, { readonly title: string; readonly level: number; readonly levelTitle: string }>>
  readonly reasons?: readonly string[]
  readonly words?: string
  readonly helper?: boolean
}

/** Of a rating: levels, reasons, words; of a matter: the matter and its trail, both without numbers. */
export interface Drawn {
  readonly found: boolean
  readonly released?: boolean
  readonly rating?: readonly DrawnRating[]
  readonly matter?: MatterView
  readonly trail?: readonly TrailEntry[]
}
export const openWarrant = (id: string): Promise<Drawn> => post(`/api/warrants/${id}/open`, {})
