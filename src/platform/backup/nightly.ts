import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BackupConfig } from '../config.ts'
import type { Log } from '../log.ts'
import { lastProven } from './shelf.ts'

const hour = 3_600_000
const beijing = 8 * hour
const patience = hour

type Schedule = Pick<BackupConfig, 'atMinute' | 'everyHours'>

/** The last time that a backup was due at or before `now`; Beijing, where `atMinute` is told, knows no summer time. */
export const lastDue = (now: Date, { atMinute, everyHours }: Schedule): Date => {
  const shift = beijing - atMinute * 60_000
  const every = everyHours * hour
  return new Date(Math.floor((now.getTime() + shift) / every) * every - shift)
}

/** Whether one must be begun now: the one that was due is missing, and the last attempt is an hour old. A house that slept makes it good. */
export const isDue = (now: Date, schedule: Schedule, last: Date | undefined, attempted: Date | undefined): boolean =>
  (last === undefined || last < lastDue(now, schedule)) && (attempted === undefined || now.getTime() - attempted.getTime() >= patience)

interface NightlyParts {
  readonly config: BackupConfig
  readonly city: string
  readonly log: Log
  /** For tests: another process in its place. */ readonly begin?: () => ChildProcess
}

/**
 * Begins the nightly backup, and those between where the city wants more, in a process of its own, so that sealing some gigabytes holds up no citizen's page. What it says is
 * not logged: it names folders.
 */
export class Nightly {
  #child: ChildProcess | undefined
  #attempted: Date | undefined
  failed = false
  readonly #given: NightlyParts
  constructor(given: NightlyParts) {
    this.#given = given
  }

  turn(now: Date): void {
    const { config, city, log, begin } = this.#given
    const last = lastProven(config.folder, city)
    if (this.#child || !isDue(now, config, last && new Date(last.at), this.#attempted)) return
    this.#attempted = now
    const child = (
      begin ??
      (() =>
        spawn(process.execPath, [fileURLToPath(new URL('../../../tools/commands.ts', import.meta.url)), 'backup', '--prove', '--json'], {
          stdio: 'ignore',
        }))
    )()
    this.#child = child
    const ended = (code: number): void => {
      if (this.#child !== child) return
      this.#child = undefined
      this.failed = code !== 0
      if (code === 0) log.info({ event: 'backup_made' })
      else log.error({ event: 'backup_failed', count: code })
    }
    child.once('error', () => ended(-1))
    child.once('exit', code => ended(code ?? -1))
  }

  /** A backup that was under way is given up; what it wrote has no name yet. */
  stop(): void {
    const child = this.#child
    this.#child = undefined
    child?.kill('SIGTERM')
  }
}
