import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { isReady, rowsAtStart, startWriter } from '../../../../test/faults/writer.ts'
import type { Writer } from '../../../../test/faults/writer.ts'
import { silentLog } from '../../log.ts'
import { connectDatabase, openDatabase, sql } from '../index.ts'
import type { Database } from '../index.ts'
import { barrierFor, serverAccount } from './account.ts'
import { startEmbedded } from './index.ts'
import { stopLeftover } from './leftover.ts'
import { isRunning } from './processes.ts'

const account = serverAccount()
const ends: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

const newFolder = (mode = 0o711): string => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-embedded-'))
  chmodSync(folder, mode)
  ends.push(async () => {
    const note = join(folder, 'database-place')
    const root = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(folder, 'database')
    await stopLeftover(join(root, 'data'), silentLog)
    rmSync(root, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

const open = async (dataFolder: string): Promise<Database> => {
  const database = await openDatabase({ dataFolder }, silentLog)
  ends.push(() => database.close())
  return database
}

const write = (dataFolder: string, as?: { uid: number; gid: number }): Writer => {
  const writer = startWriter(dataFolder, as)
  ends.push(async () => {
    writer.child.kill('SIGKILL')
    await writer.ended()
  })
  return writer
}

const ask = async <T>(database: Database, query: ReturnType<typeof sql<T>>): Promise<T> =>
  (await database.transaction('system', tx => query.execute(tx))).rows[0] as T

const serverPid = (root: string): number => Number(readFileSync(join(root, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])

const openWith = async (root: string, password: string): Promise<void> => {
  const client = new pg.Client({ host: join(root, 'sockets'), user: 'huiyin_staff', password, database: 'huiyin' })
  try {
    await client.connect()
  } finally {
    await client.end()
  }
}

describe('the embedded server', () => {
  it('keeps what it acknowledges, asks for passwords and listens to this machine’s account alone', async () => {
    const folder = newFolder()
    const database = await open(folder)
    const said = await ask(
      database,
      sql<Record<string, string>>`select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
      current_setting('synchronous_commit') as sync, current_setting('data_checksums') as sums, current_setting('server_encoding') as encoding,
      current_setting('listen_addresses') as addresses, current_setting('password_encryption') as passwords, current_setting('server_version_num') as version`,
    )
    expect(said).toMatchObject({
      fsync: 'on',
      pages: 'on',
      sync: 'on',
      sums: 'on',
      encoding: 'UTF8',
      addresses: '',
      passwords: 'scram-sha-256',
    })
    expect(said.version).toMatch(/^18/)
    const root = join(folder, 'database')
    for (const path of [root, join(root, 'data'), join(root, 'sockets')]) expect(statSync(path)).toMatchObject({ uid: account.uid })
    expect(statSync(join(root, 'sockets')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'database-passwords.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(root, 'data', 'pg_hba.conf'), 'utf8')).not.toMatch(/trust|peer|ident|0\.0\.0\.0/)
    expect(readFileSync(join(root, 'server.log'), 'utf8')).not.toMatch(/password/i)
    await expect(openWith(root, 'wrong')).rejects.toThrow(/password authentication failed/)
  })

  it('runs in a process group of its own, so that Ctrl-C drains the requests before the database stops', async () => {
    const folder = newFolder()
    await open(folder)
    const pid = serverPid(join(folder, 'database'))
    // Signal 0 to the group -pid succeeds only where the server leads a group.
    expect(() => process.kill(-pid, 0)).not.toThrow()
    expect(isRunning(pid)).toBe(true)
  })

  it('serves a plain user as that user', async () => {
    const folder = newFolder()
    const { getuid, getgid } = process as { getuid(): number; getgid(): number }
    const reachable =
      account.lent && barrierFor(account, dirname(process.execPath)) === undefined && barrierFor(account, import.meta.dirname) === undefined
    const user = reachable ? account : { uid: getuid(), gid: getgid() }
    if (reachable) chownSync(folder, user.uid, user.gid)
    const writer = write(folder, reachable ? user : undefined)
    await writer.until(lines => lines.length > 20)
    expect(statSync(join(folder, 'database', 'data')).uid).toBe(user.uid)
    expect(statSync(join(folder, 'database-passwords.json'))).toMatchObject({ uid: user.uid })
    writer.child.kill('SIGTERM')
    await writer.ended()
    expect(writer.lines.at(-1)).toBe('closed')
    expect(existsSync(join(folder, 'database', 'data', 'postmaster.pid'))).toBe(false)
  })
})

describe('where a socket cannot be used', () => {
  it('a path too long for one gives a port of this machine, with passwords all the same', async () => {
    const folder = join(newFolder(), 'x'.repeat(100))
    const server = await startEmbedded(folder, silentLog)
    ends.push(() => server.stop())
    expect(server.host).toBe('127.0.0.1')
    const database = connectDatabase(
      login => ({
        host: server.host,
        port: server.port,
        database: server.database,
        user: `huiyin_${login}`,
        password: server.passwords[login],
      }),
      silentLog,
    )
    expect(await ask(database, sql`select inet_server_addr()::text as at, current_setting('listen_addresses') as open`)).toEqual({
      at: '127.0.0.1/32',
      open: '127.0.0.1',
    })
    await database.close()
    const stranger = new pg.Client({ host: server.host, port: server.port, user: 'huiyin_superuser', password: '', database: 'postgres' })
    await expect(stranger.connect()).rejects.toThrow(/password/)
  })
})

describe('after kill -9 of the parent', () => {
  it('the next start works and every acknowledged row is there', async () => {
    const folder = newFolder()
    let acknowledged = 0
    for (let round = 0; round < 5; round++) {
      const writer = write(folder)
      await writer.until(isReady)
      expect(rowsAtStart(writer.lines)).toBeGreaterThanOrEqual(acknowledged)
      const before = rowsAtStart(writer.lines)
      await writer.until(lines => lines.length > 30 + round * 40)
      writer.child.kill('SIGKILL')
      await writer.ended()
      acknowledged = before + writer.acknowledged()
      expect(isRunning(serverPid(join(folder, 'database')))).toBe(true)
    }
    const database = await open(folder)
    expect((await ask(database, sql<{ n: number }>`select count(*) as n from writer.row`)).n).toBeGreaterThanOrEqual(acknowledged)
  })

  it('a pid file whose number now belongs to somebody else is not taken for the server, and nobody is signalled', async () => {
    const folder = newFolder()
    const first = await openDatabase({ dataFolder: folder }, silentLog)
    await first.close()
    writeFileSync(join(folder, 'database', 'data', 'postmaster.pid'), `${process.pid}\n${join(folder, 'database', 'data')}\n`)
    await open(folder)
    expect(isRunning(process.pid)).toBe(true)
  })
})

describe('after kill -9 of the server', () => {
  it('it comes back by itself and the same process goes on writing, with nothing lost', async () => {
    const folder = newFolder()
    const writer = write(folder)
    await writer.until(isReady)
    for (let round = 0; round < 4; round++) {
      const before = writer.acknowledged()
      await writer.until(() => writer.acknowledged() > before + 20)
      process.kill(serverPid(join(folder, 'database')), 'SIGKILL')
      const gap = writer.lines.length
      await writer.until(lines => lines.slice(gap).includes('unavailable'))
    }
    const before = writer.acknowledged()
    await writer.until(() => writer.acknowledged() > before + 20)
    writer.child.kill('SIGTERM')
    await writer.ended()
    const database = await open(folder)
    expect((await ask(database, sql<{ n: number }>`select count(*) as n from writer.row`)).n).toBeGreaterThanOrEqual(writer.acknowledged())
  })
})

describe('two on one folder', () => {
  it('the second refuses with a sentence, and the first does not notice', async () => {
    const folder = newFolder()
    const database = await open(folder)
    const second = write(folder)
    await second.ended()
    expect(second.lines).toEqual([
      `refused 数据文件夹 ${folder} 正被进程 ${process.pid} 使用。一个文件夹上只能运行一个回音：请先停下那一个，或者把 HUIYIN_DATA 写成另一个文件夹。 The data folder ${folder} is in use by process ${process.pid}. Only one Huiyin may run on a folder: stop that one first, or set HUIYIN_DATA to another folder.`,
    ])
    await expect(openDatabase({ dataFolder: folder }, silentLog)).rejects.toThrow(/in use by process/)
    expect(await ask(database, sql`select 1 as one`)).toEqual({ one: 1 })
  })

  it('a command beside the running city joins its server, and closing the command leaves the city its server', async () => {
    const folder = newFolder()
    const city = await open(folder)
    const before = (await ask<{ at: Date }>(city, sql`select pg_postmaster_start_time() as at`)).at
    const command = await openDatabase({ dataFolder: folder }, silentLog, { joins: true })
    expect((await ask<{ at: Date }>(command, sql`select pg_postmaster_start_time() as at`)).at).toEqual(before)
    await command.close()
    expect(await ask(city, sql`select 1 as one`)).toEqual({ one: 1 })
  })

  it('a command on a folder that nobody holds starts the server and stops it again', async () => {
    const folder = newFolder()
    const command = await openDatabase({ dataFolder: folder }, silentLog, { joins: true })
    expect(await ask(command, sql`select 1 as one`)).toEqual({ one: 1 })
    await command.close()
    expect(existsSync(join(folder, 'database', 'data', 'postmaster.pid'))).toBe(false)
  })

  it('a command says that the city is still starting, rather than trying the address of a server that was killed', async () => {
    const folder = newFolder()
    const city = await open(folder)
    rmSync(join(folder, 'database-address.json'))
    await expect(openDatabase({ dataFolder: folder }, silentLog, { joins: true })).rejects.toThrow(/still starting: try again/)
    expect(await ask(city, sql`select 1 as one`)).toEqual({ one: 1 })
  })

  it('a folder that was closed opens again in the same process', async () => {
    const folder = newFolder()
    for (let time = 0; time < 2; time++) await (await openDatabase({ dataFolder: folder }, silentLog)).close()
    await open(folder)
  })
})

describe('a folder that does not fit', () => {
  it('of another PostgreSQL is refused with both versions named, and left as it was', async () => {
    const folder = newFolder()
    await (await openDatabase({ dataFolder: folder }, silentLog)).close()
    writeFileSync(join(folder, 'database', 'data', 'PG_VERSION'), '17\n')
    await expect(openDatabase({ dataFolder: folder }, silentLog)).rejects.toThrow(
      /was made by PostgreSQL 17, and this release of Huiyin brings 18/,
    )
    writeFileSync(join(folder, 'database', 'data', 'PG_VERSION'), '18\n')
    await open(folder)
  })

  it('whose database is gone is refused, since an empty one in its stead would look like lost ratings', async () => {
    const folder = newFolder()
    await (await openDatabase({ dataFolder: folder }, silentLog)).close()
    rmSync(join(folder, 'database', 'data'), { recursive: true })
    await expect(openDatabase({ dataFolder: folder }, silentLog)).rejects.toThrow(/is written down to lie in .*, and is not there/)
  })

  it('whose password file was swapped is refused with a sentence about the file', async () => {
    const folder = newFolder()
    await (await openDatabase({ dataFolder: folder }, silentLog)).close()
    const file = join(folder, 'database-passwords.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/("superuser": ")..../, '$1XXXX'))
    await expect(openDatabase({ dataFolder: folder }, silentLog)).rejects.toThrow(/does not accept the password in database-passwords.json/)
    chmodSync(file, 0o644)
    await expect(openDatabase({ dataFolder: folder }, silentLog)).rejects.toThrow(/can be read by others \(mode 644\)/)
  })

  it('half made by an initdb that was killed is made anew', async () => {
    const folder = newFolder()
    await (await openDatabase({ dataFolder: folder }, silentLog)).close()
    rmSync(join(folder, 'database-place'))
    rmSync(join(folder, 'database', 'data', 'PG_VERSION'))
    await open(folder)
  })

  it('made anew over a database that stayed behind is refused: only a person can say that nobody wants it', async () => {
    const folder = newFolder()
    await (await openDatabase({ dataFolder: folder }, silentLog)).close()
    for (const name of ['database-place', 'database-passwords.json']) rmSync(join(folder, name))
    await expect(openDatabase({ dataFolder: folder }, silentLog)).rejects.toThrow(
      /There is a database in .* from an earlier .*, and its password file is gone/,
    )
    expect(existsSync(join(folder, 'database', 'data', 'PG_VERSION'))).toBe(true)
  })

  it('closed to the server’s account gets its database elsewhere, and finds it again', async () => {
    const folder = newFolder(0o700)
    const first = await startEmbedded(folder, silentLog)
    await first.stop()
    expect(first.root.startsWith(account.lent ? '/var/lib/huiyin/' : folder)).toBe(true)
    const again = await startEmbedded(folder, silentLog)
    await again.stop()
    expect(again.root).toBe(first.root)
  })
})
