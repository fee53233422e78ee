import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { MovableClock } from '../../platform/clock.ts'
import { testKeys } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/database/contract.ts'
import { buildHttp } from '../../platform/http/index.ts'
import type { App } from '../../platform/http/index.ts'
import { silentLog } from '../../platform/log.ts'
import { makeAs } from '../as.ts'
import type { Viewer } from '../viewer.ts'
import { Access, accessProblems, accessRoutes, createAccount } from './index.ts'

const city = 'town'
const keys = testKeys()
const password = 'Kunyang-lu-1907'
const clock = new MovableClock(new Date('2026-11-24T02:00:00Z'))
let database: Database
interface Server {
  readonly app: App
  readonly access: Access
  readonly waited: number[]
}
const servers: Server[] = []

const as = (name: 'import' | 'sign_in', work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  makeAs(database)({ kind: 'system', city, name }, work)

/** Each knows of the others only what stands in the database. */
const startServer = async (): Promise<Server> => {
  const waited: number[] = []
  const access = new Access({
    as: makeAs(database),
    keys,
    city,
    clock,
    realClock: clock,
    demo: true,
    wait: async seconds => {
      waited.push(seconds)
    },
  })
  const app = await buildHttp<Viewer>({
    config: { demo: true, publicUrl: 'http://localhost' },
    log: silentLog,
    publicViewer: access.publicViewer,
    resolveViewer: access.resolveViewer,
    problems: [accessProblems],
  })
  await app.register(accessRoutes({ access, city, cityName: () => '云溪市', demo: true, desksOf: async () => [] }))
  return { app, access, waited }
}
beforeAll(async () => {
  database = await freshDatabase()
  for (let i = 0; i < 2; i++) servers.push(await startServer())
})
afterAll(async () => {
  for (const { app } of servers) await app.close()
  await database.close()
})

let people = 0
const newLogin = async (): Promise<string> => {
  const login = `person${++people}`
  await as('import', async tx => {
    const person = randomUUID()
    await sql`insert into org.person (city, id, code, name) values (${city}, ${person}, ${`P${people}`}, '周敏之')`.execute(tx)
    await createAccount(tx, keys, city, { login, person, password, names: ['周敏之'], mustChange: false })
  })
  return login
}
const signIn = (server: Server, login: string, given: { password?: string; from?: string; device?: string } = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: given.password ?? password },
    remoteAddress: given.from ?? '203.0.113.7',
    ...(given.device ? { cookies: { huiyin_device: given.device } } : {}),
  })
const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>, name: string): string =>
  answer.cookies.find(one => one.name === name)?.value ?? ''
/** What the last attempt on this server was held back for; 0 when it was not. */
const waitOf = async (server: Server, attempt: () => Promise<unknown>): Promise<number> => {
  server.waited.length = 0
  await attempt()
  return server.waited[0] ?? 0
}

