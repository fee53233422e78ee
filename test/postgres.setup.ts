import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/platform/database/embedded/index.ts'
import type { EmbeddedServer } from '../src/platform/database/embedded/index.ts'
import { superuser } from '../src/platform/database/embedded/cluster.ts'
import { stopLeftover } from '../src/platform/database/embedded/leftover.ts'
import { startOf } from '../src/platform/database/embedded/processes.ts'
import { foldersInTree } from '../src/platform/database/tree.ts'
import { silentLog } from '../src/platform/log.ts'
import { asAdministrator, buildTestDatabase, dropDeadRuns, dropTestDatabase, holdRun, prepareTestRoles } from './postgres.ts'
import type { TestServer } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { server: TestServer; template: string; fault?: string }
  }
}

const folderPrefix = 'huiyin-test-postgres-'
const memory = '/dev/shm'
const enoughMemory = 2 ** 31

/** In memory where there is plenty: a copy of the template takes 20 ms there, on a disk up to half a second. */
export const baseFolder = (): string => {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= enoughMemory ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Servers and folders of runs that were killed. */
const clearDeadRuns = async (): Promise<void> => {
  const folders = [tmpdir(), memory]
    .filter(base => existsSync(base))
    .flatMap(base =>
      readdirSync(base)
        .filter(entry => entry.startsWith(folderPrefix))
        .map(entry => join(base, entry)),
    )
  for (const folder of folders) {
    try {
      const { pid, start } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { pid: number; start: string }
      if (startOf(pid) === start) continue
      const note = join(folder, 'database-place')
      const root = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(folder, 'database')
      await stopLeftover(join(root, 'data'), silentLog)
      rmSync(root, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // A run that is just beginning, or another account's.
    }
  }
}

const startServer = async (): Promise<{ administrator: string; end: () => Promise<void> }> => {
  await clearDeadRuns()
  const folder = mkdtempSync(join(baseFolder(), folderPrefix))
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ pid: process.pid, start: startOf(process.pid) }))
  chmodSync(folder, 0o711)
  const server: EmbeddedServer = await startEmbedded(folder, silentLog, 'throw_away')
  const url = new URL('postgresql:///postgres')
  for (const [name, value] of Object.entries({
    host: server.host,
    port: String(server.port),
    user: superuser,
    password: server.passwords.superuser,
  }))
    url.searchParams.set(name, value)
  return {
    administrator: url.href,
    end: async () => {
      await server.stop()
      rmSync(server.root, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One server for the run, one template with every migration of the tree; `freshDatabase` copies it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  const { administrator, end } = given ? { administrator: given, end: async () => {} } : await startServer()
  try {
    const prefix = `huiyin_test_${randomBytes(5).toString('hex')}`
    const hold = given ? await holdRun(administrator, prefix) : undefined
    if (given) await dropDeadRuns(administrator)
    const server: TestServer = { administrator, prefix, passwords: await prepareTestRoles(administrator, given === undefined) }
    const template = `${prefix}_template`
    let fault: string | undefined
    try {
      await buildTestDatabase(server, template, foldersInTree())
    } catch (error) {
      // Told by the tests that need a database; those of pure rules run all the same.
      fault = (error as Error).message
      console.error(`The test database cannot be built: ${fault}`)
    }
    project.provide('postgres', { server, template, ...(fault === undefined ? {} : { fault }) })
    return async () => {
      if (given) {
        const { rows } = await asAdministrator(administrator, client =>
          client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]),
        )
        for (const { datname } of rows) await dropTestDatabase(server, datname)
        await hold?.end()
      }
      await end()
    }
  } catch (error) {
    await end()
    throw error
  }
}
