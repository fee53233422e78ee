import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Running } from '../../src/main.ts'
import { readTables } from '../../src/platform/backup/store.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import { openTown } from '../house.ts'
import type { Town } from '../house.ts'

/** What a posted code takes in a day is one bound for all servers of a database: whoever falls upon another server gets no more. */
const clock = new MovableClock(new Date('2026-09-16T10:00:10+08:00'))
let town: Town & { another(): Promise<Running> }
let servers: readonly Running[]
beforeAll(async () => {
  town = await openTown({ clock })
  servers = [town.running, await town.another()]
  // Opens the week of the posted codes.
  await town.running.beat()
})
afterAll(() => town.close())

let sent = 0
/** One visitor opens the code on one server and sends on the other or the same. */
const post = async (
  server: number,
  given: { readonly phone?: string; readonly from?: string; readonly key?: string },
): Promise<{ status: number; because: string }> => {
  const { app } = servers[server % 2]!
  const opened = await app.inject({ url: '/w/LDFY-ZX01', headers: { accept: 'application/json' } })
  const nth = sent++
  const answer = await servers[(server >> 1) % 2]!.app.inject({
    method: 'POST',
    url: new URL(opened.json<{ action: string }>().action).pathname,
    remoteAddress: given.from ?? `10.${nth >> 8}.${nth & 255}.7`,
    headers: { 'idempotency-key': given.key ?? `several-${nth}`, accept: 'application/json' },
    payload: { overall: 4, ...(given.phone ? { callback: { wanted: true, how: 'phone', by: 'department', phone: given.phone } } : {}) },
  })
  return { status: answer.statusCode, because: answer.statusCode < 300 ? '' : answer.json<{ type: string }>().type.split(':').at(-1)! }
}
const asOwner = <T>(statement: string): Promise<readonly T[]> =>
  town.running.house.database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    return (await sql.raw<T>(statement).execute(tx)).rows
  })

const wishesADay = 40
/** So many wishes at once, each with a number of its own, spread over both servers. @returns how many were taken */
const wishedAtOnce = async (many: number, prefix: string): Promise<number> =>
  (await Promise.all(Array.from({ length: many }, (_, n) => post(n, { phone: `${prefix}${String(n).padStart(7, '0')}` })))).filter(
    ({ status }) => status === 201,
  ).length

it('counts nothing of what cannot be read', async () => {
  expect((await post(0, { phone: '13900000001', key: 'k'.repeat(500) })).status).toBe(400)
  expect(await asOwner('select from evaluation.bound_count')).toHaveLength(0)
})

it('asks a number once a day, on whichever server it is typed', async () => {
  expect(await post(0, { phone: '13900000001' })).toEqual({ status: 201, because: '' })
  for (const server of [0, 1, 2, 3])
    expect(await post(server, { phone: '13900000001' })).toEqual({ status: 400, because: 'number_asked_enough' })
  // A rating without a wish is taken all the same.
  expect((await post(3, {})).status).toBe(201)
})

it('takes exactly as many wishes as one place may have, also where they come to both servers in one moment', async () => {
  expect(await wishedAtOnce(56, '1370')).toBe(wishesADay - 1)
})

it('holds a neighbourhood to its share, and holds up no other', async () => {
  const from = '203.0.113.9'
  const many = await Promise.all(Array.from({ length: 330 }, (_, n) => post(n, { from })))
  expect(many.filter(({ status }) => status === 201)).toHaveLength(300)
  expect([...new Set(many.map(({ because }) => because))].sort()).toEqual(['', 'too_many_requests'])
  expect((await post(1, { from: '198.51.100.1' })).status).toBe(201)
  clock.moveTo(new Date('2026-09-16T10:01:10+08:00'))
  expect((await post(1, { from })).status).toBe(201)
})

it('keeps neither number nor address nor hour, in no log and no backup, and throws everything away with the day', async () => {
  const rows = await asOwner<{ mark: Buffer }>('select * from evaluation.bound_count')
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.every(row => Object.keys(row).join() === 'city,mark,count' && row.mark.length === 32)).toBe(true)
  expect(await asOwner("select relname from pg_class where relname in ('bound_day', 'bound_count') and relpersistence = 'u'")).toHaveLength(
    2,
  )
  const client = await town.database.pool('migrate').connect()
  try {
    expect((await readTables(client)).map(table => table.name).filter(name => name.startsWith('bound'))).toEqual([])
  } finally {
    client.release()
  }
  const [before] = await asOwner<{ salt: Buffer }>('select salt from evaluation.bound_day')
  clock.moveTo(new Date('2026-09-17T00:00:01+08:00'))
  await servers[1]!.beat()
  expect(await asOwner('select from evaluation.bound_count')).toHaveLength(0)
  const [after] = await asOwner<{ salt: Buffer }>('select salt from evaluation.bound_day')
  expect(after!.salt.equals(before!.salt)).toBe(false)
  expect((await post(0, { phone: '13900000001' })).status).toBe(201)
})

it('would be seen to fail where each server counted for itself', async () => {
  // Two servers that share nothing: what one has counted the other never finds.
  await asOwner(`create or replace function evaluation.count_within(in_day date, in_salt bytea, in_marks bytea[], in_most int[]) returns int
    language plpgsql volatile security definer set search_path = pg_catalog, evaluation as $$
    declare m bytea; n int;
    begin
      for i in 1..cardinality(in_marks) loop
        m := sha256(in_marks[i] || convert_to(pg_backend_pid()::text, 'UTF8'));
        insert into evaluation.bound_count as c (city, mark, count) values (org.city(), m, 1)
          on conflict (city, mark) do update set count = c.count + 1 where c.count < in_most[i];
        if not found then return i; end if;
      end loop;
      return 0;
    end $$`)
  expect(await wishedAtOnce(56, '1360')).toBeGreaterThan(wishesADay)
})
