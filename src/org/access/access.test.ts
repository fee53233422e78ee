import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAs } from '../as.ts'
import { createKey, deviceCookie, disableAccount, revokeKey, rotateKey, sessionCookie } from './index.ts'
import {
  closeOffice,
  openOffice,
  city,
  keys,
  password,
  hour,
  court,
  office,
  database,
  app,
  access,
  houseClock,
  realClock,
  waited,
  write,
  people,
  newPerson,
  signIn,
  ask,
  because,
} from '../../../test/signingIn.ts'

beforeAll(openOffice)
afterAll(closeOffice)

describe('signing in', () => {
  it('says who one is, with the posts held today, in a cookie that scripts and other sites cannot use', async () => {
    const { login, person } = await newPerson()
    const { answer } = await signIn(` ${login.toUpperCase()} `)
    expect(answer.json()).toEqual({
      person,
      name: '周敏之',
      city,
      cityName: '云溪市',
      demo: false,
      mustChange: false,
      secondNeeded: false,
      secondEnrolled: false,
      secondDueAt: null,
      secondOverdue: false,
      posts: [{ unit: office, unitName: '立案庭', role: 'leader', title: '部门负责人' }],
      desks: [],
    })
    const header = String((answer.headers['set-cookie'] as string[]).find(line => line.startsWith(`${sessionCookie}=`)))
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(header).toContain(flag)
    expect(header).not.toMatch(/Expires|Max-Age/i)
    const token = answer.cookies.find(one => one.name === sessionCookie)!.value
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect((await ask('/api/session', token)).json()).toEqual(answer.json())
    expect((await ask('/api/work', token)).json()).toMatchObject({ kind: 'person', person, posts: [{ unit: office, role: 'leader' }] })
  })
  it('answers alike to an unknown account, a disabled one and a wrong password', async () => {
    const { login } = await newPerson()
    const disabled = await newPerson()
    await write(tx => disableAccount(tx, city, disabled.account, realClock.now()))
    const [wrong, unknown, gone] = [
      await signIn(login, { password: 'not this one' }),
      await signIn('nobody-here'),
      await signIn(disabled.login),
    ]
    expect(wrong.answer.statusCode).toBe(401)
    expect(because(wrong.answer)).toBe('wrong_login')
    expect(unknown.answer.body).toBe(wrong.answer.body)
    expect(gone.answer.body).toBe(wrong.answer.body)
    expect([wrong, unknown, gone].map(one => one.cookies.session)).toEqual(['', '', ''])
  })
  it('takes as long for an unknown account as for a wrong password, since both compute a hash', async () => {
    const { login } = await newPerson()
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
    for (let i = 0; i < 15; i++) {
      for (const [kind, name] of [
        ['known', login],
        ['unknown', 'nobody-here-either'],
      ] as const) {
        const before = performance.now()
        await signIn(name, { password: 'not this one', from: `198.51.${i}.1` })
        times[kind].push(performance.now() - before)
      }
    }
    const median = (list: number[]): number => list.sort((a, b) => a - b)[7]!
    // Without the hash for nobody an unknown account is some ten times faster.
    expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.4)
    expect(median(times.unknown) / median(times.known)).toBeLessThan(2.5)
  })
  it('keeps of a password an argon2id hash over at least 46 MiB, and of a token its digest (L-02)', async () => {
    const { login } = await newPerson()
    const { cookies } = await signIn(login)
    await makeAs(database)({ kind: 'system', city, name: 'sign_in' }, async tx => {
      const accounts = (await sql<{ line: string }>`select a::text as line from org.account a`.execute(tx)).rows.map(row => row.line)
      for (const line of accounts) expect(Number(/\$argon2id\$v=19\$m=(\d+),t=1,p=1\$/.exec(line)?.[1])).toBeGreaterThanOrEqual(46 * 1024)
      const sessions = (await sql<{ line: string }>`select s::text as line from org.session s`.execute(tx)).rows.map(row => row.line).join()
      expect(sessions).not.toContain(cookies.session)
      expect(sessions).not.toContain(Buffer.from(cookies.session, 'base64url').toString('hex'))
    })
  })
  it('bounds five hundred guesses, notes each of them, and lets the owner in all the while', async () => {
    const { login } = await newPerson()
    const home = await signIn(login, { from: '192.0.2.1' })
    waited.length = 0
    const outcomes: Promise<number>[] = []
    for (let i = 0; i < 500; i++)
      outcomes.push(signIn(login, { password: `guess number ${i}`, from: `10.${i % 50}.0.1` }).then(one => one.answer.statusCode))
    const [known, new_] = await Promise.all([
      signIn(login, { cookies: { [deviceCookie]: home.cookies.device }, from: '10.200.0.1' }),
      signIn(login, { from: '10.201.0.1' }),
    ])
    expect([known.answer.statusCode, new_.answer.statusCode]).toEqual([200, 200])
    const codes = await Promise.all(outcomes)
    expect(codes.filter(code => code !== 401 && code !== 429)).toEqual([])
    // Four free tries for all strangers together, then 1, 2, 4 … seconds: all but a dozen waited the longest.
    expect(waited.filter(seconds => seconds === 42).length).toBeGreaterThan(codes.filter(code => code === 401).length - 15)
    const noted = await makeAs(database)(
      { kind: 'system', city, name: 'sign_in' },
      async tx =>
        (
          await sql<{
            n: number
          }>`select count(*)::int as n from org.sign_in_attempt where not succeeded and login = ${keys.digest('session', 'login', city, login)}`.execute(
            tx,
          )
        ).rows[0]!.n,
    )
    expect(noted).toBe(codes.filter(code => code === 401).length)
  }, 120_000)
  it('does not believe a device mark that another account received', async () => {
    const [one, two] = [await newPerson(), await newPerson()]
    const { cookies } = await signIn(one.login, { from: '192.0.2.77' })
    for (let i = 0; i < 8; i++) await signIn(two.login, { password: 'not this one', from: `10.0.${i}.9` })
    waited.length = 0
    await signIn(two.login, { cookies: { [deviceCookie]: cookies.device }, from: '10.99.99.9' })
    expect(waited).toEqual([8])
  })
})

