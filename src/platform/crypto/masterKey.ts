import { createSecretKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { derive, suites } from './suite.ts'
import type { SuiteName } from './suite.ts'

/** One generation of the master key. The first one's suite fixes the digests, which must never change. */
export interface MasterKey {
  readonly version: number
  readonly suite: SuiteName
  readonly secret: KeyObject
}

/** Read by the operator at start; a sentence, not a stack. */
export class KeyFolderRefused extends Error {}

const fileName = /^master-(\d{1,3})-(std|gm)\.key$/
const secretLength = 32

const writeMasterKey = (folder: string, version: number, suite: SuiteName): void => {
  const secret = randomBytes(secretLength)
  const file = openSync(join(folder, `master-${version}-${suite}.key`), 'wx', 0o600)
  try {
    writeSync(file, secret)
    fsyncSync(file)
  } finally {
    closeSync(file)
    secret.fill(0)
  }
}

const readMasterKey = (path: string, version: number, suite: SuiteName): MasterKey => {
  const { mode, size } = statSync(path)
  if ((mode & 0o077) !== 0)
    throw new KeyFolderRefused(
      `密钥文件 ${path} 别人也能读（权限 ${(mode & 0o777).toString(8)}）。请改成只有自己能读，命令在句末。 The key file ${path} can be read by others (mode ${(mode & 0o777).toString(8)}). Run: chmod 600 ${path}`,
    )
  if (size !== secretLength)
    throw new KeyFolderRefused(
      `密钥文件 ${path} 应当正好 ${secretLength} 字节，现在是 ${size}。请从密钥备份取回原来的文件。 The key file ${path} must hold exactly ${secretLength} bytes, not ${size}. Put back the original from your key backup.`,
    )
  const bytes = readFileSync(path)
  const secret = createSecretKey(bytes)
  bytes.fill(0)
  return { version, suite, secret }
}

const keyFiles = (folder: string): readonly { path: string; version: number; suite: SuiteName }[] =>
  readdirSync(folder)
    .flatMap(name => {
      const [, version, suite] = fileName.exec(name) ?? []
      return version && suite ? [{ path: join(folder, name), version: Number(version), suite: suite as SuiteName }] : []
    })
    .sort((a, b) => a.version - b.version)

/** All generations, oldest first. The first start makes generation 1; a new file with a higher number is a rotation. */
export const readMasterKeys = (folder: string, suite: SuiteName): readonly MasterKey[] => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (keyFiles(folder).length === 0) writeMasterKey(folder, 1, suite)
  const files = keyFiles(folder)
  const versions = new Set(files.map(file => file.version))
  if (versions.size !== files.length || [...versions].some(version => version < 1 || version > 255)) {
    throw new KeyFolderRefused(
      `密钥文件夹 ${folder} 里，每个版本号（1 到 255）只能有一个文件。请把多出来的移走。 The key folder ${folder} must hold one file for each version from 1 to 255.`,
    )
  }
  return files.map(file => readMasterKey(file.path, file.version, file.suite))
}

/** Adds the next generation; older values stay readable, new ones are sealed with it after a restart. */
export const rotateMasterKey = (folder: string, suite: SuiteName): number => {
  const version = Math.max(...readMasterKeys(folder, suite).map(key => key.version)) + 1
  writeMasterKey(folder, version, suite)
  return version
}

/** One mark for each generation of the master key: it says whether this is the key that a backup needs, and nothing of the key. */
export const marksOfMasterKeys = (
  folder: string,
): readonly { readonly version: number; readonly suite: SuiteName; readonly mark: string }[] =>
  existsSync(folder)
    ? keyFiles(folder).map(({ path, version, suite }) => ({
        version,
        suite,
        mark: derive(suites[suite].hash, readMasterKey(path, version, suite).secret, 'mark of the master key', 16)
          .export()
          .toString('hex'),
      }))
    : []
