import type { SeatFilling } from '../../../engine/contract.ts'
import type { Holding, OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn, holdingsIn, organOf } from '../../../org/rules/tree.ts'
import type { HeldPost, Role } from '../../../org/viewer.ts'

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight'] = 'full'): readonly SeatFilling[] =>
  posts.map(({ unit, role }) => ({ seat, unit, role, sight }))

const filledIn = (org: OrgSnapshot, unit: string, roles: readonly Role[]): readonly HeldPost[] =>
  roles.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role }))

/** Whoever works in the office that keeps the schedule. */
export const officePosts = (org: OrgSnapshot, office: string): readonly HeldPost[] => filledIn(org, office, ['clerk', 'officer', 'leader'])

const receives = ['head', 'deputy_head', 'leader'] as const
/** Who receives: those who lead the office's organ or one of its departments, each post once, the head first; of equal rank in the order of the register. */
export const leadersOf = (org: OrgSnapshot, office: string): readonly Holding[] => {
  const organ = organOf(org, office)
  if (organ === undefined) return []
  const held = holdingsIn(org, organ)
  const found = receives.flatMap(role => held.filter(one => one.role === role))
  return found.filter((one, at) => found.findIndex(other => other.person === one.person) === at)
}

/** The person himself: she came to see him, not whoever holds a post like his. */
const hostSeat = ({ unit, role, person }: Pick<Holding, 'unit' | 'role' | 'person'>): SeatFilling => ({
  seat: 'host',
  unit,
  role,
  person,
  sight: 'full',
})

/** The office and the leader who receives read what she writes; supervision sees the course, and no words. */
export const openingSeats = (org: OrgSnapshot, office: string, host: Pick<Holding, 'unit' | 'role' | 'person'>): readonly SeatFilling[] => [
  ...filling('office', officePosts(org, office)),
  hostSeat(host),
  ...filling('unit_head', ladderPost(org, office, 'head'), 'progress'),
  ...filling('supervisor', ladderPost(org, office, 'supervisor'), 'progress'),
]

/** Another leader receives on that day: the seat is his alone from now on. */
export const hostSeats = (host: Pick<Holding, 'unit' | 'role' | 'person'>): readonly SeatFilling[] => [hostSeat(host)]

const climb = ['leader', 'deputy_head', 'head'] as const

/** Whoever leads the unit answers; where nobody does, whoever works there, else whoever is above. */
const answering = (org: OrgSnapshot, unit: string): readonly HeldPost[] => {
  const here = [filledIn(org, unit, ['leader']), filledIn(org, unit, ['officer', 'clerk'])].find(posts => posts.length > 0)
  return here ?? climb.map(rung => ladderPost(org, unit, rung)).find(posts => posts.length > 0) ?? []
}

/** Seats that go with the unit that has the promise now. */
export const unitSeats = ['handler', 'superior', 'unit_head', 'supervisor'] as const

/** Undefined: nobody holds a post there. Those above see the course until her no makes it theirs. */
export const seatsOfUnit = (org: OrgSnapshot, unit: string): readonly SeatFilling[] | undefined => {
  const handlers = answering(org, unit)
  if (handlers.length === 0) return undefined
  const above = (rung: 'deputy_head' | 'head' | 'supervisor'): readonly HeldPost[] =>
    ladderPost(org, unit, rung).filter(post => !handlers.some(one => one.unit === post.unit && one.role === post.role))
  return [
    ...filling('handler', handlers),
    ...filling('superior', above('deputy_head'), 'progress'),
    ...filling('unit_head', above('head'), 'progress'),
    ...filling('supervisor', above('supervisor'), 'progress'),
  ]
}

/**
 * A no brings it one rung higher. Of a promise: the leader in charge of the unit, the head. Of what a leader answered himself: whoever
 * stands above him, and where nobody does he takes it on himself, under the eyes of supervision.
 * @param round 2 or more @param host the leader's own post, where nobody but him has answered so far
 */
export const handlerOfRound = (org: OrgSnapshot, unit: string, round: number, host?: HeldPost): readonly SeatFilling[] => {
  const rungs = host ? climb.slice(climb.indexOf(host.role as (typeof climb)[number]) + 1) : climb.slice(1)
  const posts = rungs.slice(Math.min(round - 2, Math.max(rungs.length - 1, 0))).flatMap(rung => ladderPost(org, unit, rung))
  return filling('handler', posts.length > 0 ? posts.slice(0, 1) : host ? [host] : [])
}
