import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { freshDatabase } from '../test/database.ts'
import type { FreshDatabase } from '../test/database.ts'
import { begin, choose, configOf, heading, keyIn, passwords, post, programmes, settle, three, typed, wait } from '../test/waiting.ts'
import type { Waiting } from '../test/waiting.ts'
import { candidateOf, firstStart } from './firstStart.ts'
import { buildHouse, loadCity, startHouse } from './main.ts'
import type { Running } from './main.ts'
import { appoint } from './org/firstStart/index.ts'
import { makeAs } from './org/as.ts'
import { testKeys } from './platform/crypto/index.ts'

let databases: FreshDatabase[] = []
const fresh = async (): Promise<FreshDatabase> => {
  const database = await freshDatabase()
  databases.push(database)
  return database
}
let database: FreshDatabase
beforeAll(async () => {
  database = await fresh()
})
afterAll(async () => {
  for (const one of databases) await one.close()
  databases = []
})

describe('the first start of a city', () => {
  let running: Running
  afterAll(async () => {
    await running?.stop()
  })

  it('asks step by step and without script, names three people, and opens the house at the same address', async () => {
    const at = await wait(database)
    expect(await (await fetch(`${at.url}/readyz`)).json()).toEqual({ ready: false, missing: 'first_start' })
    expect((await fetch(`${at.url}/`, { redirect: 'manual' })).headers.get('location')).toBe('/setup')
    expect((await fetch(`${at.url}/api/session`)).status).toBe(404)
    const first = await fetch(`${at.url}/setup?code=${at.code}`)
    expect(await first.text()).toContain(`value="${at.code}"`)

    const opened = await (await post(at, '/setup/begin', { code: at.code.toUpperCase().replaceAll('-', ' ') })).text()
    const key = keyIn(opened)
    for (const said of ['as of 2023-06-30', 'value="530000"']) expect(opened).toContain(said)
    const slip = await choose(at, key, { region: '530102', level: 'city' })
    expect(slip.status).toBe(422)
    const again = await slip.text()
    for (const said of ['another level (County)', 'value="530102"', 'value="city" checked']) expect(again).toContain(said)
    const chosen = await (await choose(at, key)).text()
    for (const said of ['港城', '昆明市', '530100', 'value="中共昆明市委政法委员会"', 'value="昆明市中级人民法院"'])
      expect(chosen).toContain(said)
    expect(chosen).toMatch(/value="broken" disabled/)
    expect(chosen).toContain('broken/programme.yaml:2')
    expect((await post(at, '/setup/programme', { key, programme: 'broken', committee: '市委政法委' })).status).toBe(422)
    expect(
      await heading(
        await post(at, '/setup/programme', {
          key,
          programme: 'harbour',
          committee: '市委政法委',
          units: '1',
          court: '昆明市中级人民法院',
          police: '港城市公安局',
        }),
      ),
    ).toBe('System administrator')
    expect(await heading(await post(at, '/setup/administrator', { key, ...typed(0) }))).toBe('Security administrator')
    expect(await heading(await post(at, '/setup/administrator', { key, ...typed(1) }))).toBe('Audit administrator')
    const confirm = await (await post(at, '/setup/administrator', { key, ...typed(2, { for: '1' }) })).text()
    for (const { name, login } of three) for (const said of [name, login, '530100', '港城市公安局']) expect(confirm).toContain(said)
    for (const password of passwords) expect(confirm).not.toContain(password)
    const done = await post(at, '/setup/confirm', { key })
    expect(done.headers.get('set-cookie')).toBeNull()
    expect(await done.text()).toContain('href="/console"')

    const config = await at.founded
    expect(config.programmeFolder).toBe(join(programmes, 'harbour'))
    expect(JSON.parse(readFileSync(join(config.dataFolder, 'city.json'), 'utf8'))).toEqual({
      city: 'harbour',
      programme: join(programmes, 'harbour'),
    })
    running = await startHouse(
      await buildHouse({ ...config, demo: true }, { database, log: { info: () => {}, warn: () => {}, error: () => {} } }),
      { beatMs: 0, console: false },
    )
    for (const path of ['/setup', '/setup/begin', '/setup/confirm'])
      expect((await fetch(`${at.url}${path}`, { method: path === '/setup' ? 'GET' : 'POST' })).status).toBe(404)
    for (const [i, { login, role }] of three.entries()) {
      const answer = await running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: passwords[i] } })
      expect(answer.json()).toMatchObject({ posts: [{ role, unitName: '市委政法委' }], mustChange: i === 2 })
    }
    // Neither the code, nor the key, nor a password is anywhere in the log.
    const written = JSON.stringify(at.log)
    for (const secret of [at.code, key, ...passwords]) expect(written).not.toContain(secret)
    expect(at.log.map(line => line.event)).toEqual(['first_start.waiting', 'first_start.begun', 'first_start.done'])
  })

  it('is over for good: a server started again does not wait, and nothing is said on the terminal', async () => {
    const said: string[] = []
    const config = configOf({ programmeFolder: join(programmes, 'harbour') })
    expect(
      await firstStart({
        config,
        database,
        log: { info: () => {}, warn: () => {}, error: () => {} },
        say: line => {
          said.push(line)
        },
        load: loadCity,
      }),
    ).toBe(config)
    expect(said).toEqual([])
    const again = await appoint(
      makeAs(database),
      testKeys(),
      {
        city: 'harbour',
        programme: 'v',
        office: '别处',
        region: { code: '530100', level: 'city' },
        way: 'command',
        administrators: Object.fromEntries(
          ['system_admin', 'security_admin', 'audit_admin'].map((role, i) => [
            role,
            { name: `某人${i}`, login: `other${i}`, passwordHash: 'x', mustChange: true },
          ]),
        ) as never,
      },
      new Date('2026-09-01'),
    )
    expect(again).toMatchObject({ because: 'already_founded' })
  })

  it('leaves a record that the three can read and nobody can change', async () => {
    const { house } = running
    const rows = await house.as(
      { kind: 'system', city: 'harbour', name: 'import' },
      async tx =>
        (await sql<{ way: string; apart: boolean }>`select way, system_admin <> audit_admin as apart from org.first_start`.execute(tx))
          .rows,
    )
    expect(rows).toEqual([{ way: 'page', apart: true }])
    for (const statement of [sql`update org.first_start set way = 'command'`, sql`delete from org.first_start`]) {
      await expect(house.as({ kind: 'system', city: 'harbour', name: 'import' }, tx => statement.execute(tx))).rejects.toMatchObject({
        code: '42501',
      })
    }
  })

  it('makes the units that were wished, under the names as they were mended, and no others', async () => {
    const units = await running.house.as(
      { kind: 'system', city: 'harbour', name: 'import' },
      async tx => (await sql<{ code: string; name: string }>`select code, name from org.unit order by code`.execute(tx)).rows,
    )
    expect(units).toEqual([
      { code: 'administration', name: '市委政法委' },
      { code: 'court', name: '昆明市中级人民法院' },
      { code: 'police', name: '港城市公安局' },
    ])
  })

  it('gives three people who cannot appoint themselves', async () => {
    const { house, app } = running
    for (const [i, { login, role }] of three.entries()) {
      const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: passwords[i] } })
      const { person, posts } = signedIn.json<{ person: string; posts: { unit: string; role: typeof role }[] }>()
      if (i < 2) {
        const [cookie] = signedIn.cookies
        const listed = await app.inject({ url: '/api/first-day', cookies: { [cookie!.name]: cookie!.value } })
        expect(listed.json()).toMatchObject({ region: { code: '530100', level: 'city', name: '云南省昆明市' } })
        expect(listed.json<{ items: { key: string; state: string }[] }>().items[0]).toMatchObject({ key: 'second', state: 'todo' })
      }
      const viewer = {
        kind: 'person',
        city: 'harbour',
        person,
        account: person,
        name: login,
        posts: posts.map(post => ({ unit: post.unit, role: post.role })),
      } as const
      await expect(
        house.as(viewer, tx =>
          sql`insert into org.post (city, id, unit, role, person, held_from) values ('harbour', ${house.keys.uuid()}, ${posts[0]!.unit}, 'head', ${person}, '2026-09-01')`.execute(
            tx,
          ),
        ),
      ).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('the door of the first start', () => {
  let at: Waiting
  beforeAll(async () => {
    at = await wait(await fresh())
  })
  afterAll(() => at.stop())

  it('takes no foreign page’s form, even with the right code', async () => {
    for (const site of ['cross-site', 'same-site'])
      expect((await post(at, '/setup/begin', { code: at.code }, { 'sec-fetch-site': site })).status).toBe(403)
  })
  it('opens nothing without its key: whoever has only the address gets no further', async () => {
    for (const path of [
      '/setup/region',
      '/setup/region/look',
      '/setup/programme',
      '/setup/administrator',
      '/setup/back',
      '/setup/confirm',
    ]) {
      const answer = await post(at, path, { key: 'x'.repeat(43), committee: '某单位', region: '530100', words: '', ...typed(0) })
      expect([path, answer.status]).toEqual([path, 403])
    }
  })
  it('opens once, so that a code seen over a shoulder is worth nothing afterwards', async () => {
    const key = await begin(at)
    expect(key).toHaveLength(43)
    const second = await post(at, '/setup/begin', { code: at.code })
    expect([second.status, keyIn(await second.text())]).toEqual([403, ''])
    expect(await heading(await settle(at, key))).toBe('System administrator')
  })
  it('is void after ten wrong codes, the right one included, and the log counts them', async () => {
    const other = await wait(await fresh())
    for (let i = 0; i < 10; i++) expect((await post(other, '/setup/begin', { code: `abcde-fghjk-mnpqr-${i}` })).status).toBe(403)
    const late = await post(other, '/setup/begin', { code: other.code })
    expect(await late.text()).toContain('void')
    expect(other.log.filter(line => line.event === 'first_start.refused').at(-1)).toMatchObject({ state: 'code.closed', count: 10 })
    await other.stop()
  })
})

