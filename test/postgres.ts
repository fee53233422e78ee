import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { connectDatabase, migrate } from '../src/platform/database/index.ts'
import type { Database, MigrationFolder } from '../src/platform/database/index.ts'
import { newPasswords } from '../src/platform/database/passwords.ts'
import type { Passwords } from '../src/platform/database/passwords.ts'
import { createDatabaseSql, grantsSql, quoteName, roleOf, rolesSql } from '../src/platform/database/roles.ts'
import type { Login } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'

/** A server that tests may make databases on. Plain data: it is handed from the set-up to the workers. */
export interface TestServer {
  /** URL of the administrator, with the name of a database to begin from. */
  readonly administrator: string
  readonly passwords: Passwords
  /** Begins the names of this run's databases. */
  readonly prefix: string
}

export const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

export const asAdministrator = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const urlOf = (server: TestServer, database: string, login: Login): string => {
  const url = new URL(withDatabase(server.administrator, database))
  url.username = ''
  url.password = ''
  url.searchParams.set('user', roleOf(login))
  url.searchParams.set('password', server.passwords[login])
  return url.href
}

const marker = 'logins of the test suite'

/**
 * Runs that share a server share its roles, so their passwords must agree: they follow from the administrator's URL.
 * Roles that somebody else made are left alone: the server may be a city's.
 */
export const prepareTestRoles = async (administrator: string, ours: boolean): Promise<Passwords> => {
  const passwords = newPasswords()
  const derived = Object.fromEntries(
    Object.keys(passwords).map(name => [name, createHash('sha256').update(`${name} ${administrator}`).digest('hex')]),
  ) as unknown as Passwords
  await asAdministrator(administrator, async client => {
    // Two runs that alter one role at once would fail with "tuple concurrently updated".
    await client.query("select pg_advisory_lock(hashtext('huiyin test roles'))")
    const { rows } = await client.query<{ made: string | null }>(
      "select shobj_description(oid, 'pg_authid') as made from pg_roles where rolname = 'huiyin_owner'",
    )
    if (!ours && rows[0] && rows[0].made !== marker)
      throw new Error('The server of DATABASE_URL carries a Huiyin already. Tests do not touch its logins; give them another server.')
    await client.query(rolesSql(derived))
    await client.query(`comment on role huiyin_owner is '${marker}'`)
  })
  return derived
}

/** Makes a database with our grants; with `template` as a copy of it. */
export const createTestDatabase = (server: TestServer, name: string, template?: string): Promise<void> =>
  asAdministrator(server.administrator, async client => {
    await client.query(
      template === undefined
        ? createDatabaseSql(name)
        : `create database ${quoteName(name)} template ${quoteName(template)} owner huiyin_owner strategy file_copy`,
    )
    if (template === undefined) await asAdministrator(withDatabase(server.administrator, name), inside => inside.query(grantsSql(name)))
    else
      await client.query(
        grantsSql(name)
          .split('\n')
          .filter(line => line.includes('on database'))
          .join('\n'),
      )
  })

export const dropTestDatabase = (server: TestServer, name: string): Promise<void> =>
  asAdministrator(server.administrator, async client => {
    await client.query(`drop database if exists ${quoteName(name)} with (force)`)
  })

export const openTestDatabase = (server: TestServer, name: string, onClose?: () => Promise<void>): Database =>
  connectDatabase(login => ({ connectionString: urlOf(server, name, login) }), silentLog, onClose)

/** A database of one's own with exactly these migrations, for tests of the migrator and the tools. */
export const buildTestDatabase = async (server: TestServer, name: string, folders: readonly MigrationFolder[]): Promise<void> => {
  await createTestDatabase(server, name)
  const database = openTestDatabase(server, name)
  try {
    await migrate(database, folders, silentLog)
  } finally {
    await database.close()
  }
}

export const newName = (server: TestServer): string => `${server.prefix}_${randomBytes(6).toString('hex')}`

/** Holds a run's databases for it: another run that finds the hold gone knows that this one has died. */
export const holdRun = async (administrator: string, prefix: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: administrator })
  client.on('error', () => {})
  await client.connect()
  await client.query('select pg_advisory_lock(hashtext($1))', [prefix])
  return client
}

/** Drops the databases of runs that died on a server which outlives them. */
export const dropDeadRuns = (administrator: string): Promise<void> =>
  asAdministrator(administrator, async client => {
    const { rows } = await client.query<{ datname: string; dead: boolean }>(
      "select datname, pg_try_advisory_lock(hashtext(left(datname, 23))) as dead from pg_database where datname ~ '^huiyin_test_[0-9a-f]{10}'",
    )
    for (const { datname } of rows.filter(row => row.dead)) await client.query(`drop database if exists ${quoteName(datname)} with (force)`)
  })
