import type { SeatFilling } from '../../../engine/contract.ts'
import type { OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn } from '../../../org/rules/tree.ts'
import type { HeldPost } from '../../../org/viewer.ts'

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight']): readonly SeatFilling[] =>
  posts.map(({ unit, role }) => ({ seat, unit, role, sight }))

const climb = ['leader', 'deputy_head', 'head'] as const

/** Who decides in a round: the head of the unit, then the leader in charge, then the head of the organ. @param round from 1 on */
export const deciderOfRound = (org: OrgSnapshot, unit: string, round: number): HeldPost | undefined =>
  climb.slice(Math.min(round - 1, climb.length - 1)).flatMap(rung => ladderPost(org, unit, rung))[0]

export const handlerOfRound = (org: OrgSnapshot, unit: string, round: number): readonly SeatFilling[] => {
  const post = deciderOfRound(org, unit, round)
  return post ? filling('handler', [post], 'full') : []
}

/** The name under which people find whoever decides; the unit's where the post stands empty. */
export const deciderName = (org: OrgSnapshot, unit: string, round: number): string => {
  const post = deciderOfRound(org, unit, round)
  const name = org.units.get(post?.unit ?? unit)?.name ?? ''
  return `${name}${(post && holdersIn(org, post.unit, post.role)[0]?.name) ?? ''}`
}

/**
 * One post decides and reads; those above it see the course alone, since hardship and sums are none of their business until her no
 * brings the decision to them.
 */
export const seatsOfDecider = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => {
  const handler = handlerOfRound(org, unit, 1)
  const free = (posts: readonly HeldPost[]): readonly HeldPost[] =>
    posts.filter(post => !handler.some(one => one.unit === post.unit && one.role === post.role))
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
