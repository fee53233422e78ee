import type { SeatFilling } from '../../../engine/contract.ts'
import type { OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn } from '../../../org/rules/tree.ts'
import type { HeldPost, Role } from '../../../org/viewer.ts'

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight'] = 'full'): readonly SeatFilling[] =>
  posts.map(post => ({ seat, unit: post.unit, role: post.role, sight }))

const filledIn = (org: OrgSnapshot, unit: string, roles: readonly Role[]): readonly HeldPost[] =>
  roles.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role }))

/** Whoever works in a unit may take, give and sign there. */
export const worksAt = (org: OrgSnapshot, unit: string): readonly HeldPost[] => filledIn(org, unit, ['clerk', 'officer', 'leader'])

/** Who answers for the hand-over of papers: the leader of the centre; where nobody is, whoever is in charge of it. */
export const officePosts = (org: OrgSnapshot, office: string): readonly HeldPost[] => {
  const own = filledIn(org, office, ['leader'])
  return own.length > 0 ? own : [...ladderPost(org, office, 'deputy_head'), ...ladderPost(org, office, 'head')].slice(0, 1)
}

export const holderSeat = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => filling('holder', worksAt(org, unit))
export const receiverSeat = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => filling('receiver', worksAt(org, unit))

/** The point that took the papers keeps sight of them; the unit that they are for sees what is on its way from the beginning. */
export const openingSeats = (org: OrgSnapshot, point: string, addressee: string, office: string): readonly SeatFilling[] => [
  ...holderSeat(org, point),
  ...filling('point', worksAt(org, point)),
  ...filling('addressee', worksAt(org, addressee)),
  ...filling('office', officePosts(org, office)),
  ...filling('superior', ladderPost(org, point, 'deputy_head')),
]
