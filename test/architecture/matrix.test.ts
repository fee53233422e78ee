import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'
import { startWholeHouse } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { administrators, cellsOf, judge, lanes, pick, relations, roles, secrets } from './matrix.ts'
import type { Cell, Person, Standing, State } from './matrix.ts'
import { matrix } from './matrix.list.ts'
import { routes } from './routes.list.ts'

const whole = process.env['HUIYIN_MATRIX'] === 'all'
const seed = Number(process.env['HUIYIN_SEED'] ?? 20261125)
let house: WholeHouse
const people = new Map<string, Person>()
const matters = {} as Record<State, Standing>

const app = () => house.running.app
const as = <T>(name: 'import' | 'loops' | 'sign_in', work: (tx: any) => Promise<T>): Promise<T> =>
  house.running.house.as({ kind: 'system', city: house.running.house.city, name }, work)

/** Four matters in four states, and for each role and each relation a person of their own with a session. */
beforeAll(async () => {
  house = await startWholeHouse({
    database: await freshDatabase(),
    demo: true,
    start: '2026-09-16T15:00:00+08:00',
    console: false,
    logins: ['hanfang'],
  })
  const { city, keys, clock } = house.running.house
  const serve = async (externalId: string): Promise<string> =>
    new URL(
      (
        await app().inject({
          method: 'POST',
          url: '/api/services',
          headers: { authorization: `Bearer ${house.apiKey}` },
          payload: {
            services: [
              {
                externalId,
                line: 'court.enforcement',
                unit: 'ld.court.enforcement',
                officer: 'YX0009',
                parties: [{ ref: externalId, name: '邓阿婆', phone: secrets.phone }],
                outcome: '办结',
                finishedAt: '2026-09-16T14:30:00+08:00',
              },
            ],
          },
        })
      ).json<{ results: { ratingUrl: string }[] }>().results[0]!.ratingUrl,
    ).pathname
  const rate = async (name: string, body: object): Promise<void> => {
    expect(
      (await app().inject({ method: 'POST', url: await serve(name), headers: { 'idempotency-key': `m-${name}` }, payload: body }))
        .statusCode,
    ).toBe(201)
  }
  const callback = { wanted: true, how: 'phone', by: 'department', phone: secrets.phone }
  const opened = async (kind: string): Promise<readonly string[]> =>
    as('loops', async tx =>
      (await sql<{ id: string }>`select id from engine.matter where kind = ${kind} order by opened_at, id`.execute(tx)).rows.map(
        row => row.id,
      ),
    )
  for (const name of ['waiting', 'contacted', 'handed']) {
    await rate(name, { levels: { result: 1 }, reasons: ['same_form_again'], words: secrets.words, callback })
    await house.running.beat()
  }
  const known = await opened('callback')
  await rate('accused', { overall: 3, sealed: secrets.accusation })
  await house.running.beat()
  const cookie = (
    await app().inject({ method: 'POST', url: '/api/session', payload: { login: 'hanfang', password: '柳渡口的水声 听得很远很远' } })
  ).cookies.find(one => one.name === 'huiyin_session')!.value
  const act = async (matter: string, action: string, input?: object): Promise<void> => {
    const answer = await app().inject({
      method: 'POST',
      url: `/api/matters/${matter}/actions/${action}`,
      cookies: { huiyin_session: cookie },
      payload: input ? { input } : {},
    })
    expect([action, answer.statusCode, answer.body.slice(0, 200)]).toEqual([action, 200, expect.anything()])
  }
  await act(known[1]!, 'open_number', { purpose: 'first_call' })
  await act(known[1]!, 'record_call', { what_was_wrong: secrets.words, cause: 'documents', head: 'mechanism', speed_agreed: false })
  await act(known[2]!, 'open_number', { purpose: 'first_call' })
  const ids: Record<State, string> = {
    awaiting_contact: known[0]!,
    contacted: known[1]!,
    acknowledged: known[2]!,
    report: (await opened('report'))[0]!,
  }
  const unitOf = new Map(
    (await as('import', async tx => (await sql<{ code: string; id: string }>`select code, id from org.unit`.execute(tx)).rows)).map(row => [
      row.code,
      row.id,
    ]),
  )
  const seats = await as(
    'loops',
    async tx =>
      (
        await sql<{
          matter: string
          unit: string
          role: string
          person: string | null
          sight: string
        }>`select matter, unit, role, person, sight from engine.seat`.execute(tx)
      ).rows,
  )
  const own = unitOf.get('ld.court.enforcement')!
  const court = unitOf.get('ld.court')!
  const beside = (
    await as(
      'import',
      async tx =>
        (await sql<{ id: string }>`select id from org.unit where parent = ${court} and id <> ${own} order by code limit 1`.execute(tx))
          .rows,
    )
  )[0]!.id
  const sibling = (
    await as(
      'import',
      async tx =>
        (
          await sql<{ id: string }>`select id from org.unit where kind = 'organ' and organ = 'procuratorate' order by code limit 1`.execute(
            tx,
          )
        ).rows,
    )
  )[0]!.id
  const above = seats.find(one => one.role === 'supervisor')!.unit
  const places: Readonly<Record<(typeof relations)[number], string>> = { own, subject: own, beside, organ: court, sibling, above }
  const now = clock.now()
  await as('import', async tx => {
    for (const role of roles) {
      for (const relation of relations) {
        if (role === 'anonymous' || role === 'key') continue
        const [person, account] = [randomUUID(), randomUUID()]
        await sql`insert into org.person (city, id, code, name) values (${city}, ${person}, ${`M-${role}-${relation}`}, '矩阵人')`.execute(
          tx,
        )
        await sql`insert into org.account (city, id, login, person, password_hash) values (${city}, ${account}, ${`m-${role}-${relation}`.replaceAll('_', '-')}, ${person}, 'none')`.execute(
          tx,
        )
        if (role === 'duty_leader')
          await sql`insert into org.duty (city, id, unit, person, from_at, until_at) values (${city}, ${randomUUID()}, ${places[relation]}, ${person}, ${new Date(now.getTime() - 3_600_000)}, ${new Date(now.getTime() + 86_400_000)})`.execute(
            tx,
          )
        else
          await sql`insert into org.post (city, id, unit, role, person, held_from, held_until) values (${city}, ${randomUUID()}, ${places[relation]}, ${role}, ${person}, ${role === 'inspector' ? '2026-09-01' : '2026-01-05'}, ${role === 'inspector' ? '2026-12-31' : null})`.execute(
            tx,
          )
        people.set(`${role} ${relation}`, {
          person,
          account,
          unit: places[relation],
          role,
          token: keys.randomBytes(32).toString('base64url'),
        })
      }
    }
  })
  const real = new Date()
  await as('sign_in', async tx => {
    for (const { account, token } of people.values())
      await sql`insert into org.session (city, digest, account, created_at, seen_at, expires_at, fresh_at) values (${city}, ${keys.digest('session', token)}, ${account}, ${real}, ${real}, ${new Date(real.getTime() + 8 * 3_600_000)}, ${real})`.execute(
        tx,
      )
  })
  const subjects = [...people].filter(([name]) => name.endsWith(' subject')).map(([, one]) => one.person)
  for (const [state, id] of Object.entries(ids) as [State, string][]) {
    await as('loops', tx => sql`select engine.reseat(${id}, '[]'::jsonb, ${subjects}::uuid[], array[]::text[])`.execute(tx))
    const number = await as(
      'loops',
      async tx => (await sql<{ number: string }>`select number from engine.matter where id = ${id}`.execute(tx)).rows[0]!.number,
    )
    matters[state] = { id, number, lane: lanes[state], barred: subjects, seats: seats.filter(seat => seat.matter === id) }
  }
}, 180_000)
afterAll(() => house?.running.stop())

