import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Viewer } from '../../../org/viewer.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../../test/database.ts'
import type { FreshDatabase } from '../../../../test/database.ts'
import { aService, makeOffice } from '../../../../test/evaluation.ts'
import type { Answer, Office } from '../../../../test/evaluation.ts'
import { createKey } from '../../../org/access/index.ts'
import { readFigures } from '../figures.ts'
import { aboutWords } from '../release.ts'
import { decideWords, listWords } from '../store/words.ts'

let database: FreshDatabase
let office: Office
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const keyed = async (more: object): Promise<(services: readonly object[]) => Promise<Answer>> => {
  const { token } = await office.house.as({ kind: 'system', city: office.city, name: 'import' }, tx =>
    createKey(tx, office.house.keys, office.city, { name: randomUUID(), scopes: ['services'], ...more }),
  )
  return services =>
    office.app.inject({ method: 'POST', url: '/api/services', headers: { authorization: `Bearer ${token}` }, payload: { services } })
}
type Results = {
  results: {
    id?: string
    ratingUrl?: string
    parties?: { ref: string; ratingUrl: string }[]
    errors?: { type: string; title: string; field: string }[]
  }[]
}

describe('a push of services', () => {
  it('gives the same id and the same link to the same externalId, and each party its own', async () => {
    const pair = aService('pair', { party: undefined, parties: [{ ref: '原告', phone: '13800000001' }, { ref: '被告' }] })
    const push = await keyed({ seesLinks: true })
    const [one, two] = [(await push([pair])).json() as Results, (await push([pair])).json() as Results]
    expect(two).toEqual(one)
    expect(one.results[0]?.parties?.map(party => party.ref)).toEqual(['原告', '被告'])
    expect(new Set(one.results[0]?.parties?.map(party => party.ratingUrl)).size).toBe(2)
    const { rows } = await office.house.as({ kind: 'system', city: office.city, name: 'mixer' }, tx =>
      sql`select from evaluation.link l join evaluation.service s on s.city = l.city and s.id = l.service where s.external_id = 'pair'`.execute(
        tx,
      ),
    )
    expect(rows).toHaveLength(2)
  })

  it('shows a key no link that it may not see, and refuses lines and units beyond it', async () => {
    const blind = await keyed({ seesLinks: false })
    expect(Object.keys(((await blind([aService('blind')])).json() as Results).results[0] ?? {}).sort()).toEqual([
      'externalId',
      'id',
      'index',
    ])
    const narrow = await keyed({ seesLinks: true, lines: ['court.window'], units: [office.unit.division] })
    const { results } = (
      await narrow([
        aService('n1'),
        aService('n2', { line: 'court.window' }),
        aService('n3', { line: 'court.window', unit: 'court.trial' }),
      ])
    ).json() as Results
    expect(results.map(result => result.errors?.[0]?.field ?? 'taken')).toEqual(['line', 'taken', 'unit'])
    const whole = await keyed({ seesLinks: true, units: [office.unit.court] })
    expect(((await whole([aService('n4', { unit: 'court.trial' })])).json() as Results).results[0]?.errors).toBeUndefined()
  })

  it('names each faulty row and its field, and takes the others', async () => {
    const results = await office.push([
      aService('ok'),
      aService('f1', { unit: 'nowhere' }),
      aService('f2', { line: 'nothing' }),
      aService('f3', { officer: 'nobody' }),
      aService('f4', { finishedAt: '2027-01-01T00:00:00Z' }),
      aService('f5', { finishedAt: '昨天' }),
      aService('ok'),
      aService('f6', { surplus: 1 }),
    ])
    expect(results.map(result => result.errors?.[0]?.field ?? 'taken')).toEqual([
      'taken',
      'unit',
      'line',
      'officer',
      'finishedAt',
      'finishedAt',
      'externalId',
      'surplus',
    ])
  })

  it('names every fault of a row with its place in the request and a sentence, so that a list is mended in one go', async () => {
    const results = await office.push([
      aService('all-ok', {
        parties: [
          { ref: '甲', phone: '0871-65000000' },
          { ref: '乙', phone: '' },
        ],
        party: undefined,
      }),
      {
        externalId: 'all-bad',
        line: 'nothing',
        unit: 'nowhere',
        officer: 'nobody',
        outcome: ' ',
        finishedAt: '昨天',
        parties: [
          { ref: '甲', phone: '138 0000' },
          { ref: '乙', phone: '23456' },
          { ref: '甲', phone: '13800000001' },
        ],
        caseId: 'x'.repeat(81),
        surplus: 1,
      },
      [],
    ])
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2])
    expect(results[0]?.errors).toBeUndefined()
    expect(results[1]?.errors?.map(({ field }) => field).sort()).toEqual([
      'caseId',
      'finishedAt',
      'line',
      'officer',
      'outcome',
      'parties.1.phone',
      'parties.2.ref',
      'surplus',
      'unit',
    ])
    for (const { title } of results[1]?.errors ?? []) expect(title).toMatch(/[。.]$/)
    expect(results[1]?.errors?.map(({ title }) => title).join(), 'a number is nothing to be repeated').not.toContain('23456')
    expect(results[2]?.errors).toMatchObject([{ type: 'urn:huiyin:service_invalid', field: 'service' }])
  })

  it('takes a row whole or not at all, and with allOrNone no row beside a faulty one', async () => {
    const known = async (externalId: string): Promise<number> =>
      office.house.as(
        { kind: 'system', city: office.city, name: 'import' },
        async tx => (await sql`select from evaluation.service s where s.external_id = ${externalId}`.execute(tx)).rows.length,
      )
    const push = (payload: object): Promise<Answer> =>
      office.app.inject({ method: 'POST', url: '/api/services', headers: { authorization: `Bearer ${office.apiKey}` }, payload })
    const rows = [aService('half-a'), aService('half-b', { party: { ref: 'p', phone: '无' } })]
    const none = ((await push({ services: rows, allOrNone: true })).json() as Results).results
    expect(none).toMatchObject([{ index: 1, externalId: 'half-b', errors: [{ field: 'party.phone' }] }])
    expect([await known('half-a'), await known('half-b')]).toEqual([0, 0])
    expect(((await push({ services: rows })).json() as Results).results.map(result => result.errors?.[0]?.field ?? 'taken')).toEqual([
      'taken',
      'party.phone',
    ])
    expect([await known('half-a'), await known('half-b')]).toEqual([1, 0])
  })

  it('needs a key with the scope, and takes a thousand at most', async () => {
    expect((await office.app.inject({ method: 'POST', url: '/api/services', payload: { services: [aService('x')] } })).statusCode).toBe(401)
    expect((await (await keyed({ scopes: ['else'] }))([aService('x')])).statusCode).toBe(403)
    const push = await keyed({ seesLinks: true })
    expect((await push(Array.from({ length: 1001 }, (_, at) => aService(`m${at}`)))).statusCode).toBe(400)
    expect((await push([])).statusCode).toBe(400)
  })

  it('answers the same whether or not the link has been used: a key cannot ask who has rated', async () => {
    const push = await keyed({ seesLinks: true })
    const before = (await push([aService('asked')])).body
    await office.rate((JSON.parse(before) as Results).results[0]?.ratingUrl as string, { overall: 1 })
    expect((await push([aService('asked')])).body).toBe(before)
  })
})

