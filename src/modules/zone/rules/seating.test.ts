import { describe, expect, it } from 'vitest'
import type { Holding, OrgSnapshot, UnitRow } from '../../../org/contract.ts'
import type { Role } from '../../../org/viewer.ts'
import { freest, handlerOfRound, openingSeats, specialistsOf } from './seating.ts'

const unit = (id: string, kind: UnitRow['kind'], parent?: string): UnitRow => ({
  id,
  code: id,
  name: id,
  kind,
  level: 'county',
  organ: 'hall',
  ...(parent === undefined ? {} : { parent }),
})
const holding = (name: string, at: string, role: Role): Holding => ({ person: name, name, unit: at, role, deputy: 0, from: '2025-01-01' })
const org = (...holdings: readonly Holding[]): OrgSnapshot =>
  ({
    on: '2026-10-12',
    units: new Map(
      [unit('hall', 'organ'), unit('zone', 'department', 'hall'), unit('office', 'department', 'hall')].map(one => [one.id, one]),
    ),
    edges: [],
    holdings,
    ties: [],
  }) as unknown as OrgSnapshot
const town = org(
  holding('云', 'zone', 'clerk'),
  holding('白', 'zone', 'officer'),
  holding('罗', 'zone', 'leader'),
  holding('许', 'zone', 'deputy_head'),
  holding('谢', 'hall', 'head'),
  holding('梁', 'office', 'supervisor'),
)

describe('who has a request of the zone', () => {
  it('is one of its clerks or officers by name, the one with the fewest open; of several the first, so that the town is the same every time', () => {
    const all = specialistsOf(town, 'zone')
    expect(all.map(one => one.name)).toEqual(['云', '白'])
    expect(freest(all, new Map([['云', 2]]))!.name).toBe('白')
    expect(freest(all, new Map())!.name).toBe('云')
  })
  it('is the leader where the zone has nobody else, and nobody where it is empty: then it is not taken in at all', () => {
    expect(specialistsOf(org(holding('罗', 'zone', 'leader')), 'zone').map(one => one.name)).toEqual(['罗'])
    expect(freest(specialistsOf(org(), 'zone'), new Map())).toBeUndefined()
  })
  it('is the person alone, not everybody of the same post; the office that supervises sees the course and no words', () => {
    const seats = openingSeats(town, 'zone', 'office', town.holdings[0]!)
    expect(seats.find(one => one.seat === 'handler')).toMatchObject({ person: '云', sight: 'full' })
    expect(seats.find(one => one.seat === 'office')).toMatchObject({ unit: 'office', sight: 'progress' })
    expect(seats.filter(one => one.seat === 'unit_head').every(one => one.sight === 'progress')).toBe(true)
  })
  it('after her no is one rung higher each time: whoever leads the zone, the leader in charge, the head', () => {
    expect(handlerOfRound(town, 'zone', 2)).toMatchObject([{ seat: 'handler', role: 'leader' }])
    expect(handlerOfRound(town, 'zone', 3)).toMatchObject([{ role: 'deputy_head' }])
    expect(handlerOfRound(town, 'zone', 6)).toMatchObject([{ role: 'head' }])
  })
})
