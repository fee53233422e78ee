import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { freshDatabase } from './database.ts'
import { MovableClock } from '../src/platform/clock.ts'
import { testKeys } from '../src/platform/crypto/index.ts'
import type { Database, Tx } from '../src/platform/database/contract.ts'
import { buildHttp } from '../src/platform/http/index.ts'
import type { App } from '../src/platform/http/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { makeAs } from '../src/org/as.ts'
import type { Viewer } from '../src/org/viewer.ts'
import { Access, accessProblems, accessRoutes, createAccount, deviceCookie, sessionCookie } from '../src/org/access/index.ts'

export const city = 'town'
export const keys = testKeys()
export const password = 'Kunyang-lu-1907'
export const hour = 3_600_000
export const court = randomUUID()
export const office = randomUUID()
export let database: Database
export let app: App
export let access: Access
export let houseClock: MovableClock
export let realClock: MovableClock
export let waited: number[]

export const write = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  makeAs(database)({ kind: 'system', city, name: 'import' }, work)

/** One organ with its console's edge, on clocks that stand until they are moved. */
export const openOffice = async (): Promise<void> => {
  database = await freshDatabase()
  houseClock = new MovableClock(new Date('2026-11-24T02:00:00Z'))
  realClock = new MovableClock(new Date('2026-11-24T02:00:00Z'))
  waited = []
  access = new Access({
    as: makeAs(database),
    keys,
    city,
    clock: houseClock,
    realClock,
    wait: async seconds => {
      waited.push(seconds)
    },
  })
  app = await buildHttp<Viewer>({
    config: { demo: false, publicUrl: 'https://huiyin.example' },
    log: silentLog,
    publicViewer: access.publicViewer,
    resolveViewer: access.resolveViewer,
    problems: [accessProblems],
  })
  await app.register(accessRoutes({ access, city, cityName: () => '云溪市', demo: false, desksOf: async () => [] }))
  app.get('/api/work', { config: { permission: 'role:leader' } }, async request => request.viewer)
  app.get('/api/any', { config: { permission: 'session' } }, async request => request.viewer)
  app.post('/api/services', { config: { permission: 'key:services' } }, async request => request.viewer)
  await write(async tx => {
    await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${court}, 'court', '云溪市人民法院', 'organ', 'city', 'court', null), (${city}, ${office}, 'filing', '立案庭', 'department', 'city', 'court', ${court})`.execute(
      tx,
    )
  })
}
export const closeOffice = async () => {
  await app.close()
  await database.close()
}

export let people = 0
export const newPerson = async (
  more: { mustChange?: boolean; until?: string } = {},
): Promise<{ login: string; person: string; account: string; post: string }> => {
  const login = `person${++people}`
  const [person, post] = [randomUUID(), randomUUID()]
  let account = ''
  await write(async tx => {
    await sql`insert into org.person (city, id, code, name) values (${city}, ${person}, ${`P${people}`}, '周敏之')`.execute(tx)
    await sql`insert into org.post (city, id, unit, role, person, title, held_from, held_until) values (${city}, ${post}, ${office}, 'leader', ${person}, null, '2026-01-01', ${more.until ?? null})`.execute(
      tx,
    )
    const made = await createAccount(tx, keys, city, { login, person, password, names: ['周敏之'], mustChange: more.mustChange ?? false })
    account = (made as { id: string }).id
  })
  return { login, person, account, post }
}

export interface Cookies {
  session: string
  device: string
}
export const signIn = async (
  login: string,
  given: { password?: string; cookies?: Partial<Record<string, string>>; from?: string } = {},
) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: given.password ?? password },
    cookies: given.cookies as Record<string, string>,
    remoteAddress: given.from ?? '203.0.113.7',
  })
  const cookie = (name: string): string => answer.cookies.find(one => one.name === name)?.value ?? ''
  return { answer, cookies: { session: cookie(sessionCookie), device: cookie(deviceCookie) } satisfies Cookies }
}
export const ask = async (url: string, token: string, headers: Record<string, string> = {}) =>
  app.inject({ url, cookies: { [sessionCookie]: token }, headers })
export const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
