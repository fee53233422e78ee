import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kit/refusal.ts'
import type { CallbackAsked, CallbackRoute, Edge, Holding, OrgSnapshot, Tie, UnitRow } from '../contract.ts'
import type { Role } from '../viewer.ts'
import { barredFrom, callbackRoute, ladderPost } from './routing.ts'

const unit = (id: string, parent?: string): UnitRow => ({
  id,
  code: id,
  name: id,
  kind: parent === undefined ? 'organ' : 'department',
  level: 'county',
  organ: 'court',
  ...(parent !== undefined && { parent }),
})
const hold = (person: string, unitId: string, role: Role, deputy = 0): Holding => ({
  person,
  name: person,
  unit: unitId,
  role,
  deputy,
  from: '2026-01-01',
})
const orgOf = (units: UnitRow[], edges: Edge[], holdings: Holding[], ties: Tie[] = []): OrgSnapshot => ({
  day: '2026-09-26',
  units: new Map(units.map(u => [u.id, u])),
  edges,
  holdings,
  ties,
})

/** 区法院 under 中院 and 政法委, with a resident discipline group. */
const units = [
  unit('court'),
  unit('enforce', 'court'),
  unit('civil', 'court'),
  unit('office', 'court'),
  unit('tribunal', 'court'),
  unit('tribunal.window', 'tribunal'),
  unit('upper'),
  unit('upper.inspect', 'upper'),
  unit('zfw'),
  unit('zfw.law', 'zfw'),
  unit('cityzfw'),
  unit('cityzfw.law', 'cityzfw'),
  unit('cityzfw.centre', 'cityzfw'),
  unit('jz'),
]
const edges: Edge[] = [
  { lower: 'court', upper: 'upper', kind: 'supervises', line: 'system' },
  { lower: 'court', upper: 'zfw', kind: 'supervises', line: 'territory' },
  { lower: 'upper', upper: 'cityzfw', kind: 'supervises', line: 'territory' },
  { lower: 'zfw', upper: 'cityzfw', kind: 'guides', line: 'system' },
  { lower: 'zfw', upper: 'cityzfw', kind: 'guides', line: 'territory' },
  { lower: 'court', upper: 'jz', kind: 'branch', line: 'discipline' },
]
const holdings = [
  hold('officer', 'enforce', 'officer'),
  hold('leader', 'enforce', 'leader'),
  hold('second', 'enforce', 'leader', 1),
  hold('incharge', 'enforce', 'deputy_head'),
  hold('civilleader', 'civil', 'leader'),
  hold('head', 'court', 'head'),
  hold('centre', 'office', 'callback_centre'),
  hold('centre', 'office', 'leader'),
  hold('tribunalleader', 'tribunal', 'leader'),
  hold('windowleader', 'tribunal.window', 'leader'),
  hold('inspect', 'upper.inspect', 'supervisor'),
  hold('upperhead', 'upper', 'head'),
  hold('law', 'zfw.law', 'supervisor'),
  hold('citylaw', 'cityzfw.law', 'supervisor'),
  hold('citycentre', 'cityzfw.centre', 'callback_centre'),
  hold('resident', 'jz', 'discipline'),
]
const town = orgOf(units, edges, holdings)
const ask = (more: Partial<CallbackAsked>): CallbackAsked => ({
  unit: 'enforce',
  rated: ['officer'],
  wantsCentre: false,
  round: 1,
  ...more,
})
const routed = (org: OrgSnapshot, asked: CallbackAsked): CallbackRoute => {
  const route = callbackRoute(org, asked)
  if (isRefusal(route)) throw new Error(route.because)
  return route
}
const without = (...people: string[]): OrgSnapshot =>
  orgOf(
    units,
    edges,
    holdings.filter(h => !people.includes(h.person)),
  )

