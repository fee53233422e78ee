import type { SeatFilling } from '../../../engine/contract.ts'
import type { CallbackRoute, OrgSnapshot } from '../../../org/contract.ts'
import type { HeldPost } from '../../../org/viewer.ts'
import { ladderPost, postsWithin } from '../../../org/rules/ladder.ts'
import { organOf, organsAbove } from '../../../org/rules/tree.ts'

export const allSeats = ['caller', 'superior', 'unit_head', 'centre', 'supervisor', 'supervisor_above', 'line_superior'] as const

const same = (a: HeldPost, b: HeldPost): boolean => a.unit === b.unit && a.role === b.role

/**
 * Who may read what a caller wrote, nearest first: next above him in his own organ (an upper organ's caller is not read by
 * the office that it looks at), then the organs above the caller and above the unit, their centres last.
 */
export const readersAbove = (org: OrgSnapshot, unit: string, from: HeldPost): readonly HeldPost[] => {
  const above = [...new Set([...organsAbove(org, from.unit, ['system', 'territory']), ...organsAbove(org, unit, ['system', 'territory'])])]
  return [
    ...(from.role === 'head'
      ? []
      : [...(from.role === 'deputy_head' ? [] : ladderPost(org, from.unit, 'deputy_head')), ...ladderPost(org, from.unit, 'head')]),
    ...ladderPost(org, from.unit, 'line_superior'),
    ...ladderPost(org, unit, 'supervisor'),
    ...(['supervisor', 'deputy_head', 'head', 'callback_centre'] as const).flatMap(role =>
      above.flatMap(organ => postsWithin(org, organ, role)),
    ),
  ]
}

/** The callback centre that watches over a unit: its own organ's, else that of an organ above. */
export const centresFor = (org: OrgSnapshot, unit: string): readonly HeldPost[] => {
  const organ = organOf(org, unit)
  return organ === undefined
    ? []
    : [organ, ...organsAbove(org, unit, ['territory', 'system'])].flatMap(id => postsWithin(org, id, 'callback_centre')).slice(0, 1)
}

/** Whoever reads of a call without having made it, nearest first: the callback centres, then 政法委. */
export const outsideReaders = (org: OrgSnapshot, unit: string): readonly HeldPost[] => {
  const organ = organOf(org, unit)
  const centres =
    organ === undefined
      ? []
      : [organ, ...organsAbove(org, unit, ['territory', 'system'])].flatMap(id => postsWithin(org, id, 'callback_centre'))
  return [...centres, ...ladderPost(org, unit, 'supervisor')]
}

/**
 * Who sits where around one call. Full sight has whoever calls and nobody else: the citizen agreed to one post. Whoever
 * stands next above, the organ's head, the callback centre, 政法委 and the upper organ see clocks and counts; an
 * explanation that waits for a second reader is opened for the superior by an act. A centre that the citizen chose
 * instead of the department is the caller itself.
 * @param route absent while nobody may call: then only progress is seen, and the administrator fills a post
 * @param only narrows the caller's seat to the person, where an earlier caller holds the same post too
 */
export const seatsAround = (org: OrgSnapshot, unit: string, route: CallbackRoute | undefined, only = false): readonly SeatFilling[] => {
  const taken: HeldPost[] = route ? [route] : []
  const free = (posts: readonly HeldPost[]): readonly HeldPost[] => posts.filter(post => !taken.some(one => same(one, post)))
  const head = ladderPost(org, unit, 'head')
  const line = ladderPost(org, unit, 'line_superior')
  const supervisors = ladderPost(org, unit, 'supervisor')
  const seat = (name: (typeof allSeats)[number], sight: 'full' | 'progress', posts: readonly HeldPost[]): SeatFilling[] => {
    const chosen = free(posts)
    taken.push(...chosen)
    return chosen.map(post => ({ seat: name, unit: post.unit, role: post.role, sight }))
  }
  return [
    ...(route
      ? [{ seat: 'caller', unit: route.unit, role: route.role, sight: 'full' as const, ...(only ? { person: route.person } : {}) }]
      : []),
    ...(route ? seat('superior', 'progress', free(readersAbove(org, unit, route)).slice(0, 1)) : []),
    ...seat('unit_head', 'progress', head),
    ...seat('line_superior', 'progress', line),
    ...seat('centre', 'progress', centresFor(org, unit)),
    ...seat('supervisor', 'progress', supervisors),
    ...seat('supervisor_above', 'progress', ladderPost(org, unit, 'supervisor_above')),
  ]
}
