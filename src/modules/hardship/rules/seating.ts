import type { SeatFilling } from '../../../engine/contract.ts'
import type { OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn } from '../../../org/rules/tree.ts'
import type { HeldPost } from '../../../org/viewer.ts'

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight']): readonly SeatFilling[] =>
  posts.map(({ unit, role }) => ({ seat, unit, role, sight }))

const climb = ['leader', 'deputy_head', 'head'] as const
const isSame = (one: HeldPost, other: HeldPost): boolean => one.unit === other.unit && one.role === other.role
/** Held by nobody who must keep away: a post is told as a whole, so one holder is enough to pass it over. */
const clearOf =
  (org: OrgSnapshot, away: readonly string[]) =>
  ({ unit, role }: HeldPost): boolean =>
    !holdersIn(org, unit, role).some(one => away.includes(one.person))

/**
 * Who decides in a round: the head of the unit, then the leader in charge, then the head of the organ; another one with each no
 * as long as there is one. Whoever must keep away (回避) is passed over. @param round from 1 on
 */
export const deciderOfRound = (org: OrgSnapshot, unit: string, round: number, away: readonly string[] = []): HeldPost | undefined => {
  const posts = climb
    .flatMap(rung => ladderPost(org, unit, rung))
    .filter(clearOf(org, away))
    .filter((post, at, all) => all.findIndex(one => isSame(one, post)) === at)
  return posts[Math.min(round, posts.length) - 1]
}

export const handlerOfRound = (org: OrgSnapshot, unit: string, round: number, away: readonly string[] = []): readonly SeatFilling[] => {
  const post = deciderOfRound(org, unit, round, away)
  return post ? filling('handler', [post], 'full') : []
}

/** The name under which people find whoever decides; the unit's where the post stands empty. */
export const deciderName = (org: OrgSnapshot, unit: string, round: number, away: readonly string[] = []): string => {
  const post = deciderOfRound(org, unit, round, away)
  const name = org.units.get(post?.unit ?? unit)?.name ?? ''
  return `${name}${(post && holdersIn(org, post.unit, post.role)[0]?.name) ?? ''}`
}

/**
 * One post decides and reads; those above it see the course alone, since hardship and sums are none of their business until her no
 * brings the decision to them. Whoever must keep away has no seat at all.
 */
export const seatsOfDecider = (org: OrgSnapshot, unit: string, away: readonly string[] = []): readonly SeatFilling[] => {
  const handler = handlerOfRound(org, unit, 1, away)
  const free = (posts: readonly HeldPost[]): readonly HeldPost[] =>
    posts.filter(post => !handler.some(one => isSame(one, post))).filter(clearOf(org, away))
  return [
    ...handler,
    ...filling('superior', free(ladderPost(org, unit, 'deputy_head')), 'progress'),
    ...filling('unit_head', free(ladderPost(org, unit, 'head')), 'progress'),
    ...filling('supervisor', free(ladderPost(org, unit, 'supervisor')), 'progress'),
  ]
}

const helping = ['leader', 'officer', 'clerk'] as const
/** Whoever handles relief at civil affairs reads it from the hand-over on; the head of that organ sees the course. */
export const seatsOfCivil = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => [
  ...filling(
    'civil',
    helping.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role })),
    'full',
  ),
  ...filling('civil_head', ladderPost(org, unit, 'head'), 'progress'),
]