describe('who calls back', () => {
  it('is the leader of the department, with the posts that watch named beside', () => {
    expect(routed(town, ask({}))).toMatchObject({
      unit: 'enforce',
      role: 'leader',
      person: 'leader',
      supervisors: [{ unit: 'zfw.law', role: 'supervisor' }],
      discipline: { unit: 'jz', role: 'discipline' },
      superiorOnLine: { unit: 'upper.inspect', role: 'supervisor' },
    })
  })
  it('is the stand-in when the post is empty, and never the stand-in of a leader who was rated himself', () => {
    expect(routed(without('leader'), ask({}))).toMatchObject({ role: 'leader', person: 'second' })
    expect(routed(town, ask({ rated: ['leader'] }))).toMatchObject({ unit: 'enforce', role: 'deputy_head', person: 'incharge' })
    expect(barredFrom(town, ['leader'])).toEqual(expect.arrayContaining(['officer', 'second']))
  })
  it('is the head when the leader in charge judged the case himself in a department of somebody else’s', () => {
    expect(routed(town, ask({ unit: 'civil', rated: ['incharge'] }))).toMatchObject({ unit: 'court', role: 'head', person: 'head' })
  })
  it('is up the system line when the head was rated, or when nobody in the organ is left', () => {
    expect(routed(town, ask({ rated: ['head'] }))).toMatchObject({ unit: 'upper.inspect', person: 'inspect' })
    expect(routed(without('leader', 'second', 'incharge', 'head'), ask({}))).toMatchObject({ unit: 'upper.inspect' })
  })
  it('is the leader of the larger department for a leader of a part of it', () => {
    expect(routed(town, ask({ unit: 'tribunal.window', rated: ['windowleader'] }))).toMatchObject({
      unit: 'tribunal',
      person: 'tribunalleader',
    })
  })
  it('keeps kin and members of the same panel away, in whichever direction the tie was written down', () => {
    for (const tie of [
      { person: 'leader', other: 'officer', kind: 'kin' },
      { person: 'officer', other: 'leader', kind: 'panel' },
    ] as const) {
      const route = routed(orgOf(units, edges, holdings, [tie]), ask({}))
      expect(route.person).toBe('second')
      expect(route.around).toContain('leader')
      expect(route.because.join()).not.toMatch(/亲属|kin|合议/)
    }
  })
  it('is the centre where the citizen asked for it, another centre when the own one is below the rated, and never the office itself', () => {
    expect(routed(town, ask({ wantsCentre: true }))).toMatchObject({ unit: 'office', role: 'callback_centre' })
    expect(routed(town, ask({ wantsCentre: true, rated: ['leader'] }))).toMatchObject({ unit: 'cityzfw.centre' })
    expect(routed(without('centre', 'citycentre'), ask({ wantsCentre: true }))).toMatchObject({ unit: 'zfw.law' })
    expect(
      callbackRoute(
        orgOf(
          units,
          [],
          holdings.filter(h => h.person !== 'centre'),
        ),
        ask({ wantsCentre: true }),
      ),
    ).toMatchObject({ because: 'no_caller' })
  })
  it('is a higher rung in the next round, and another organ once a leader of the organ has called', () => {
    const first = { unit: 'enforce', role: 'leader', person: 'leader' } as const
    const second = { unit: 'enforce', role: 'deputy_head', person: 'incharge' } as const
    expect(routed(town, ask({ round: 2, earlier: [first] }))).toMatchObject({ role: 'deputy_head' })
    expect(routed(town, ask({ round: 2, rated: ['leader'], earlier: [second] }))).toMatchObject({ unit: 'upper.inspect' })
    expect(routed(town, ask({ round: 3, earlier: [first, second] }))).toMatchObject({ unit: 'upper.inspect' })
    expect(
      routed(town, ask({ round: 4, earlier: [first, second, { unit: 'upper.inspect', role: 'supervisor', person: 'inspect' }] })),
    ).toMatchObject({ unit: 'upper', role: 'head' })
  })
  it('is the leader on duty for a service at night, through the post he holds for good', () => {
    const watch: Holding = {
      ...hold('incharge', 'court', 'duty_leader'),
      watch: { fromAt: '2026-09-26T18:00:00+08:00', untilAt: '2026-09-27T09:00:00+08:00' },
    }
    const org = orgOf(units, edges, [...holdings, watch])
    expect(routed(org, ask({ unit: 'civil', nightAt: '2026-09-26T23:10:00+08:00' }))).toMatchObject({
      unit: 'enforce',
      role: 'deputy_head',
      person: 'incharge',
    })
    expect(routed(org, ask({ nightAt: '2026-09-27T09:00:00+08:00' }))).toMatchObject({ role: 'leader' })
    expect(routed(org, ask({ rated: ['head'], nightAt: '2026-09-26T23:10:00+08:00' }))).toMatchObject({ unit: 'upper.inspect' })
  })
  it('asks who holds the post today, and still knows who stood below whom on the day of the service', () => {
    const promoted = orgOf(units, edges, [
      ...holdings.filter(h => h.unit !== 'enforce' || h.role !== 'leader'),
      hold('officer', 'enforce', 'leader'),
    ])
    expect(routed(town, ask({ today: promoted }))).toMatchObject({ role: 'deputy_head', person: 'incharge' })
  })
  it('refuses a snapshot that cannot know who is kin', () => {
    expect(() => callbackRoute({ ...town, tiesHidden: true }, ask({}))).toThrow(/ties/)
  })
})

