import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import { DatabaseRefused } from '../faults.ts'
import { commandOf, isRunning, processesIn, waitUntil } from './processes.ts'

const gone = async (pid: number, ms: number): Promise<boolean> => waitUntil(() => !isRunning(pid), ms)

/** SIGINT ends sessions and checkpoints; SIGQUIT stops at once and the next start replays the log: nothing acknowledged is lost. */
export const stopServer = async (pid: number): Promise<boolean> => {
  for (const [signal, ms] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return !isRunning(pid)
    }
    if (await gone(pid, ms)) return true
  }
  return false
}

/**
 * A server whose Node process was killed goes on running. It is found by its pid file and stopped (not adopted: the
 * settings of this release must hold, and the new parent must notice when its server ends). Call only under the
 * folder's lock.
 */
export const stopLeftover = async (dataFolder: string, log: Log): Promise<void> => {
  const pidFile = join(dataFolder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (Number.isInteger(pid) && pid > 1 && isRunning(pid) && commandOf(pid).includes(`postgres -D ${dataFolder} `)) {
    log.warn({ event: 'database.leftover', state: 'stopping' })
    if (!(await stopServer(pid)))
      throw new DatabaseRefused(
        `上次运行留下的数据库（进程 ${pid}）停不下来，请手动结束，命令在句末。 A database server left by an earlier run (process ${pid}) does not stop. End it by hand: kill -QUIT ${pid}`,
      )
    return
  }
  // Its children end within moments of a killed server. With them gone the file says nothing any more, and it must go:
  // the number may since belong to somebody else, or to a dead process that nobody has buried, and PostgreSQL would refuse.
  if (!(await waitUntil(() => processesIn(dataFolder).length === 0, 10_000))) {
    throw new DatabaseRefused(
      `上次的数据库还有进程在 ${dataFolder} 里工作：${processesIn(dataFolder).join('、')}。请手动结束它们。 Processes of an earlier database server still work in ${dataFolder}: ${processesIn(dataFolder).join(', ')}. End them by hand.`,
    )
  }
  if (process.platform === 'linux') rmSync(pidFile, { force: true })
}
