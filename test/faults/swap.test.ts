import fc from 'fast-check'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ZodType } from 'zod'
import type { RouteFacts } from '../../src/platform/http/index.ts'
import { flowsInTree } from '../architecture/flows.ts'
import { asOwnerOf, startLivedTown } from '../loops/livedTown.ts'
import { password } from '../loops/town.ts'
import type { LivingTown } from '../loops/town.ts'
import { valid } from './hostile.ts'
import { known, strangers } from './swap.lists.ts'

/*
 * A-02: whoever holds a post in an organ that has nothing to do with anybody sends every request of the house with what
 * others' rows hold, in the address, the query and the body, and is answered as if no such thing were there; nothing that
 * stood before is changed, and nothing that is written keeps such an id. `HUIYIN_SWAP=all` takes every id to every route.
 */
const whole = process.env['HUIYIN_SWAP'] === 'all'
const seed = Number(process.env['HUIYIN_SEED'] || Math.floor(Math.random() * 2 ** 31))
const idsPerRoute = whole ? 10_000 : 4

/** An id or a number of somebody's row, and one of the same shape that no row has. */
interface Foreign {
  readonly table: string
  readonly id: string
  readonly absent: string
}
interface Asker {
  readonly name: string
  readonly cookie: string
}

let town: LivingTown
let found: readonly Foreign[]
let numbers: readonly Foreign[]
let askers: readonly Asker[]
let owner: Asker
let actions: readonly string[]
let calls = 0
/** How many answers had which status: a request that is refused for its form asks nothing of anybody's row. */
const answered: Record<string, number> = {}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const owned = <T>(work: Parameters<typeof asOwnerOf<T>>[1]): Promise<T> => asOwnerOf(town, work)

const tablesOf = (): Promise<readonly string[]> =>
  owned(async tx =>
    (
      await sql<{
        name: string
      }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' order by 1`.execute(tx)
    ).rows.map(row => row.name),
  )
/** Every row there is, as text. */
const rowsOf = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = new Map<string, readonly string[]>()
  for (const table of await tablesOf())
    rows.set(
      table,
      // What a session was last seen at moves with every request of its own.
      await owned(async tx =>
        (
          await sql<{
            row: string
          }>`select (to_jsonb(t) - ${table === 'org.session' ? 'seen_at' : ''})::text as row from ${sql.table(table)} t`.execute(tx)
        ).rows.map(({ row }) => row),
      ),
    )
  return rows
}

beforeAll(async () => {
  ;({ town } = await startLivedTown())
  const { city } = town.running.house
  const cookieOf = async (login: string): Promise<string> =>
    (await town.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })).cookies.find(
      one => one.name === 'huiyin_session',
    )!.value
  owner = { name: 'hanfang', cookie: await cookieOf('hanfang') }
  const before = await rowsOf()
  // A unit and a person stand in rows of every kind: their ids are those of the register.
  const seen = new Set<string>()
  found = [...before]
    .toSorted(([a], [b]) => Number(Object.hasOwn(known, b)) - Number(Object.hasOwn(known, a)))
    .flatMap(([table, rows]) =>
      rows
        .flatMap(row => (Object.hasOwn(known, table) ? [JSON.parse(row).id as string] : (row.match(uuid) ?? [])))
        .filter(id => !seen.has(id) && seen.add(id))
        .map(id => ({ table, id, absent: randomUUID() })),
    )
  numbers = await owned(async tx =>
    (await sql<{ number: string }>`select number from engine.matter order by number`.execute(tx)).rows.map(({ number }) => ({
      table: 'engine.matter',
      id: number,
      absent: number.replace(/\d$/, digit => String((Number(digit) + 5) % 10)).replace(/\d{2}(?=\d$)/, '97'),
    })),
  )
  actions = [...new Set((await flowsInTree()).flatMap(flow => Object.keys(flow.actions)))]
  const unit = randomUUID()
  const secret = await owned(async tx => {
    await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${unit}, 'swap.organ', '外县法院', 'organ', 'county', 'court')`.execute(
      tx,
    )
    return (await sql<{ hash: string }>`select password_hash as hash from org.account where login = 'hanfang'`.execute(tx)).rows[0]!.hash
  })
  const made: Asker[] = []
  const tried = fc.sample(fc.shuffledSubarray([...strangers], { minLength: 3, maxLength: 3 }), { numRuns: 1, seed })[0]!
  for (const role of whole ? strangers : tried) {
    const [person, login] = [randomUUID(), `swap-${role.replaceAll('_', '-')}`]
    await owned(async tx => {
      await sql`insert into org.person (city, id, code, name) values (${city}, ${person}, ${login}, '外人')`.execute(tx)
      await sql`insert into org.account (city, id, login, person, password_hash) values (${city}, ${randomUUID()}, ${login}, ${person}, ${secret})`.execute(
        tx,
      )
      await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${unit}, ${role}, ${person}, '2026-01-05')`.execute(
        tx,
      )
    })
    made.push({ name: role, cookie: await cookieOf(login) })
  }
  askers = made
}, 240_000)
afterAll(() => town?.running.stop())

