import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dashboardPapers } from './dashboards/routes.ts'
import type { House } from './engine/house.ts'
import { checkLoops, checkNamesOf, checkOpened, checkTermsOf, makeEngine } from './engine/index.ts'
import { loops } from './loops.ts'
import { roomNames, rooms, roomSettings, roomWords } from './modules.ts'
import type { LineFacts } from './org/administration/index.ts'
import { makeAs } from './org/as.ts'
import { makeOrgDirectory } from './org/directory.ts'
import { openCityCalendar } from './org/notices/index.ts'
import { readProgrammeInForce } from './org/programme/index.ts'
import { realClock } from './platform/clock.ts'
import type { Clock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { openKeys } from './platform/crypto/index.ts'
import { cityFileOf, readCityFile } from './platform/cityFile.ts'
import { migrate, openDatabase, pendingMigrations } from './platform/database/index.ts'
import type { Database, MigrationFolder } from './platform/database/index.ts'
import { makePapers, readForms, sayFault as sayFormFault } from './platform/documents/index.ts'
import type { Paper } from './platform/documents/index.ts'
import { byteFolder, makeFiles } from './platform/files/index.ts'
import { jsonLog } from './platform/log.ts'
import type { Log } from './platform/log.ts'
import { platformMigrations } from './platform/migrations.ts'
import { makeOutbox } from './platform/outbox/index.ts'
import { isLoaded, loadProgramme, openProgrammes, sayFault } from './programme/index.ts'
import type { CityProgrammes, Loaded, Programme } from './programme/index.ts'

const floor = (name: string): MigrationFolder => ({ schema: name, folder: new URL(`./${name}/migrations/`, import.meta.url) })

/** Every schema of the house, bottom floor first. */
export const migrationFolders: readonly MigrationFolder[] = [
  ...platformMigrations,
  floor('programme'),
  floor('org'),
  floor('engine'),
  ...rooms.flatMap(room => (room.migrations ? [{ schema: room.name, folder: room.migrations }] : [])),
  floor('dashboards'),
]

/** A start that cannot go on says so in one sentence. */
export class StartRefused extends Error {}

/** The database with every table: a new one is filled, an old one is changed only where that was asked for. */
export const openMigrated = async (config: Config, log: Log, options: { readonly joins?: boolean } = {}): Promise<Database> => {
  const database = await openDatabase(config, log, options)
  const pending = await pendingMigrations(database, migrationFolders)
  const fresh = pending.some(name => name.includes('platform'))
  if (pending.length > 0 && !config.migrate && !config.demo && !fresh) {
    await database.close()
    throw new StartRefused(
      `数据库比这一版程序旧（有 ${pending.length} 项结构更新要做）。请先备份，再加 --migrate 启动。 The database is older than this release (${pending.length} migrations wait). Make a backup, then start with --migrate.`,
    )
  }
  await migrate(database, migrationFolders, log)
  return database
}

/** The programme of HUIYIN_PROGRAMME or of the first start; refused with its faults, and where it is another city's. */
export const loadCity = (config: Config): Loaded => {
  if (config.programmeFolder === undefined)
    throw new StartRefused(
      "没有写 HUIYIN_PROGRAMME，也还没有首次启动过；请把它写成本市方案所在的文件夹，例如 programmes/<城市>。 HUIYIN_PROGRAMME is not set and no first start has been; it must name the folder of the city's programme, such as programmes/<city>.",
    )
  const loaded = loadProgramme(config.programmeFolder, roomSettings, roomNames, roomWords)
  if (!isLoaded(loaded)) throw new StartRefused(loaded.map(sayFault).join('\n'))
  const known = readCityFile(config.dataFolder)
  if (known && known.city !== loaded.programme.city) {
    throw new StartRefused(
      `数据文件夹 ${config.dataFolder} 是城市“${known.city}”的（${cityFileOf(config.dataFolder)}），而方案 ${config.programmeFolder} 是“${loaded.programme.city}”的。请把 HUIYIN_PROGRAMME 改回去，或者给另一个城市另写一个 HUIYIN_DATA。 The data folder ${config.dataFolder} belongs to the city "${known.city}" (${cityFileOf(config.dataFolder)}), and the programme ${config.programmeFolder} is of "${loaded.programme.city}". Set HUIYIN_PROGRAMME back, or give the other city a HUIYIN_DATA of its own.`,
    )
  }
  return loaded
}

/** Every paper that leaves the house, whatever room it belongs to. */
export const knownPapers: readonly Paper[] = [
  ...rooms.flatMap(room => [...(room.papers ?? []), ...(room.ownPapers ?? [])]),
  ...dashboardPapers,
]

/** The city's own forms stand beside its rules; one that could not be printed on is said at the start, not before a citizen. */
const formsOf = (programmeFolder: string): ReadonlyMap<string, Buffer> => {
  const { forms, faults } = readForms(join(programmeFolder, 'papers'), knownPapers)
  if (faults.length > 0)
    throw new StartRefused(
      faults.flatMap(({ file, faults: wrong }) => wrong.map(fault => `papers/${file} ${sayFormFault(fault, 'zh')}`)).join('\n'),
    )
  return forms
}

/** The house of a city that runs: its programme may change under it. */
export interface CityHouse extends House {
  readonly programmes: CityProgrammes
}

/** Builds the house from its floors. Given a clock, a log or a database, it uses those; a command joins a city that runs. */
export const buildHouse = async (
  config: Config,
  given: { readonly clock?: Clock; readonly log?: Log; readonly database?: Database; readonly joins?: boolean } = {},
): Promise<CityHouse> => {
  const clock = given.clock ?? realClock
  const log =
    given.log ??
    jsonLog(
      line => {
        process.stdout.write(`${line}\n`)
      },
      () => new Date(),
    )
  const loaded = loadCity(config)
  const gaps = [
    ...[...checkTermsOf(rooms, loaded.read), ...checkNamesOf(rooms, loaded.read)].map(sayFault),
    ...checkLoops(rooms, loops),
    ...checkOpened(rooms, loops, loaded.programme.modules),
  ]
  if (gaps.length > 0) throw new StartRefused(gaps.join('\n'))
  mkdirSync(config.dataFolder, { recursive: true })
  const keys = openKeys(join(config.dataFolder, 'keys'), config.suite)
  const database = given.database ?? (await openMigrated(config, log, given))
  const programmes = await openProgrammes(database, loaded)
  const as = makeAs(database)
  const city = loaded.programme.city
  const statutory = openCityCalendar({ as, city, log })
  await statutory.refresh()
  await readProgrammeInForce({ as, city, log, programmes }, clock.now())
  const house: CityHouse = {
    config,
    city,
    clock,
    log,
    database,
    as,
    keys,
    programmes,
    calendar: statutory.current,
    readCalendar: async () => {
      await statutory.refresh()
      statutory.watch(clock.now())
    },
    files: makeFiles(keys, byteFolder(join(config.dataFolder, 'files'), city)),
    papers: makePapers({ known: knownPapers, forms: formsOf(config.programmeFolder ?? ''), uuid: keys.uuid }),
    outbox: makeOutbox(keys),
    org: makeOrgDirectory(keys),
    engine: makeEngine({ as, keys, clock, programmes, calendar: statutory.current, rooms, house: () => house }),
  }
  return house
}

/** Business lines as the programme names them; whichever room they are a setting of. */
export const linesOf = (programme: Programme): readonly LineFacts[] => {
  const { lines = {} } = programme.settings('evaluation', roomSettings['evaluation']!) as {
    readonly lines?: Readonly<Record<string, { readonly name: string }>>
  }
  return Object.entries(lines).map(([code, { name }]) => ({ code, title: name }))
}