describe('a session (L-02)', () => {
  it('is always a new one: what the browser brought along ends', async () => {
    const [victim, attacker] = [await newPerson(), await newPerson()]
    const planted = (await signIn(attacker.login)).cookies.session
    const own = (await signIn(victim.login, { cookies: { [sessionCookie]: planted } })).cookies.session
    expect(own).not.toBe(planted)
    expect((await ask('/api/any', planted)).statusCode).toBe(401)
    expect((await ask('/api/any', own)).json()).toMatchObject({ person: victim.person })
    expect((await ask('/api/any', 'A'.repeat(43))).statusCode).toBe(401)
  })
  it('ends with signing out, and signing out twice is no fault', async () => {
    const { login } = await newPerson()
    const { cookies } = await signIn(login)
    const out = () => app.inject({ method: 'DELETE', url: '/api/session', cookies: { [sessionCookie]: cookies.session } })
    const answer = await out()
    expect([answer.statusCode, answer.cookies.find(one => one.name === sessionCookie)?.value]).toEqual([204, ''])
    expect((await ask('/api/any', cookies.session)).statusCode).toBe(401)
    expect((await out()).statusCode).toBe(204)
  })
  it('ends after a quarter of an hour without a person, and after eight hours with one', async () => {
    const { login } = await newPerson()
    const later = (ms: number): void => realClock.moveTo(new Date(realClock.now().getTime() + ms))
    const idle = (await signIn(login)).cookies.session
    later(14 * 60_000)
    expect((await ask('/api/any', idle)).statusCode).toBe(200)
    later(14 * 60_000)
    expect((await ask('/api/any', idle, { 'x-huiyin-unattended': '1' })).statusCode).toBe(200)
    later(60_000)
    expect((await ask('/api/any', idle)).statusCode).toBe(401)
    const busy = (await signIn(login)).cookies.session
    for (let passed = 0; passed < 8 * hour - 600_000; passed += 600_000) {
      later(600_000)
      expect((await ask('/api/any', busy)).statusCode).toBe(200)
    }
    later(600_000)
    expect((await ask('/api/any', busy)).statusCode).toBe(401)
  })
  it('runs on real time: moving the demo’s clock by weeks signs nobody out', async () => {
    const { login } = await newPerson()
    const { cookies } = await signIn(login)
    houseClock.moveTo(new Date(houseClock.now().getTime() + 30 * 24 * hour))
    expect((await ask('/api/any', cookies.session)).statusCode).toBe(200)
  })
  it('can be listed and ended from elsewhere, and there are five at most', async () => {
    const { login } = await newPerson()
    const tokens: string[] = []
    for (let i = 0; i < 6; i++) {
      tokens.push((await signIn(login)).cookies.session)
      realClock.moveTo(new Date(realClock.now().getTime() + 1000))
    }
    expect((await ask('/api/any', tokens[0]!)).statusCode).toBe(401)
    const list = (await ask('/api/session/all', tokens[5]!)).json<{ items: { here: boolean }[] }>()
    expect(list.items.map(item => item.here)).toEqual([true, false, false, false, false])
    const ended = await app.inject({ method: 'DELETE', url: '/api/session/others', cookies: { [sessionCookie]: tokens[5]! } })
    expect(ended.json()).toEqual({ ended: 4 })
    expect((await ask('/api/any', tokens[4]!)).statusCode).toBe(401)
    expect((await ask('/api/any', tokens[5]!)).statusCode).toBe(200)
  })
  it('leaves nothing behind that nobody can use', async () => {
    const { login } = await newPerson()
    await signIn(login)
    const count = (): Promise<number> =>
      makeAs(database)(
        { kind: 'system', city, name: 'sign_in' },
        async tx =>
          (
            await sql<{
              n: number
            }>`select (select count(*) from org.session)::int + (select count(*) from org.sign_in_attempt)::int as n`.execute(tx)
          ).rows[0]!.n,
      )
    realClock.moveTo(new Date(realClock.now().getTime() + 185 * 24 * hour))
    expect(await count()).toBeGreaterThan(0)
    await access.forgetOutdated()
    expect(await count()).toBe(0)
  })
})

