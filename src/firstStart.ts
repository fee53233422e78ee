import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { roomNames, roomSettings, roomWords } from './modules.ts'
import { accessProblems } from './org/access/index.ts'
import { makeAs } from './org/as.ts'
import { appoint, isFounded, newStartCode, placeTable, SetupDraft, setupRoutes, StartDoor } from './org/firstStart/index.ts'
import type { Candidate } from './org/firstStart/index.ts'
import { readCityFile, writeCityFile } from './platform/cityFile.ts'
import { realClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { openKeys } from './platform/crypto/index.ts'
import type { Database } from './platform/database/contract.ts'
import { buildHttp } from './platform/http/index.ts'
import type { Log } from './platform/log.ts'
import { isLoaded, loadProgramme, sayFault } from './programme/index.ts'
import type { Loaded } from './programme/index.ts'

const programmes = fileURLToPath(new URL('../programmes/', import.meta.url))

/** A programme as `check-programme` sees it. */
export const candidateOf = (folder: string): Candidate => {
  const loaded = loadProgramme(folder, roomSettings, roomNames, roomWords)
  const city = folder
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1)!
  if (!isLoaded(loaded)) return { folder, city, name: city, version: '—', faults: loaded.map(sayFault) }
  const { programme, read } = loaded
  return {
    folder,
    city,
    name: programme.name,
    version: programme.version,
    faults: [],
    ...(typeof read.data['note'] === 'string' ? { note: read.data['note'] } : {}),
  }
}

/** Every folder of programmes/ that holds a programme. */
export const candidatesIn = (folder: string): readonly Candidate[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { withFileTypes: true })
        .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'programme.yaml')))
        .map(entry => candidateOf(join(folder, entry.name)))
        .sort((a, b) => a.city.localeCompare(b.city))

/** Ctrl-C while it waited: no fault, and nothing to say. */
export class StoppedWaiting extends Error {}

export interface FirstStart {
  readonly config: Config
  readonly database: Database
  readonly log: Log
  /** One line for the terminal: the only place where the start code is ever shown. */
  readonly say: (line: string) => void
  readonly load: (config: Config) => Loaded
  /** Where programmes are looked for. */
  readonly programmes?: string
  readonly pollMs?: number
  readonly signal?: AbortSignal
}

/**
 * Returns at once where the city has its administrators. Otherwise serves /setup alone until somebody with the terminal's
 * code has named them, or the command or another server has. Returns the settings that the house is started with.
 */
export const firstStart = async ({ config, database, log, say, load, ...given }: FirstStart): Promise<Config> => {
  const as = makeAs(database)
  if (config.programmeFolder !== undefined && (await isFounded(as, load(config).programme.city))) return config

  const keys = openKeys(join(config.dataFolder, 'keys'), config.suite)
  const code = newStartCode(keys)
  let finish: (folder: string) => void = () => {}
  const finished = new Promise<string>(resolve => {
    finish = resolve
  })
  const app = await buildHttp({
    config,
    log,
    publicViewer: { kind: 'public' },
    resolveViewer: async () => ({ kind: 'public' }),
    problems: [accessProblems],
    ready: async () => 'first_start',
    now: () => realClock.now(),
  })
  await app.register(
    setupRoutes({
      log,
      door: new StartDoor(keys, code),
      draft: new SetupDraft(
        placeTable(),
        config.programmeFolder === undefined ? candidatesIn(given.programmes ?? programmes) : [],
        config.programmeFolder === undefined ? undefined : candidateOf(config.programmeFolder),
      ),
      appoint: founding => appoint(as, keys, founding, realClock.now()),
      done: programme => {
        log.info({ event: 'first_start.done', state: programme.city })
        finish(programme.folder)
      },
    }),
  )
  const watching = new AbortController()
  const end = (): void => {
    watching.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  given.signal?.addEventListener('abort', end)
  await app.listen({ port: config.port, host: config.host })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const url = config.port === 0 ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl
  log.info({ event: 'first_start.waiting' })
  say(`setup ${url}/setup?code=${code}`)

  // The command or another server of the same database may be quicker.
  const elsewhere = async (): Promise<string> => {
    for (;;) {
      await pause(given.pollMs ?? 2000, undefined, { signal: watching.signal, ref: false })
      const folder = config.programmeFolder ?? readCityFile(config.dataFolder)?.programmeFolder
      const city = folder === undefined ? undefined : candidateOf(folder)
      // A database that is away for a moment ends nothing: the page says so itself, and the next look finds it again.
      const founded = folder !== undefined && city?.faults.length === 0 && (await isFounded(as, city.city).catch(() => false))
      if (founded) return folder
    }
  }
  try {
    const folder = await Promise.race([finished, elsewhere()])
    const chosen: Config = { ...config, programmeFolder: folder, port, publicUrl: url }
    writeCityFile(config.dataFolder, { city: load(chosen).programme.city, programmeFolder: folder })
    return chosen
  } catch (error) {
    throw watching.signal.aborted ? new StoppedWaiting() : error
  } finally {
    watching.abort()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end)
    await app.close()
  }
}
