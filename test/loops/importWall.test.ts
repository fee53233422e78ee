import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createKey } from '../../src/org/access/index.ts'
import type { Role } from '../../src/org/viewer.ts'
import type { Tx } from '../../src/platform/database/contract.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

const password = '柳渡口的水声 听得很远很远'

/** What the import answers to whoever holds this post and no other. A role that is missing here does not compile. */
const answers: Readonly<Record<Role, number>> = {
  system_admin: 200,
  officer: 403,
  clerk: 403,
  leader: 403,
  deputy_head: 403,
  head: 403,
  duty_leader: 403,
  callback_centre: 403,
  supervisor: 403,
  discipline: 403,
  security_admin: 403,
  audit_admin: 403,
  inspector: 403,
}

let town: LivingTown
let unit = ''
beforeAll(async () => {
  town = await startTown('09-16T15:00')
  unit = (await town.get('guxc', '/api/units?search=ld.court.enforcement')).json<{ items: { id: string }[] }>().items[0]!.id
})
afterAll(async () => {
  await town.running.stop()
})

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
  const { as, city } = town.running.house
  return as({ kind: 'system', city, name: 'import' }, work)
}
const known = async (): Promise<number> =>
  Number((await within(tx => sql<{ n: string }>`select count(*)::text as n from evaluation.service`.execute(tx))).rows[0]!.n)

/** Somebody new with these posts, signed in. @returns the cookie */
const holding = async (roles: readonly Role[], until: string | null = null): Promise<string> => {
  const { city, keys } = town.running.house
  const [person, login] = [randomUUID(), `w${randomUUID().slice(0, 8)}`]
  await within(async tx => {
    await sql`insert into org.person (city, id, code, name) values (${city}, ${person}, ${login}, '周敏之')`.execute(tx)
    // A watch is no post but a row of the duty list.
    if (roles.includes('duty_leader'))
      await sql`insert into org.duty (city, id, unit, person, from_at, until_at) values (${city}, ${randomUUID()}, ${unit}, ${person}, '2026-09-16T08:00:00+08:00', '2026-09-17T08:00:00+08:00')`.execute(
        tx,
      )
    for (const role of roles.filter(one => one !== 'duty_leader'))
      await sql`insert into org.post (city, id, unit, role, person, title, held_from, held_until) values (${city}, ${randomUUID()}, ${unit}, ${role}, ${person}, null, ${role === 'inspector' ? '2026-09-01' : '2026-01-01'}, ${role === 'inspector' ? '2026-12-31' : until})`.execute(
        tx,
      )
    await createAccount(tx, keys, city, { login, person, password, names: ['周敏之'], mustChange: false })
  })
  const answer = await town.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
  return answer.cookies.find(one => one.name === 'huiyin_session')?.value ?? ''
}

const file = (id: string) => `externalId,line,unit,outcome,finishedAt\n${id},court.enforcement,ld.court.enforcement,办结,2026-09-16 09:30\n`
const bring = async (
  way: { readonly cookie?: string; readonly key?: string },
  dryRun: boolean,
  id = randomUUID(),
): Promise<{ readonly status: number; readonly body: string }> => {
  const answer = await town.running.app.inject({
    method: 'POST',
    url: '/api/services/import',
    payload: { kind: 'csv', bytes: Buffer.from(file(id)).toString('base64'), dryRun },
    headers: way.key === undefined ? {} : { authorization: `Bearer ${way.key}` },
    cookies: way.cookie === undefined ? {} : { huiyin_session: way.cookie },
  })
  return { status: answer.statusCode, body: answer.body }
}

describe('nobody but the system administrator imports', () => {
  it.each(Object.entries(answers) as [Role, number][])(
    '%s is answered %i, on a dry run too, which would tell which numbers and codes exist',
    async (role, status) => {
      const cookie = await holding([role])
      const before = await known()
      expect([(await bring({ cookie }, true)).status, (await bring({ cookie }, false)).status]).toEqual([status, status])
      expect((await known()) - before).toBe(status === 200 ? 1 : 0)
    },
  )

  it('all other posts together open it no more than each alone, and one post among others is enough', async () => {
    // The database lets nobody be two of the three administrators, nor an inspector beside anything.
    const ordinary = (Object.keys(answers) as Role[]).filter(role => !role.endsWith('_admin') && role !== 'inspector')
    for (const role of ['security_admin', 'audit_admin'] as const)
      expect((await bring({ cookie: await holding([...ordinary, role]) }, false)).status, role).toBe(403)
    expect((await bring({ cookie: await holding([...ordinary, 'system_admin']) }, true)).status).toBe(200)
  })

  it('an administrator whose post has ended, somebody not signed in and a key that pushes services are refused', async () => {
    const { city, keys } = town.running.house
    const { token } = await within(tx => createKey(tx, keys, city, { name: '办案系统', scopes: ['services', 'links'] }))
    const before = await known()
    expect((await bring({ cookie: await holding(['system_admin'], '2026-09-15') }, false)).status).toBeGreaterThanOrEqual(401)
    expect((await bring({}, false)).status).toBe(401)
    expect((await bring({ key: token }, false)).status).toBe(403)
    expect(await known()).toBe(before)
  })

  it('a refusal says the same whatever the file holds, and comes before the file is read', async () => {
    const cookie = await holding(['head'])
    const { body } = await bring({ cookie }, true)
    const nonsense = await town.running.app.inject({
      method: 'POST',
      url: '/api/services/import',
      payload: { nothing: true },
      cookies: { huiyin_session: cookie },
    })
    expect([nonsense.statusCode, nonsense.body]).toEqual([403, body])
  })
})

