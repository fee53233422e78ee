import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { migrationFolder } from '../../../test/migrations.ts'
import { silentLog } from '../log.ts'
import { connectDatabase, DatabaseUnavailable, migrate, sql } from './index.ts'
import { askInBulk } from './bulk.ts'
import { isStalePlan, isUnavailable } from './faults.ts'
import { PreparingClient } from './preparing.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await migrate(
    database,
    [
      migrationFolder('kept', {
        '0001-row.sql':
          "create schema kept; grant usage on schema kept to huiyin_staff; create table kept.row (n int primary key, said text); grant select, insert on kept.row to huiyin_staff; insert into kept.row select n, 'said ' || n from generate_series(1, 50) n; create table kept.plain (n int); insert into kept.plain values (1); grant select on kept.plain to huiyin_staff;",
      }),
    ],
    silentLog,
  )
})
afterAll(() => database.close())

const connected = async <T>(client: pg.Client, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const preparing = (): pg.Client => new PreparingClient({ connectionString: database.url('staff') })
const planning = (): pg.Client => new pg.Client({ connectionString: database.url('staff') })
const keptBy = async (client: { query(text: string): Promise<{ rows: { statement: string }[] }> }): Promise<readonly string[]> =>
  (await client.query('select statement from pg_prepared_statements order by 1')).rows.map(row => row.statement)

const statements: readonly (readonly [string, readonly unknown[]])[] = [
  ['select n, said from kept.row where n = $1', [7]],
  ['select n, said from kept.row where n = any($1::int[]) order by n', [[1, 2, 3]]],
  ['select count(*) as all from kept.row where said like $1', ['said 1%']],
  [
    'select $1::timestamptz as at, $2::jsonb as data, $3::bytea as raw, $4::text as nothing',
    [new Date('2026-09-22T01:02:03Z'), JSON.stringify({ 甲: [1, null] }), Buffer.from('00ff', 'hex'), null],
  ],
  ['select n from kept.row where n = $1', [10_000]],
]

describe('a connection that prepares by name', () => {
  it('answers the same as one that plans each time, the first time, the sixth and the twelfth: PostgreSQL turns to a plan for any parameters after five', async () => {
    await connected(preparing(), byName =>
      connected(planning(), async plain => {
        for (const [text, values] of statements) {
          const expected = (await plain.query(text, [...values])).rows
          for (let time = 1; time <= 12; time++)
            expect((await byName.query(text, [...values])).rows, `${text}, time ${time}`).toEqual(expected)
        }
        expect(await keptBy(byName)).toEqual(statements.map(([text]) => text).sort())
        expect(await keptBy(plain)).toEqual([])
      }),
    )
  })

  it('prepares nothing that has no parameters, since such a text may hold several statements', async () => {
    await connected(preparing(), async client => {
      await client.query('select 1 as one; select 2 as two')
      await client.query('select count(*) from kept.row', [])
      expect(await keptBy(client)).toEqual([])
    })
  })

  it('tells what was wrong in the same words, to whoever awaits and to whoever calls back', async () => {
    await connected(preparing(), byName =>
      connected(planning(), async plain => {
        const fault = (client: pg.Client): Promise<unknown> =>
          client
            .query('insert into kept.row values ($1, $2)', [1, 'again'])
            .catch((error: { code: string; message: string }) => `${error.code} ${error.message}`)
        expect(await fault(byName)).toBe(await fault(plain))
        const called = await new Promise<string>(resolve => {
          byName.query('insert into kept.row values ($1, $2)', [1, 'again'], (error: Error) => {
            resolve(error.message)
          })
        })
        expect(called).toContain('row_pkey')
      }),
    )
  })
})

describe('the pools', () => {
  const asked = async (login: 'staff' | 'migrate', from = database as Pick<FreshDatabase, 'transaction'>): Promise<number> =>
    from.transaction(login, async tx => {
      await sql`select ${login}::text as login`.execute(tx)
      return (await sql<{ count: number }>`select count(*) as count from pg_prepared_statements`.execute(tx)).rows[0]?.count ?? -1
    })
  it('prepare for those who serve, and not for the hand that migrates, which changes what a plan was made for', async () => {
    expect(await asked('staff')).toBeGreaterThan(0)
    expect(await asked('migrate')).toBe(0)
  })
  it('prepare nothing where the city says HUIYIN_PREPARE=0, because its pooler hands each transaction another connection', async () => {
    const without = connectDatabase(login => ({ connectionString: database.url(login) }), silentLog, undefined, false)
    expect(await asked('staff', without)).toBe(0)
    await without.close()
  })
})

describe('a table that is changed between two executions', () => {
  const change = (text: string): Promise<unknown> =>
    database.transaction('migrate', async tx => {
      await sql.raw(`set local role huiyin_owner; ${text}`).execute(tx)
    })
  const read = (): Promise<readonly unknown[]> =>
    database.transaction('staff', async tx => (await sql`select * from kept.plain where n = ${1}`.execute(tx)).rows)

  it('fails a connection once at most, as unavailable, and heals: every connection plans anew', async () => {
    await Promise.all([read(), read(), read()])
    await change('alter table kept.plain add column more text')
    await expect(read()).rejects.toThrow(DatabaseUnavailable)
    expect(await Promise.all([read(), read(), read(), read()])).toEqual(Array.from({ length: 4 }, () => [{ n: 1, more: null }]))
    await change('alter table kept.plain drop column more')
    await expect(read()).rejects.toThrow(DatabaseUnavailable)
    expect(await read()).toEqual([{ n: 1 }])
  })

  it('heals for whoever calls back as well, as a pool does', async () => {
    await connected(preparing(), async client => {
      const ask = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          client.query('select * from kept.plain where n < $1', [9], (error: Error | undefined, result: pg.QueryResult) => {
            if (error) reject(error)
            else resolve(result.rows)
          })
        })
      await ask()
      await change('alter table kept.plain add column also int')
      expect(isStalePlan(await ask().catch((error: unknown) => error))).toBe(true)
      expect(await ask()).toEqual([{ n: 1, also: null }])
      await change('alter table kept.plain drop column also')
    })
  })

  it('goes unnoticed where the statement names its columns, as all of ours do', async () => {
    const named = (): Promise<readonly unknown[]> =>
      database.transaction('staff', async tx => (await sql`select p.n from kept.plain p where p.n = ${1}`.execute(tx)).rows)
    await named()
    await change('alter table kept.plain add column third text')
    expect(await named()).toEqual([{ n: 1 }])
    await change('alter table kept.plain drop column third')
    expect(await named()).toEqual([{ n: 1 }])
  })
})

