import { dayFrom, daysBetween } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../contract.ts'
import { holdersIn, holdingsOf, organOf } from '../rules/tree.ts'
import type { Role } from '../viewer.ts'

export const delegable: readonly Role[] = ['leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline']
const leading: readonly Role[] = ['leader', 'deputy_head', 'head']
const serving: readonly Role[] = ['officer', 'clerk']

export interface Wanted {
  readonly unit: string
  readonly role: Role
  readonly person: string
  readonly deputy: string
  readonly from: string
  readonly until: string
}

/**
 * Why this person may not stand in; null where he may. Whoever serves citizens in the organ is on the rated side and never
 * does; who must keep away from one matter stays barred from it whatever is lent to him.
 */
export const deputyFault = (org: OrgSnapshot, { unit, role, person, deputy }: Omit<Wanted, 'from' | 'until'>): Refusal | null => {
  if (!delegable.includes(role)) return refuse('post_not_delegable', { field: 'role' })
  if (!holdersIn(org, unit, role).some(one => one.person === person)) return refuse('not_your_post', { field: 'role' })
  const organ = organOf(org, unit)
  const held = holdingsOf(org, deputy).filter(one => organOf(org, one.unit) === organ)
  if (deputy === person || held.length === 0) return refuse('deputy_not_possible', { field: 'deputy' })
  if (held.some(one => serving.includes(one.role))) return refuse('deputy_is_rated', { field: 'deputy' })
  const fits = leading.includes(role) ? held.some(one => leading.includes(one.role)) : held.some(one => one.role === role)
  return fits ? null : refuse('deputy_not_possible', { field: 'deputy' })
}

export const delegationFault = (org: OrgSnapshot, wanted: Wanted, daysAtMost: number): Refusal | null => {
  if (wanted.from < org.day) return refuse('delegation_too_early', { field: 'from' })
  const days = daysBetween(dayFrom(wanted.from), dayFrom(wanted.until)) + 1
  if (days < 1 || days > daysAtMost) return refuse('delegation_too_long', { field: 'until', values: { days: daysAtMost } })
  return deputyFault(org, wanted)
}

/** Everybody who could stand in for this post, in the order of the organisation. */
export const deputiesFor = (
  org: OrgSnapshot,
  post: { readonly unit: string; readonly role: Role; readonly person: string },
): readonly { readonly person: string; readonly name: string }[] => {
  const names = new Map(org.holdings.map(one => [one.person, one.name]))
  return [...names].filter(([deputy]) => deputyFault(org, { ...post, deputy }) === null).map(([person, name]) => ({ person, name }))
}
