import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { Log } from '../../log.ts'
import { DatabaseRefused } from '../faults.ts'
import { giveTo, runAs } from './account.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { superuser } from './cluster.ts'
import type { ClusterFolders } from './cluster.ts'
import { stopLeftover, stopServer } from './leftover.ts'
import { pause } from './processes.ts'
import { settingsFor } from './settings.ts'
import type { Listening } from './settings.ts'

export interface ServerPlan {
  readonly account: Account
  readonly binaries: Binaries
  readonly folders: ClusterFolders
  readonly superuserPassword: string
  readonly durability: 'durable' | 'throw_away'
  readonly log: Log
}

export interface RunningServer {
  /** Host is a socket folder or 127.0.0.1. */
  readonly host: string
  readonly port: number
  readonly pid: () => number | undefined
  stop(): Promise<void>
}

const socketPort = 5432
/** The kernel's limit of a socket's path, less the name that PostgreSQL gives it. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length - 1
const largestLog = 10_000_000

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer()
      .on('error', failed)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as AddressInfo
        probe.close(() => done(port))
      })
  })

const openLog = ({ account, folders }: ServerPlan): number => {
  try {
    if (statSync(folders.log).size > largestLog) renameSync(folders.log, `${folders.log}.1`)
  } catch {
    // The first start has none yet.
  }
  const file = openSync(folders.log, 'a', 0o600)
  giveTo(account, folders.log)
  return file
}

const lastWords = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' / ')

const tryConnect = async (plan: ServerPlan, host: string, port: number): Promise<Error | undefined> => {
  const client = new pg.Client({
    host,
    port,
    user: superuser,
    password: plan.superuserPassword,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error as Error
  } finally {
    await client.end().catch(() => {})
  }
}

const spawnServer = (plan: ServerPlan, listening: Listening): ChildProcess => {
  const log = openLog(plan)
  try {
    // Its own process group: Ctrl-C reaches Node alone, which drains before the database stops. A file, not a pipe:
    // a pipe would break when Node is killed, and the server with it.
    return spawn(plan.binaries.postgres, ['-D', plan.folders.data, ...settingsFor(listening, plan.durability)], {
      ...runAs(plan.account),
      cwd: plan.folders.data,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC' },
    })
  } finally {
    closeSync(log)
  }
}

/** Undefined: the server is up. The signal to try otherwise is `unreachable`; `ended` holds its last words. */
const untilReady = async (
  plan: ServerPlan,
  child: ChildProcess,
  host: string,
  port: number,
): Promise<{ ended?: string; unreachable?: Error } | undefined> => {
  let spawnFault: Error | undefined
  child.once('error', error => {
    spawnFault = error
  })
  const ended = (): boolean => spawnFault !== undefined || child.exitCode !== null || child.signalCode !== null
  let fault: Error | undefined
  // Replaying the log after a crash takes as long as it takes; being refused at the door for so long means another cause.
  for (let tries = 0; tries < 6_000; tries++) {
    if (ended()) return { ended: spawnFault?.message ?? lastWords(plan.folders.log) }
    fault = await tryConnect(plan, host, port)
    if (!fault) return undefined
    const code = String((fault as NodeJS.ErrnoException).code)
    if (code === 'EACCES' || code === 'EPERM' || (code === '28P01' && tries > 2)) return { unreachable: fault }
    await pause(20)
  }
  return { unreachable: fault ?? new Error('no answer') }
}

/** Starts the server and keeps it: should it end by itself, it is started again at the same address, so that pools find it. */
export const startServer = async (plan: ServerPlan): Promise<RunningServer> => {
  await stopLeftover(plan.folders.data, plan.log)
  let stopping = false
  let child: ChildProcess | undefined

  const launch = async (listening: Listening): Promise<{ ended?: string; unreachable?: Error } | undefined> => {
    const host = listening.sockets ?? '127.0.0.1'
    const started = spawnServer(plan, listening)
    child = started
    started.unref()
    const fault = await untilReady(plan, started, host, listening.port)
    if (!fault)
      started.once('exit', () => {
        if (!stopping) void revive(listening)
      })
    return fault
  }

  const revive = async (listening: Listening): Promise<void> => {
    for (let attempt = 1; !stopping; attempt++) {
      plan.log.error({ event: 'database.ended', count: attempt, state: 'restarting' })
      await stopLeftover(plan.folders.data, plan.log).catch(() => {})
      if (stopping) return
      const fault = await launch(listening).catch((error: unknown) => ({ ended: String(error) }))
      if (!fault) {
        plan.log.info({ event: 'database.restarted', count: attempt })
        return
      }
      await pause(Math.min(100 * 2 ** attempt, 5_000))
    }
  }

  const endWithProcess = (): void => {
    // Reached when the process exits without close(): the server is asked to stop, and stops after us.
    if (child?.pid !== undefined && child.exitCode === null)
      try {
        process.kill(child.pid, 'SIGINT')
      } catch {
        /* it has gone already */
      }
  }

  const ways: Listening[] = plan.folders.sockets.length <= longestSocketFolder ? [{ sockets: plan.folders.sockets, port: socketPort }] : []
  ways.push({ port: await freePort() }, { port: await freePort() })
  let fault: { ended?: string; unreachable?: Error } | undefined
  for (const listening of ways) {
    fault = await launch(listening)
    if (!fault) {
      process.on('exit', endWithProcess)
      return {
        host: listening.sockets ?? '127.0.0.1',
        port: listening.port,
        pid: () => child?.pid,
        stop: async () => {
          stopping = true
          process.off('exit', endWithProcess)
          if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null && !(await stopServer(child.pid))) {
            throw new DatabaseRefused(
              `数据库（进程 ${child.pid}）停不下来，请手动结束，命令在句末。 The database server (process ${child.pid}) does not stop. End it by hand: kill -QUIT ${child.pid}`,
            )
          }
        },
      }
    }
    if (child?.pid !== undefined && fault.ended === undefined) await stopServer(child.pid)
    if ((fault.unreachable as NodeJS.ErrnoException | undefined)?.code === '28P01') {
      throw new DatabaseRefused(
        '自带的数据库不接受 database-passwords.json 里的密码。请把属于这个数据文件夹的那个文件放回来。 The embedded database does not accept the password in database-passwords.json. Put back the file that belongs to this data folder.',
      )
    }
  }
  throw new DatabaseRefused(
    `自带的数据库启动不了，请看 ${plan.folders.log} 里写了什么。 The embedded database does not start: ${fault?.ended ?? fault?.unreachable?.message}. See ${plan.folders.log}.`,
  )
}
