/**
 * A process for tests to kill: opens the database of a folder, writes rows as fast as they are acknowledged and prints
 * each number after its commit. Arguments: data folder, and optionally the uid and gid to become first.
 */
import { migrate, openDatabase, sql } from '../../src/platform/database/index.ts'
import { jsonLog } from '../../src/platform/log.ts'
import { migrationFolder } from '../migrations.ts'

const [, , dataFolder, uid, gid] = process.argv
if (dataFolder === undefined) throw new Error('which data folder?')
// Loaded already, so that only the database itself has to be within the account's reach.
if (uid !== undefined && gid !== undefined) {
  process.setgroups?.([])
  process.setgid?.(Number(gid))
  process.setuid?.(Number(uid))
}

const rows = migrationFolder('writer', {
  '0001-row.sql':
    'create schema writer; grant usage on schema writer to huiyin_system; create table writer.row (n int primary key); grant select, insert on writer.row to huiyin_system;',
})
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

try {
  const database = await openDatabase(
    { dataFolder },
    jsonLog(
      line => process.stderr.write(`${line}\n`),
      () => new Date(),
    ),
  )
  await migrate(database, [rows], { info() {}, warn() {}, error() {} })
  const from = await database.transaction(
    'system',
    async tx => (await sql<{ n: number }>`select coalesce(max(n), 0) as n from writer.row`.execute(tx)).rows[0]?.n ?? 0,
  )
  say(
    `ready ${await database.transaction('system', async tx => (await sql<{ n: number }>`select count(*) as n from writer.row`.execute(tx)).rows[0]?.n ?? 0)}`,
  )
  let going = true
  process.on('SIGTERM', () => {
    going = false
  })
  for (let n = from + 1; going; n++) {
    try {
      await database.transaction('system', tx => sql`insert into writer.row (n) values (${n}) on conflict do nothing`.execute(tx))
      say(String(n))
    } catch (error) {
      if ((error as Error).message !== 'database unavailable') throw error
      say('unavailable')
      n--
      await new Promise(done => setTimeout(done, 20))
    }
  }
  await database.close()
  say('closed')
} catch (error) {
  say(`refused ${(error as Error).message}`)
  process.exitCode = 1
}
