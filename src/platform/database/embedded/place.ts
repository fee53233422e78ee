import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DatabaseRefused } from '../faults.ts'
import { passwordFile } from '../passwords.ts'
import { barrierFor } from './account.ts'
import type { Account } from './account.ts'

/** Where root keeps what the lent account must reach when it cannot reach the project or the data folder. */
export const systemFolder = '/var/lib/huiyin'

export interface Place {
  /** Folder of this server alone. */
  readonly root: string
  /** Folder that copies of the binaries may share. */
  readonly shared: string
}

/**
 * Under the data folder where the account can reach it, else /var/lib/huiyin/<hash of the data folder's path>. Decided
 * once and written down in `database-place`: a start that finds the written place empty refuses, because an empty
 * database in a new place would look like lost ratings.
 */
export const placeFor = (account: Account, dataFolder: string): Place => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const real = realpathSync(dataFolder)
  const shared = account.lent ? systemFolder : join(real, 'binaries')
  const note = join(real, 'database-place')
  if (existsSync(note)) {
    const root = readFileSync(note, 'utf8').trim()
    if (!existsSync(join(root, 'data', 'PG_VERSION')))
      throw new DatabaseRefused(
        `按记录，${dataFolder} 的数据库在 ${root}，那里却没有。请放回去；或者删掉 ${note}，从空数据库开始。 The database of ${dataFolder} is written down to lie in ${root}, and is not there. Put it back, or delete ${note} to begin with an empty database.`,
      )
    const barrier = barrierFor(account, join(root, '..'))
    if (barrier)
      throw new DatabaseRefused(
        `运行数据库的账号 ${account.name} 进不了 ${root} 了：${barrier} 不让它通过。请放行，命令在句末。 The account ${account.name}, which runs the database, cannot reach ${root} any more: ${barrier} is closed to it. Run: chmod o+x ${barrier}`,
      )
    return { root, shared }
  }
  const root =
    barrierFor(account, real) === undefined
      ? join(real, 'database')
      : join(systemFolder, createHash('sha256').update(real).digest('hex').slice(0, 16))
  // Its data folder was deleted, and the database, lying elsewhere, stayed: it may be all that is left of a city's ratings.
  if (existsSync(join(root, 'data', 'PG_VERSION')) && !existsSync(passwordFile(real))) {
    throw new DatabaseRefused(
      `${root} 里有以前 ${dataFolder} 的数据库，它的密码文件却没有了。请从备份取回 ${passwordFile(real)}；那个数据库确实不要了，就删掉 ${root}。 There is a database in ${root} from an earlier ${dataFolder}, and its password file is gone. Put back ${passwordFile(real)} from the backup; or, if that database is not wanted any more, delete ${root}.`,
    )
  }
  mkdirSync(root, { recursive: true, mode: 0o711 })
  return { root, shared }
}

/** The folder of the server's own files, if there has been a first start. */
export const readPlace = (dataFolder: string): string | undefined => {
  const note = join(dataFolder, 'database-place')
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined
}

/** Called once the first start has made the database, so that a start killed before that decides again. */
export const writePlaceDown = (dataFolder: string, place: Place): void => {
  const note = join(realpathSync(dataFolder), 'database-place')
  if (!existsSync(note)) writeFileSync(note, `${place.root}\n`, { mode: 0o600, flush: true })
}

export interface SetAside {
  readonly folder: string
  readonly keys: string
  putBack(): void
}

/**
 * Moves a data folder under another name, with the server's own files where they lie elsewhere, so that a restore finds an empty
 * place and nothing is deleted. Call only while no server runs on it.
 */
export const setAside = (dataFolder: string, now: Date): SetAside => {
  const mark = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const real = realpathSync(dataFolder)
  const folder = `${real}.${mark}`
  const root = readPlace(real)
  const outside = root !== undefined && relative(real, root).startsWith('..')
  const move = (from: string, to: string, place: string | undefined): void => {
    renameSync(from, to)
    if (place !== undefined) writeFileSync(join(to, 'database-place'), `${place}\n`, { mode: 0o600, flush: true })
  }
  const moved = root === undefined ? undefined : outside ? `${root}.${mark}` : join(folder, relative(real, root))
  if (root !== undefined && outside) renameSync(root, moved!)
  move(real, folder, moved)
  return {
    folder,
    keys: join(folder, 'keys'),
    putBack: () => {
      if (existsSync(real)) return
      if (root !== undefined && outside) renameSync(moved!, root)
      move(folder, real, root)
    },
  }
}
