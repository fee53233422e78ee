import type { OrgSnapshot } from '../contract.ts'
import type { HeldPost, Role } from '../viewer.ts'
import { chainOf, holdersIn, holdingsIn, organOf, organsAbove, unitsAbove } from './tree.ts'

/**
 * 部门负责人 → 分管领导 → 一把手 → 同级政法委执法监督 and the upper organ of the line → the same one level further up.
 * Rungs without a holder are skipped by `ladderPost`, never jumped over by a lower one.
 */
export const rungs = ['leader', 'deputy_head', 'head', 'supervisor', 'line_superior', 'supervisor_above', 'line_superior_above'] as const
export type Rung = (typeof rungs)[number]

const filled = (org: OrgSnapshot, post: HeldPost): boolean => holdersIn(org, post.unit, post.role).length > 0

/** Filled posts of this role within an organ: the organ's own first, then its departments by code. */
export const postsWithin = (org: OrgSnapshot, organ: string, role: Role): readonly HeldPost[] =>
  [
    ...new Set(
      holdingsIn(org, organ)
        .filter(h => h.role === role)
        .map(h => h.unit),
    ),
  ]
    .sort((a, b) => {
      if (a === organ || b === organ) return a === organ ? -1 : 1
      return (org.units.get(a)?.code ?? '') < (org.units.get(b)?.code ?? '') ? -1 : 1
    })
    .map(unit => ({ unit, role }))

/** The posts of this role up a unit's own chain, nearest first, filled or not. */
export const postsUpwards = (org: OrgSnapshot, unit: string, role: Role): readonly HeldPost[] =>
  chainOf(org, unit).map(one => ({ unit: one.id, role }))

/** Supervision posts of the territory's organs, one entry per organ that has any, nearest first. */
const supervisions = (org: OrgSnapshot, unit: string): readonly (readonly HeldPost[])[] =>
  organsAbove(org, unit, ['territory'])
    .map(organ => postsWithin(org, organ, 'supervisor'))
    .filter(posts => posts.length > 0)

export const supervisorsOf = (org: OrgSnapshot, unit: string): readonly HeldPost[] => supervisions(org, unit)[0] ?? []

/** Upper organs of the system line: their supervision department speaks for them, else their leaders. */
const superiors = (org: OrgSnapshot, unit: string): readonly HeldPost[] =>
  organsAbove(org, unit, ['system'])
    .map(
      organ =>
        postsWithin(org, organ, 'supervisor')[0] ??
        postsWithin(org, organ, 'deputy_head').find(post => post.unit === organ) ??
        postsWithin(org, organ, 'head')[0],
    )
    .filter(post => post !== undefined)

export const superiorOnLineOf = (org: OrgSnapshot, unit: string): HeldPost | undefined => superiors(org, unit)[0]

/** Where accusations go: the discipline post that the edge names, else the next over the unit, that none of these persons holds. */
export const disciplineOf = (org: OrgSnapshot, unit: string, accused: readonly string[] = []): HeldPost | undefined =>
  unitsAbove(org, unit, ['discipline'])
    .flatMap(upper => [
      ...holdersIn(org, upper, 'discipline')
        .slice(0, 1)
        .map(h => ({ unit: h.unit, role: h.role })),
      ...postsWithin(org, organOf(org, upper) ?? upper, 'discipline'),
    ])
    .find(post => holdersIn(org, post.unit, post.role).every(h => !accused.includes(h.person)))

/** The territory's own line continues above its first organ: 区政法委 → 市政法委. */
const supervisorsAbove = (org: OrgSnapshot, unit: string): readonly HeldPost[] => {
  const first = supervisorsOf(org, unit)[0]
  if (first === undefined) return []
  return (
    supervisions(org, unit)[1] ??
    organsAbove(org, first.unit, ['system'])
      .map(organ => postsWithin(org, organ, 'supervisor'))
      .find(posts => posts.length > 0) ??
    []
  )
}

/** The filled posts that a rung of the ladder reaches; empty where nobody stands there. */
export const ladderPost = (org: OrgSnapshot, unit: string, rung: Rung): readonly HeldPost[] => {
  switch (rung) {
    case 'leader':
    case 'deputy_head':
    case 'head':
      return postsUpwards(org, unit, rung)
        .filter(post => filled(org, post))
        .slice(0, 1)
    case 'supervisor':
      return supervisorsOf(org, unit)
    case 'line_superior':
      return superiors(org, unit).slice(0, 1)
    case 'supervisor_above':
      return supervisorsAbove(org, unit)
    case 'line_superior_above':
      return superiors(org, unit).slice(1, 2)
  }
}
