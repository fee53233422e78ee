import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { stopLeftover } from '../../src/platform/database/embedded/leftover.ts'
import { silentLog } from '../../src/platform/log.ts'
import { beyondLoopback, lookAtSockets, processTree } from './sockets.ts'

/** Nothing calls outside: the whole demo as `npm run demo` starts it, with its database, watched from the outside while people use it. */
const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-outside-'))
chmodSync(dataFolder, 0o711)
const children: ChildProcess[] = []
const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise(resolve => {
    child.once('close', resolve)
  })
  child.kill(signal)
  await closed
}
afterAll(async () => {
  for (const child of children) await end(child, 'SIGKILL')
  const note = join(dataFolder, 'database-place')
  const root = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataFolder, 'database')
  await stopLeftover(join(root, 'data'), silentLog)
  rmSync(root, { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true })
})

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env['PATH'], ...env } })
  children.push(child)
  return child
}
const lineOf = (child: ChildProcess, begins: string): Promise<string> =>
  new Promise((resolve, reject) => {
    createInterface(child.stdout!).on('line', line => {
      if (line.startsWith(begins)) resolve(line)
    })
    child.once('close', () => {
      reject(new Error(`it ended before it said “${begins}”`))
    })
  })

/** Looks again and again until the work is done. */
const watching = async (
  pid: number,
  work: () => Promise<unknown>,
): Promise<{ beyond: ReadonlySet<string>; most: number; looks: number }> => {
  const seen = { beyond: new Set<string>(), most: 0, looks: 0 }
  let done = false
  const working = work().finally(() => {
    done = true
  })
  while (!done) {
    const { beyond, looked } = lookAtSockets(pid)
    for (const one of beyond) seen.beyond.add(one)
    seen.most = Math.max(seen.most, looked)
    seen.looks++
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await working
  return seen
}

describe.skipIf(process.platform !== 'linux')('the running product', () => {
  it('opens no connection, no name query and no ear beyond this machine, from its first start through the building of a city to people who rate and sign in: nothing calls outside', async () => {
    const child = run([fileURLToPath(new URL('../../tools/demo.ts', import.meta.url))], {
      HUIYIN_DATA: join(dataFolder, 'demo'),
      PORT: '0',
      HUIYIN_DEMO_SCALE: '0.05',
    })
    const seen = await watching(child.pid!, async () => {
      const origin = (await lineOf(child, 'ready ')).slice('ready '.length).trim()
      for (const path of ['/', '/console', '/follow', '/roots', '/w/LDFY-ZX01', '/api/openapi.json', '/healthz', '/nowhere']) {
        for (const accept of ['text/html', 'application/json']) await (await fetch(new URL(path, origin), { headers: { accept } })).text()
      }
      await fetch(new URL('/api/session', origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ login: 'hanfang', password: 'wrong' }),
      })
      await new Promise(resolve => setTimeout(resolve, 1500))
    })
    expect([...seen.beyond]).toEqual([])
    expect(processTree(child.pid!).length, 'the database’s processes were watched too').toBeGreaterThan(3)
    expect(seen.most, 'sockets were there to be seen').toBeGreaterThan(0)
    expect(seen.looks).toBeGreaterThan(50)
    await end(child, 'SIGTERM')
  }, 300_000)

  it.each([
    ['an ear for everybody', "require('net').createServer().listen(0, '0.0.0.0', () => console.log('open'))"],
    [
      'an ear for everybody in a process below',
      "require('child_process').spawn(process.execPath, ['-e', \"require('net').createServer().listen(0, '::', () => console.log('open'))\"], { stdio: 'inherit' })",
    ],
    ['a socket for name queries', "require('dgram').createSocket('udp4').bind(0, () => console.log('open'))"],
  ])('would be caught with %s', async (_what, program) => {
    const child = run(['-e', program])
    await lineOf(child, 'open')
    expect(lookAtSockets(child.pid!).beyond).toHaveLength(1)
    for (const pid of processTree(child.pid!).filter(one => one !== child.pid)) process.kill(pid, 'SIGKILL')
    await end(child, 'SIGKILL')
  })

  it('would be caught with a connection to another machine, and is not blamed for its own ends or for other programs', () => {
    const table = [
      '  sl  local_address rem_address   st',
      ...[
        ['0100007F:1F90', '0100007F:C350', '11'],
        ['0500000A:C350', '2D4F3A01:01BB', '12'],
        ['0100007F:1F90', '00000000:0000', '13'],
        ['0500000A:C351', '2D4F3A01:01BB', '99'],
        ['0000000000000000FFFF00000100007F:1F90', '0000000000000000FFFF00000100007F:C352', '14'],
        ['00000000000000000000000001000000:1F90', 'B80D01200000000067452301EFCDAB89:01BB', '15'],
      ].map(([local, remote, inode], at) => `   ${at}: ${local!} ${remote!} 01 00000000:00000000 00:00000000 00000000 0 0 ${inode!} 1 x`),
    ].join('\n')
    expect(beyondLoopback(table, new Set(['11', '12', '13', '14', '15']))).toEqual([
      '0500000A:C350 > 2D4F3A01:01BB',
      '00000000000000000000000001000000:1F90 > B80D01200000000067452301EFCDAB89:01BB',
    ])
  })
})
