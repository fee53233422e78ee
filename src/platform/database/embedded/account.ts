import { chownSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseRefused } from '../faults.ts'

/** PostgreSQL refuses to run as root, so root lends the server an account that every Unix has and that can do nothing. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
  /** Set when this process is root and has to hand over; a plain user runs the server as oneself. */
  readonly lent: boolean
}

const unprivileged = ['nobody', 'daemon'] as const

const readAccounts = (): string => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

/** @param passwd text of /etc/passwd: name:x:uid:gid:… */
export const accountFrom = (passwd: string): Account | undefined => {
  for (const name of unprivileged) {
    const [, , uid, gid] =
      passwd
        .split('\n')
        .find(line => line.startsWith(`${name}:`))
        ?.split(':') ?? []
    // macOS writes nobody's uid as -2; spawn() wants the unsigned form.
    if (uid && gid && uid !== '0') return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0, lent: true }
  }
  return undefined
}

export const serverAccount = (): Account => {
  const uid = process.getuid?.()
  const gid = process.getgid?.()
  if (uid === undefined || gid === undefined) {
    throw new DatabaseRefused(
      '自带的数据库只能在 Linux 和 macOS 上运行。在这台机器上请自备 PostgreSQL，把地址写进 DATABASE_URL。 The embedded database runs on Linux and macOS. On this system set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  if (uid !== 0) return { name: `uid ${uid}`, uid, gid, lent: false }
  const account = accountFrom(readAccounts())
  if (!account)
    throw new DatabaseRefused(
      `PostgreSQL 不能用 root 运行，而这台机器上没有 ${unprivileged.join('、')} 这些账号。请用普通用户启动回音，或者写 DATABASE_URL。 PostgreSQL does not run as root, and none of the accounts ${unprivileged.join(', ')} exists. Start Huiyin as a plain user, or set DATABASE_URL.`,
    )
  return account
}

/** The first folder on the way to `path` that the account may not pass; undefined when it can reach it. */
export const barrierFor = (account: Account, path: string): string | undefined => {
  if (!account.lent) return undefined
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const passes = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001
    if (!passes) return folder
    if (folder === dirname(folder)) return undefined
  }
}

export const giveTo = (account: Account, path: string): void => {
  if (account.lent) chownSync(path, account.uid, account.gid)
}

/** For spawn(): empty when the server runs as ourselves. */
export const runAs = (account: Account): { uid?: number; gid?: number } => (account.lent ? { uid: account.uid, gid: account.gid } : {})
