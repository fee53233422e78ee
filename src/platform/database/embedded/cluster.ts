import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseRefused } from '../faults.ts'
import { giveTo, runAs } from './account.ts'
import type { Account } from './account.ts'
import { majorVersion } from './binaries.ts'
import type { Binaries } from './binaries.ts'

export const superuser = 'huiyin_superuser'

/** Folders of one embedded server, all owned by its account and closed to others. */
export interface ClusterFolders {
  readonly root: string
  readonly data: string
  readonly sockets: string
  readonly log: string
}

export const foldersOf = (root: string): ClusterFolders => ({
  root,
  data: join(root, 'data'),
  sockets: join(root, 'sockets'),
  log: join(root, 'server.log'),
})

const makeOwned = (account: Account, folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  giveTo(account, folder)
}

/** Passwords always, no replication, no address but this machine's; whatever initdb wrote is replaced. */
const hostRules = `local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`

const initialise = (account: Account, binaries: Binaries, folders: ClusterFolders, password: string): void => {
  // A folder without PG_VERSION is an initdb that was killed half-way: nothing was ever acknowledged from it.
  rmSync(folders.data, { recursive: true, force: true })
  makeOwned(account, folders.data)
  const passwordFile = join(folders.root, 'initdb-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(account, passwordFile)
  try {
    const { status, stderr, error } = spawnSync(
      binaries.initdb,
      [
        '-D',
        folders.data,
        '-U',
        superuser,
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
      ],
      { ...runAs(account), cwd: folders.root, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', TZ: 'UTC' } },
    )
    if (status !== 0) {
      rmSync(folders.data, { recursive: true, force: true })
      const said = (error?.message ?? stderr).trim()
      throw new DatabaseRefused(
        `数据库文件夹 ${folders.data} 建不起来，请检查磁盘空间和权限。 The database folder ${folders.data} cannot be made; check space and rights of the disk: ${said}`,
      )
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** initdb at the first start; afterwards a check that this is a folder of our release. */
export const prepareCluster = (
  account: Account,
  binaries: Binaries,
  folders: ClusterFolders,
  password: string,
): { readonly made: boolean } => {
  makeOwned(account, folders.root)
  makeOwned(account, folders.sockets)
  const versionFile = join(folders.data, 'PG_VERSION')
  const made = !existsSync(versionFile)
  if (made) initialise(account, binaries, folders, password)
  const version = readFileSync(versionFile, 'utf8').trim()
  if (version !== String(majorVersion)) {
    throw new DatabaseRefused(
      `数据文件夹 ${folders.data} 是 PostgreSQL ${version} 建的，这一版回音自带的是 ${majorVersion}。请用原来那一版启动一次、导出数据，或者用 pg_upgrade 转换；现在什么都没有改动。 The data folder ${folders.data} was made by PostgreSQL ${version}, and this release of Huiyin brings ${majorVersion}. Start the earlier release once to export, or move the folder with pg_upgrade; nothing was changed.`,
    )
  }
  const rules = join(folders.data, 'pg_hba.conf')
  writeFileSync(rules, hostRules, { mode: 0o600 })
  giveTo(account, rules)
  return { made }
}
