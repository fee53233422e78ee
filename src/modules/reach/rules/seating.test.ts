import { describe, expect, it } from 'vitest'
import type { Holding, OrgSnapshot, UnitRow } from '../../../org/contract.ts'
import type { Role } from '../../../org/viewer.ts'
import { handlerOfRound, officerNamed, registrySeat, seatsOfOfficer, seatsOfRegistry, seatsOfUnit } from './seating.ts'

const unit = (id: string, kind: UnitRow['kind'], parent?: string): UnitRow => ({
  id,
  code: id,
  name: id,
  kind,
  level: 'county',
  organ: 'court',
  ...(parent === undefined ? {} : { parent }),
})
const holding = (name: string, at: string, role: Role, person = name): Holding => ({
  person,
  name,
  unit: at,
  role,
  deputy: 0,
  from: '2025-01-01',
})
const units = [
  unit('court', 'organ'),
  unit('civil', 'department', 'court'),
  unit('registry', 'department', 'court'),
  unit('archive', 'department', 'court'),
  unit('other', 'organ'),
]
const org: OrgSnapshot = {
  day: '2026-09-14',
  units: new Map(units.map(one => [one.id, one])),
  ties: [],
  edges: [],
  holdings: [
    holding('彭川', 'civil', 'leader'),
    holding('甘霖', 'civil', 'officer'),
    holding('甘霖', 'registry', 'clerk', '甘霖二'),
    holding('简宁', 'civil', 'officer'),
    holding('简宁', 'civil', 'clerk'),
    holding('潘北辰', 'registry', 'clerk'),
    holding('傅雨桐', 'court', 'deputy_head'),
    holding('院长', 'court', 'head'),
    holding('管理员', 'court', 'system_admin'),
    holding('外人', 'other', 'officer'),
  ],
}
const say = (seats: readonly { seat: string; unit: string; role: string; person?: string; sight: string }[]): string[] =>
  seats.map(({ seat, unit: at, role, person, sight }) => `${seat} ${at}/${role}${person ? `=${person}` : ''} ${sight}`)

describe('the case officer whom a party names', () => {
  it.each(['彭川', ' 彭 川 ', '彭川庭长', '彭川法官', '彭川同志'])(
    '“%s” is found, with or without the title by which people call him',
    typed => {
      expect(officerNamed(org, 'court', typed)).toMatchObject({ name: '彭川', unit: 'civil' })
    },
  )
  it('is nobody when two people bear the name: the wrong one would read who asks for a judge, so the registry asks first', () => {
    expect(officerNamed(org, 'court', '甘霖')).toBeUndefined()
  })
  it('with two posts is taken at the one at which he tries cases', () => {
    expect(officerNamed(org, 'court', '简宁')).toMatchObject({ role: 'officer' })
  })
  it('is nobody of another organ, nor somebody who tries no cases', () => {
    expect(officerNamed(org, 'court', '外人')).toBeUndefined()
    expect(officerNamed(org, 'court', '管理员')).toBeUndefined()
  })
})

describe('who has a question', () => {
  it('is the officer himself and no other who holds the same post; above him each hears of it in turn', () => {
    const officer = officerNamed(org, 'court', '简宁')!
    expect(say(seatsOfOfficer(org, officer))).toEqual([
      'handler civil/officer=简宁 full',
      'leader civil/leader full',
      'superior court/deputy_head full',
      'unit_head court/head progress',
    ])
  })
  it('where the head of the division is asked for himself, he does not stand above himself', () => {
    const officer = officerNamed(org, 'court', '彭川')!
    expect(say(seatsOfOfficer(org, officer)).filter(seat => seat.includes('civil/leader'))).toEqual(['handler civil/leader=彭川 full'])
  })
  it('is the registry when nobody is named, and the registry keeps a seat of its own in every case', () => {
    expect(say(seatsOfRegistry(org, 'registry'))[0]).toBe('handler registry/clerk full')
    expect(say(registrySeat(org, 'registry'))).toEqual(['registry registry/clerk full'])
  })
  it('is the head of a unit that was named without a person', () => {
    expect(say(seatsOfUnit(org, 'civil'))[0]).toBe('handler civil/leader full')
  })
  it('goes one rung higher with each no, and stays with the head of the organ when there is nobody above', () => {
    const rounds = [2, 3, 4, 9].map(round => say(handlerOfRound(org, 'civil', round))[0])
    expect(rounds).toEqual([
      'handler civil/leader full',
      'handler court/deputy_head full',
      'handler court/head full',
      'handler court/head full',
    ])
  })
})