describe('guessing on several servers', () => {
  it('is slowed as on one: a guesser who changes the server with each guess gains nothing', async () => {
    const login = await newLogin()
    const waits: number[] = []
    for (let i = 0; i < 9; i++)
      waits.push(
        await waitOf(servers[i % 2]!, () => signIn(servers[i % 2]!, login, { password: `guess number ${i}`, from: `10.0.${i}.1` })),
      )
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8])
  })

  it('slows a network that sprays many accounts over all of them', async () => {
    for (let i = 0; i < 40; i++) await signIn(servers[i % 2]!, `nobody${i}`, { password: 'not this one', from: '10.77.0.1' })
    expect(await waitOf(servers[0]!, () => signIn(servers[0]!, 'nobody-else', { password: 'not this one', from: '10.77.0.9' }))).toBe(42)
    expect(await waitOf(servers[1]!, () => signIn(servers[1]!, 'nobody-else', { password: 'not this one', from: '10.78.0.9' }))).toBe(0)
  })

  it('locks nobody out: the owner’s own browser is not slowed by strangers, on whichever server, and a new place only waits', async () => {
    const login = await newLogin()
    const device = cookieOf(await signIn(servers[0]!, login, { from: '192.0.2.1' }), 'huiyin_device')
    for (let i = 0; i < 12; i++) await signIn(servers[i % 2]!, login, { password: 'not this one', from: `10.1.${i}.1` })
    for (const server of servers) {
      expect(
        await waitOf(server, async () => {
          expect((await signIn(server, login, { from: '10.200.0.1', device })).statusCode).toBe(200)
        }),
      ).toBe(0)
      expect(
        await waitOf(server, async () => {
          expect((await signIn(server, login, { from: '10.201.0.1' })).statusCode).toBe(200)
        }),
      ).toBeGreaterThan(0)
    }
  })

  it('forgets after a quarter of an hour, and keeps neither a name nor an address meanwhile', async () => {
    const login = await newLogin()
    for (let i = 0; i < 8; i++) await signIn(servers[0]!, login, { password: 'not this one', from: '10.9.9.9' })
    await as('sign_in', async tx => {
      const lines = (await sql<{ line: string }>`select f::text as line from org.sign_in_failure f`.execute(tx)).rows
        .map(row => row.line)
        .join('\n')
      expect(lines).not.toMatch(
        new RegExp(`${login}|10\\.9\\.9|${Buffer.from(login).toString('hex')}|${Buffer.from('10.9.9').toString('hex')}`),
      )
    })
    expect(await waitOf(servers[1]!, () => signIn(servers[1]!, login, { password: 'not this one', from: '10.9.9.9' }))).toBe(8)
    clock.moveTo(new Date(clock.now().getTime() + 15 * 60_000 + 1_000))
    expect(await waitOf(servers[1]!, () => signIn(servers[1]!, login, { password: 'not this one', from: '10.9.9.9' }))).toBe(0)
    clock.moveTo(new Date(clock.now().getTime() + 15 * 60_000 + 1_000))
    await servers[0]!.access.forgetOutdated()
    await as('sign_in', async tx => {
      expect((await sql`select from org.sign_in_failure`.execute(tx)).rows).toHaveLength(0)
    })
  })
})

describe('a session on several servers (L-02)', () => {
  const ask = (server: Server, session: string) => server.app.inject({ url: '/api/session', cookies: { huiyin_session: session } })
  it('is one: valid on each, and over on each once it is signed out on one', async () => {
    const session = cookieOf(await signIn(servers[0]!, await newLogin()), 'huiyin_session')
    expect([(await ask(servers[0]!, session)).statusCode, (await ask(servers[1]!, session)).statusCode]).toEqual([200, 200])
    await servers[1]!.app.inject({ method: 'DELETE', url: '/api/session', cookies: { huiyin_session: session } })
    expect([(await ask(servers[0]!, session)).statusCode, (await ask(servers[1]!, session)).statusCode]).toEqual([401, 401])
  })

  it('counts towards the same five, and a session that another server was given beforehand ends at sign-in there', async () => {
    const login = await newLogin()
    const planted = cookieOf(await signIn(servers[0]!, await newLogin()), 'huiyin_session')
    const own = await servers[1]!.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login, password },
      cookies: { huiyin_session: planted },
    })
    expect(cookieOf(own, 'huiyin_session')).not.toBe(planted)
    expect((await ask(servers[0]!, planted)).statusCode).toBe(401)
    const sessions: string[] = []
    for (let i = 0; i < 6; i++) {
      clock.moveTo(new Date(clock.now().getTime() + 1_000))
      sessions.push(cookieOf(await signIn(servers[i % 2]!, login), 'huiyin_session'))
    }
    expect(await Promise.all(sessions.map(async (one, i) => (await ask(servers[i % 2]!, one)).statusCode))).toEqual([
      401, 200, 200, 200, 200, 200,
    ])
  })
})
