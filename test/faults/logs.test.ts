import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createKey } from '../../src/org/access/index.ts'
import { safeWordOf } from '../../src/modules/evaluation/rules/code.ts'
import { jsonLog } from '../../src/platform/log.ts'
import type { Adapter } from '../../src/platform/outbox/index.ts'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { startWholeHouse, townPassword } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'

/**
 * N-04: secrets are planted in everything that people and machines can send, through every route and every background
 * work, with faults that quote them; none may stand in what the process says, in the figures, or in the database's log.
 */
const planted = {
  phone: '13877665544',
  name: '贺兰雪川',
  words: '九千里云和月的暗语',
  title: '申领赔偿金之案',
  password: 'Mi1Ma-绝不能出现-77',
  key: 'planted-idempotency-5f0e91',
  address: '203.0.113.77',
}
/** Looks like a place in code, where logs take those for harmless. */
const lines = `${planted.words}\n    at ${planted.words} (/src/${planted.words}.ts:1:1)`
const secrets = new Map<string, string>(Object.entries(planted))

const said: string[] = []
const log = jsonLog(
  line => {
    said.push(line)
  },
  () => new Date(),
)
const streams = [process.stdout, process.stderr] as const
const writers = streams.map(stream => stream.write.bind(stream))

let database: FreshDatabase
let whole: WholeHouse
let providerFails = false
const provider: Adapter = {
  send: async parcel => {
    if (providerFails) throw new Error(`refused ${parcel.to} ${parcel.text} ${planted.phone}`)
    return 'accepted'
  },
}

beforeAll(async () => {
  for (const [at, stream] of streams.entries()) {
    stream.write = ((text: string | Uint8Array, ...rest: never[]) => {
      said.push(String(text))
      return writers[at]!(text as string, ...rest)
    }) as typeof stream.write
  }
  database = await freshDatabase()
  whole = await startWholeHouse({
    database,
    demo: false,
    start: '2026-09-16T15:00:00+08:00',
    console: false,
    logins: ['hanfang', 'guxc', 'zhouyq', 'guosz', 'luxm'],
    log,
    sms: provider,
  })
})
afterAll(async () => {
  for (const [at, stream] of streams.entries()) stream.write = writers[at]!
  await whole?.running.stop()
})

const hits = (text: string): readonly string[] =>
  [...secrets]
    .filter(
      ([, secret]) =>
        text.includes(secret) || text.includes(encodeURIComponent(secret)) || text.includes(JSON.stringify(secret).slice(1, -1)),
    )
    .map(([name]) => name)

/** A fault of the database that quotes everything, as real ones do. */
const harm = async (table: string, when = 'insert'): Promise<() => Promise<void>> => {
  const client = await database.pool('migrate').connect()
  const run = async (text: string): Promise<void> => {
    await client.query('begin; set local role huiyin_owner')
    await client.query(text)
    await client.query('commit')
  }
  const quoted = `planted ${Object.values(planted).join(' ')}\n${lines}`.replaceAll("'", "''")
  await run(`create schema if not exists planted; create or replace function planted.quote() returns trigger language plpgsql as $$ begin raise exception using message = '${quoted}', detail = '${quoted}', hint = '${quoted}'; end $$;
    grant usage on schema planted to public; create trigger planted before ${when} on ${table} for each row execute function planted.quote()`)
  return async () => {
    await run(`drop trigger planted on ${table}`)
    client.release()
  }
}

const signIn = async (login: string): Promise<string> => {
  const answer = await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
  const cookie = answer.cookies.find(one => one.name.endsWith('huiyin_session'))!
  secrets.set(`session of ${login}`, cookie.value)
  return `${cookie.name}=${cookie.value}`
}

const wished = (n: number) => ({
  levels: { result: 2 },
  reasons: ['same_form_again'],
  words: n === 0 ? lines : planted.words,
  callback: { wanted: true, how: 'phone', by: 'department', phone: planted.phone },
})

