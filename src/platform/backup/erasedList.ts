import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { opened, sealed } from './archive.ts'
import type { BackupKey } from './key.ts'
import { BackupRefused } from './refused.ts'

/*
 * What was erased since a backup was taken must not come back with it. The list lies beside the backups, sealed with the same
 * key, and belongs wherever they are copied to.
 */

export const erasedListOf = (folder: string, city: string): string => join(folder, `huiyin-${city}.erased`)

export const writeErasedList = async (path: string, key: BackupKey, suite: 'std' | 'gm', matters: readonly string[]): Promise<void> => {
  const lines = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(matters.map(one => `${one}\n`).join(''))
  }
  await pipeline(lines, source => sealed(source as AsyncIterable<Buffer>, key, suite), createWriteStream(`${path}.new`, { mode: 0o600 }))
  renameSync(`${path}.new`, path)
}

export const readErasedList = async (path: string, key: BackupKey): Promise<readonly string[]> => {
  if (!existsSync(path))
    throw new BackupRefused(
      `找不到销毁清单 ${path}。没有它，备份之后销毁的内容会重新出现。请把它放回备份旁边，或用 --erased 指出；确实没有时加 --without-erased。 The list of what was erased since is missing: put it beside the backup, name it with --erased, or say --without-erased if there is none.`,
    )
  let text = ''
  try {
    for await (const bytes of opened(createReadStream(path) as AsyncIterable<Buffer>, key)) text += bytes.toString('latin1')
  } catch (error) {
    if (error instanceof BackupRefused) throw new BackupRefused(`销毁清单 ${path}：${error.message}`)
    throw error
  }
  return text.split('\n').filter(line => line !== '')
}
