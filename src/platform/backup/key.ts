import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { derive } from '../crypto/suite.ts'
import { BackupRefused } from './refused.ts'

/** What opens every backup of a city. It lies apart from the data: whoever takes the machine must not have it in the same place. */
export interface BackupKey {
  readonly secret: KeyObject
  /** Says which key an archive was made with, and nothing about the key. */
  readonly id: Buffer
}

const idLength = 8
const shape = /^huiyin-backup-key-1 ([\w-]{43}) ([0-9a-f]{8})$/
const checkOf = (secret: Buffer): string => createHash('sha256').update('huiyin backup key').update(secret).digest('hex').slice(0, 8)

export const keyFrom = (bytes: Buffer): BackupKey => {
  const secret = createSecretKey(bytes)
  bytes.fill(0)
  return { secret, id: derive('sha256', secret, 'backup/id', idLength).export() }
}

/** Makes a new key as one line of text, short enough to be kept on paper; never over an existing file. */
export const makeBackupKey = (path: string): void => {
  const secret = randomBytes(32)
  try {
    writeFileSync(path, `huiyin-backup-key-1 ${secret.toString('base64url')} ${checkOf(secret)}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new BackupRefused(`备份密钥 ${path} 已经在了，没有改动。 There is a file ${path} already; it was left alone.`)
    throw new BackupRefused(`备份密钥写不到 ${path}。 The backup key cannot be written to ${path}.`)
  } finally {
    secret.fill(0)
  }
}

const realOf = (path: string): string => {
  let known = resolve(path)
  while (!existsSync(known)) known = dirname(known)
  return join(realpathSync(known), relative(known, resolve(path)))
}

/** Whether a path lies in a folder, links followed. */
export const liesIn = (folder: string, path: string): boolean => {
  const way = relative(realOf(folder), realOf(path))
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** @param apartFrom folders in which the key must not lie: those of the data and of the backups */
export const readBackupKey = (path: string, apartFrom: readonly string[]): BackupKey => {
  if (!existsSync(path))
    throw new BackupRefused(`找不到备份密钥 ${path}；新做一把：npx huiyin backup --new-key ${path}。 There is no backup key at ${path}.`)
  const folder = apartFrom.find(one => liesIn(one, path))
  if (folder !== undefined)
    throw new BackupRefused(`备份密钥 ${path} 不能放在 ${folder} 里：丢了机器就一起丢了。 The backup key must lie apart from ${folder}.`)
  const { mode } = statSync(path)
  if ((mode & 0o077) !== 0)
    throw new BackupRefused(`备份密钥 ${path} 别人也能读，请先执行 chmod 600 ${path}。 The backup key can be read by others.`)
  const [, text, check] = shape.exec(readFileSync(path, 'utf8').trim()) ?? []
  const secret = Buffer.from(text ?? '', 'base64url')
  if (text === undefined || secret.length !== 32 || checkOf(secret) !== check)
    throw new BackupRefused(`${path} 不是备份密钥，或抄错了一个字。 ${path} is no backup key, or a sign of it was copied wrongly.`)
  return keyFrom(secret)
}