describe('what is typed', () => {
  let at: Waiting
  let key: string
  beforeAll(async () => {
    at = await wait(await fresh(), { programmeFolder: join(programmes, 'harbour') })
    key = await begin(at)
    await settle(at, key)
  })
  afterAll(() => at.stop())

  it('keeps to the rules of passwords, and is shown again without the password', async () => {
    for (const password of ['kurz', 'aaaaaaaaaaaaaaaaaaaaaa', 'Huiyin-2026!', '江一舟jiangyz 江一舟jiangyz']) {
      const answer = await post(at, '/setup/administrator', { key, ...typed(0, { password, again: password }) })
      const page = await answer.text()
      expect([password, answer.status]).toEqual([password, 422])
      expect(page).toContain('value="jiangyz"')
      expect(page).not.toContain(`value="${password}"`)
    }
    expect((await post(at, '/setup/administrator', { key, ...typed(0, { again: 'something else' }) })).status).toBe(422)
  })
  it('cannot be one person twice, whatever blanks and capitals hide it', async () => {
    expect(await heading(await post(at, '/setup/administrator', { key, ...typed(0) }))).toBe('Security administrator')
    for (const more of [{ login: ' JiangYZ ' }, { name: '江 一舟' }, { name: '江一舟', login: 'jiangyz2' }] as Record<string, string>[]) {
      const answer = await post(at, '/setup/administrator', { key, ...typed(1, more) })
      expect([answer.status, (await answer.text()).includes('three people')]).toEqual([422, true])
    }
    const same = await post(at, '/setup/administrator', { key, ...typed(1, { password: passwords[0], again: passwords[0] }) })
    expect(await same.text()).toContain('Another administrator has this password')
  })
  it('cannot skip a step, and can go back', async () => {
    expect(await heading(await post(at, '/setup/administrator', { key, ...typed(2) }))).toBe('Security administrator')
    expect(await heading(await post(at, '/setup/confirm', { key }))).toBe('Security administrator')
    expect(await heading(await post(at, '/setup/back', { key }))).toBe('System administrator')
    expect(await heading(await post(at, '/setup/administrator', { key, ...typed(0) }))).toBe('Security administrator')
  })
})