describe('what is taken away (L-02)', () => {
  it('is gone with the next request: a post that ends, a duty that is over, an account that is closed', async () => {
    const { login, person, post, account } = await newPerson()
    const { cookies } = await signIn(login)
    expect((await ask('/api/work', cookies.session)).statusCode).toBe(200)
    await write(tx => sql`update org.post set held_until = '2026-01-02' where city = ${city} and id = ${post}`.execute(tx))
    const refused = await ask('/api/work', cookies.session)
    expect([refused.statusCode, because(refused)]).toEqual([403, 'not_permitted'])
    const now = houseClock.now()
    await write(tx =>
      sql`insert into org.duty (city, id, unit, person, from_at, until_at) values (${city}, ${randomUUID()}, ${court}, ${person}, ${now}, ${new Date(now.getTime() + hour)})`.execute(
        tx,
      ),
    )
    expect((await ask('/api/any', cookies.session)).json()).toMatchObject({ posts: [{ unit: court, role: 'duty_leader' }] })
    houseClock.moveTo(new Date(now.getTime() + hour))
    expect((await ask('/api/any', cookies.session)).json()).toMatchObject({ posts: [] })
    await write(tx => disableAccount(tx, city, account, realClock.now()))
    expect((await ask('/api/any', cookies.session)).statusCode).toBe(401)
  })
  it('ends by itself on the day after the last day of a post', async () => {
    const today = new Date(houseClock.now().getTime() + 8 * hour).toISOString().slice(0, 10)
    const { login } = await newPerson({ until: today })
    const { cookies } = await signIn(login)
    expect((await ask('/api/work', cookies.session)).statusCode).toBe(200)
    houseClock.moveTo(new Date(houseClock.now().getTime() + 24 * hour))
    expect((await ask('/api/work', cookies.session)).statusCode).toBe(403)
  })
})

