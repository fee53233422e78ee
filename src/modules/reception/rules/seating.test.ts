import { describe, expect, it } from 'vitest'
import type { Holding, OrgSnapshot, UnitRow } from '../../../org/contract.ts'
import type { Role } from '../../../org/viewer.ts'
import { handlerOfRound, leadersOf, openingSeats, seatsOfUnit } from './seating.ts'

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
const town = {
  on: '2026-10-12',
  units: new Map(
    [unit('court', 'organ'), unit('service', 'department', 'court'), unit('enforcement', 'department', 'court')].map(one => [one.id, one]),
  ),
  edges: [],
  holdings: [
    holding('董', 'service', 'leader'),
    holding('潘', 'service', 'clerk'),
    holding('傅', 'service', 'deputy_head'),
    holding('韩', 'enforcement', 'leader'),
    holding('沈', 'enforcement', 'deputy_head'),
    holding('陆', 'enforcement', 'clerk'),
    holding('罗', 'court', 'head'),
  ],
  ties: [],
} as unknown as OrgSnapshot
const people = (seats: readonly { readonly unit: string; readonly role: string }[]): readonly string[] =>
  seats.map(seat => `${seat.unit}/${seat.role}`)

describe('who has a booking', () => {
  it('is the office and the leader in person, and nobody else in words', () => {
    const seats = openingSeats(town, 'service', { unit: 'court', role: 'head', person: '罗' })
    expect(seats.filter(one => one.sight === 'full').map(one => one.seat)).toEqual(['office', 'office', 'host'])
    expect(seats.find(one => one.seat === 'host')).toMatchObject({ person: '罗' })
    expect(seats.filter(one => one.sight === 'full').some(one => one.unit === 'enforcement')).toBe(false)
  })
  it('those who receive are whoever leads in the organ, the head first; nobody who only works there', () => {
    expect(leadersOf(town, 'service').map(one => one.name)).toEqual(['罗', '傅', '沈', '董', '韩'])
    expect(leadersOf(town, 'elsewhere')).toEqual([])
  })
})

describe('who has what was promised', () => {
  it('is whoever leads the named unit; those above see the course until her no makes it theirs', () => {
    const seats = seatsOfUnit(town, 'enforcement')!
    expect(people(seats.filter(one => one.sight === 'full'))).toEqual(['enforcement/leader'])
    expect(people(seats.filter(one => one.sight === 'progress'))).toEqual(['enforcement/deputy_head', 'court/head'])
    expect(seatsOfUnit({ ...town, holdings: [] } as unknown as OrgSnapshot, 'enforcement'), 'an empty unit gets nothing').toBeUndefined()
  })
  it('climbs with each no: the leader in charge, the head', () => {
    expect(people(handlerOfRound(town, 'enforcement', 2))).toEqual(['enforcement/deputy_head'])
    for (const round of [3, 6]) expect(people(handlerOfRound(town, 'enforcement', round))).toEqual(['court/head'])
  })
  it('climbs from the leader who answered himself, never down to one of his own; where nobody stands above, he takes it on himself', () => {
    expect(people(handlerOfRound(town, 'enforcement', 2, { unit: 'enforcement', role: 'deputy_head' }))).toEqual(['court/head'])
    expect(people(handlerOfRound(town, 'court', 2, { unit: 'court', role: 'head' }))).toEqual(['court/head'])
    expect(people(handlerOfRound(town, 'service', 3, { unit: 'service', role: 'leader' }))).toEqual(['court/head'])
  })
})
