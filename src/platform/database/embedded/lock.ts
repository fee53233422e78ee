import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { DatabaseRefused } from '../faults.ts'
import { startOf } from './processes.ts'

const holderShape = z.object({ pid: z.number().int(), start: z.string(), released: z.boolean() })
type Holder = z.infer<typeof holderShape>

const numbered = (folder: string): readonly number[] =>
  readdirSync(folder)
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a)

const readHolder = (folder: string, number: number): Holder | undefined => {
  try {
    return holderShape.parse(JSON.parse(readFileSync(join(folder, String(number)), 'utf8')))
  } catch {
    // Superseded and deleted since the folder was listed; or torn by a power cut, when its writer is gone with it.
    return undefined
  }
}

/** Appears under its number complete or not at all; false when the number is taken. */
const place = (folder: string, number: number, holder: Holder): boolean => {
  const draft = join(folder, `draft-${randomUUID()}`)
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600, flush: true })
  try {
    linkSync(draft, join(folder, String(number)))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

export interface FolderLock {
  release(): void
}

/** The living process that holds the folder, or undefined. */
export const holderOf = (folder: string): number | undefined => {
  const highest = existsSync(folder) ? numbered(folder)[0] : undefined
  const holder = highest === undefined ? undefined : readHolder(folder, highest)
  return holder && !holder.released && startOf(holder.pid) === holder.start ? holder.pid : undefined
}

/**
 * One process per data folder. Each holder writes the next number, and the highest number is never deleted: a process
 * that was slow and wrote a number already gone by sees the higher one afterwards, so that of any number of starts
 * that find the same stale lock exactly one wins. (Rename or delete of a stale lock file would let two in.)
 */
export const lockFolder = (folder: string, about: string): FolderLock => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const start = startOf(process.pid) ?? ''
  for (;;) {
    const highest = numbered(folder)[0] ?? 0
    const holder = highest === 0 ? undefined : readHolder(folder, highest)
    if (highest !== (numbered(folder)[0] ?? 0)) continue
    if (holder && !holder.released && startOf(holder.pid) === holder.start) {
      throw new DatabaseRefused(
        `数据文件夹 ${about} 正被进程 ${holder.pid} 使用。一个文件夹上只能运行一个回音：请先停下那一个，或者把 HUIYIN_DATA 写成另一个文件夹。 The data folder ${about} is in use by process ${holder.pid}. Only one Huiyin may run on a folder: stop that one first, or set HUIYIN_DATA to another folder.`,
      )
    }
    const mine = highest + 1
    if (!place(folder, mine, { pid: process.pid, start, released: false })) continue
    const [top] = numbered(folder)
    if (top !== mine) {
      rmSync(join(folder, String(mine)), { force: true })
      continue
    }
    for (const old of numbered(folder)) if (old < mine) rmSync(join(folder, String(old)), { force: true })
    let held = true
    return {
      release: () => {
        if (held) place(folder, mine + 1, { pid: process.pid, start, released: true })
        held = false
      },
    }
  }
}
