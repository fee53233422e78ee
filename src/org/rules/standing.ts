import type { Edge, Holding, Line, OrgSnapshot, UnitRow } from '../contract.ts'

/** One snapshot, laid out by what is asked of it. Answers that need a walk are kept with it. */
export interface Standing {
  readonly chains: Map<string, readonly UnitRow[]>
  readonly above: Map<string, readonly string[]>
  readonly below: Map<string, readonly string[]>
  /** By line, then by the organ of the lower unit. */
  readonly edges: ReadonlyMap<Line, ReadonlyMap<string, readonly Edge[]>>
  readonly inUnit: ReadonlyMap<string, readonly Holding[]>
  readonly inOrgan: ReadonlyMap<string, readonly Holding[]>
  readonly ofPerson: ReadonlyMap<string, readonly Holding[]>
  readonly ties: ReadonlyMap<string, readonly string[]>
}

const walk = (org: OrgSnapshot, unit: string): readonly UnitRow[] => {
  const chain: UnitRow[] = []
  for (let at = org.units.get(unit); at && !chain.includes(at); at = at.parent === undefined ? undefined : org.units.get(at.parent))
    chain.push(at)
  return chain
}

const add = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

const layOut = (org: OrgSnapshot): Standing => {
  const chains = new Map([...org.units.keys()].map(unit => [unit, walk(org, unit)]))
  const organ = (unit: string): string | undefined => chains.get(unit)?.at(-1)?.id
  const edges = new Map<Line, Map<string, Edge[]>>()
  const [inUnit, inOrgan, ofPerson, ties] = [
    new Map<string, Holding[]>(),
    new Map<string, Holding[]>(),
    new Map<string, Holding[]>(),
    new Map<string, string[]>(),
  ]
  for (const edge of org.edges) {
    const lower = organ(edge.lower)
    const ofLine = edges.get(edge.line) ?? new Map<string, Edge[]>()
    edges.set(edge.line, ofLine)
    if (lower !== undefined) add(ofLine, lower, edge)
  }
  for (const holding of org.holdings) {
    const here = organ(holding.unit)
    add(inUnit, holding.unit, holding)
    add(ofPerson, holding.person, holding)
    if (here !== undefined) add(inOrgan, here, holding)
  }
  for (const tie of org.ties) {
    add(ties, tie.person, tie.other)
    add(ties, tie.other, tie.person)
  }
  return { chains, above: new Map(), below: new Map(), edges, inUnit, inOrgan, ofPerson, ties }
}

const laidOut = new WeakMap<OrgSnapshot, Standing>()

/**
 * A snapshot never changes, and many calls are routed by the same one: read through once for each of them, thousands of
 * holdings would cost more than everything else that a wish for a call needs.
 */
export const standingOf = (org: OrgSnapshot): Standing => {
  const known = laidOut.get(org)
  if (known) return known
  const standing = layOut(org)
  laidOut.set(org, standing)
  return standing
}

/** A walk is done once. The answers go with the snapshot. */
export const walkedOnce = <V>(kept: Map<string, V>, key: string, answer: () => V): V => {
  const known = kept.get(key)
  if (known !== undefined) return known
  const value = answer()
  kept.set(key, value)
  return value
}
