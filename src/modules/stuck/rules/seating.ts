import type { SeatFilling } from '../../../engine/contract.ts'
import type { OrgSnapshot } from '../../../org/contract.ts'
import { ladderPost } from '../../../org/rules/ladder.ts'
import { holdersIn } from '../../../org/rules/tree.ts'
import type { HeldPost, Role } from '../../../org/viewer.ts'

export const leadSeats = ['lead', 'superior', 'unit_head'] as const

const filling = (seat: string, posts: readonly HeldPost[], sight: SeatFilling['sight'] = 'full'): SeatFilling[] =>
  posts.map(post => ({ seat, unit: post.unit, role: post.role, sight }))

const filledIn = (org: OrgSnapshot, unit: string, roles: readonly Role[]): readonly HeldPost[] =>
  roles.filter(role => holdersIn(org, unit, role).length > 0).map(role => ({ unit, role }))

/** Who works at the window, and may take in what comes there. */
export const windowPosts = (org: OrgSnapshot, unit: string): readonly HeldPost[] => filledIn(org, unit, ['clerk', 'officer', 'leader'])

/** The office that supervises: its supervision post and its leader; where nobody holds either, whoever is in charge of it. */
export const officePosts = (org: OrgSnapshot, office: string): readonly HeldPost[] => {
  const own = filledIn(org, office, ['supervisor', 'leader'])
  return own.length > 0 ? own : [...ladderPost(org, office, 'deputy_head'), ...ladderPost(org, office, 'head')].slice(0, 1)
}

/** Above the office, on its own line: sees clocks and counts, and looks itself in the last round. */
export const officesAbove = (org: OrgSnapshot, office: string): readonly HeldPost[] => ladderPost(org, office, 'line_superior')

/** Window and office sit from the beginning; a lead comes with the sorting. */
export const openingSeats = (org: OrgSnapshot, window: string, office: string): readonly SeatFilling[] => [
  ...filling('window', windowPosts(org, window)),
  ...filling('office', officePosts(org, office)),
  ...filling('office_above', officesAbove(org, office), 'progress'),
]

const climb = ['leader', 'deputy_head', 'head'] as const

/**
 * Who leads for a unit in this round. Each round begins one rung higher, and goes past whoever led before: a post whose every
 * holder did is passed over, one that somebody else holds too is narrowed to him.
 * @param before persons who led in an earlier round
 */
export const leadFor = (org: OrgSnapshot, unit: string, round: number, before: readonly string[]): readonly SeatFilling[] => {
  const rungs = climb.slice(Math.min(round - 1, climb.length - 1))
  const candidates = rungs.flatMap(rung => ladderPost(org, unit, rung))
  const lead = candidates.flatMap(post => {
    const holders = holdersIn(org, post.unit, post.role)
    const free = holders.filter(holder => !before.includes(holder.person))
    const [first] = free
    return first ? [{ ...post, ...(free.length < holders.length ? { person: first.person } : {}) }] : []
  })[0]
  if (!lead) return []
  const taken = (post: HeldPost): boolean => post.unit === lead.unit && post.role === lead.role
  const above = climb.slice(climb.indexOf(lead.role as (typeof climb)[number]) + 1)
  const [superior, head] = [above.includes('deputy_head') ? ladderPost(org, unit, 'deputy_head') : [], ladderPost(org, unit, 'head')]
  return [
    { seat: 'lead', unit: lead.unit, role: lead.role, sight: 'full', ...('person' in lead ? { person: lead.person } : {}) },
    ...filling(
      'superior',
      superior.filter(post => !taken(post)),
    ),
    ...filling('unit_head', above.includes('head') ? head.filter(post => !taken(post)) : [], 'progress'),
  ]
}

/** A co-handler knows the task; the lead sees how far it is, the office settles what it objects to. */
export const shareSeats = (
  org: OrgSnapshot,
  unit: string,
  lead: readonly HeldPost[],
  office: readonly HeldPost[],
): readonly SeatFilling[] => {
  const handler = ladderPost(org, unit, 'leader')
  const heads = ladderPost(org, unit, 'head')
  return [
    ...filling('co_handler', handler.length > 0 ? handler : heads),
    ...filling('superior', ladderPost(org, unit, 'deputy_head')),
    ...filling('unit_head', heads, 'progress'),
    ...filling('lead', lead),
    ...filling('office', office),
  ]
}