const isStaff = (fact: RouteFacts): boolean => fact.permission === 'session' || fact.permission.startsWith('role:')
/** Ends the asker's own session, stays open for ever, or reads a file as a form sends it: none takes an id of another's. */
const leftOut = new Set(['DELETE /api/session', 'DELETE /api/session/others', 'GET /api/live', 'POST /api/session/password'])

const holder = '00000000-0000-4000-8000-000000000000'
const numberHolder = 'NUMBER'
const named = /^(reference|number|matter_number)$/
/** The drawn value with a place for an id wherever one belongs. */
const opened = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return named.test(key) ? numberHolder : value.replace(uuid, holder)
  if (Array.isArray(value)) return value.map(one => opened(one, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, opened(one, name)]))
}
interface Request {
  readonly method: string
  readonly url: string
  readonly body?: string
}
const schemaOf = (fact: RouteFacts, part: 'body' | 'querystring'): ZodType | undefined =>
  (fact.schema as Record<string, ZodType> | undefined)?.[part]
/** Requests of a route that hold a place for an id, as its schema takes them. */
const requestsOf = (fact: RouteFacts, nth: number): readonly Request[] => {
  const drawn = (part: 'body' | 'querystring'): readonly unknown[] => {
    const schema = schemaOf(fact, part)
    return schema ? fc.sample(valid(schema), { numRuns: 2, seed: seed + nth }).map(one => opened(one)) : [undefined]
  }
  const path = fact.url
    .replace(/:(id|matter)\b/g, holder)
    .replace(/:code\b/g, numberHolder)
    .replace(/:(?!action\b)\w+|\*/g, '1')
  const acted = fact.url.includes(':action')
    ? fc.sample(fc.constantFrom(...actions), { numRuns: whole ? 200 : 6, seed: seed + nth }).map(name => path.replace(':action', name))
    : [path]
  return drawn('querystring').flatMap(query => {
    const asked = new URLSearchParams(
      Object.entries((query ?? {}) as object).flatMap(([name, one]): [string, string][] =>
        one === undefined ? [] : [[name, String(one).toWellFormed()]],
      ),
    )
    return acted.flatMap(one =>
      drawn('body').map(body => ({
        method: fact.method,
        url: asked.size > 0 ? `${one}?${asked}` : one,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })),
    )
  })
}
const isOpen = ({ url, body = '' }: Request, one: string): boolean => `${url}${body}`.includes(one)

const send = async (asker: Asker, { method, url, body }: Request, place: string, id: string): Promise<string> => {
  calls++
  const put = (text: string): string => text.replaceAll(place, id)
  const answer = await town.running.app.inject({
    method: method as 'GET',
    url: put(url),
    remoteAddress: `10.${(calls >> 8) & 255}.${calls & 255}.3`,
    cookies: { huiyin_session: asker.cookie },
    ...(body === undefined ? {} : { payload: put(body), headers: { 'content-type': 'application/json' } }),
  })
  answered[answer.statusCode] = (answered[answer.statusCode] ?? 0) + 1
  const { date: _date, 'content-length': _length, ...headers } = answer.headers
  return JSON.stringify([answer.statusCode, headers, answer.body]).replaceAll(id, place)
}

