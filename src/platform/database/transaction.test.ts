import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { migrationFolder } from '../../../test/migrations.ts'
import { silentLog } from '../log.ts'
import { connectDatabase, DatabaseUnavailable, migrate, sql } from './index.ts'
import type { Tx } from './index.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await migrate(
    database,
    [
      migrationFolder('kept', {
        '0001-row.sql':
          'create schema kept; grant usage on schema kept to huiyin_staff; create table kept.row (n int primary key); grant select, insert on kept.row to huiyin_staff;',
      }),
    ],
    silentLog,
  )
})
afterAll(() => database.close())

const insert = (n: number) => (tx: Tx) => sql`insert into kept.row values (${n})`.execute(tx)
const kept = async (): Promise<unknown> =>
  (await database.pool('staff').query('select array_agg(n order by n) as all from kept.row')).rows[0]?.all
const backend = async (tx: Tx): Promise<number> =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid as number

describe('a transaction', () => {
  it('runs as the login it names', async () => {
    for (const login of ['staff', 'public', 'system', 'migrate'] as const) {
      const { rows } = await database.transaction(login, tx => sql<{ who: string }>`select session_user::text as who`.execute(tx))
      expect(rows).toEqual([{ who: `huiyin_${login}` }])
    }
  })

  it('keeps all of its work or none', async () => {
    await database.transaction('staff', insert(1))
    await expect(
      database.transaction('staff', async tx => {
        await insert(2)(tx)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await kept()).toEqual([1])
  })

  it('reads counts as numbers and civil days as text, whatever the zone of the machine', async () => {
    const { rows } = await database.transaction('staff', tx =>
      sql`select count(*) as n, date '2026-10-01' as day, array[date '2026-10-01', date '2026-10-02'] as days, array[]::date[] as none, timestamptz '2026-10-01 00:00+08' as at`.execute(
        tx,
      ),
    )
    expect(rows).toEqual([{ n: 1, day: '2026-10-01', days: ['2026-10-01', '2026-10-02'], none: [], at: new Date('2026-09-30T16:00:00Z') }])
  })

  it('finds no name without a schema, so that nothing can be slipped in front of ours', async () => {
    await expect(database.transaction('staff', tx => sql`select * from row_of_mine`.execute(tx))).rejects.toThrow(/does not exist/)
    expect((await database.pool('staff').query('show search_path')).rows).toEqual([{ search_path: 'pg_catalog' }])
  })

  it('is never compiled first, which on a city’s own server took seconds of queries that run for milliseconds', async () => {
    expect((await database.pool('staff').query('show jit')).rows).toEqual([{ jit: 'off' }])
  })

  it('is bounded: a citizen’s statement ends after five seconds, the sweep may take a minute', async () => {
    const limit = async (login: 'public' | 'staff' | 'system'): Promise<unknown[]> =>
      (
        await database
          .pool(login)
          .query(
            "select current_setting('statement_timeout') as s, current_setting('lock_timeout') as l, current_setting('idle_in_transaction_session_timeout') as i",
          )
      ).rows
    expect(await limit('public')).toEqual([{ s: '5s', l: '2s', i: '10s' }])
    expect(await limit('staff')).toEqual([{ s: '5s', l: '2s', i: '10s' }])
    expect(await limit('system')).toEqual([{ s: '1min', l: '5s', i: '1min' }])
  })
})

describe('a connection that breaks', () => {
  it('under a transaction is told as "unavailable", leaves nothing behind, and the next one works', async () => {
    await expect(
      database.transaction('staff', async tx => {
        await insert(10)(tx)
        const pid = await backend(tx)
        await database.pool('staff').query('select pg_terminate_backend($1)', [pid])
        await pause(50)
        await insert(11)(tx)
      }),
    ).rejects.toThrow(DatabaseUnavailable)
    await database.transaction('staff', insert(12))
    expect(await kept()).toEqual([1, 12])
  })

  it('while nobody waits on it does not end the process', async () => {
    const pid = await database.transaction('staff', backend)
    await database
      .pool('staff')
      .query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'huiyin_staff' and pid <> pg_backend_pid() and datname = current_database()",
      )
    await pause(50)
    expect(await database.transaction('staff', backend)).toBeGreaterThan(0)
    expect(pid).toBeGreaterThan(0)
  })

  it('to a server that is not there is "unavailable" too, for each login', async () => {
    const absent = connectDatabase(() => ({ host: '127.0.0.1', port: 1, database: 'x', user: 'x', password: 'x' }), silentLog)
    await expect(absent.transaction('public', tx => sql`select 1`.execute(tx))).rejects.toThrow(DatabaseUnavailable)
    await absent.close()
    await expect(absent.transaction('public', tx => sql`select 1`.execute(tx))).rejects.toThrow(DatabaseUnavailable)
  })

  it('is not mistaken for a fault of the request: a broken rule stays what it is', async () => {
    await expect(database.transaction('staff', insert(1))).rejects.toMatchObject({ code: '23505' })
  })
})

describe('a fresh database', () => {
  it('is alone: what one test writes no other sees, and close() drops it', async () => {
    const other = await freshDatabase()
    expect(other.name).not.toBe(database.name)
    const { rows } = await other.pool('system').query("select to_regnamespace('kept') as there")
    expect(rows).toEqual([{ there: null }])
    await other.close()
    const found = await database.pool('system').query('select from pg_database where datname = $1', [other.name])
    expect(found.rowCount).toBe(0)
  })
})
