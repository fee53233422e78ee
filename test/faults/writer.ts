import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Writer {
  readonly child: ChildProcess
  /** Everything it printed, in order. */
  readonly lines: readonly string[]
  /** Rows that it was told are kept. */
  acknowledged(): number
  until(isTrue: (lines: readonly string[]) => boolean): Promise<void>
  ended(): Promise<void>
}

/** Starts `databaseWriter.ts` over a data folder, as another account if one is given. */
export const startWriter = (dataFolder: string, as?: { uid: number; gid: number }): Writer => {
  const lines: string[] = []
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./databaseWriter.ts', import.meta.url)), dataFolder, ...(as ? [String(as.uid), String(as.gid)] : [])],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } },
  )
  const errors: string[] = []
  child.stderr.on('data', (text: Buffer) => errors.push(text.toString()))
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const look of waiting) look()
  }
  createInterface(child.stdout).on('line', line => {
    lines.push(line)
    wake()
  })
  const end = new Promise<void>(done => {
    child.once('close', () => {
      done()
      wake()
    })
  })
  return {
    child,
    lines,
    acknowledged: () => lines.filter(line => /^\d+$/.test(line)).length,
    until: isTrue =>
      new Promise((done, failed) => {
        const look = (): void => {
          if (isTrue(lines)) done()
          else if (child.exitCode === null && child.signalCode === null) return
          else failed(new Error(`the writer ended: ${lines.slice(-3).join(' / ')} ${errors.join('').slice(-2000)}`))
          waiting.delete(look)
        }
        waiting.add(look)
        look()
      }),
    ended: () => end,
  }
}

export const isReady = (lines: readonly string[]): boolean => lines.some(line => line.startsWith('ready'))
export const rowsAtStart = (lines: readonly string[]): number => Number(lines.find(line => line.startsWith('ready'))?.slice(6))
