import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFolder } from './lock.ts'

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'huiyin-lock-'))
const dead = { pid: 4_194_304, start: 'another boot/1', released: false }

/** Starts a process that takes the lock and holds it; 'held' or 'refused', and how to end it. */
const contender = (folder: string): { said: Promise<string>; end: () => void } => {
  const program = `import { lockFolder } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
    try { lockFolder(${JSON.stringify(folder)}, 'data'); console.log('held'); setInterval(() => {}, 1000) } catch (error) { console.log('refused', error.message) }`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  return {
    said: new Promise(done => child.stdout.once('data', (text: Buffer) => done(text.toString().trim()))),
    end: () => child.kill('SIGKILL'),
  }
}

describe('the lock of a data folder', () => {
  it('lets exactly one of ten racing starts in, again and again over the lock of a killed one', async () => {
    const folder = newFolder()
    for (let round = 0; round < 5; round++) {
      const all = Array.from({ length: 10 }, () => contender(folder))
      const said = await Promise.all(all.map(one => one.said))
      for (const one of all) one.end()
      expect(said.filter(word => word === 'held')).toHaveLength(1)
      for (const word of said) expect(word).toMatch(/^held$|^refused 数据文件夹 data 正被进程 \d+ 使用/)
      // The killed ones must be gone before the next round, or they rightly refuse it.
      await new Promise(done => setTimeout(done, 200))
    }
  })

  it('lets exactly one in where all of them find the same stale lock at once', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '7'), JSON.stringify(dead))
    lockFolder(folder, 'data')
    expect(() => lockFolder(folder, 'data')).toThrow(/in use by process/)
    expect(readdirSync(folder)).toEqual(['8'])
  })

  it('takes over from a killed process, a torn file, and a number that another process has since', () => {
    for (const text of [JSON.stringify(dead), '', '{"pid":', JSON.stringify({ ...dead, pid: process.pid })]) {
      const folder = newFolder()
      writeFileSync(join(folder, '3'), text)
      expect(() => lockFolder(folder, 'data')).not.toThrow()
      expect(() => lockFolder(folder, 'data')).toThrow(/in use/)
    }
  })

  it('is free after release, and released once only', () => {
    const folder = newFolder()
    const first = lockFolder(folder, 'data')
    first.release()
    const second = lockFolder(folder, 'data')
    first.release()
    expect(() => lockFolder(folder, 'data')).toThrow(/in use/)
    second.release()
  })
})
