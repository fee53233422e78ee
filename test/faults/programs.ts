import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A program in a process of its own. */
export interface Program {
  readonly child: ChildProcess
  readonly pid: number
  /** What it has said so far. */
  readonly said: readonly string[]
  /** Waits for a line that begins so. */
  readonly line: (begins: string) => Promise<string>
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

export const startProgram = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Program => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env['PATH'], ...env } })
  const closed = new Promise<void>(resolve => {
    child.once('close', () => {
      resolve()
    })
  })
  const said: string[] = []
  const waiting = new Set<() => void>()
  createInterface(child.stdout).on('line', line => {
    said.push(line)
    for (const look of waiting) look()
  })
  return {
    child,
    said,
    pid: child.pid!,
    line: begins =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = said.find(line => line.startsWith(begins))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void closed.then(() => {
          reject(new Error(`it ended before it said “${begins}”`))
        })
      }),
    end: async signal => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await closed
    },
  }
}
