import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { ZodType } from 'zod'
import { z } from 'zod'
import { ratingBody } from '../../src/modules/evaluation/contract.ts'
import type { RouteFacts } from '../../src/platform/http/index.ts'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { withDatabase } from '../postgres.ts'
import { startWholeHouse, townPassword } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { bodies, headers, marker, pathPart, queries } from './hostile.ts'
import type { Sent } from './hostile.ts'

/** Requests per public route: `npm run fuzz` asks for the 10,000 of F-01. */
const runs = Number(process.env['HUIYIN_FUZZ'] || '250')
const seed = Number(process.env['HUIYIN_FUZZ_SEED'] || Math.floor(Math.random() * 2 ** 31))

let database: FreshDatabase
let whole: WholeHouse
let watch: pg.Client
const real: Record<string, string[]> = { token: [], code: [], opening: [], window: ['LDFY-ZX01'] }

const app = () => whole.running.app

beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWholeHouse({ database, demo: true, start: '2026-09-16T15:00:00+08:00' })
  const { server } = inject('postgres')
  watch = new pg.Client({ connectionString: withDatabase(server.administrator, database.name) })
  await watch.connect()

  const services = Array.from({ length: 260 }, (_, at) => ({
    externalId: `fuzz-${at}`,
    line: 'court.enforcement',
    unit: 'ld.court.enforcement',
    officer: 'YX0009',
    outcome: '办结',
    parties: [{ ref: `p${at}`, phone: '13900000000' }],
    finishedAt: '2026-09-16T14:30:00+08:00',
  }))
  const pushed = await app().inject({
    method: 'POST',
    url: '/api/services',
    headers: { authorization: `Bearer ${whole.apiKey}` },
    payload: { services },
  })
  real['token'] = pushed.json<{ results: { ratingUrl: string }[] }>().results.map(result => new URL(result.ratingUrl).pathname.slice(3))
  for (const [at, token] of real['token'].slice(0, 60).entries()) {
    const rated = await app().inject({
      method: 'POST',
      url: `/r/${token}`,
      payload: { overall: at % 2 ? 2 : 5, ...(at % 3 ? { callback: { wanted: true, number: 'kept' } } : {}) },
    })
    real['code']!.push(rated.json<{ receipt: string }>().receipt.replace(/\D/g, ''))
  }
  for (let at = 0; at < 200; at++)
    real['opening']!.push(
      (await app().inject({ url: '/w/LDFY-ZX01', headers: { accept: 'application/json' } }))
        .json<{ action: string }>()
        .action.split('/')
        .at(-1)!,
    )
  await whole.running.beat()

  expect(await watchEveryTable()).toBeGreaterThan(30)
})
afterAll(async () => {
  await watch?.end()
  await whole?.running.stop()
  await database?.close()
})

/**
 * Every row that is written notes the name of its table, in the same transaction: what is rolled back leaves no note.
 * Counting all tables after each request took half of this test's time. @returns how many tables are watched
 */
const watchEveryTable = async (): Promise<number> => {
  await watch.query(`create schema watch
    create unlogged table written (name text not null)`)
  await watch.query(`create function watch.note() returns trigger language plpgsql security definer set search_path = watch as $$
    begin insert into watch.written values (tg_argv[0]); return null; end $$`)
  // A partition has the trigger of its whole.
  const { rows } = await watch.query<{ name: string }>(
    `select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p') and not relispartition and nspname not in ('pg_catalog', 'information_schema', 'watch')`,
  )
  for (const { name } of rows) {
    const call = `execute function watch.note('${name}')`
    await watch.query(`create trigger watched after insert or update or delete on ${name} for each row ${call}`)
    await watch.query(`create trigger emptied after truncate on ${name} for each statement ${call}`)
  }
  return rows.length
}

