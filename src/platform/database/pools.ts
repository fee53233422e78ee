import { Kysely } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Database, Listener, Login, Settings, Tx } from './contract.ts'
import { DatabaseUnavailable, isUnavailable } from './faults.ts'
import { startListener } from './listener.ts'
import { beginWith, OpeningDialect } from './opening.ts'
import { logins } from './passwords.ts'
import { PreparingClient } from './preparing.ts'

/** How to reach one database as any of the four logins. */
export type Address = (login: Login) => pg.ClientConfig

interface Limits {
  readonly connections: number
  readonly statement: number
  readonly lock: number
  readonly idle: number
}

/** Milliseconds. A citizen's page must answer or say that it cannot; the sweep and the mixer read whole cohorts. */
const limits: Readonly<Record<Login, Limits>> = {
  public: { connections: 8, statement: 5_000, lock: 2_000, idle: 10_000 },
  staff: { connections: 8, statement: 5_000, lock: 2_000, idle: 10_000 },
  system: { connections: 8, statement: 60_000, lock: 5_000, idle: 60_000 },
  // A migration may rewrite a table; but it must not stand in a lock's queue with everybody else behind it.
  migrate: { connections: 2, statement: 0, lock: 10_000, idle: 60_000 },
}

const int8 = 20
const date = 1082
const dateArray = 1182

/**
 * bigint → number: ours are counts and sequence numbers, far below 2^53. date → 'YYYY-MM-DD', never a Date: a civil day
 * has no hour and no zone. Everything else as `pg` does it (timestamptz → Date, numeric → string, jsonb → parsed).
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') => {
    if (id === int8) return Number
    if (id === date) return (text: string) => text
    if (id === dateArray) return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(','))
    return pg.types.getTypeParser(id, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

const openPool = (address: Address, login: Login, byName: boolean, lost: () => void): pg.Pool => {
  const { connections, statement, lock, idle } = limits[login]
  const pool = new pg.Pool({
    // A migration asks everything once, and changes what a plan was made for.
    ...(login === 'migrate' || !byName ? {} : { Client: PreparingClient }),
    ...address(login),
    types,
    max: connections,
    application_name: `huiyin ${login}`,
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idle,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    allowExitOnIdle: true,
    // Every name in our SQL carries its schema, so nothing can be slipped in front of it. Row-level security makes the
    // planner think our short queries dear, and compiling one takes many times longer than running it.
    options: '-c search_path=pg_catalog -c jit=off',
  })
  // A connection that breaks while nobody waits on it must not end the process; the next query opens a new one.
  pool.on('error', lost)
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/**
 * Opens nothing yet: a pool connects with its first query.
 * @param byName false where statements cannot be kept prepared, behind a pooler that hands each transaction another connection
 */
export const connectDatabase = (address: Address, log: Log, onClose: () => Promise<void> = async () => {}, byName = true): Database => {
  let closing: Promise<void> | undefined
  const lost = (login: Login) => (): void => {
    if (!closing) log.warn({ event: 'database.connection_lost', state: login })
  }
  const pools = new Map(logins.map(login => [login, openPool(address, login, byName, lost(login))]))
  const poolOf = (login: Login): pg.Pool => pools.get(login) as pg.Pool
  const listeners: Listener[] = []
  const builders = new Map(
    logins.map(login => [login, new Kysely<Record<never, never>>({ dialect: new OpeningDialect({ pool: poolOf(login) }) })]),
  )
  return {
    pool: poolOf,
    async transaction<T>(login: Login, work: (tx: Tx) => Promise<T>, settings: Settings = {}): Promise<T> {
      try {
        const builder = builders.get(login) as Kysely<Record<never, never>>
        return await beginWith(settings, () => builder.transaction().execute(work))
      } catch (error) {
        throw isUnavailable(error) ? new DatabaseUnavailable(error) : error
      }
    },
    listen(channel, listening) {
      const listener = startListener(() => address('system'), channel, listening, log)
      listeners.push(listener)
      return listener
    },
    close() {
      closing ??= Promise.all([...listeners.map(listener => listener.close()), ...[...pools.values()].map(pool => pool.end())]).then(
        onClose,
      )
      return closing
    },
  }
}
