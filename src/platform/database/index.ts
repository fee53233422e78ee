import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Database } from './contract.ts'
import { joinEmbedded, startEmbedded } from './embedded/index.ts'
import { DatabaseRefused, DatabaseUnavailable, isUnavailable } from './faults.ts'
import { connectDatabase } from './pools.ts'
import type { Address } from './pools.ts'
import { passwordFile, readPasswords } from './passwords.ts'
import type { Passwords } from './passwords.ts'
import { roleOf } from './roles.ts'
import { assertDurable, assertPlainLogins } from './wall.ts'

export { sql } from 'kysely'
export { askInBulk } from './bulk.ts'
export type { Database, Login, MigrationFolder, Tx } from './contract.ts'
export { setAside } from './embedded/index.ts'
export { DatabaseRefused, DatabaseUnavailable } from './faults.ts'
export { connectDatabase } from './pools.ts'
export { skewOf } from './skew.ts'
export type { Address } from './pools.ts'
export { migrate, MigrationRefused, pendingMigrations, weighMigrations } from './migrator.ts'

/** @param databaseUrl names the server and the database; the login is added, whatever form the URL has. */
const ownServer = (databaseUrl: string, dataFolder: string): Address => {
  const passwords = readPasswords(dataFolder)
  if (!passwords)
    throw new DatabaseRefused(
      `写了 DATABASE_URL，而存放数据库账号密码的 ${passwordFile(dataFolder)} 还没有。请运行 npx huiyin setup-database，把打印出的 SQL 交给数据库管理员执行。 DATABASE_URL is set, and ${passwordFile(dataFolder)} with the passwords of our logins does not exist yet. Run npx huiyin setup-database and give its SQL to the administrator of the database.`,
    )
  return login => {
    const url = new URL(databaseUrl)
    url.searchParams.set('user', roleOf(login))
    url.searchParams.set('password', passwords[login])
    return { connectionString: url.href }
  }
}

const accept = async (database: Database, log: Log): Promise<Database> => {
  try {
    await assertPlainLogins(database)
    await assertDurable(database, log)
    return database
  } catch (error) {
    await database.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['28P01', '28000', '42501'].includes(code))
      throw new DatabaseRefused(
        '数据库不接受回音的账号。请运行 npx huiyin setup-database，把打印出的 SQL 交给数据库管理员执行。 The database does not accept our logins. Run npx huiyin setup-database and give its SQL to the administrator of the database.',
      )
    if (code === '3D000')
      throw new DatabaseRefused(
        'DATABASE_URL 里写的数据库不存在。请运行 npx huiyin setup-database，把打印出的 SQL 交给数据库管理员执行。 The database named in DATABASE_URL does not exist. Run npx huiyin setup-database and give its SQL to the administrator of the database.',
      )
    throw isUnavailable(error) ? new DatabaseUnavailable(error) : error
  }
}

/**
 * Starts the embedded server, or reaches the one of DATABASE_URL, and refuses logins that no policy would hold.
 * @param options.joins a command beside a running city: uses the embedded server that the city has started
 */
export const openDatabase = async (
  config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'prepare'>,
  log: Log,
  options: { readonly joins?: boolean } = {},
): Promise<Database> => {
  if (config.databaseUrl !== undefined)
    return accept(connectDatabase(ownServer(config.databaseUrl, config.dataFolder), log, undefined, config.prepare), log)
  const addressOf =
    (server: { readonly host: string; readonly port: number; readonly database: string; readonly passwords: Passwords }): Address =>
    login => ({ host: server.host, port: server.port, database: server.database, user: roleOf(login), password: server.passwords[login] })
  const joined = options.joins ? joinEmbedded(config.dataFolder) : undefined
  if (joined) return accept(connectDatabase(addressOf(joined), log, undefined, config.prepare), log)
  const server = await startEmbedded(config.dataFolder, log)
  const address = addressOf(server)
  return accept(
    connectDatabase(address, log, () => server.stop(), config.prepare),
    log,
  )
}
