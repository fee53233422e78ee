import type { SeatFilling } from '../../../engine/contract.ts'
import type { Holding, OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn } from '../../../org/rules/tree.ts'
import type { HeldPost, Role } from '../../../org/viewer.ts'

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight'] = 'full'): readonly SeatFilling[] =>
  posts.map(({ unit, role }) => ({ seat, unit, role, sight }))

const filledIn = (org: OrgSnapshot, unit: string, roles: readonly Role[]): readonly HeldPost[] =>
  roles.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role }))

/** Whoever works in a zone. */
export const zonePosts = (org: OrgSnapshot, unit: string): readonly HeldPost[] => filledIn(org, unit, ['clerk', 'officer', 'leader'])

/** 营商服务专员: those of its clerks and officers, each once; where there is none, its leader. In the order of the register. */
export const specialistsOf = (org: OrgSnapshot, unit: string): readonly Holding[] => {
  const working = (['clerk', 'officer'] as const).flatMap(role => holdersIn(org, unit, role))
  const found = working.length > 0 ? working : holdersIn(org, unit, 'leader').slice(0, 1)
  return found.filter((one, at) => found.findIndex(other => other.person === one.person) === at)
}

/** Whoever has the fewest open requests; of several the first of the register, so that the same town always names the same. */
export const freest = (specialists: readonly Holding[], open: ReadonlyMap<string, number>): Holding | undefined =>
  specialists.reduce<Holding | undefined>(
    (best, one) => (best === undefined || (open.get(one.person) ?? 0) < (open.get(best.person) ?? 0) ? one : best),
    undefined,
  )

/** Seats that go with whoever has it now. */
export const handlerSeats = ['handler', 'earlier'] as const

/** The person himself: her request is a named one's, not a counter's. */
export const handlerSeat = ({ unit, role, person }: Holding): SeatFilling => ({ seat: 'handler', unit, role, person, sight: 'full' })

/** A specialist, the zone, and those above it: each is told in turn when it is late. The office sees the course, and no words. */
export const openingSeats = (org: OrgSnapshot, unit: string, office: string, specialist: Holding): readonly SeatFilling[] => [
  handlerSeat(specialist),
  ...filling('desk', zonePosts(org, unit)),
  ...filling('leader', filledIn(org, unit, ['leader'])),
  ...filling('superior', ladderPost(org, unit, 'deputy_head')),
  ...filling('unit_head', ladderPost(org, unit, 'head'), 'progress'),
  ...filling('office', filledIn(org, office, ['supervisor', 'leader']), 'progress'),
]

const climb = ['leader', 'deputy_head', 'head'] as const
/** A no brings it one rung higher: whoever leads the zone, the leader in charge, the head. @param round 2 or more */
export const handlerOfRound = (org: OrgSnapshot, unit: string, round: number): readonly SeatFilling[] => {
  const posts = climb.slice(Math.min(round - 2, climb.length - 1)).flatMap(rung => ladderPost(org, unit, rung))
  return filling('handler', posts.slice(0, 1))
}