describe('a password', () => {
  const change = (token: string, payload: object) =>
    app.inject({
      method: 'POST',
      url: '/api/session/password',
      payload,
      cookies: { [sessionCookie]: token },
      remoteAddress: `10.1.${people}.1`,
    })
  it('that was handed out must be changed before anything else', async () => {
    const { login } = await newPerson({ mustChange: true })
    const { answer, cookies } = await signIn(login)
    expect(answer.json()).toMatchObject({ mustChange: true })
    expect(because(await ask('/api/any', cookies.session))).toBe('password_must_change')
    expect((await change(cookies.session, { old: password, password: 'Nanpan-jiang-77' })).statusCode).toBe(204)
    expect((await ask('/api/any', cookies.session)).statusCode).toBe(200)
  })
  it('is changed with the old one only, to a good one, and ends all other sessions (L-02)', async () => {
    const { login } = await newPerson()
    const [here, there] = [(await signIn(login)).cookies.session, (await signIn(login)).cookies.session]
    expect(because(await change(here, { old: 'not this one', password: 'Nanpan-jiang-77' }))).toBe('wrong_login')
    expect((await change(here, { old: password, password: 'Password@2026!' })).json()).toMatchObject({
      type: 'urn:huiyin:password_common',
      field: 'password',
      status: 422,
    })
    expect(because(await change(here, { old: password, password }))).toBe('password_unchanged')
    expect((await change(here, { old: password, password: 'Nanpan-jiang-77' })).statusCode).toBe(204)
    expect((await ask('/api/any', there)).statusCode).toBe(401)
    expect((await ask('/api/any', here)).statusCode).toBe(200)
    expect((await signIn(login)).answer.statusCode).toBe(401)
    expect((await signIn(login, { password: 'Nanpan-jiang-77' })).answer.statusCode).toBe(200)
  })
})

describe('an API key', () => {
  const push = (token: string, cookies: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/api/services', payload: {}, headers: { authorization: `Bearer ${token}` }, cookies })
  const newKey = async (scopes: string[], more: { expiresAt?: Date } = {}): Promise<{ id: string; token: string }> => {
    let made = { id: '', token: '' }
    await write(async tx => {
      made = await createKey(tx, keys, city, { name: '一窗受理系统', scopes, ...more })
    })
    return made
  }
  it('opens what its scopes say and nothing else, and notes the day of its use', async () => {
    const { id, token } = await newKey(['services'])
    expect((await push(token)).json()).toEqual({ kind: 'key', city, key: id, scopes: ['services'] })
    expect((await push((await newKey(['boards'])).token)).statusCode).toBe(403)
    expect((await push('hyk_' + 'A'.repeat(43))).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/any', headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(403)
    await write(async tx => {
      const { rows } = await sql<{
        day: string
        line: string
      }>`select last_used_on::text as day, k::text as line from org.api_key k where id = ${id}`.execute(tx)
      expect(rows[0]!.day).toBe(new Date(realClock.now().getTime() + 8 * hour).toISOString().slice(0, 10))
      expect(rows[0]!.line).not.toContain(token)
    })
  })
  it('wins over the cookie beside it, so that a script never acts as the person', async () => {
    const { login } = await newPerson()
    const { cookies } = await signIn(login)
    const { token } = await newKey(['services'])
    expect((await push(token, { [sessionCookie]: cookies.session })).json()).toMatchObject({ kind: 'key' })
    expect(
      (await app.inject({ url: '/api/any', headers: { authorization: 'Bearer nonsense' }, cookies: { [sessionCookie]: cookies.session } }))
        .statusCode,
    ).toBe(401)
  })
  it('ends at once when it is rotated, revoked or past its day', async () => {
    const { id, token } = await newKey(['services'])
    let fresh = ''
    await write(async tx => {
      fresh = (await rotateKey(tx, keys, city, id))?.token ?? ''
    })
    expect([(await push(token)).statusCode, (await push(fresh)).statusCode]).toEqual([401, 200])
    await write(tx => revokeKey(tx, city, id, realClock.now()))
    expect((await push(fresh)).statusCode).toBe(401)
    await write(async tx => {
      expect(await rotateKey(tx, keys, city, id)).toBeUndefined()
    })
    const short = await newKey(['services'], { expiresAt: new Date(realClock.now().getTime() + hour) })
    expect((await push(short.token)).statusCode).toBe(200)
    realClock.moveTo(new Date(realClock.now().getTime() + hour))
    expect((await push(short.token)).statusCode).toBe(401)
  })
})