describe('the ladder', () => {
  it('names one rung after the other up to the city', () => {
    const at = (rung: Parameters<typeof ladderPost>[2]): string[] => ladderPost(town, 'enforce', rung).map(p => `${p.unit}/${p.role}`)
    expect([
      at('leader'),
      at('deputy_head'),
      at('head'),
      at('supervisor'),
      at('line_superior'),
      at('supervisor_above'),
      at('line_superior_above'),
    ]).toEqual([
      ['enforce/leader'],
      ['enforce/deputy_head'],
      ['court/head'],
      ['zfw.law/supervisor'],
      ['upper.inspect/supervisor'],
      ['cityzfw.law/supervisor'],
      [],
    ])
  })
})

// An independent reference: random trees of organs and departments, written without the functions under test.
const roles: Role[] = ['officer', 'leader', 'deputy_head', 'head', 'supervisor', 'callback_centre']
const randomOrg = fc
  .record({
    organs: fc.integer({ min: 1, max: 5 }),
    departments: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
    posts: fc.array(
      fc.record({ person: fc.nat(11), unit: fc.nat(), role: fc.constantFrom(...roles), deputy: fc.constantFrom(0, 0, 0, 1) }),
      { maxLength: 24 },
    ),
    ties: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 3 }),
    uppers: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
    territory: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    rated: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 2 }),
    at: fc.nat(),
  })
  .map(given => {
    const all = Array.from({ length: given.organs }, (_, i) => unit(`o${i}`))
    // A department hangs below anything made before it, so departments nest.
    for (const [i, below] of given.departments.entries()) all.push(unit(`d${i}`, all[below % all.length]!.id))
    const lines: Edge[] = all.slice(1, given.organs).map((organ, i) => ({
      lower: organ.id,
      upper: `o${given.uppers[i]! % (i + 1)}`,
      kind: 'leads',
      line: given.territory[i] ? 'territory' : 'system',
    }))
    const posts = given.posts.map(p => hold(`p${p.person}`, all[p.unit % all.length]!.id, p.role, p.role === 'officer' ? 0 : p.deputy))
    const ties = given.ties.map(([a, b]): Tie => ({ person: `p${a}`, other: `p${b}`, kind: 'kin' }))
    return { org: orgOf(all, lines, posts, ties), rated: given.rated.map(n => `p${n}`), unit: all[given.at % all.length]!.id }
  })

const topOf = (org: OrgSnapshot, id: string): string => {
  const parent = org.units.get(id)!.parent
  return parent === undefined ? id : topOf(org, parent)
}
const isPartOf = (org: OrgSnapshot, id: string, whole: string): boolean =>
  id === whole || (org.units.get(id)!.parent !== undefined && isPartOf(org, org.units.get(id)!.parent!, whole))
const isAbove = (org: OrgSnapshot, upper: string, lower: string): boolean =>
  org.edges.some(e => e.lower === lower && (e.upper === upper || isAbove(org, upper, e.upper)))
const score = (h: Holding): number =>
  (({ head: 300, deputy_head: 200 }) as Partial<Record<Role, number>>)[h.role] ?? (h.role === 'officer' ? 0 : 100)
const beats = (org: OrgSnapshot, a: Holding, b: Holding): boolean => {
  if (topOf(org, a.unit) !== topOf(org, b.unit)) return false
  const stand = (h: Holding): number => score(h) - (h.role === 'head' || h.role === 'leader' ? h.deputy : 0)
  return (
    stand(a) > stand(b) ||
    (stand(a) === stand(b) && a.role === 'leader' && b.role === 'leader' && a.unit !== b.unit && isPartOf(org, b.unit, a.unit))
  )
}
const mayCall = (org: OrgSnapshot, rated: string[], at: Holding): boolean => {
  if (rated.includes(at.person)) return false
  if (org.ties.some(t => (t.person === at.person && rated.includes(t.other)) || (t.other === at.person && rated.includes(t.person))))
    return false
  const organ = topOf(org, at.unit)
  const own = org.holdings.filter(h => h.person === at.person && topOf(org, h.unit) === organ)
  return org.holdings
    .filter(h => rated.includes(h.person))
    .every(post => {
      const theirs = topOf(org, post.unit)
      return theirs === organ ? own.some(h => beats(org, h, post)) : !isAbove(org, theirs, organ)
    })
}
/** Elsewhere the caller may still take orders from a rated person: he is on the list of subordinates. */
const takesOrders = (org: OrgSnapshot, rated: string[], person: string): boolean =>
  org.holdings.some(
    order =>
      rated.includes(order.person) &&
      ['leader', 'deputy_head', 'head'].includes(order.role) &&
      org.holdings.some(
        h =>
          h.person === person &&
          beats(org, order, h) &&
          (order.role !== 'leader' || isPartOf(org, h.unit, order.unit)) &&
          org.holdings.some(
            post =>
              post.person === order.person &&
              topOf(org, post.unit) === topOf(org, h.unit) &&
              !org.holdings.some(own => own.person === person && beats(org, own, post)),
          ),
      ),
  )

