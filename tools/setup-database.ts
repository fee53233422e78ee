import { pathToFileURL } from 'node:url'
import { ConfigFault, readConfigOfDatabase } from '../src/platform/config.ts'
import { DatabaseRefused } from '../src/platform/database/index.ts'
import { passwordFile, readOrMakePasswords } from '../src/platform/database/passwords.ts'
import { createDatabaseSql, grantsSql, rolesSql } from '../src/platform/database/roles.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * `npx huiyin setup-database`: prepares a PostgreSQL of one's own. It makes the passwords of the four logins in
 * `$HUIYIN_DATA/database-passwords.json` (once; mode 0600) and prints the SQL that the administrator of the database
 * runs with psql. The SQL holds SCRAM verifiers, no passwords, so it may be mailed and reviewed; it may be run again.
 * The server then starts with the same HUIYIN_DATA and DATABASE_URL, which names host and database and no login: Huiyin
 * never sees a superuser's password.
 * @returns the exit code
 */
export const runSetupDatabase = (argv: readonly string[], io: Io): number => {
  if (argv.length > 0) {
    io.err('Usage: HUIYIN_DATA=… DATABASE_URL=postgresql://host:5432/huiyin npx huiyin setup-database > setup.sql')
    return 2
  }
  try {
    const { dataFolder, database } = readConfigOfDatabase(io.env)
    const passwords = readOrMakePasswords(dataFolder)
    io.out(`-- Run as a superuser: psql -v ON_ERROR_STOP=1 -f setup.sql "postgresql://administrator@host/postgres"
-- Makes the owner (who cannot log in), four logins without special rights, and the database "${database}". May be run again.
begin;
set local client_min_messages = error;
${rolesSql(passwords)}
commit;
select ${quoteSql(createDatabaseSql(database).replace(/;$/, ''))}
  where not exists (select from pg_database where datname = ${quoteSql(database)}) \\gexec
\\connect ${JSON.stringify(database)}
${grantsSql(database)}`)
    io.err(`The passwords lie in ${passwordFile(dataFolder)}. Keep HUIYIN_DATA for the start; the SQL above holds none of them.`)
    return 0
  } catch (error) {
    if (!(error instanceof ConfigFault) && !(error instanceof DatabaseRefused)) throw error
    io.err(error.message)
    return 1
  }
}

const quoteSql = (text: string): string => `'${text.replaceAll("'", "''")}'`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = runSetupDatabase(process.argv.slice(2), {
    out: line => process.stdout.write(`${line}\n`),
    err: line => process.stderr.write(`${line}\n`),
    env: process.env,
  })
}
