import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { Log } from '../log.ts'
import type { Database, MigrationFolder } from './contract.ts'
import { isUnavailable, DatabaseUnavailable } from './faults.ts'
import { owner } from './roles.ts'

/** Names the file and says what is wrong with it; nothing of that file was applied. */
export class MigrationRefused extends Error {}

interface MigrationFile {
  readonly part: string
  readonly name: string
  /** As the operator may look for it. */
  readonly path: string
  readonly text: string
  readonly digest: string
}

/** The migrator's own table; always first. */
export const migratorFolder: MigrationFolder = { schema: 'platform', folder: new URL('./migrations/', import.meta.url) }

const fileName = /^\d{4}-[a-z0-9-]+\.sql$/
/** The same for every server of a database: 'huiyin' in ASCII. */
const lockKey = '114853490026862'

const shortPath = (path: string): string => path.slice(path.lastIndexOf('/src/') + 1)

const readFolder = ({ schema, folder }: MigrationFolder): readonly MigrationFile[] => {
  const base = fileURLToPath(folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`))
  const files = readdirSync(base)
    .filter(name => !name.startsWith('.'))
    .sort()
    .map(name => {
      const path = shortPath(`${base}${name}`)
      if (!fileName.test(name))
        throw new MigrationRefused(
          `程序文件有误：${path} 的文件名要像 0001-what-it-makes.sql。 ${path}: a migration is named like 0001-what-it-makes.sql.`,
        )
      const text = readFileSync(`${base}${name}`, 'utf8')
      return { part: schema, name, path, text, digest: createHash('sha256').update(text).digest('hex') }
    })
  files.forEach((file, at) => {
    const before = files[at - 1]
    if (before && before.name.slice(0, 4) === file.name.slice(0, 4))
      throw new MigrationRefused(
        `程序文件有误：${file.path} 的序号已经被 ${before.name} 用了。 ${file.path}: the number is taken by ${before.name}.`,
      )
  })
  return files
}

const readFolders = (folders: readonly MigrationFolder[]): readonly MigrationFile[] => {
  const all = [migratorFolder, ...folders]
  const twice = all.find(({ schema }, at) => all.findIndex(other => other.schema === schema) !== at)
  if (twice)
    throw new MigrationRefused(
      `程序文件有误：有两个文件夹都要管模式 ${twice.schema}。 Two migration folders claim the schema ${twice.schema}.`,
    )
  return all.flatMap(readFolder)
}

export interface Applied {
  readonly part: string
  readonly name: string
  readonly digest: string
}

const readApplied = async (client: pg.ClientBase): Promise<readonly Applied[]> => {
  const exists = await client.query<{ exists: boolean }>("select to_regclass('platform.migration') is not null as exists")
  if (!exists.rows[0]?.exists) return []
  return (await client.query<Applied>('select part, name, digest from platform.migration order by part, name')).rows
}

/** What is still to be applied; refuses when the past was changed or this release is older than the database. */
const pendingOf = (files: readonly MigrationFile[], applied: readonly Applied[]): readonly MigrationFile[] => {
  const parts = new Set(files.map(file => file.part))
  for (const past of applied) {
    if (!parts.has(past.part)) continue
    const file = files.find(({ part, name }) => part === past.part && name === past.name)
    if (!file)
      throw new MigrationRefused(
        `数据库已经做过结构更新 ${past.part}/${past.name}，这一版程序不认识：数据库是更新的版本用过的，请启动那一版。 The database has the migration ${past.part}/${past.name}, which this release does not know: it was migrated by a newer release. Start that one.`,
      )
    if (file.digest !== past.digest)
      throw new MigrationRefused(
        `程序文件有误：${file.path} 在数据库用过以后被改动了。请恢复原文；要改就另写一个序号在后的文件。 ${file.path}: this file was changed after it had been applied. Put back its text, and write the change as a new file with the next number.`,
      )
  }
  return files.filter(file => {
    const past = applied.filter(({ part }) => part === file.part)
    if (past.some(({ name }) => name === file.name)) return false
    const last = past.at(-1)
    if (last && last.name > file.name)
      throw new MigrationRefused(
        `程序文件有误：${last.name} 已经用过，只能往后加，${file.path} 请换成后面的序号。 ${file.path}: ${last.name} has been applied already, and migrations only go forward. Give the file the next number.`,
      )
    return true
  })
}

/** Blanks comments, texts and function bodies, so that only the file's own statements are left; lines stay where they are. */
const ownStatements = (text: string): string =>
  text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|(\$\w*\$)[\s\S]*?\1/g, found => found.replaceAll(/[^\n]/g, ' '))

const endsTransaction = /(?:^|;)\s*(?:begin(?!\s+atomic)|start\s+transaction|commit|rollback|abort|prepare\s+transaction)\b/i

const lineOf = (text: string, error: unknown): string => {
  const position = Number((error as { position?: string }).position)
  return Number.isInteger(position) && position > 0 ? `:${[...text].slice(0, position - 1).filter(sign => sign === '\n').length + 1}` : ''
}

const applyFile = async (client: pg.ClientBase, file: MigrationFile): Promise<void> => {
  if (endsTransaction.test(ownStatements(file.text)))
    throw new MigrationRefused(
      `程序文件有误：${file.path} 里不能自己开始或结束事务，一个文件就是一个事务。 ${file.path}: a migration may not begin or end transactions itself; each file is one.`,
    )
  await client.query('begin')
  try {
    await client.query(`set local role ${owner}`)
    await client.query(file.text)
    await client.query(`set local role ${owner}`)
    await client.query('insert into platform.migration (part, name, digest) values ($1, $2, $3)', [file.part, file.name, file.digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (error instanceof MigrationRefused) throw error
    if (isUnavailable(error)) throw new DatabaseUnavailable(error)
    const { message, detail, hint } = error as { message: string; detail?: string; hint?: string }
    const where = `${file.path}${lineOf(file.text, error)}`
    throw new MigrationRefused(
      `数据库结构更新没有做成，已经退回原样；请把后面的英文原样交给技术支持。 The change of the database failed and was taken back, at ${where}: ${[message, detail, hint].filter(Boolean).join(' · ')}`,
    )
  }
}

/** Whether this release knows every migration that a database elsewhere has, and how many it would add; refuses otherwise. */
export const weighMigrations = (folders: readonly MigrationFolder[], applied: readonly Applied[]): number =>
  pendingOf(readFolders(folders), applied).length

/** Names of the files that a start with `--migrate` would apply. */
export const pendingMigrations = async (database: Database, folders: readonly MigrationFolder[]): Promise<readonly string[]> => {
  const client = await database.pool('migrate').connect()
  try {
    return pendingOf(readFolders(folders), await readApplied(client)).map(({ part, name }) => `${part}/${name}`)
  } finally {
    client.release()
  }
}

/**
 * Applies what is new, each file in one transaction by the owner's hand. Servers that start together take turns; the
 * later one finds nothing left to do.
 * @param only with it no others: a restore makes the tables as they were when the backup was taken
 */
export const migrate = async (
  database: Database,
  folders: readonly MigrationFolder[],
  log: Log,
  only?: readonly Applied[],
): Promise<{ applied: string[] }> => {
  const wanted = only && new Set(only.map(({ part, name }) => `${part}/${name}`))
  const files = readFolders(folders).filter(({ part, name }) => wanted?.has(`${part}/${name}`) ?? true)
  const client = await database.pool('migrate').connect()
  try {
    await client.query("set lock_timeout = '5min'")
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query("set lock_timeout = '10s'")
    const applied: string[] = []
    for (const file of pendingOf(files, await readApplied(client))) {
      await applyFile(client, file)
      applied.push(`${file.part}/${file.name}`)
      log.info({ event: 'database.migrated', room: file.part, number: file.name })
    }
    return { applied }
  } finally {
    // Ends the session, and the lock with it.
    client.release(true)
  }
}
