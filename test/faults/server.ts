import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The whole server in a process of its own, to be killed. */
export interface Server {
  readonly child: ChildProcess
  /** Milliseconds from its start to `ready`. */
  readonly readyAfter: number
  readonly ended: Promise<void>
}

/** Starts `src/main.ts` over a data folder, as `npm start` does, and waits until it says that it is ready. */
export const startServer = (env: {
  readonly HUIYIN_DATA: string
  readonly HUIYIN_PROGRAMME: string
  readonly PORT: string
}): Promise<Server> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/main.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...env, PUBLIC_URL: `http://127.0.0.1:${env.PORT}` },
    })
    const said: string[] = []
    child.stderr!.on('data', (text: Buffer) => {
      said.push(text.toString())
    })
    const ended = new Promise<void>(done => {
      child.once('close', () => {
        done()
      })
    })
    createInterface(child.stdout!).on('line', line => {
      if (line.startsWith('ready ')) resolve({ child, readyAfter: performance.now() - from, ended })
      else if (line.startsWith('setup ')) reject(new Error('the server waits for its first start: the city has no administrators'))
      else said.push(`${line}\n`)
    })
    void ended.then(() => reject(new Error(`the server ended before it was ready: ${said.join('').slice(-2000)}`)))
  })