describe('two servers that wait on one database', () => {
  it('make one city: the later of two at once is refused, and the other goes on by itself', async () => {
    const shared = await fresh()
    const [one, other] = [
      await wait(shared, { programmeFolder: join(programmes, 'harbour') }),
      await wait(shared, { programmeFolder: join(programmes, 'harbour') }),
    ]
    const keys = await Promise.all(
      [one, other].map(async at => {
        const key = await begin(at)
        await settle(at, key)
        for (const i of [0, 1, 2])
          await post(at, '/setup/administrator', { key, ...typed(i, { login: `${three[i]!.login}${at === one ? '' : '2'}` }) })
        return key
      }),
    )
    const answers = await Promise.all(
      [post(one, '/setup/confirm', { key: keys[0]! }), post(other, '/setup/confirm', { key: keys[1]! })].map(answer =>
        answer.catch(() => undefined),
      ),
    )
    expect(answers.filter(answer => answer?.status === 200)).toHaveLength(1)
    await Promise.all([one.founded, other.founded])
    const accounts = await makeAs(shared)(
      { kind: 'system', city: 'harbour', name: 'import' },
      async tx => (await sql`select login from org.account`.execute(tx)).rows.length,
    )
    expect(accounts).toBe(3)
  })
})

it('a candidate says what check-programme says', () => {
  expect(candidateOf(join(programmes, 'broken')).faults.join()).toContain('broken/programme.yaml:2')
  expect(candidateOf(join(programmes, 'harbour'))).toMatchObject({ city: 'harbour', name: '港城', note: '虚构', faults: [] })
})
