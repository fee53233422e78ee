import type { SeatFilling } from '../../../engine/contract.ts'
import type { OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn } from '../../../org/rules/tree.ts'
import type { HeldPost, Role } from '../../../org/viewer.ts'

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight'] = 'full'): readonly SeatFilling[] =>
  posts.map(({ unit, role }) => ({ seat, unit, role, sight }))

const filledIn = (org: OrgSnapshot, unit: string, roles: readonly Role[]): readonly HeldPost[] =>
  roles.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role }))

const climb = ['leader', 'deputy_head', 'head'] as const

/** Whoever leads the unit answers; where nobody does, whoever works there, else whoever is above. */
const answering = (org: OrgSnapshot, unit: string): readonly HeldPost[] => {
  const here = [filledIn(org, unit, ['leader']), filledIn(org, unit, ['officer', 'clerk'])].find(posts => posts.length > 0)
  return here ?? climb.map(rung => ladderPost(org, unit, rung)).find(posts => posts.length > 0) ?? []
}

/** Seats that go with the unit that has it now. */
export const unitSeats = ['handler', 'superior', 'unit_head', 'supervisor'] as const

/** Undefined: nobody holds a post there. */
export const seatsOfUnit = (org: OrgSnapshot, unit: string): readonly SeatFilling[] | undefined => {
  const handlers = answering(org, unit)
  if (handlers.length === 0) return undefined
  const above = (rung: 'deputy_head' | 'head' | 'supervisor'): readonly HeldPost[] =>
    ladderPost(org, unit, rung).filter(post => !handlers.some(one => one.unit === post.unit && one.role === post.role))
  return [
    ...filling('handler', handlers),
    ...filling('superior', above('deputy_head')),
    ...filling('unit_head', above('head'), 'progress'),
    ...filling('supervisor', above('supervisor'), 'progress'),
  ]
}

/** Whoever works at the visiting unit goes back with the answer; whoever leads it or stands above hears when that is late. */
export const seatsOfVisitors = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => {
  const staff = filledIn(org, unit, ['officer', 'clerk'])
  const leads = climb.map(rung => ladderPost(org, unit, rung)).find(posts => posts.length > 0) ?? []
  return [...filling('visitor', staff.length > 0 ? staff : leads), ...filling('visitor_lead', leads)]
}

/** Whoever works at the inspecting unit, and whoever leads it or stands above. */
export const seatsOfInspectors = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => {
  const staff = filledIn(org, unit, ['officer', 'clerk'])
  const leads = climb.map(rung => ladderPost(org, unit, rung)).find(posts => posts.length > 0) ?? []
  return [...filling('inspector', staff.length > 0 ? staff : leads), ...filling('inspector_lead', leads)]
}

/** A no brings it one rung higher: the leader in charge, the head of the organ. @param round 2 or more */
export const handlerOfRound = (org: OrgSnapshot, unit: string, round: number): readonly SeatFilling[] => {
  const rungs = ['deputy_head', 'head'] as const
  const posts = rungs.slice(Math.min(round - 2, rungs.length - 1)).flatMap(rung => ladderPost(org, unit, rung))
  return filling('handler', posts.slice(0, 1))
}
