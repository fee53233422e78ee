import { Secret, TOTP } from 'otpauth'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAuthenticator } from '../../../test/authenticator.ts'
import { freshDatabase } from '../../../test/database.ts'
import { MovableClock } from '../../platform/clock.ts'
import { testKeys } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/database/contract.ts'
import { buildHttp } from '../../platform/http/index.ts'
import type { App } from '../../platform/http/index.ts'
import { silentLog } from '../../platform/log.ts'
import { makeAs } from '../as.ts'
import type { Role, Viewer } from '../viewer.ts'
import { Access, accessProblems, accessRoutes, createAccount, deviceCookie, sessionCookie } from './index.ts'
import { accessSettings } from './settings.ts'

const city = 'town'
const keys = testKeys()
const password = 'Kunyang-lu-1907'
const court = randomUUID()
const origin = 'https://huiyin.example'
const clock = new MovableClock(new Date('2026-11-24T02:00:00Z'))
let database: Database
let app: App
let access: Access
const later = (seconds: number): void => clock.moveTo(new Date(clock.now().getTime() + seconds * 1000))
const within = <T>(name: 'import' | 'sign_in', work: (tx: Tx) => Promise<T>): Promise<T> =>
  makeAs(database)({ kind: 'system', city, name }, work)

beforeAll(async () => {
  database = await freshDatabase()
  access = new Access({
    as: makeAs(database),
    keys,
    city,
    clock,
    realClock: clock,
    publicUrl: origin,
    settings: () => accessSettings.parse({ second_factor_roles: ['discipline'], second_factor_grace_days: 3 }),
    wait: async () => {},
  })
  app = await buildHttp<Viewer>({
    config: { demo: false, publicUrl: origin },
    log: silentLog,
    publicViewer: access.publicViewer,
    resolveViewer: access.resolveViewer,
    problems: [accessProblems],
  })
  await app.register(accessRoutes({ access, city, cityName: () => '云溪市', demo: false, desksOf: async () => [] }))
  app.get('/api/any', { config: { permission: 'session' } }, async request => request.viewer)
  app.get('/api/sealed', { config: { permission: 'session', fresh: true } }, async () => ({ opened: true }))
  await within('import', tx =>
    sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${court}, 'court', '云溪市人民法院', 'organ', 'city', 'court', null)`.execute(
      tx,
    ),
  )
})
afterAll(async () => {
  await app.close()
  await database.close()
})

let people = 0
const newLogin = async (role: Role = 'leader'): Promise<string> => {
  const login = `person${++people}`
  await within('import', async tx => {
    const person = randomUUID()
    await sql`insert into org.person (city, id, code, name) values (${city}, ${person}, ${`P${people}`}, '周敏之')`.execute(tx)
    await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${court}, ${role}, ${person}, '2026-01-01')`.execute(
      tx,
    )
    await createAccount(tx, keys, city, { login, person, password, names: ['周敏之'], mustChange: false })
  })
  return login
}
/** Each call comes from another network, so that the limits of the HTTP floor do not hide what is tested here. */
let calls = 0
interface Browser {
  session: string
  device: string
}
const send = async (browser: Browser, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
  const answer = await app.inject({
    method,
    url,
    remoteAddress: `10.${++calls >> 8}.${calls & 255}.1`,
    cookies: { [sessionCookie]: browser.session, [deviceCookie]: browser.device },
    ...(payload ? { payload } : {}),
  })
  for (const { name, value } of answer.cookies) {
    if (name === sessionCookie) browser.session = value
    if (name === deviceCookie) browser.device = value
  }
  return answer
}
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
const signIn = async (login: string): Promise<Browser> => {
  const browser = { session: '', device: '' }
  expect((await send(browser, 'POST', '/api/session', { login, password })).statusCode).toBe(200)
  return browser
}
const codeOf = (secret: string, at = clock.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

interface Enrolled {
  readonly login: string
  readonly secret: string
  readonly codes: readonly string[]
  readonly browser: Browser
}
const enrol = async (role: Role = 'leader'): Promise<Enrolled> => {
  const login = await newLogin(role)
  const browser = await signIn(login)
  const { id, secret } = (await send(browser, 'POST', '/api/session/factors/totp', { password, label: '手机' })).json<{
    id: string
    secret: string
  }>()
  const done = await send(browser, 'POST', `/api/session/factors/totp/${id}/confirm`, { code: codeOf(secret) })
  expect(done.statusCode).toBe(200)
  later(60)
  return { login, secret, codes: done.json<{ codes: string[] }>().codes, browser }
}

describe('a second factor at sign-in (L-03)', () => {
  it('cannot be skipped: after the password alone every other door answers that it is still needed, and no browser is remembered', async () => {
    const { login } = await enrol()
    const browser = await signIn(login)
    expect(browser.device).toBe('')
    expect((await send(browser, 'GET', '/api/session')).json()).toMatchObject({ secondNeeded: true })
    const halfway = new Set(['GET /api/session', 'POST /api/session/second', 'POST /api/session/factors/challenge'])
    for (const { method, url, permission } of app.routeFacts) {
      if (permission === 'public' || permission.startsWith('key:') || halfway.has(`${method} ${url}`)) continue
      const answer = await send(browser, method as 'GET', url.replace(':id', randomUUID()), method === 'POST' ? {} : undefined)
      expect([`${method} ${url}`, answer.statusCode, because(answer)]).toEqual([`${method} ${url}`, 401, 'second_factor_needed'])
    }
    expect(await access.standing([access.digestOf(browser.session).toString('base64url')])).toEqual(new Map())
  })
  it('lets the right code through once, under another token, and ends the half session within five minutes', async () => {
    const { login, secret } = await enrol()
    const browser = await signIn(login)
    const half = { ...browser }
    expect((await send(browser, 'POST', '/api/session/second', { code: codeOf(secret) })).statusCode).toBe(200)
    expect(browser.session).not.toBe(half.session)
    expect(browser.device).not.toBe('')
    expect((await send(browser, 'GET', '/api/any')).statusCode).toBe(200)
    expect((await send(half, 'GET', '/api/session')).statusCode).toBe(401)
    const slow = await signIn(login)
    later(301)
    expect(because(await send(slow, 'POST', '/api/session/second', { code: codeOf(secret) }))).toBe('sign_in_first')
  })
  it('takes no code a second time within its half minute, not in another session either, and no code from before', async () => {
    const { login, secret } = await enrol()
    const [one, two] = [await signIn(login), await signIn(login)]
    const code = codeOf(secret)
    const outcomes = await Promise.all(
      [one, two].map(async browser => (await send(browser, 'POST', '/api/session/second', { code })).statusCode),
    )
    expect(outcomes.sort()).toEqual([200, 422])
    const third = await signIn(login)
    expect(because(await send(third, 'POST', '/api/session/second', { code }))).toBe('second_factor_wrong')
    expect(
      because(await send(third, 'POST', '/api/session/second', { code: codeOf(secret, new Date(clock.now().getTime() - 30_000)) })),
    ).toBe('second_factor_wrong')
    expect(
      because(await send(third, 'POST', '/api/session/second', { code: codeOf(secret, new Date(clock.now().getTime() + 90_000)) })),
    ).toBe('second_factor_wrong')
    later(30)
    expect((await send(third, 'POST', '/api/session/second', { code: codeOf(secret) })).statusCode).toBe(200)
  })
  it('takes a recovery code once, however many show it at once, and keeps its digest alone', async () => {
    const { login, codes } = await enrol()
    expect(new Set(codes).size).toBe(10)
    const browsers = [await signIn(login), await signIn(login), await signIn(login)]
    const outcomes = await Promise.all(
      browsers.map(async browser => (await send(browser, 'POST', '/api/session/second', { recovery: codes[0]!.toUpperCase() })).statusCode),
    )
    expect(outcomes.sort()).toEqual([200, 422, 422])
    expect(because(await send(await signIn(login), 'POST', '/api/session/second', { recovery: codes[0] }))).toBe('second_factor_wrong')
    const kept = await within('sign_in', async tx =>
      (
        await sql<{
          line: string
        }>`select r::text as line from org.recovery_code r union all select f::text from org.second_factor f`.execute(tx)
      ).rows
        .map(row => row.line)
        .join('\n'),
    )
    for (const code of codes) {
      expect(kept).not.toContain(code)
      expect(kept).not.toContain(Buffer.from(code.replace('-', '')).toString('hex'))
    }
  })
  it('takes neither the code nor the recovery code of another account', async () => {
    const [one, other] = [await enrol(), await enrol()]
    const browser = await signIn(one.login)
    expect(because(await send(browser, 'POST', '/api/session/second', { code: codeOf(other.secret) }))).toBe('second_factor_wrong')
    expect(because(await send(browser, 'POST', '/api/session/second', { recovery: other.codes[1] }))).toBe('second_factor_wrong')
  })
  it('cannot be guessed: ten wrong answers from elsewhere, then even the right one waits a quarter of an hour, but not in the owner’s own browser', async () => {
    const { login, secret } = await enrol()
    const own = await signIn(login)
    expect((await send(own, 'POST', '/api/session/second', { code: codeOf(secret) })).statusCode).toBe(200)
    const device = own.device
    const stranger = await signIn(login)
    await Promise.all(Array.from({ length: 30 }, (_, i) => send(stranger, 'POST', '/api/session/second', { code: String(100_000 + i) })))
    later(60)
    expect(because(await send(await signIn(login), 'POST', '/api/session/second', { code: codeOf(secret) }))).toBe('second_factor_wrong')
    const again = { ...(await signIn(login)), device }
    expect((await send(again, 'POST', '/api/session/second', { code: codeOf(secret) })).statusCode).toBe(200)
    later(15 * 60 + 1)
    expect((await send(await signIn(login), 'POST', '/api/session/second', { code: codeOf(secret) })).statusCode).toBe(200)
  })
  it('is sealed: the secret stands nowhere in the tables', async () => {
    const { secret } = await enrol()
    const kept = await within('sign_in', async tx =>
      (await sql<{ line: string }>`select f::text as line from org.second_factor f`.execute(tx)).rows.map(row => row.line).join('\n'),
    )
    expect(kept).not.toContain(Buffer.from(Secret.fromBase32(secret).bytes).toString('hex'))
  })
})

describe('enrolling', () => {
  it('needs the password again and a fresh session, so that an open screen cannot be taken over', async () => {
    const login = await newLogin()
    const browser = await signIn(login)
    expect(because(await send(browser, 'POST', '/api/session/factors/totp', { password: 'not this one', label: '手机' }))).toBe(
      'wrong_login',
    )
    expect(because(await send(browser, 'POST', '/api/session/factors/key', { password: 'not this one' }))).toBe('wrong_login')
    later(10 * 60)
    expect(because(await send(browser, 'POST', '/api/session/factors/totp', { password, label: '手机' }))).toBe('step_up_needed')
  })
  it('counts only when a code has been shown, ends all other sessions, and nobody confirms what another one began', async () => {
    const login = await newLogin()
    const [here, there] = [await signIn(login), await signIn(login)]
    const { id, secret } = (await send(here, 'POST', '/api/session/factors/totp', { password, label: '手机' })).json<{
      id: string
      secret: string
    }>()
    const somebody = await signIn(await newLogin())
    expect(because(await send(somebody, 'POST', `/api/session/factors/totp/${id}/confirm`, { code: codeOf(secret) }))).toBe(
      'second_factor_wrong',
    )
    expect((await send(here, 'GET', '/api/session')).json()).toMatchObject({ secondEnrolled: false })
    expect((await send(there, 'GET', '/api/any')).statusCode).toBe(200)
    expect((await send(here, 'POST', `/api/session/factors/totp/${id}/confirm`, { code: codeOf(secret) })).statusCode).toBe(200)
    expect((await send(here, 'GET', '/api/any')).statusCode).toBe(200)
    expect((await send(there, 'GET', '/api/any')).statusCode).toBe(401)
  })
  it('of a further factor or its removal needs all that are there; nobody removes another one’s', async () => {
    const one = await enrol()
    later(10 * 60)
    const { items } = (await send(one.browser, 'GET', '/api/session/factors')).json<{ items: { id: string }[] }>()
    expect(because(await send(one.browser, 'DELETE', `/api/session/factors/${items[0]!.id}`))).toBe('step_up_needed')
    expect(because(await send(await signIn(await newLogin()), 'DELETE', `/api/session/factors/${items[0]!.id}`))).toBe('not_found')
    expect((await send(one.browser, 'POST', '/api/session/step-up', { password, code: codeOf(one.secret) })).statusCode).toBe(204)
    expect((await send(one.browser, 'DELETE', `/api/session/factors/${items[0]!.id}`)).statusCode).toBe(204)
    expect((await send(one.browser, 'GET', '/api/session')).json()).toMatchObject({ secondEnrolled: false })
  })
  it('is demanded of the posts that the programme names: told from the first day, and nothing else works once the days have passed', async () => {
    const login = await newLogin('discipline')
    const first = await send(await signIn(login), 'GET', '/api/session')
    expect(new Date(first.json<{ secondDueAt: string }>().secondDueAt).getTime() - clock.now().getTime()).toBe(3 * 86_400_000)
    later(2 * 86_400)
    expect((await send(await signIn(login), 'GET', '/api/any')).statusCode).toBe(200)
    later(86_400)
    const browser = await signIn(login)
    expect(because(await send(browser, 'GET', '/api/any'))).toBe('second_factor_must_enrol')
    expect(await access.standing([access.digestOf(browser.session).toString('base64url')])).toEqual(new Map())
    const { id, secret } = (await send(browser, 'POST', '/api/session/factors/totp', { password, label: '手机' })).json<{
      id: string
      secret: string
    }>()
    await send(browser, 'POST', `/api/session/factors/totp/${id}/confirm`, { code: codeOf(secret) })
    expect((await send(browser, 'GET', '/api/any')).statusCode).toBe(200)
  })
})

describe('a key (WebAuthn)', () => {
  const host = 'huiyin.example'
  const enrolKey = async () => {
    const login = await newLogin()
    const browser = await signIn(login)
    const authenticator = makeAuthenticator()
    const { options } = (await send(browser, 'POST', '/api/session/factors/key', { password })).json<{ options: { challenge: string } }>()
    const done = await send(browser, 'POST', '/api/session/factors/key/confirm', {
      label: '蓝色密钥',
      answer: authenticator.enrol({ origin, host, challenge: options.challenge, count: 1 }),
    })
    expect(done.statusCode).toBe(200)
    return { login, authenticator }
  }
  const challengeFor = async (browser: Browser): Promise<string> =>
    (await send(browser, 'POST', '/api/session/factors/challenge', {})).json<{ options: { challenge: string } }>().options.challenge

  it('signs in with the challenge of this very session, once', async () => {
    const { login, authenticator } = await enrolKey()
    const browser = await signIn(login)
    const key = authenticator.prove({ origin, host, challenge: await challengeFor(browser), count: 2 })
    const half = { ...browser }
    expect((await send(browser, 'POST', '/api/session/second', { key })).statusCode).toBe(200)
    expect((await send(half, 'POST', '/api/session/second', { key })).statusCode).toBe(401)
  })
  it('is refused for another origin, another host, another challenge, another session’s, a spent one, a count that does not rise, and another key', async () => {
    const { login, authenticator } = await enrolKey()
    const prove = async (browser: Browser, key: object): Promise<string> =>
      because(await send(browser, 'POST', '/api/session/second', { key }))
    const [one, two] = [await signIn(login), await signIn(login)]
    expect(
      await prove(
        one,
        authenticator.prove({ origin: 'https://huiyin.example.evil.cn', host, challenge: await challengeFor(one), count: 5 }),
      ),
    ).toBe('second_factor_wrong')
    expect(await prove(one, authenticator.prove({ origin, host: 'evil.cn', challenge: await challengeFor(one), count: 5 }))).toBe(
      'second_factor_wrong',
    )
    await challengeFor(one)
    expect(await prove(one, authenticator.prove({ origin, host, challenge: Buffer.alloc(32, 7).toString('base64url'), count: 5 }))).toBe(
      'second_factor_wrong',
    )
    const [ofOne] = [await challengeFor(one), await challengeFor(two)]
    expect(await prove(two, authenticator.prove({ origin, host, challenge: ofOne, count: 5 }))).toBe('second_factor_wrong')
    const wrong = await challengeFor(one)
    expect(await prove(one, makeAuthenticator().prove({ origin, host, challenge: wrong, count: 5 }))).toBe('second_factor_wrong')
    // A wrong answer has spent the challenge: the right key comes too late.
    expect(await prove(one, authenticator.prove({ origin, host, challenge: wrong, count: 5 }))).toBe('second_factor_wrong')
    expect(await prove(one, authenticator.prove({ origin, host, challenge: await challengeFor(one), count: 1 }))).toBe(
      'second_factor_wrong',
    )
    const late = await signIn(login)
    const challenge = await challengeFor(late)
    later(299)
    expect(
      (await send(late, 'POST', '/api/session/second', { key: authenticator.prove({ origin, host, challenge, count: 5 }) })).statusCode,
    ).toBe(200)
  })
  it('is not enrolled for another origin or challenge, nor a second time by somebody else', async () => {
    const authenticator = makeAuthenticator()
    const confirm = async (login: string, change: { origin?: string; challenge?: string }) => {
      const browser = await signIn(login)
      const { options } = (await send(browser, 'POST', '/api/session/factors/key', { password })).json<{ options: { challenge: string } }>()
      return (
        await send(browser, 'POST', '/api/session/factors/key/confirm', {
          label: '密钥',
          answer: authenticator.enrol({ origin, host, challenge: options.challenge, count: 0, ...change }),
        })
      ).statusCode
    }
    const login = await newLogin()
    expect(await confirm(login, { origin: 'https://evil.cn' })).toBe(422)
    expect(await confirm(login, { challenge: Buffer.alloc(32).toString('base64url') })).toBe(422)
    expect(await confirm(login, {})).toBe(200)
    expect(await confirm(await newLogin(), {})).toBe(422)
  })
})

describe('proving it once more (L-06)', () => {
  it('is asked for after ten minutes, needs every factor, opens the same door, and stands on the trail of access', async () => {
    const { login, secret } = await enrol()
    const browser = await signIn(login)
    await send(browser, 'POST', '/api/session/second', { code: codeOf(secret) })
    expect((await send(browser, 'GET', '/api/sealed')).json()).toEqual({ opened: true })
    later(10 * 60)
    expect([(await send(browser, 'GET', '/api/sealed')).statusCode, because(await send(browser, 'GET', '/api/sealed'))]).toEqual([
      403,
      'step_up_needed',
    ])
    expect((await send(browser, 'GET', '/api/any')).statusCode).toBe(200)
    expect(because(await send(browser, 'POST', '/api/session/step-up', { password }))).toBe('second_factor_wrong')
    expect(because(await send(browser, 'POST', '/api/session/step-up', { password: 'not this one', code: codeOf(secret) }))).toBe(
      'wrong_login',
    )
    expect((await send(browser, 'GET', '/api/sealed')).statusCode).toBe(403)
    expect((await send(browser, 'POST', '/api/session/step-up', { password, code: codeOf(secret) })).statusCode).toBe(204)
    expect((await send(browser, 'GET', '/api/sealed')).statusCode).toBe(200)
    const noted = await makeAs(database)(
      { kind: 'person', city, person: randomUUID(), account: randomUUID(), name: '', posts: [{ unit: court, role: 'audit_admin' }] },
      async tx =>
        (
          await sql<{
            act: string
          }>`select act from org.access_entry e join org.person p on p.city = e.city and p.id = e.person join org.account a on a.city = p.city and a.person = p.id where a.person = e.person order by at desc limit 1`.execute(
            tx,
          )
        ).rows,
    )
    expect(noted).toEqual([{ act: 'stepped_up' }])
  })
  it('tells nobody apart: who may not call a door is told so before anything else', async () => {
    expect(because(await app.inject({ url: '/api/sealed' }))).toBe('sign_in_first')
  })
  it('the trail of access is only added to', async () => {
    await expect(within('import', tx => sql`update org.access_entry set act = 'nothing'`.execute(tx))).rejects.toThrow()
    await expect(within('sign_in', tx => sql`delete from org.access_entry`.execute(tx))).rejects.toThrow()
  })
})
