import { join } from 'node:path'
import { existsSync, mkdirSync } from 'node:fs'
import pg from 'pg'
import type { Log } from '../../log.ts'
import { DatabaseRefused } from '../faults.ts'
import { readOrMakePasswords, readPasswords } from '../passwords.ts'
import type { Passwords } from '../passwords.ts'
import { createDatabaseSql, grantsSql, rolesSql } from '../roles.ts'
import { serverAccount } from './account.ts'
import { forgetAddress, readAddress, writeAddressDown } from './address.ts'
import { findBinaries } from './binaries.ts'
import { foldersOf, prepareCluster, superuser } from './cluster.ts'
import { holderOf, lockFolder } from './lock.ts'
import { placeFor, setAside as moveAside, writePlaceDown } from './place.ts'
import type { SetAside } from './place.ts'
import { startServer } from './server.ts'

export interface EmbeddedServer {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly passwords: Passwords
  /** Of the running server; another one after it was restarted. */
  readonly pid: () => number | undefined
  /** Folder of the server's own files, which need not lie under the data folder. */
  readonly root: string
  stop(): Promise<void>
}

export const databaseName = 'huiyin'

/** Everything the superuser ever does: roles, the database, and nothing in it. Safe to be killed anywhere and run again. */
const prepareRoles = async (host: string, port: number, passwords: Passwords): Promise<void> => {
  const connect = async <T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ host, port, user: superuser, password: passwords.superuser, database })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  await connect('postgres', async client => {
    await client.query(rolesSql(passwords))
    const found = await client.query('select from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(createDatabaseSql(databaseName))
  })
  await connect(databaseName, client => client.query(grantsSql(databaseName)))
}

const lockOf = (dataFolder: string): string => join(dataFolder, 'database-lock')

/**
 * Reaches the server that another process runs over this folder; undefined when nobody does. For commands beside a
 * running city: they come and go, and the server is not theirs to stop.
 */
export const joinEmbedded = (dataFolder: string): Pick<EmbeddedServer, 'host' | 'port' | 'database' | 'passwords'> | undefined => {
  const holder = holderOf(lockOf(dataFolder))
  if (holder === undefined) return undefined
  const address = readAddress(dataFolder)
  const passwords = readPasswords(dataFolder)
  if (!address || !passwords)
    throw new DatabaseRefused(
      `在 ${dataFolder} 上运行的系统（进程 ${holder}）还在启动，请过几秒再试。 The city that runs on ${dataFolder} (process ${holder}) is still starting: try again in a few seconds.`,
    )
  return { ...address, database: databaseName, passwords }
}

/** Starts the PostgreSQL that comes with Huiyin, over one data folder and for one process. */
export const startEmbedded = async (
  dataFolder: string,
  log: Log,
  durability: 'durable' | 'throw_away' = 'durable',
): Promise<EmbeddedServer> => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const lock = lockFolder(lockOf(dataFolder), dataFolder)
  // Of a holder that was killed: its server is stopped below.
  forgetAddress(dataFolder)
  try {
    const account = serverAccount()
    const place = placeFor(account, dataFolder)
    const binaries = findBinaries(account, place.shared)
    const passwords = readOrMakePasswords(dataFolder)
    const folders = foldersOf(place.root)
    const began = process.hrtime.bigint()
    prepareCluster(account, binaries, folders, passwords.superuser)
    const server = await startServer({ account, binaries, folders, superuserPassword: passwords.superuser, durability, log })
    try {
      await prepareRoles(server.host, server.port, passwords)
    } catch (error) {
      await server.stop()
      throw error
    }
    writePlaceDown(dataFolder, place)
    writeAddressDown(dataFolder, server)
    log.info({ event: 'database.started', ms: Number((process.hrtime.bigint() - began) / 1_000_000n) })
    return {
      host: server.host,
      port: server.port,
      database: databaseName,
      passwords,
      pid: server.pid,
      root: place.root,
      stop: async () => {
        forgetAddress(dataFolder)
        await server.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Moves a folder and its database aside, unless a house runs on it. */
export const setAside = (dataFolder: string, now: Date): SetAside => {
  if (!existsSync(dataFolder))
    throw new DatabaseRefused(`${dataFolder} 那里什么都没有，不用挪开。 There is nothing at ${dataFolder} that could be moved aside.`)
  const holder = holderOf(lockOf(dataFolder))
  if (holder !== undefined)
    throw new DatabaseRefused(
      `数据文件夹 ${dataFolder} 正被进程 ${holder} 使用，请先停下它。 The data folder ${dataFolder} is in use by process ${holder}. Stop that one first.`,
    )
  return moveAside(dataFolder, now)
}