/** What the answers tell of others' rows, as sentences. */
const told = async (who: Asker, facts: readonly RouteFacts[], ids = found): Promise<readonly string[]> => {
  const faults: string[] = []
  const secrets = found.filter(({ table }) => !Object.hasOwn(known, table)).map(({ id }) => id)
  for (const [nth, fact] of facts.entries()) {
    for (const [place, all] of [
      [holder, ids],
      [numberHolder, numbers],
    ] as const) {
      const requests = requestsOf(fact, nth).filter(one => isOpen(one, place))
      if (requests.length === 0) continue
      const chosen = all.length <= idsPerRoute ? all : fc.sample(fc.constantFrom(...all), { numRuns: idsPerRoute, seed: seed + nth })
      // A route of many requests meets each of them with some id.
      const each = Array.from({ length: Math.max(chosen.length, requests.length) }, (_, at) => chosen[at % chosen.length]!)
      for (const [at, foreign] of each.entries()) {
        const request = requests[at % requests.length]!
        const [theirs, none] = [await send(who, request, place, foreign.id), await send(who, request, place, foreign.absent)]
        const where = `${fact.method} ${fact.url} as ${who.name} with a row of ${foreign.table}`
        if (theirs !== none && !Object.hasOwn(known, foreign.table))
          faults.push(`${where}: ${theirs.slice(0, 300)} is not ${none.slice(0, 300)}`)
        const named = secrets.find(id => id !== foreign.id && theirs.includes(id))
        if (named) faults.push(`${where}: names ${named} of ${found.find(({ id }) => id === named)!.table}`)
      }
    }
  }
  return faults
}

const routes = (only?: string): readonly RouteFacts[] =>
  town.running.app.routeFacts.filter(fact => {
    const name = `${fact.method} ${fact.url}`
    return only === undefined ? isStaff(fact) && !leftOut.has(name) : name === only
  })

/** Rows that are no longer what they were, and those that are new. */
const since = async (before: ReadonlyMap<string, readonly string[]>) => {
  const changed: { table: string; row: string }[] = []
  const added: { table: string; row: string }[] = []
  for (const [table, rows] of await rowsOf()) {
    const [stood, stands] = [new Set(before.get(table)), new Set(rows)]
    for (const row of stood) if (!stands.has(row)) changed.push({ table, row })
    for (const row of stands) if (!stood.has(row)) added.push({ table, row })
  }
  return { changed, added }
}

describe(`whoever holds others’ ids (A-02, HUIYIN_SEED=${seed})`, () => {
  it('is answered as if no such thing were there, by every route and in every post, and nothing of theirs is changed or kept', async () => {
    const before = await rowsOf()
    const faults: string[] = []
    for (const asker of askers) faults.push(...(await told(asker, routes())))
    console.info(
      `A-02: ${calls} requests by ${askers.length} strangers, ${found.length} ids and ${numbers.length} numbers of others, answered ${JSON.stringify(answered)}, seed ${seed}`,
    )
    expect(faults.slice(0, 20)).toEqual([])
    const secrets = new Set(found.filter(({ table }) => !Object.hasOwn(known, table)).map(({ id }) => id))
    const { changed, added } = await since(before)
    expect(changed).toEqual([])
    expect(added.filter(({ row }) => (row.match(uuid) ?? []).some(id => secrets.has(id)))).toEqual([])
  }, 3_600_000)

  it.each([
    ['GET /api/matters/:id', 'engine.matter'],
    ['GET /api/exports/:id', 'dashboards.export'],
    ['DELETE /api/views/:id', 'dashboards.saved_view'],
  ])('would be told by %s in a post of theirs: the attack works', async (route, table) => {
    const ids = await owned(async tx =>
      (await sql<{ id: string }>`select id from ${sql.table(table)}`.execute(tx)).rows.map(({ id }) => ({
        table,
        id,
        absent: randomUUID(),
      })),
    )
    const before = await rowsOf()
    const faults: string[] = []
    // One at a time: some are of others.
    for (const one of ids) faults.push(...(await told(owner, routes(route), [one])))
    expect(faults.map(fault => fault.split(' as ')[0])).toContain(route)
    if (route.startsWith('DELETE ')) expect((await since(before)).changed.map(one => one.table)).toContain(table)
  })
})