describe('what has been released', () => {
  it('is read as sums of whole batches, words only after somebody above has read them', async () => {
    const links = (await office.push(Array.from({ length: 30 }, (_, at) => aService(`fig-${at}`)))).map(result => result.ratingUrl)
    for (const [at, url] of links.slice(0, 12).entries())
      await office.rate(url, {
        overall: 1 + (at % 5),
        seconds: 12 + at,
        ...(at < 3 ? { reasons: ['rude'], words: `说话难听，找${at}` } : {}),
      })
    office.clock.moveTo(new Date('2026-10-12T10:00:00+08:00'))
    await office.sweep()
    const leader = office.viewer(office.person.leader, office.unit.division, 'leader')
    const figures = await office.house.as(leader, tx => readFigures(tx, { calls: true }))
    expect(figures.releasedUpTo).toBe('2026-W38')
    // The one link rated above, in the same week, is among them; rateable are all who were asked, not only who answered.
    expect(figures.units).toMatchObject([
      {
        unit: office.unit.division,
        batches: 1,
        ratings: 13,
        poor: 7,
        levels: { overall: { counts: [4, 3, 2, 2, 2], withheldBatches: 0 } },
        reasons: [{ code: 'rude', count: 3 }],
      },
    ])
    const [row] = figures.units
    expect(row!.coverage.silent).toBe(row!.coverage.rateable - 13)
    expect((await office.house.as(leader, tx => readFigures(tx, { calls: false }))).units[0]!.calls).toBeNull()
    // Twelve people's seconds would show one person's haste; nobody rated by a window's code.
    expect([figures.seconds, figures.windows]).toEqual([[], []])

    const seen = async (person: string, unit: string, role: string): Promise<number> =>
      office.house.as(office.viewer(person, unit, role), async tx => (await listWords(tx, 'unread', undefined, undefined, 50)).length)
    expect(await seen(office.person.officer, office.unit.division, 'officer')).toBe(0)
    expect(await seen(office.person.leader, office.unit.division, 'leader')).toBe(0)
    expect(
      await seen(office.person.centre, office.unit.centre, 'callback_centre'),
      'the centre of the same organ sits beside the rated, not above',
    ).toBe(0)
    const above = await office.above()
    expect(await seen(above.person, above.district, 'supervisor'), 'one step up the territory').toBe(3)
    expect(await seen(above.person, above.city, 'callback_centre'), 'two steps up').toBe(3)
    expect(await seen(above.person, above.city, 'leader'), 'a post that does not read').toBe(0)
    expect(await seen(above.person, above.beside, 'supervisor'), 'an organ that stands above nobody').toBe(0)
    const reader = office.viewer(above.person, above.city, 'callback_centre') as Extract<Viewer, { kind: 'person' }>
    const alsoWithin: Viewer = { ...reader, posts: [...reader.posts, { unit: office.unit.other, role: 'officer' }] }
    expect(
      await office.house.as(alsoWithin, async tx => (await listWords(tx, 'unread', undefined, undefined, 50)).length),
      'whoever also serves in the organ',
    ).toBe(0)
    const [first, second] = await office.house.as(reader, tx => listWords(tx, 'unread', undefined, undefined, 50))
    const { keys } = office.house
    expect(keys.open('matter.rating', first!.sealed, aboutWords(office.city, first!.id)).toString()).toContain('说话难听')
    expect(await office.house.as(reader, tx => decideWords(tx, first!.id, 'released', first!.sealed, null))).toBe(true)
    expect(await office.house.as(reader, tx => decideWords(tx, first!.id, 'kept_back', first!.sealed, '看得出是谁'))).toBe(false)
    await expect(
      office.house.as(reader, tx => decideWords(tx, second!.id, 'kept_back', second!.sealed, null)),
      'kept back without a reason',
    ).rejects.toThrow()
    await expect(office.house.as(leader, tx => decideWords(tx, second!.id, 'released', second!.sealed, null))).resolves.toBe(false)
    // A word can be known by its tongue: released, it is for its unit and those above, and not for the rest of the city.
    const third = (
      await office.house.as(reader, tx => listWords(tx, 'unread', undefined, first!.id < second!.id ? second!.id : undefined, 50))
    ).find(row => row.id !== second!.id)!
    expect(await office.house.as(reader, tx => decideWords(tx, third.id, 'released', third.sealed, null))).toBe(true)
    const told = (person: string, unit: string, role: string, after?: string, most = 50): Promise<readonly string[]> =>
      office.house.as(office.viewer(person, unit, role), async tx =>
        (await listWords(tx, 'released', undefined, after, most)).map(row => row.id),
      )
    const both = [first!.id, third.id].sort()
    for (const [person, unit, role] of [
      [office.person.leader, office.unit.division, 'leader'],
      [office.person.officer, office.unit.division, 'clerk'],
      [office.person.head, office.unit.court, 'head'],
      [above.person, above.district, 'supervisor'],
    ] as const)
      expect(await told(person, unit, role), role).toEqual(both)
    for (const [person, unit, role] of [
      [office.person.leader, office.unit.other, 'leader'],
      [office.person.officer, office.unit.court, 'clerk'],
      [office.person.centre, office.unit.centre, 'callback_centre'],
      [office.person.discipline, office.unit.court, 'discipline'],
      [above.person, above.beside, 'supervisor'],
      [above.person, above.city, 'head'],
      [above.person, above.city, 'audit_admin'],
    ] as const)
      expect(await told(person, unit, role), `${role} elsewhere`).toEqual([])
    expect(
      [
        await told(office.person.leader, office.unit.division, 'leader', undefined, 1),
        await told(office.person.leader, office.unit.division, 'leader', both[0], 1),
        await told(office.person.leader, office.unit.division, 'leader', both[1]),
      ],
      'page by page',
    ).toEqual([[both[0]], [both[1]], []])
  })
})