describe('N-04', () => {
  it(
    'planted phone, name, words, title, token, receipt, safe word, follow code, password, session, API key and address: 0 hits in what was said, through every route and every background work, faults included',
    { timeout: 180_000 },
    async () => {
      const {
        running: { app, house, beat },
        clock,
      } = whole
      const { token: apiKey } = await house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
        createKey(tx, house.keys, house.city, { name: planted.name, scopes: ['services', 'links'] }),
      )
      secrets.set('api key', apiKey)
      const push = (ids: readonly string[]) =>
        app.inject({
          method: 'POST',
          url: '/api/services',
          headers: { authorization: `Bearer ${apiKey}` },
          remoteAddress: planted.address,
          payload: {
            services: ids.map(externalId => ({
              externalId,
              line: 'court.enforcement',
              unit: 'ld.court.enforcement',
              officer: 'YX0009',
              title: planted.title,
              outcome: '办结',
              parties: [{ ref: planted.name, name: planted.name, phone: planted.phone }],
              finishedAt: '2026-09-16T14:30:00+08:00',
            })),
          },
        })
      const links = (await push(Array.from({ length: 22 }, (_, n) => `n04-${n}`)))
        .json<{ results: { ratingUrl: string }[] }>()
        .results.map(one => new URL(one.ratingUrl).pathname.slice(3))
      links.forEach((token, n) => secrets.set(`token ${n}`, token))
      const receipts: string[] = []
      for (const [n, token] of links.slice(0, 6).entries()) {
        const answer = await app.inject({
          method: 'POST',
          url: `/r/${token}`,
          headers: { 'idempotency-key': `${planted.key}-${n}` },
          remoteAddress: planted.address,
          payload: wished(n),
        })
        expect(answer.statusCode).toBe(201)
        const receipt = answer.json<{ receipt: string }>().receipt
        receipts.push(receipt.replace(/\D/g, ''))
        secrets
          .set(`receipt ${n}`, receipt)
          .set(`bare receipt ${n}`, receipt.replace(/\D/g, ''))
          .set(`safe word ${n}`, safeWordOf(house.keys, house.city, receipt.replace(/\D/g, '')))
      }
      await beat()
      const cookies = [undefined, ...(await Promise.all(['hanfang', 'guxc', 'zhouyq', 'guosz', 'luxm'].map(signIn)))]
      await app.inject({ method: 'POST', url: '/api/session', payload: { login: planted.name, password: planted.password } })
      await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'hanfang', password: planted.password } })

      // Every route, as everybody, with secrets wherever something can be put.
      const params: readonly string[] = [links[0]!, receipts[0]!, planted.phone, encodeURIComponent(planted.words)]
      const body = {
        login: planted.name,
        password: planted.password,
        words: planted.words,
        phone: planted.phone,
        text: planted.words,
        name: planted.name,
        services: [{ title: planted.words }],
        input: { words: planted.words },
        code: receipts[0],
        levels: planted.words,
        [planted.phone]: planted.name,
      }
      const facts = app.routeFacts.filter(fact => fact.url !== '/api/live' && fact.method !== 'HEAD')
      expect(facts.length).toBeGreaterThan(50)
      const everyRoute = async (): Promise<ReadonlySet<number>> => {
        const statuses = new Set<number>()
        for (const { method, url } of facts) {
          for (const [n, cookie] of cookies.entries()) {
            const path = url.replace(/:\w+|\*/g, params[n % params.length]!)
            const answer = await app.inject({
              method: method as 'GET',
              url: `${path}${path.includes('?') ? '&' : '?'}q=${encodeURIComponent(planted.words)}&number=${planted.phone}`,
              remoteAddress: planted.address,
              headers: {
                'idempotency-key': planted.key,
                ...(cookie === undefined ? { authorization: `Bearer ${n % 2 ? apiKey : planted.password}` } : { cookie }),
                'user-agent': planted.words.replace(/[^\x20-\x7e]/g, '') || planted.phone,
              },
              ...(method === 'GET' || method === 'DELETE' ? {} : { payload: body }),
            })
            statuses.add(answer.statusCode)
          }
          await app.inject({
            method: method as 'GET',
            url: url.replace(/:\w+|\*/g, params[0]!),
            ...(method === 'GET'
              ? {}
              : { payload: `{"words": "${planted.words}", broken`, headers: { 'content-type': 'application/json' } }),
          })
        }
        return statuses
      }
      await everyRoute()

      // The same where the database fails and quotes what it was given: pushing, rating, signing in, acting.
      const fresh = links.slice(6)
      for (const table of [
        'evaluation.service',
        'evaluation.receipt',
        'org.session',
        'org.sign_in_failure',
        'engine.trail',
        'outbox.message',
      ]) {
        const heal = await harm(table, table === 'org.sign_in_failure' ? 'insert or update' : 'insert')
        await push([`n04-broken-${table}`])
        for (const token of fresh.splice(0, 2))
          await app.inject({
            method: 'POST',
            url: `/r/${token}`,
            headers: { 'idempotency-key': `${planted.key}-${table}` },
            payload: wished(0),
          })
        await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'hanfang', password: townPassword } })
        await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'hanfang', password: planted.password } })
        await beat().catch(() => {})
        await heal()
      }

      // And behind the scenes: loops, the provider, the ladder, the release, retention.
      providerFails = true
      const [trail, message] = [await harm('engine.rung'), await harm('callback.round', 'insert or update')]
      for (const token of fresh.splice(0, 2))
        await app.inject({ method: 'POST', url: `/r/${token}`, headers: { 'idempotency-key': planted.key }, payload: wished(0) })
      for (const days of [1, 3, 8, 20]) {
        clock.moveTo(new Date(clock.now().getTime() + days * 86_400_000))
        await beat().catch(() => {})
      }
      await trail()
      await message()
      const mixing = await harm('evaluation.mixed')
      clock.moveTo(new Date(clock.now().getTime() + 30 * 86_400_000))
      await beat().catch(() => {})
      await mixing()
      await beat()

      const metrics = (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).body
      const all = said.join('\n')
      // Something was said, of every kind of fault, or this would prove nothing.
      for (const event of ['bug', 'effect_failed', 'timed_work_failed', 'messages_stuck'])
        expect(all, event).toContain(`"event":"${event}"`)
      expect(hits(all)).toEqual([])
      expect(hits(metrics)).toEqual([])
      const sockets = new URL(inject('postgres').server.administrator).searchParams.get('host')
      const serverLog = sockets === null ? '' : join(dirname(sockets), 'server.log')
      // The suite's own server; that of DATABASE_URL has its log elsewhere.
      if (process.env['DATABASE_URL'] === undefined) expect(existsSync(serverLog)).toBe(true)
      if (existsSync(serverLog)) expect(hits(readFileSync(serverLog, 'utf8'))).toEqual([])
    },
  )

  it('the search itself finds each secret, written plainly, in JSON or in an address (planted)', () => {
    for (const [name, secret] of secrets) {
      expect(hits(`x ${secret} y`)).toContain(name)
      expect(hits(JSON.stringify({ error: secret }))).toContain(name)
      expect(hits(`/r/${encodeURIComponent(secret)}`)).toContain(name)
    }
    const leaks: string[] = []
    jsonLog(
      line => {
        leaks.push(line)
      },
      () => new Date(),
    ).error({ event: 'leaky', error: new Error(`duplicate key (phone)=(${planted.phone})`).message })
    expect(hits(leaks.join())).toEqual(['phone'])
    jsonLog(
      line => {
        leaks.push(line)
      },
      () => new Date(),
    ).error({ event: 'field', phone: planted.name } as never)
    expect(hits(leaks[1]!), 'a field that is not on the list is dropped').toEqual([])
  })
})
