import type { SeatFilling } from '../../../engine/contract.ts'
import type { Holding, OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn, holdingsIn } from '../../../org/rules/tree.ts'
import type { HeldPost, Role } from '../../../org/viewer.ts'

/** Whoever may hear a party out, in the order in which a person with several posts is taken at one. */
const tryingCases: readonly Role[] = ['officer', 'leader', 'clerk', 'deputy_head', 'head']
const titles = /(?:审判员|法官助理|法官|书记员|副庭长|庭长|副局长|局长|副院长|院长|检察官|检察长|警官|主任|所长|老师|同志)$/u

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight'] = 'full'): readonly SeatFilling[] =>
  posts.map(({ unit, role }) => ({ seat, unit, role, sight }))

const filledIn = (org: OrgSnapshot, unit: string, roles: readonly Role[]): readonly HeldPost[] =>
  roles.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role }))

/** Whoever works at the registry. */
export const registryPosts = (org: OrgSnapshot, unit: string): readonly HeldPost[] => filledIn(org, unit, ['clerk', 'officer', 'leader'])

/** The case officer that a party names: '彭川', '彭川庭长', '彭 川法官'. Two people of one name are nobody: the registry asks. */
export const officerNamed = (org: OrgSnapshot, organ: string, typed: string): Holding | undefined => {
  const name = typed.replaceAll(/\s/gu, '')
  const plain = name.replace(titles, '')
  const found = holdingsIn(org, organ).filter(one => tryingCases.includes(one.role) && (one.name === name || one.name === plain))
  if (new Set(found.map(one => one.person)).size !== 1) return undefined
  return found.toSorted((a, b) => tryingCases.indexOf(a.role) - tryingCases.indexOf(b.role))[0]
}

/** Those above whoever answers now: each is told in turn when it is late. */
const above = (org: OrgSnapshot, unit: string, taken: readonly HeldPost[]): readonly SeatFilling[] => {
  const free = (posts: readonly HeldPost[]): readonly HeldPost[] =>
    posts.filter(post => !taken.some(one => one.unit === post.unit && one.role === post.role))
  return [
    ...filling('leader', free(ladderPost(org, unit, 'leader'))),
    ...filling('superior', free(ladderPost(org, unit, 'deputy_head'))),
    ...filling('unit_head', free(ladderPost(org, unit, 'head')), 'progress'),
    ...filling('supervisor', free(ladderPost(org, unit, 'supervisor')), 'progress'),
  ]
}
/** Seats that go with the unit that has it now. */
export const unitSeats = ['handler', 'leader', 'superior', 'unit_head', 'supervisor'] as const

/** The person himself: another who holds the same post does not see who asks for him. */
export const seatsOfOfficer = (org: OrgSnapshot, officer: Holding): readonly SeatFilling[] => {
  const { unit, role, person } = officer
  return [
    { seat: 'handler', unit, role, person, sight: 'full' },
    ...above(org, unit, role === 'officer' || role === 'clerk' ? [] : [officer]),
  ]
}

/** Of a unit without a name: its head; where it has none, whoever works there. */
export const seatsOfUnit = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => {
  const lead = ladderPost(org, unit, 'leader')
  const handlers = lead.length > 0 ? lead : registryPosts(org, unit)
  return [...filling('handler', handlers), ...above(org, unit, handlers)]
}

/** Nobody is named: the registry has it, and finds out whose it is. */
export const seatsOfRegistry = (org: OrgSnapshot, registry: string): readonly SeatFilling[] => {
  const posts = registryPosts(org, registry)
  return [...filling('handler', posts), ...above(org, registry, posts)]
}

export const registrySeat = (org: OrgSnapshot, registry: string): readonly SeatFilling[] =>
  filling('registry', registryPosts(org, registry))

const climb = ['leader', 'deputy_head', 'head'] as const
/** A no brings it one rung higher: the head of the division, the leader in charge, the head of the organ. @param round 2 or more */
export const handlerOfRound = (org: OrgSnapshot, unit: string, round: number): readonly SeatFilling[] => {
  const posts = climb.slice(Math.min(round - 2, climb.length - 1)).flatMap(rung => ladderPost(org, unit, rung))
  return filling('handler', posts.slice(0, 1))
}