describe('any organisation whatever', () => {
  it('never routes to a barred person nor to one who does not stand above, and refuses only when nobody fit is left above', () => {
    let routes = 0
    fc.assert(
      fc.property(randomOrg, fc.boolean(), ({ org, rated, unit: at }, wantsCentre) => {
        const route = callbackRoute(org, { unit: at, rated, wantsCentre, round: 1 })
        const organ = topOf(org, at)
        const fit = org.holdings.filter(
          h =>
            mayCall(org, rated, h) &&
            !takesOrders(org, rated, h.person) &&
            (() => {
              const theirs = topOf(org, h.unit)
              const elsewhere = theirs !== organ && reaches(org, organ, theirs)
              if (elsewhere) return h.role === 'supervisor' || h.role === 'deputy_head' || h.role === 'head'
              if (theirs !== organ) return false
              return !wantsCentre && (h.role === 'leader' || h.role === 'deputy_head' || h.role === 'head') && isPartOf(org, at, h.unit)
            })(),
        )
        const centres = wantsCentre
          ? org.holdings.filter(
              h =>
                h.role === 'callback_centre' &&
                mayCall(org, rated, h) &&
                !takesOrders(org, rated, h.person) &&
                (topOf(org, h.unit) === organ || isAbove(org, topOf(org, h.unit), organ)),
            )
          : []
        if (isRefusal(route)) {
          expect([...fit, ...centres]).toEqual([])
          return
        }
        routes++
        const holder = org.holdings.find(h => h.unit === route.unit && h.role === route.role && h.person === route.person)
        expect(holder && mayCall(org, rated, holder)).toBe(true)
        expect(route.around).not.toContain(route.person)
        if (wantsCentre) expect(topOf(org, route.unit) === organ ? route.role : 'callback_centre').toBe('callback_centre')
      }),
      { numRuns: 10_000 },
    )
    expect(routes).toBeGreaterThan(2000)
  })

  it('the last to look stands outside of the organ, and nobody else is asked while an organ stands above', () => {
    let outside = 0
    fc.assert(
      fc.property(randomOrg, fc.boolean(), fc.integer({ min: 2, max: 3 }), ({ org, rated, unit: at }, wantsCentre, round) => {
        const route = callbackRoute(org, { unit: at, rated, wantsCentre, round, last: true })
        if (isRefusal(route)) return
        const organ = topOf(org, at)
        const above = org.edges.some(edge => edge.lower === organ)
        if (above) outside++
        expect(topOf(org, route.unit) !== organ).toBe(above)
      }),
      { numRuns: 4000 },
    )
    expect(outside).toBeGreaterThan(200)
  })

  it('never comes back to the same person, nor to the same organ below a grade that has called, however many rounds', () => {
    fc.assert(
      fc.property(randomOrg, ({ org, rated, unit: at }) => {
        const earlier: { unit: string; role: Role; person: string }[] = []
        for (let round = 1; round < 30; round++) {
          const route = callbackRoute(org, { unit: at, rated, wantsCentre: false, round, earlier })
          if (isRefusal(route)) return
          for (const one of earlier) {
            expect(route.person).not.toBe(one.person)
            if (topOf(org, one.unit) === topOf(org, route.unit))
              expect(score({ ...hold('', '', route.role) })).toBeGreaterThan(score(hold('', '', one.role)))
          }
          earlier.push({ unit: route.unit, role: route.role, person: route.person })
        }
        throw new Error('rounds without end')
      }),
      { numRuns: 2000 },
    )
  })
})

/** By one kind of line all the way, as the routes run. */
const reaches = (org: OrgSnapshot, from: string, to: string): boolean =>
  (['system', 'territory'] as const).some(line => {
    const walk = (at: string): boolean => org.edges.some(e => e.line === line && e.lower === at && (e.upper === to || walk(e.upper)))
    return walk(from)
  })
