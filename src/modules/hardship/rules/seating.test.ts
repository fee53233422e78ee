import { describe, expect, it } from 'vitest'
import type { Holding, OrgSnapshot, UnitRow } from '../../../org/contract.ts'
import type { Role } from '../../../org/viewer.ts'
import { deciderName, handlerOfRound, seatsOfCivil, seatsOfDecider } from './seating.ts'

const unit = (id: string, kind: UnitRow['kind'], parent?: string): UnitRow => ({
  id,
  code: id,
  name: id,
  kind,
  level: 'county',
  organ: 'court',
  ...(parent === undefined ? {} : { parent }),
})
const holding = (name: string, at: string, role: Role): Holding => ({ person: name, name, unit: at, role, deputy: 0, from: '2025-01-01' })
const units = [
  unit('court', 'organ'),
  unit('service', 'department', 'court'),
  unit('civil', 'organ'),
  unit('relief', 'department', 'civil'),
]
const org: OrgSnapshot = {
  day: '2026-09-14',
  units: new Map(units.map(one => [one.id, one])),
  ties: [],
  edges: [],
  holdings: [
    holding('董', 'service', 'leader'),
    holding('潘', 'service', 'clerk'),
    holding('傅', 'court', 'deputy_head'),
    holding('罗', 'court', 'head'),
    holding('简', 'relief', 'leader'),
    holding('宁', 'relief', 'officer'),
    holding('邹', 'civil', 'head'),
  ],
}
const say = (seats: readonly { seat: string; unit: string; role: string; sight: string }[]): string[] =>
  seats.map(({ seat, unit: at, role, sight }) => `${seat} ${at}/${role} ${sight}`)

describe('who reads of a hardship', () => {
  it('is the one who decides: those above see the course alone, and whoever took it down at the window has no seat', () => {
    expect(say(seatsOfDecider(org, 'service'))).toEqual([
      'handler service/leader full',
      'superior court/deputy_head progress',
      'unit_head court/head progress',
    ])
  })
  it('is civil affairs from the hand-over on, whose head sees the course', () => {
    expect(say(seatsOfCivil(org, 'relief'))).toEqual([
      'civil relief/leader full',
      'civil relief/officer full',
      'civil_head civil/head progress',
    ])
  })
  it('goes one rung higher with each no, and stays with the head of the organ when there is nobody above', () => {
    expect([1, 2, 3, 9].map(round => say(handlerOfRound(org, 'service', round))[0])).toEqual([
      'handler service/leader full',
      'handler court/deputy_head full',
      'handler court/head full',
      'handler court/head full',
    ])
  })
  it('is named to her, so that she knows who decides; where the post stands empty the next above it is', () => {
    expect(deciderName(org, 'service', 1)).toBe('service董')
    const empty = { ...org, holdings: org.holdings.filter(one => one.name !== '董') }
    expect(deciderName(empty, 'service', 1)).toBe('court傅')
  })
  it('is nobody whom the matter is about: the next above decides, each no brings another one, and who keeps away has no seat in any round', () => {
    const about = (name: string): string[] => org.holdings.filter(one => one.name === name).map(one => one.person)
    expect(deciderName(org, 'service', 1, about('董'))).toBe('court傅')
    expect(say(seatsOfDecider(org, 'service', about('董')))).toEqual(['handler court/deputy_head full', 'unit_head court/head progress'])
    expect(say(seatsOfDecider(org, 'service', about('傅')))).toEqual(['handler service/leader full', 'unit_head court/head progress'])
    expect([1, 2, 3].map(round => say(handlerOfRound(org, 'service', round, about('董')))[0])).toEqual([
      'handler court/deputy_head full',
      'handler court/head full',
      'handler court/head full',
    ])
    expect(handlerOfRound(org, 'service', 1, ['董', '傅', '罗'].flatMap(about))).toEqual([])
  })
})
