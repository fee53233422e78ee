import { SingleBar } from 'cli-progress'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sentenceOfStart, loadCity } from '../../src/main.ts'
import { BackupRefused, readBackupKey } from '../../src/platform/backup/index.ts'
import type { BackupKey } from '../../src/platform/backup/index.ts'
import { readCityFile } from '../../src/platform/cityFile.ts'
import { ConfigFault } from '../../src/platform/config.ts'
import type { Config } from '../../src/platform/config.ts'
import { KeyFolderRefused } from '../../src/platform/crypto/index.ts'
import { DatabaseRefused, DatabaseUnavailable } from '../../src/platform/database/index.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  readonly interactive: boolean
}

/** What is wrong with the words of the command. */
export class Wrong extends Error {}

export const exitCodes =
  '退出码 exit code：0 成功；1 输入有误；2 拒绝或失败，没有改动任何数据 refused or failed, nothing was changed；3 数据库不可用 no database'

export const release = (): string =>
  (JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')) as { version: string }).version

/** @param option of --key; else HUIYIN_BACKUP_KEY */
export const keyOf = (option: string | undefined, io: Io, apartFrom: readonly string[]): BackupKey => {
  const path = option ?? io.env['HUIYIN_BACKUP_KEY']
  if (!path)
    throw new Wrong(
      '没有备份密钥：设 HUIYIN_BACKUP_KEY 或写 --key；新做一把用 npx huiyin backup --new-key FILE。 No backup key: set HUIYIN_BACKUP_KEY or give --key.',
    )
  return readBackupKey(path, apartFrom)
}

export const cityOf = (config: Config): string => readCityFile(config.dataFolder)?.city ?? loadCity(config).programme.city

/** A bar on a terminal, nothing elsewhere; each step begins it anew. */
export const progressOn = (io: Io): { told(step: string, done: number, all: number): void; end(): void } => {
  if (!io.interactive) return { told: () => {}, end: () => {} }
  const bar = new SingleBar({ format: '{step} {bar} {percentage}%', hideCursor: true, clearOnComplete: true })
  let at: string | undefined
  return {
    told: (step, done, all) => {
      if (step !== at) {
        bar.start(Math.max(all, 1), 0, { step })
        at = step
      }
      bar.setTotal(Math.max(all, 1))
      bar.update(Math.min(done, all), { step })
    },
    end: () => {
      if (at !== undefined) bar.stop()
    },
  }
}

/** Runs a command and turns what it refuses into a sentence and an exit code. */
export const asCommand = async (io: Io, json: boolean, work: () => Promise<number>): Promise<number> => {
  const fail = (sentence: string, code: number): number => {
    if (json) io.out(JSON.stringify({ error: sentence }))
    else io.err(sentence)
    return code
  }
  try {
    return await work()
  } catch (error) {
    if (error instanceof Wrong || error instanceof ConfigFault) return fail(error.message, 1)
    if (error instanceof BackupRefused || error instanceof KeyFolderRefused) return fail(error.message, 2)
    if (error instanceof DatabaseRefused || error instanceof DatabaseUnavailable) return fail(sentenceOfStart(error) ?? error.message, 3)
    const code = String((error as NodeJS.ErrnoException).code)
    if (['ENOSPC', 'EACCES', 'EROFS', 'EISDIR', 'ENOENT', 'EDQUOT'].includes(code))
      return fail(`写不了或读不了：${(error as Error).message} Cannot be written or read.`, 2)
    const sentence = sentenceOfStart(error)
    if (sentence !== undefined) return fail(sentence, 1)
    throw error
  }
}

export const keysFolderOf = (dataFolder: string): string => join(dataFolder, 'keys')