/** The tables that were written to since it was last asked. */
const written = async (): Promise<string[]> => {
  const { rows } = await watch.query<{ name: string }>(
    'with gone as (delete from watch.written returning name) select distinct name from gone',
  )
  return rows.map(({ name }) => name)
}
/** Moves with every transaction that writes anything: while it stands still, there is nothing to count. */
const lastWriter = async (): Promise<string> =>
  (await watch.query<{ at: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as at')).rows[0]!.at

/** What is well-formed at a posted code counts against the day, also where it turns out that the opening was used or the wish has left. */
const bounds = ['evaluation.bound_day', 'evaluation.bound_count']
/** What a refused request leaves all the same: an attempt to sign in is kept for half a year (网络安全法 第二十一条). */
const leavesBehind: Readonly<Record<string, readonly string[]>> = {
  'POST /api/session': ['org.sign_in_attempt', 'org.sign_in_failure'],
  'POST /w/:code/:opening': bounds,
  'POST /receipt/:code/change': bounds,
}
/** Bodies that a route reads by itself, so that its schema does not stand on it. */
const bodiesRead: Readonly<Record<string, ZodType>> = {
  'POST /r/:token': ratingBody,
  'POST /w/:code/:opening': ratingBody,
  'POST /receipt/:code/change': z.union([ratingBody, z.object({ withdraw: z.boolean() })]),
  'POST /r/:token/not-me': z.object({ words: z.string().max(2000).optional(), sealed_words: z.string().optional() }),
}

const rating = [
  { overall: 5 },
  { overall: 2, reasons: ['rude'], words: '来了没问清楚就先说我' },
  { levels: { result: 1 }, callback: { wanted: true, how: 'phone', phone: '13900000000', by: 'department' } },
  { overall: 1, line: 'court.window' },
]
/** What people usually send there. */
const examples: Readonly<Record<string, readonly object[]>> = {
  'POST /r/:token': rating,
  'POST /w/:code/:opening': rating,
  'POST /receipt/:code/change': [...rating, { withdraw: true }],
  'POST /follow/:code': [{ say: 'unsolved' }, { say: 'solved' }, { hurt: true, words: '有人劝我改' }],
  'POST /follow': [{ code: '1234 5678 9012 3456' }],
  'POST /api/session': [{ login: 'hanfang', password: townPassword }],
}

const problem = z.strictObject({
  type: z.string().regex(/^urn:huiyin:[a-z_]+$/),
  title: z.string().min(2),
  status: z.int(),
  field: z.string().optional(),
  number: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

interface Asked {
  readonly parts: readonly string[]
  readonly query: string
  readonly sent: Sent
  readonly headers: Record<string, string>
}
const publicRoutes = (): RouteFacts[] => app().routeFacts.filter(fact => fact.permission === 'public')
const schemaOf = (fact: RouteFacts): ZodType | undefined =>
  bodiesRead[`${fact.method} ${fact.url}`] ?? (fact.schema as { body?: ZodType } | undefined)?.body
const partsOf = (fact: RouteFacts): string[] =>
  [...fact.url.matchAll(/:(\w+)|\*/g)].map(([, name]) => (name === 'code' && fact.url.startsWith('/w/') ? 'window' : (name ?? '*')))

const asks = (fact: RouteFacts): fc.Arbitrary<Asked> =>
  fc.record({
    parts: fc.tuple(...partsOf(fact).map(name => pathPart(real[name] ?? []))),
    query: queries,
    headers,
    sent:
      fact.method === 'GET'
        ? fc.oneof({ weight: 9, arbitrary: fc.constant<Sent>({}) }, { weight: 1, arbitrary: bodies(undefined) })
        : bodies(schemaOf(fact), examples[`${fact.method} ${fact.url}`]),
  })

let calls = 0
/** Every call from a neighbourhood of its own: the limiter is not what is tried here. */
const neighbour = (): string => `${10 + (calls >> 16)}.${(calls >> 8) & 255}.${calls & 255}.7`

const send = async (fact: RouteFacts, asked: Asked) => {
  calls++
  let at = 0
  const path = fact.url.replace(/:\w+|\*/g, () => asked.parts[at++] ?? '')
  let text = asked.sent.text
  // Guesses at one name are slowed on purpose; here each is at another.
  if (fact.url === '/api/session' && typeof text === 'string' && !text.includes(townPassword))
    text = text.replace(/"login":"/, `"login":"${calls}`)
  return app().inject({
    method: fact.method as 'GET',
    url: `${path}${asked.query}`,
    remoteAddress: neighbour(),
    headers: { ...asked.headers, ...(asked.sent.type === undefined ? {} : { 'content-type': asked.sent.type }) },
    ...(text === undefined ? {} : { payload: text }),
  })
}

const checkAnswer = (fact: RouteFacts, answer: Awaited<ReturnType<typeof send>>): void => {
  const { statusCode: status, body } = answer
  const type = String(answer.headers['content-type'] ?? '')
  if (status >= 500) expect(status === 503 && answer.headers['retry-after'] !== undefined, `${status} ${body.slice(0, 400)}`).toBe(true)
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  expect(answer.headers['set-cookie'] === undefined || fact.url === '/api/session').toBe(true)
  if (type.includes('text/html')) {
    expect(body.slice(0, 15).toLowerCase()).toBe('<!doctype html>')
    expect(body).not.toContain(marker)
  } else if (status >= 400) expect(problem.safeParse(JSON.parse(body)).error ?? JSON.parse(body).status).toBe(status)
  if (status >= 300 && status < 400) expect(String(answer.headers['location'])).toMatch(/^\/(?!\/)/)
  const described = (fact.schema as { response?: Readonly<Record<number, ZodType>> } | undefined)?.response?.[status]
  if (described) expect(described.safeParse(JSON.parse(body)).error).toBeUndefined()
}

describe('the watch over the database', () => {
  it('sees a row that was changed or taken away, and nothing of what was rolled back', async () => {
    await written()
    const writer = await lastWriter()
    await watch.query('update org.unit set name = name where ctid = (select ctid from org.unit limit 1)')
    expect(await lastWriter()).not.toBe(writer)
    expect(await written()).toContain('org.unit')
    for (const end of ['rollback', 'commit']) {
      await watch.query('begin')
      await watch.query('delete from org.bell_line')
      await watch.query(end)
      expect(await written(), end).toEqual(end === 'commit' ? ['org.bell_line'] : [])
    }
  })
})

describe(`whatever is sent to a public route (F-01, ${runs} requests each, HUIYIN_FUZZ_SEED=${seed})`, () => {
  it('is answered without a fault, as its schema says, and leaves no trace where it is refused', async () => {
    const table: Record<string, Record<string, number>> = {}
    for (const fact of publicRoutes()) {
      const route = `${fact.method} ${fact.url}`
      const tally: Record<string, number> = { '2xx': 0, '3xx': 0, '4xx': 0, '503': 0 }
      const began = Date.now()
      await written()
      let writer = await lastWriter()
      const allowed = new Set(leavesBehind[route])
      await fc.assert(
        fc.asyncProperty(asks(fact), async asked => {
          const answer = await send(fact, asked)
          const name = answer.statusCode === 503 ? '503' : `${Math.floor(answer.statusCode / 100)}xx`
          tally[name] = (tally[name] ?? 0) + 1
          checkAnswer(fact, answer)
          if ((await lastWriter()) === writer) return
          const changed = await written()
          writer = await lastWriter()
          if (fact.method === 'GET' || answer.statusCode >= 400)
            expect(
              changed.filter(table => !allowed.has(table)),
              `${answer.statusCode} and yet written`,
            ).toEqual([])
        }),
        { numRuns: runs, seed, endOnFailure: runs > 1000 },
      )
      table[route] = { ...tally, seconds: Math.round((Date.now() - began) / 100) / 10 }
    }
    console.info(
      `seed ${seed}, ${calls} requests to ${Object.keys(table).length} public routes, resident memory ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
    )
    console.table(table)
    // The values reach what they are meant to reach: each writing route has taken some and refused some.
    for (const route of ['POST /r/:token', 'POST /w/:code/:opening', 'POST /receipt/:code/change', 'POST /follow/:code']) {
      expect((table[route]?.['2xx'] ?? 0) + (table[route]?.['3xx'] ?? 0), route).toBeGreaterThan(0)
      expect(table[route]?.['4xx'], route).toBeGreaterThan(0)
    }
    expect(whole.bugs).toEqual([])
  }, 7_200_000)

  it('makes nothing stumble later: what was taken is passed on, answered and released', async () => {
    await whole.running.beat()
    for (const day of ['2026-09-18', '2026-10-06', '2026-10-20']) {
      whole.clock.moveTo(new Date(`${day}T10:00:00+08:00`))
      await whole.running.beat()
    }
    expect(whole.bugs).toEqual([])
  })
})