const run = async (cells: readonly Cell[]): Promise<{ readonly asked: number; readonly faults: readonly string[] }> => {
  let asked = 0
  const faults: string[] = []
  for (const cell of cells) {
    faults.push(...(await judge(app(), cell, people.get(`${cell.role} ${cell.relation}`), matters[cell.state], house.apiKey, asked++)))
    if (faults.length > 20) break
  }
  return { asked, faults }
}

describe('the permission matrix (A-01)', () => {
  it('has each route of the house, with who may call it as the route itself says; a route that is not in the file fails', () => {
    expect(Object.keys(matrix).sort()).toEqual(
      app()
        .routeFacts.map(fact => `${fact.method} ${fact.url}`)
        .sort(),
    )
    for (const [route, line] of Object.entries(matrix)) {
      const [, permission] = routes[route]!
      expect([
        route,
        line.may === 'public'
          ? 'public'
          : typeof line.may === 'string' && line.may.startsWith('key:')
            ? line.may
            : line.may === 'signed_in'
              ? 'session'
              : `role:${[...(line.may as readonly string[])].sort().join(',')}`,
      ]).toEqual([route, permission.startsWith('role:') ? `role:${permission.slice(5).split(',').sort().join(',')}` : permission])
    }
  })

  it(
    `every cell of ${whole ? 'it' : 'a drawn sample of it'} answers as the file says, and no answer carries what its asker may not see`,
    { timeout: 3_600_000 },
    async () => {
      const all = cellsOf(matrix)
      const cells = whole ? all : pick(all, 1_500, seed)
      const result = await run(cells)
      console.log(
        `matrix: ${Object.keys(matrix).length} routes × ${roles.length} roles × ${relations.length} relations × ${Object.keys(lanes).length} states = ${all.length} cells; asked ${result.asked} (seed ${seed}); ${result.faults.length} leaks or wrong answers`,
      )
      expect(result.faults).toEqual([])
    },
  )

  it(
    'the three administrators read no content by any route (A-07): every route that reads, every one of the three, every relation',
    { timeout: 600_000 },
    async () => {
      const cells = cellsOf(matrix).filter(
        cell =>
          administrators.includes(cell.role) &&
          cell.route.startsWith('GET ') &&
          cell.state === (cell.relation === 'own' ? 'report' : 'contacted'),
      )
      expect(cells.length).toBeGreaterThan(200)
      expect((await run(cells)).faults).toEqual([])
    },
  )

  it('finds what is planted: a secret in an answer, a matter that is told, a door that stands open', async () => {
    const plant = async (status: number, body: string, route = 'GET /api/matters/:id'): Promise<readonly string[]> => {
      const stand = { inject: async () => ({ statusCode: status, body }) }
      return judge(
        stand as never,
        { route, role: 'clerk', relation: 'own', state: 'contacted' },
        people.get('clerk own'),
        matters.contacted,
        '',
        0,
      )
    }
    expect(await plant(404, '{"type":"urn:huiyin:not_found"}')).toEqual([])
    expect(await plant(200, '{}')).not.toEqual([])
    expect(await plant(404, secrets.words)).not.toEqual([])
    expect(await plant(200, `{"items":["${matters.contacted.id}"]}`, 'GET /api/matters')).not.toEqual([])
    expect(await plant(200, '{}', 'GET /api/discipline/desk')).not.toEqual([])
  })
})
