import { randomBytes, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Login } from './contract.ts'
import { DatabaseRefused } from './faults.ts'

export const logins: readonly Login[] = ['migrate', 'staff', 'public', 'system']

/** `superuser` belongs to the embedded server alone; a server of one's own has its administrator. */
export type Passwords = Readonly<Record<Login | 'superuser', string>>

const secret = z.string().min(32)
const passwordsShape = z.object({ superuser: secret, migrate: secret, staff: secret, public: secret, system: secret })

export const newPasswords = (make: () => string = () => randomBytes(24).toString('base64url')): Passwords => ({
  superuser: make(),
  migrate: make(),
  staff: make(),
  public: make(),
  system: make(),
})

export const passwordFile = (dataFolder: string): string => join(dataFolder, 'database-passwords.json')

export const readPasswords = (dataFolder: string): Passwords | undefined => {
  const path = passwordFile(dataFolder)
  if (!existsSync(path)) return undefined
  const { mode } = statSync(path)
  if ((mode & 0o077) !== 0)
    throw new DatabaseRefused(
      `密码文件 ${path} 别人也能读（权限 ${(mode & 0o777).toString(8)}）。请改成只有自己能读，命令在句末。 The password file ${path} can be read by others (mode ${(mode & 0o777).toString(8)}). Run: chmod 600 ${path}`,
    )
  try {
    return passwordsShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new DatabaseRefused(
      `密码文件 ${path} 坏了。请从数据文件夹的备份里取回来。 The password file ${path} is damaged. Put it back from the backup of the data folder.`,
    )
  }
}

/** The first caller makes the file; it appears complete or not at all. */
export const readOrMakePasswords = (dataFolder: string): Passwords => {
  const known = readPasswords(dataFolder)
  if (known) return known
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const draft = `${passwordFile(dataFolder)}.${process.pid}`
  writeFileSync(draft, JSON.stringify(newPasswords(), null, 2), { mode: 0o600, flush: true })
  try {
    linkSync(draft, passwordFile(dataFolder))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readPasswords(dataFolder) as Passwords
}

/**
 * What PostgreSQL itself would store (RFC 5803), so that neither the statement log nor the SQL handed to an
 * administrator ever holds a password.
 */
export const scramVerifier = (password: string, salt: Buffer = randomBytes(16)): string => {
  const rounds = 4096
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${hmac(salted, 'Server Key').toString('base64')}`
}