describe('a statement with one large parameter', () => {
  const text = 'select $1::text as said, $2::bytea as raw, $3::text as nothing, length($4::bytea) as size, sha256($4::bytea) as hash'
  const bulk = Buffer.alloc(300_000, '回音')
  const ask = (from: pg.Pool, said: string): Promise<pg.QueryResult> =>
    askInBulk(from, { name: 'bulk', text, values: [said, Buffer.from('00ff', 'hex'), null], bulk })

  it('answers as any other does, the first time and when it is prepared, and leaves the connection fit for the next', async () => {
    const pool = database.pool('staff')
    for (const said of ['第一次', '', '又一次']) {
      const { rows } = await ask(pool, said)
      expect(rows).toEqual((await pool.query(text, [said, Buffer.from('00ff', 'hex'), null, bulk])).rows)
      expect(rows[0]).toMatchObject({ said, nothing: null, size: bulk.length })
    }
  })
  it('fails in the database’s own words, whether it cannot be prepared or cannot run, and can be asked again', async () => {
    const pool = new pg.Pool({ connectionString: database.url('staff'), max: 1 })
    await expect(askInBulk(pool, { name: 'wrong', text: 'select nowhere($1::bytea)', values: [], bulk })).rejects.toThrow('nowhere')
    await expect(
      askInBulk(pool, { name: 'zero', text: 'select 1 / (length($1::bytea) - 300000)', values: [], bulk }),
    ).rejects.toMatchObject({ code: '22012' })
    await expect(
      askInBulk(pool, { name: 'zero', text: 'select 1 / (length($1::bytea) - 300000)', values: [], bulk }),
    ).rejects.toMatchObject({ code: '22012' })
    expect((await ask(pool, '好')).rows[0]).toMatchObject({ said: '好', size: bulk.length })
    await pool.end()
    await expect(ask(pool, '完')).rejects.toThrow('Cannot use a pool')
  })
  it('is told when the connection breaks off under it', async () => {
    const pool = new pg.Pool({ connectionString: database.url('staff'), max: 1 })
    pool.on('error', () => {})
    const broken = askInBulk(pool, {
      name: 'ends',
      text: 'select pg_terminate_backend(pg_backend_pid()), $1::bytea',
      values: [],
      bulk,
    }).catch((error: unknown) => error)
    expect(isUnavailable(await broken)).toBe(true)
    expect((await ask(pool, '新')).rows[0]).toMatchObject({ said: '新' })
    await pool.end()
  })
})

it('keeps three hundred statements at most, and answers what is asked beyond all the same: a flood of texts cannot fill the server’s memory', async () => {
  // Names are kept for the process, and other tests share it: here they begin anew.
  vi.resetModules()
  const { PreparingClient: Fresh } = await import('./preparing.ts')
  await connected(new Fresh({ connectionString: database.url('staff') }), async client => {
    for (let n = 0; n < 400; n++) expect((await client.query(`select $1::int + ${n} as sum`, [n])).rows).toEqual([{ sum: 2 * n }])
    const kept = await keptBy(client)
    expect(kept.length).toBeGreaterThan(250)
    expect(kept.length).toBeLessThanOrEqual(300)
    const names = (await client.query<{ name: string; statement: string }>('select name, statement from pg_prepared_statements')).rows
    for (const { name, statement } of names) expect(name).toBe(createHash('sha256').update(statement).digest('base64url').slice(0, 22))
  })
})