describe('a kept comparison', () => {
  it('is one unit’s under one name, changed by being kept again, and for the system administrator alone', async () => {
    const cookie = (
      await town.running.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { login: 'guxc', password: '柳渡口的水声 听得很远很远' },
      })
    ).cookies.find(one => one.name === 'huiyin_session')!.value
    const ask = (method: 'GET' | 'POST' | 'DELETE', url = '', payload?: object) =>
      town.running.app.inject({
        method,
        url: `/api/services/import/mappings${url}`,
        cookies: { huiyin_session: cookie },
        ...(payload ? { payload } : {}),
      })
    const unit = (await town.get('guxc', '/api/units?search=执行局')).json<{ items: { id: string }[] }>().items[0]!.id
    const keep = (column: string) =>
      ask('POST', '', { unit, name: '年度台账', mapping: { fields: { externalId: column }, constants: { line: 'court.enforcement' } } })
    expect((await keep('案号')).statusCode).toBe(204)
    expect((await keep('编号')).statusCode).toBe(204)
    const { items } = (await ask('GET')).json<{ items: { id: string; name: string; mapping: { fields: object } }[] }>()
    expect(items).toMatchObject([
      { name: '年度台账', mapping: { fields: { externalId: '编号' }, constants: { line: 'court.enforcement' } } },
    ])
    expect((await ask('POST', '', { unit: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11', name: 'x', mapping: {} })).statusCode).toBe(400)
    expect((await town.get('hanfang', '/api/services/import/mappings')).statusCode).toBe(403)
    expect((await ask('DELETE', `/${items[0]!.id}`)).statusCode).toBe(204)
    expect((await ask('DELETE', `/${items[0]!.id}`)).statusCode).toBe(404)
  })
})

describe('an import', () => {
  const rows = (from: string, count: number): string =>
    `externalId,line,unit,outcome,finishedAt\n${Array.from({ length: count }, (_, n) => `${from}${n},court.enforcement,ld.court.enforcement,办结,2026-09-16 09:30`).join('\n')}\n`
  const asked = (text: string, dryRun = false) => JSON.stringify({ kind: 'csv', bytes: Buffer.from(text).toString('base64'), dryRun })
  const send = async (text: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`http://127.0.0.1:${(town.running.app.server.address() as AddressInfo).port}/api/services/import`, {
      method: 'POST',
      body: asked(text),
      signal: signal ?? null,
      headers: {
        'content-type': 'application/json',
        accept: 'application/x-ndjson',
        cookie: `huiyin_session=${await holding(['system_admin'])}`,
      },
    })

  it('that is followed tells how many rows of how many, and last what came of it', async () => {
    const before = await known()
    const lines = (await (await send(rows('F-', 1200))).text())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as object)
    expect(lines.slice(0, -1)).toEqual([0, 500, 1000, 1200].map(done => ({ done, all: 1200 })))
    expect(lines.at(-1)).toMatchObject({ answer: { services: 1200, faultCount: 0 } })
    expect(await known()).toBe(before + 1200)
  })

  it('whose asker goes away in the middle keeps none of the rows that had been written', { timeout: 60_000 }, async () => {
    const before = await known()
    const stop = new AbortController()
    // Somebody else holds a number of the second step, so that the import waits there, its first step written.
    let holds: () => void = () => {}
    let release: () => void = () => {}
    const held = new Promise<void>(resolve => {
      holds = resolve
    })
    const { city } = town.running.house
    const lock = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended(${`evaluation.service ${city} G-700`}, 0))`.execute(tx)
    const holder = within(async tx => {
      await lock(tx)
      holds()
      await new Promise<void>(resolve => {
        release = resolve
      })
    })
    await held
    const answer = await send(rows('G-', 1200), stop.signal)
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    for (let text = ''; !text.includes('"done":500');) text += (await reader.read()).value ?? ''
    stop.abort()
    await reader.read().catch(() => undefined)
    release()
    await holder
    // A number of the first step is the import's until its transaction has ended.
    await within(tx => sql`select pg_advisory_xact_lock(hashtextextended(${`evaluation.service ${city} G-0`}, 0))`.execute(tx))
    expect(await known()).toBe(before)
  })
})
