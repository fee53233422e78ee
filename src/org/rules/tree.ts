import type { Holding, Line, OrgSnapshot, UnitRow } from '../contract.ts'
import type { Role } from '../viewer.ts'
import { standingOf, walkedOnce } from './standing.ts'

/** As programmes and imports name units. */
export const unitByCode = (org: OrgSnapshot, code: string): UnitRow | undefined => [...org.units.values()].find(unit => unit.code === code)

/** The unit and everything it stands in, up to its organ. Unknown units have no chain. */
export const chainOf = (org: OrgSnapshot, unit: string): readonly UnitRow[] => standingOf(org).chains.get(unit) ?? []

export const organOf = (org: OrgSnapshot, unit: string): string | undefined => chainOf(org, unit).at(-1)?.id

export const standsWithin = (org: OrgSnapshot, unit: string, ancestor: string): boolean =>
  chainOf(org, unit).some(one => one.id === ancestor)

/**
 * Units above as the edges name them (an organ, or one of its departments), nearest first; of equal distance in the order
 * of `lines`, then by code. Whoever stands above an organ stands above its departments.
 */
export const unitsAbove = (org: OrgSnapshot, unit: string, lines: readonly Line[]): readonly string[] => {
  const start = organOf(org, unit)
  return start === undefined ? [] : walkedOnce(standingOf(org).above, `${start} ${lines.join(' ')}`, () => above(org, start, lines))
}

const above = (org: OrgSnapshot, start: string, lines: readonly Line[]): readonly string[] => {
  const { edges } = standingOf(org)
  const codeOf = (id: string): string => org.units.get(id)?.code ?? id
  const seen = [start]
  const named: string[] = []
  for (let ring = [start]; ring.length > 0;) {
    const uppers = lines
      .flatMap(line =>
        ring
          .flatMap(organ => edges.get(line)?.get(organ) ?? [])
          .map(edge => edge.upper)
          .sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1)),
      )
      .filter(upper => !seen.includes(organOf(org, upper) ?? start))
    named.push(...new Set(uppers))
    ring = [...new Set(uppers.map(upper => organOf(org, upper) ?? start))]
    seen.push(...ring)
  }
  return named
}

export const organsAbove = (org: OrgSnapshot, unit: string, lines: readonly Line[]): readonly string[] => [
  ...new Set(unitsAbove(org, unit, lines).map(upper => organOf(org, upper) ?? upper)),
]

const grades: Readonly<Record<Role, number>> = {
  head: 30,
  deputy_head: 20,
  leader: 10,
  supervisor: 10,
  callback_centre: 10,
  discipline: 10,
  officer: 0,
  clerk: 0,
  system_admin: 0,
  security_admin: 0,
  audit_admin: 0,
  inspector: 0,
  // A watch lends no rank: what counts is the post that the person holds for good.
  duty_leader: -1,
}

/** Within one organ. A stand-in of a leader or head (副职) stands just below him. */
export const gradeOf = (holding: Pick<Holding, 'role' | 'deputy'>): number =>
  grades[holding.role] - (holding.role === 'leader' || holding.role === 'head' ? Math.min(holding.deputy, 9) : 0)

/** Strictly, and within the same organ: by grade, or as the leader of a department that the other's department is part of. */
export const outranks = (org: OrgSnapshot, upper: Holding, lower: Holding): boolean => {
  const gap = gradeOf(upper) - gradeOf(lower)
  if (organOf(org, upper.unit) !== organOf(org, lower.unit)) return false
  return (
    gap > 0 ||
    (gap === 0 &&
      upper.role === 'leader' &&
      lower.role === 'leader' &&
      upper.unit !== lower.unit &&
      standsWithin(org, lower.unit, upper.unit))
  )
}

export const holdingsOf = (org: OrgSnapshot, person: string): readonly Holding[] => standingOf(org).ofPerson.get(person) ?? []

/** Whether the first person stands strictly over every post that the other has in this organ. */
export const standsOver = (org: OrgSnapshot, person: string, other: string, organ: string): boolean => {
  const here = (one: string): readonly Holding[] => holdingsOf(org, one).filter(h => organOf(org, h.unit) === organ)
  const own = here(person)
  return here(other)
    .filter(h => h.role !== 'duty_leader')
    .every(post => own.some(mine => outranks(org, mine, post)))
}

const leads: readonly Role[] = ['leader', 'deputy_head', 'head']

/**
 * Who takes orders from this person: a leader's whole department; for the leaders of an organ everyone of lower grade in
 * it, also where somebody else is in charge (who promotes whom is decided among them).
 */
export const subordinatesOf = (org: OrgSnapshot, person: string): readonly string[] =>
  walkedOnce(standingOf(org).below, person, () => below(org, person))

const below = (org: OrgSnapshot, person: string): readonly string[] => {
  const orders = holdingsOf(org, person).filter(h => leads.includes(h.role))
  const organs = new Set(orders.flatMap(order => organOf(org, order.unit) ?? []))
  const under = [...organs]
    .flatMap(organ => holdingsIn(org, organ))
    .filter(
      h =>
        h.person !== person &&
        h.role !== 'duty_leader' &&
        orders.some(
          order =>
            outranks(org, order, h) &&
            (order.role !== 'leader' || standsWithin(org, h.unit, order.unit)) &&
            !standsOver(org, h.person, person, organOf(org, h.unit) ?? ''),
        ),
    )
  return [...new Set(under.map(h => h.person))]
}

/** Of an organ with all its departments. */
export const holdingsIn = (org: OrgSnapshot, organ: string): readonly Holding[] => standingOf(org).inOrgan.get(organ) ?? []

export const holdersIn = (org: OrgSnapshot, unit: string, role: Role): readonly Holding[] =>
  (standingOf(org).inUnit.get(unit) ?? [])
    .filter(h => h.role === role)
    .sort((a, b) => a.deputy - b.deputy || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.person < b.person ? -1 : 1))
