import { mkdtempSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buildHouse, startHouse } from '../src/main.ts'
import type { Running } from '../src/main.ts'
import { createKey } from '../src/org/access/index.ts'
import { files, importOrg } from '../src/org/import/index.ts'
import type { Clock } from '../src/platform/clock.ts'
import type { Config } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'
import type { Log } from '../src/platform/log.ts'
import type { Adapter } from '../src/platform/outbox/index.ts'
import { connectDatabase } from '../src/platform/database/index.ts'
import { freshDatabase } from './database.ts'
import type { FreshDatabase } from './database.ts'
import { townFolder } from './programme.ts'

const password = '柳渡口的水声 听得很远很远'

/** The invented town in the real house, on a real PostgreSQL, behind a real port. */
export interface Town {
  readonly running: Running
  readonly database: FreshDatabase
  readonly port: number
  signIn(login: string): Promise<string>
  /** Pushes services of the court's enforcement division, served by the clerk luxm. @returns the tokens of their links */
  push(externalIds: readonly string[], finishedAt?: string): Promise<readonly string[]>
  rate(token: string, rating: object, key?: string): Promise<{ readonly status: number; readonly receipt: string }>
  /** What waits for this person. */
  work(login: string): Promise<readonly string[]>
  close(): Promise<void>
}

/** A wish for a call from the department, with a poor rating. */
export const poorWithWish = {
  levels: { result: 2 },
  reasons: ['same_form_again'],
  words: '同样的内容抄了三遍',
  callback: { wanted: true, how: 'phone', by: 'department', phone: '10000160001' },
}

export interface TownOptions {
  readonly clock: Clock
  /** 0: beats only when the test says so. */
  readonly beatMs?: number
  readonly sms?: Adapter
  readonly log?: Log
  /** Who can sign in; a hash of a password takes its time. */
  readonly logins?: readonly string[]
}

/** A second server over the same database and keys is a second call of `another`. */
export const openTown = async (options: TownOptions): Promise<Town & { another(): Promise<Running> }> => {
  const config: Config = {
    dataFolder: mkdtempSync(join(tmpdir(), 'huiyin-town-')),
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: false,
  }
  const database = await freshDatabase()
  const house = await buildHouse(config, { clock: options.clock, log: options.log ?? silentLog, database })
  const texts = Object.fromEntries(files.map(name => [name, readFileSync(join(townFolder, 'org', `${name}.csv`), 'utf8')]))
  // The judge beside the rated clerk has no account in the demo.
  texts['people'] = texts['people']!.replace(/^(YX0122,.*),$/m, '$1,liaomy')
  const { faults } = await importOrg(house.as, house.keys, {
    city: house.city,
    texts,
    passwordOf: login => ((options.logins ?? []).includes(login) ? password : undefined),
    mustChange: false,
  })
  expect(faults).toEqual([])
  const token = (
    await house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
      createKey(tx, house.keys, house.city, { name: '一窗受理', scopes: ['services', 'links'] }),
    )
  ).token
  const started = { beatMs: options.beatMs ?? 0, console: false, ...(options.sms ? { sms: options.sms } : {}) }
  const running = await startHouse(house, started)
  const others: Running[] = []
  const cookies = new Map<string, string>()
  const { app } = running

  const signIn = async (login: string): Promise<string> => {
    const known = cookies.get(login)
    if (known) return known
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    expect(answer.statusCode).toBe(200)
    const cookie = answer.cookies.find(one => one.name === 'huiyin_session')!.value
    cookies.set(login, cookie)
    return cookie
  }
  return {
    running,
    database,
    signIn,
    port: (app.server.address() as AddressInfo).port,
    push: async (externalIds, finishedAt = '2026-09-16T14:30:00+08:00') => {
      const tokens: string[] = []
      for (let at = 0; at < externalIds.length; at += 100) {
        const services = externalIds.slice(at, at + 100).map(externalId => ({
          externalId,
          line: 'court.enforcement',
          unit: 'ld.court.enforcement',
          officer: 'YX0009',
          title: '领取执行款',
          outcome: '办结',
          parties: [{ ref: 'p1', name: '邓阿婆', phone: '10000160001' }],
          finishedAt,
        }))
        const answer = await app.inject({
          method: 'POST',
          url: '/api/services',
          headers: { authorization: `Bearer ${token}` },
          payload: { services },
        })
        tokens.push(
          ...answer.json<{ results: { ratingUrl: string }[] }>().results.map(one => new URL(one.ratingUrl).pathname.slice('/r/'.length)),
        )
      }
      return tokens
    },
    rate: async (link, rating, key = crypto.randomUUID()) => {
      const answer = await app.inject({ method: 'POST', url: `/r/${link}`, headers: { 'idempotency-key': key }, payload: rating })
      return {
        status: answer.statusCode,
        receipt: answer.statusCode < 300 ? answer.json<{ receipt: string }>().receipt.replace(/\D/g, '') : '',
      }
    },
    work: async login =>
      (await app.inject({ url: '/api/work', cookies: { huiyin_session: await signIn(login) } }))
        .json<{ items: { id: string }[] }>()
        .items.map(item => item.id),
    another: async () => {
      const login = (name: Parameters<FreshDatabase['url']>[0]) => ({ connectionString: database.url(name) })
      const second = await startHouse(
        await buildHouse(config, { clock: options.clock, log: silentLog, database: connectDatabase(login, silentLog) }),
        started,
      )
      others.push(second)
      return second
    },
    close: async () => {
      for (const other of others) await other.stop()
      await running.stop()
    },
  }
}
