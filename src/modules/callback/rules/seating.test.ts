import { describe, expect, it } from 'vitest'
import type { CallbackRoute, Holding, OrgSnapshot, UnitRow } from '../../../org/contract.ts'
import type { Role } from '../../../org/viewer.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { callbackRoute } from '../../../org/rules/routing.ts'
import { seatsAround } from './seating.ts'

const unit = (id: string, kind: UnitRow['kind'], organ: string, parent?: string): UnitRow => ({
  id,
  code: id,
  name: id,
  kind,
  level: 'county',
  organ,
  ...(parent === undefined ? {} : { parent }),
})
const holding = (person: string, at: string, role: Role): Holding => ({
  person,
  name: person,
  unit: at,
  role,
  deputy: 0,
  from: '2025-01-01',
})

const units = [
  unit('court', 'organ', 'court'),
  unit('division', 'department', 'court', 'court'),
  unit('centre', 'department', 'court', 'court'),
  unit('upper', 'organ', 'court'),
  unit('committee', 'organ', 'committee'),
]
const org: OrgSnapshot = {
  day: '2026-09-14',
  units: new Map(units.map(one => [one.id, one])),
  ties: [],
  edges: [
    { lower: 'court', upper: 'upper', kind: 'supervises', line: 'system' },
    { lower: 'court', upper: 'committee', kind: 'guides', line: 'territory' },
  ],
  holdings: [
    holding('officer', 'division', 'officer'),
    holding('leader', 'division', 'leader'),
    holding('deputy', 'court', 'deputy_head'),
    holding('head', 'court', 'head'),
    holding('centre', 'centre', 'callback_centre'),
    holding('above', 'upper', 'head'),
    holding('committee', 'committee', 'supervisor'),
  ],
}
const routed = (more: object = {}): CallbackRoute => {
  const route = callbackRoute(org, { unit: 'division', rated: ['officer'], wantsCentre: false, round: 1, ...more })
  if (isRefusal(route)) throw new Error(route.because)
  return route
}
const full = (route: CallbackRoute | undefined): string[] =>
  seatsAround(org, 'division', route)
    .filter(seat => seat.sight === 'full')
    .map(seat => `${seat.seat} ${seat.unit}/${seat.role}`)

describe('who sees a call', () => {
  it('in full: the caller alone, since the citizen agreed to one post', () => {
    expect(full(routed())).toEqual(['caller division/leader'])
    expect(seatsAround(org, 'division', routed()).find(seat => seat.seat === 'superior')).toMatchObject({
      unit: 'court',
      role: 'deputy_head',
      sight: 'progress',
    })
  })
  it('the centre calls where the citizen chose it, and the department sees nothing', () => {
    const route = routed({ wantsCentre: true })
    expect(full(route)[0]).toBe('caller centre/callback_centre')
    expect(seatsAround(org, 'division', route).some(seat => seat.unit === 'division')).toBe(false)
  })
  it("an upper organ's caller is not read by the office that it looks at", () => {
    const route = routed({
      round: 3,
      earlier: [
        { unit: 'division', role: 'leader', person: 'leader' },
        { unit: 'court', role: 'deputy_head', person: 'deputy' },
      ],
    })
    expect(route.unit).toBe('upper')
    expect(full(route)).toEqual(['caller upper/head'])
    expect(
      seatsAround(org, 'division', route).filter(seat => seat.seat === 'superior' && (seat.unit === 'court' || seat.unit === 'division')),
    ).toEqual([])
  })
  it('head, centre, 政法委 and the upper organ see clocks; nobody sits twice', () => {
    const seats = seatsAround(org, 'division', routed())
    expect(seats.filter(seat => seat.sight === 'progress').map(seat => `${seat.seat} ${seat.unit}`)).toEqual([
      'superior court',
      'unit_head court',
      'line_superior upper',
      'centre centre',
      'supervisor committee',
    ])
    expect(new Set(seats.map(seat => `${seat.unit}/${seat.role}`)).size).toBe(seats.length)
  })
  it('while nobody may call, nobody reads a word', () => {
    expect(full(undefined)).toEqual([])
  })
})
