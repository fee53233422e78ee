import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkLoops, checkOpened, checkTermsOf, faultName, keepErasedList, LiveStreams, loopsBehind, makeEngine, readNews, rootRoutes, rootsFile, runLoops, runSweep, warrantProblems, warrantRoutes } from './engine/index.ts'
import { engineProblems } from './engine/problems.ts'
import type { House } from './engine/house.ts'
import { fileRoutes } from './engine/fileRoutes.ts'
import { liveRoutes } from './engine/liveRoutes.ts'
import { paperRoutes } from './engine/paperRoutes.ts'
import { matterRoutes } from './engine/routes.ts'
import { allLedgers, exportProblems, exportRoutes, tidyExports } from './dashboards/exports/index.ts'
import { bellRoutes, forgetBell } from './dashboards/bell/index.ts'
import { ownProblems, ownRoutes } from './dashboards/own/index.ts'
import { healthRoutes } from './dashboards/health/routes.ts'
import { HealthWatch } from './dashboards/health/watch.ts'
import { dashboardPapers, dashboardRoutes } from './dashboards/routes.ts'
import { firstStart, StoppedWaiting } from './firstStart.ts'
import { loops } from './loops.ts'
import { roomNames, rooms, roomSettings, roomWords } from './modules.ts'
import { Access, accessProblems, accessRoutes, accessSettings, watchRoutes } from './org/access/index.ts'
import { accountRoutes, administrationProblems, keyRoutes } from './org/administration/index.ts'
import type { LineFacts } from './org/administration/index.ts'
import { makeAs } from './org/as.ts'
import { delegationProblems, delegationRoutes } from './org/delegation/index.ts'
import { makeOrgDirectory } from './org/directory.ts'
import { calendarRoutes, noticeProblems, openCityCalendar } from './org/notices/index.ts'
import { orgRoutes } from './org/routes.ts'
import { templateRoutes } from './org/templateRoutes.ts'
import { forgetRestored, isRestored, Nightly } from './platform/backup/index.ts'
import { MovableClock, realClock } from './platform/clock.ts'
import type { Clock } from './platform/clock.ts'
import { ConfigFault, readConfig } from './platform/config.ts'
import type { Config } from './platform/config.ts'
import { openKeys } from './platform/crypto/index.ts'
import { CityFileFault, cityFileOf, readCityFile, writeCityFile } from './platform/cityFile.ts'
import { DatabaseRefused, DatabaseUnavailable, migrate, MigrationRefused, openDatabase, pendingMigrations, skewOf } from './platform/database/index.ts'
import type { Database, MigrationFolder } from './platform/database/index.ts'
import { makePapers, readForms, sayFault as sayFormFault } from './platform/documents/index.ts'
import type { Paper } from './platform/documents/index.ts'
import { byteFolder, fileProblems, makeFiles, removeOrphans } from './platform/files/index.ts'
import { buildHttp, serveFolder } from './platform/http/index.ts'
import type { App } from './platform/http/index.ts'
import { jsonLog } from './platform/log.ts'
import type { Log } from './platform/log.ts'
import { sheetProblems } from './platform/sheets/index.ts'
import { platformMigrations } from './platform/migrations.ts'
import { paceBy } from './platform/pace.ts'
import { fileAdapter, makeOutbox, runSender, SenderAlarm } from './platform/outbox/index.ts'
import type { Adapter, Channel } from './platform/outbox/index.ts'
import { startPulse } from './platform/pulse.ts'
import type { Pulse } from './platform/pulse.ts'
import { isLoaded, loadProgramme, openProgrammes, sayFault } from './programme/index.ts'
import type { Loaded, Programme } from './programme/index.ts'

const floor = (name: string): MigrationFolder => ({ schema: name, folder: new URL(`./${name}/migrations/`, import.meta.url) })

/** Every schema of the house, bottom floor first. */
export const migrationFolders: readonly MigrationFolder[] = [
  ...platformMigrations, floor('programme'), floor('org'), floor('engine'),
  ...rooms.flatMap(room => room.migrations ? [{ schema: room.name, folder: room.migrations }] : []), floor('dashboards'),
]

export interface Running {
  readonly house: House
  readonly app: App
  readonly access: Access
  readonly url: string
  /** One beat: what time alone makes happen, what rooms owe each other, what has to be sent. */
  beat(): Promise<void>
  stop(): Promise<void>
}

/** A start that cannot go on says so in one sentence. */
export class StartRefused extends Error {}

/** The database with every table: a new one is filled, an old one is changed only where that was asked for. */
export const openMigrated = async (config: Config, log: Log, options: { readonly joins?: boolean } = {}): Promise<Database> => {
  const database = await openDatabase(config, log, options)
  const pending = await pendingMigrations(database, migrationFolders)
  const fresh = pending.some(name => name.includes('platform'))
  if (pending.length > 0 && !config.migrate && !config.demo && !fresh) {
    await database.close()
    throw new StartRefused(`The database is older than this release (${pending.length} migrations wait). Make a backup, then start with --migrate.`)
  }
  await migrate(database, migrationFolders, log)
  return database
}

/** The programme of HUIYIN_PROGRAMME or of the first start; refused with its faults, and where it is another city's. */
export const loadCity = (config: Config): Loaded => {
  if (config.programmeFolder === undefined) throw new StartRefused("HUIYIN_PROGRAMME is not set and no first start has been; it must name the folder of the city's programme, such as programmes/<city>.")
  const loaded = loadProgramme(config.programmeFolder, roomSettings, roomNames, roomWords)
  if (!isLoaded(loaded)) throw new StartRefused(loaded.map(sayFault).join('\n'))
  const known = readCityFile(config.dataFolder)
  if (known && known.city !== loaded.programme.city) {
    throw new StartRefused(`The data folder ${config.dataFolder} belongs to the city "${known.city}" (${cityFileOf(config.dataFolder)}), and the programme ${config.programmeFolder} is of "${loaded.programme.city}". Set HUIYIN_PROGRAMME back, or give the other city a HUIYIN_DATA of its own.`)
  }
  return loaded
}

/** Every paper that leaves the house, whatever room it belongs to. */
export const knownPapers: readonly Paper[] = [...rooms.flatMap(room => [...room.papers ?? [], ...room.ownPapers ?? []]), ...dashboardPapers]

/** The city's own forms stand beside its rules; one that could not be printed on is said at the start, not before a citizen. */
const formsOf = (programmeFolder: string): ReadonlyMap<string, Buffer> => {
  const { forms, faults } = readForms(join(programmeFolder, 'papers'), knownPapers)
  if (faults.length > 0) throw new StartRefused(faults.flatMap(({ file, faults: wrong }) => wrong.map(fault => `papers/${file} ${sayFormFault(fault, 'zh')}`)).join('\n'))
  return forms
}

/** Builds the house from its floors. Given a clock, a log or a database, it uses those; a command joins a city that runs. */
export const buildHouse = async (config: Config, given: { readonly clock?: Clock; readonly log?: Log; readonly database?: Database; readonly joins?: boolean } = {}): Promise<House> => {
  const clock = given.clock ?? realClock
  const log = given.log ?? jsonLog(line => { process.stdout.write(`${line}\n`) }, () => new Date())
  const loaded = loadCity(config)
  const gaps = [...checkTermsOf(rooms, loaded.programme).map(sayFault), ...checkLoops(rooms, loops), ...checkOpened(rooms, loops, loaded.programme.modules)]
  if (gaps.length > 0) throw new StartRefused(gaps.join('\n'))
  mkdirSync(config.dataFolder, { recursive: true })
  const keys = openKeys(join(config.dataFolder, 'keys'), config.suite)
  const database = given.database ?? await openMigrated(config, log, given)
  const programmes = await openProgrammes(database, loaded)
  const as = makeAs(database)
  const city = loaded.programme.city
  const statutory = openCityCalendar({ as, city, log })
  await statutory.refresh()
  const house: House = {
    config, city, clock, log, database, as, keys, programmes,
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

const consoleFolder = fileURLToPath(new URL('../dist/console/', import.meta.url))

const serveConsole = async (app: App, demo: boolean): Promise<void> => {
  if (!existsSync(join(consoleFolder, 'index.html'))) throw new StartRefused(`The console has not been built: run npm run build (${consoleFolder} is empty). npm start does it by itself.`)
  await serveFolder(app, { prefix: '/console/assets/', folder: join(consoleFolder, 'assets') })
  const page = readFileSync(join(consoleFolder, 'index.html'), 'utf8')
  for (const url of ['/console', '/console/*']) {
    app.get(url, { config: { permission: 'public', headers: 'console' }, schema: { hide: true } }, async (request, reply) =>
      reply.type('text/html; charset=utf-8').send(page.replaceAll('__NONCE__', request.nonce).replace('__DEMO__', demo ? 'yes' : 'no')))
  }
  app.get('/', { config: { permission: 'public', headers: 'page' }, schema: { hide: true } }, async (_request, reply) => reply.redirect('/console', 302))
}

/** Business lines as the programme names them; whichever room they are a setting of. */
export const linesOf = (programme: Programme): readonly LineFacts[] => {
  const { lines = {} } = programme.settings('evaluation', roomSettings['evaluation']!) as { readonly lines?: Readonly<Record<string, { readonly name: string }>> }
  return Object.entries(lines).map(([code, { name }]) => ({ code, title: name }))
}

/** What keeps this server from answering citizens; a balancer sends nobody here while it lasts. */
const readinessOf = async (house: House): Promise<string | undefined> => {
  const { rowCount } = await house.database.pool('public').query('select')
  return rowCount === 1 ? undefined : 'database'
}

/** Opens the doors: routes of every floor and room, then the beat. */
export const startHouse = async (house: House, options: { readonly beatMs?: number; readonly console?: boolean; readonly sms?: Adapter; readonly extra?: (app: App, running: () => Running) => Promise<void> } = {}): Promise<Running> => {
  const { config, city, log } = house
  const access = new Access({ as: house.as, keys: house.keys, city, clock: house.clock, realClock, demo: config.demo, publicUrl: config.publicUrl, cityName: () => house.programmes.current().name, settings: () => house.programmes.current().settings('access', accessSettings) })
  const app = await buildHttp({
    config, log, publicViewer: access.publicViewer, resolveViewer: access.resolveViewer,
    problems: [accessProblems, administrationProblems, delegationProblems, noticeProblems, fileProblems, sheetProblems, exportProblems, ownProblems, engineProblems, warrantProblems, ...rooms.flatMap(room => room.problems ? [room.problems] : [])],
    ...(config.trustedProxies ? { trustedProxies: config.trustedProxies } : {}),
    ready: () => readinessOf(house),
    now: () => new Date(),
  })
  await app.register(accessRoutes({ access, city, cityName: () => house.programmes.current().name, demo: config.demo }))
  await app.register(watchRoutes({ as: house.as, city, keys: house.keys, realClock }))
  await app.register(delegationRoutes({ ...house, realClock, daysAtMost: () => house.programmes.current().settings('access', accessSettings).deputy_days_at_most }))
  const administration = { as: house.as, city, keys: house.keys, clock: house.clock, realClock }
  await app.register(accountRoutes(administration))
  await app.register(keyRoutes({ ...administration, lines: () => linesOf(house.programmes.current()) }))
  await app.register(orgRoutes(house))
  await app.register(calendarRoutes(house))
  await app.register(matterRoutes(house, rooms))
  await app.register(warrantRoutes(house, rooms))
  await app.register(fileRoutes(house))
  await app.register(paperRoutes(house, rooms))
  await app.register(templateRoutes(house))
  await app.register(rootRoutes(house))
  const streams = new LiveStreams({ as: house.as, city, standing: access.standing, log })
  await app.register(liveRoutes(streams, access.markOf))
  // A room that the programme does not open has no doors; matters that it opened before go on.
  for (const room of rooms.filter(one => house.programmes.current().modules.includes(one.name))) {
    if (room.routes) await app.register(room.routes(house))
    if (room.pages) await app.register(room.pages(house))
  }
  await app.register(dashboardRoutes(house))
  await app.register(ownRoutes(house))
  await app.register(bellRoutes(house))
  await app.register(exportRoutes(house, allLedgers(house, rooms)))
  if (options.console ?? true) await serveConsole(app, config.demo)

  const outbox = fileAdapter(join(config.dataFolder, 'outbox.ndjson'))
  const atOnce = new Set(rooms.flatMap(room => room.atOnce ?? []))
  const quietUntil = (at: Date, channel: Channel, template: string): Date | undefined => {
    if (channel !== 'sms' || atOnce.has(template)) return undefined
    const until = rooms.map(room => room.mayBeWrittenTo?.(house, at)).find(one => one !== undefined)
    return until !== undefined && until > at ? until : undefined
  }
  const sender = { quietUntil, database: house.database, keys: house.keys, city, adapters: { sms: options.sms ?? outbox, console: outbox }, log }
  const alarm = new SenderAlarm()
  for (const kind of ['stuck', 'failed', 'unsure'] as const) app.metrics.gauge(`huiyin_messages_${kind}`, `Messages of the last days that are ${kind}`, () => alarm.trouble[kind])
  const nightly = config.backups ? new Nightly({ config: config.backups, city, log }) : undefined
  const keepErased = keepErasedList(house)
  let beatFailed = false
  const health = new HealthWatch(house, {
    skew: () => skewOf(house.database, () => realClock.now().getTime()), loopsBehind: () => loopsBehind(house, loops, house.clock.now()),
    messages: () => alarm.trouble, backupFailed: () => nightly?.failed ?? false, beatFailed: () => beatFailed, realNow: () => realClock.now(),
  })
  health.measure(app.metrics)
  await app.register(healthRoutes(health, () => house.clock.now()))
  let lookedAfterAt = 0
  /** Once a minute of this machine: tonight's backup, what it must not bring back, and how the house is. A fault here stops nothing else. */
  const lookAfter = async (): Promise<void> => {
    const now = realClock.now()
    if (now.getTime() - lookedAfterAt < 60_000) return
    lookedAfterAt = now.getTime()
    try {
      nightly?.turn(now)
      await keepErased()
      await health.turn()
    } catch (error) {
      log.error({ event: 'house_not_looked_after', error: faultName(error) })
    }
  }
  const keepRoots = rootsFile(house)
  const folder = byteFolder(join(config.dataFolder, 'files'), city)
  let orphansAt = 0
  /** Files whose act never committed, or whose row is gone; by the disk's own time, once a day. */
  const sweepFiles = async (): Promise<void> => {
    const now = realClock.now().getTime()
    if (now - orphansAt < 86_400_000) return
    orphansAt = now
    const count = await house.as({ kind: 'system', city, name: 'sweep' }, tx => removeOrphans(tx, folder, new Date(now - 86_400_000)))
    if (count > 0) log.info({ event: 'files_without_a_matter_removed', count })
  }
  let tidiedAt = 0
  const tidy = async (): Promise<void> => {
    const now = realClock.now()
    if (now.getTime() - tidiedAt < 60_000) return
    tidiedAt = now.getTime()
    await tidyExports(house, now)
    await forgetBell(house)
  }
  const pace = paceBy(() => app.underway.count)
  const beat = async (): Promise<void> => {
    await house.readCalendar()
    await runLoops(house, rooms, loops, pace)
    await runSweep(house, rooms, house.clock.now(), loops)
    await runLoops(house, rooms, loops, pace)
    await keepRoots()
    await sweepFiles()
    await tidy()
    await runSender(sender, () => house.clock.now())
    await alarm.look(sender, house.clock.now())
    await access.forgetOutdated()
    await lookAfter()
  }
  const answerNews = async (): Promise<void> => {
    await runLoops(house, rooms, loops, pace)
    await runSender(sender, () => house.clock.now())
  }
  const live = (woken: boolean): Promise<void> =>
    (woken ? answerNews() : beat()).then(() => { beatFailed = false }, async (error: unknown) => {
      beatFailed = true
      // The message of a database's fault may hold what somebody wrote.
      log.error({ event: 'beat_failed', error: faultName(error) })
      await lookAfter()
    })
  let pulse: Pulse | undefined
  const hear = (payload: string): void => {
    const news = readNews(payload, city)
    if (news?.word === 'announced') pulse?.wake()
    if (news?.word === 'moved') streams.moved(news.matter)
    if (news?.word === 'released') streams.released()
    if (news?.word === 'ended') streams.ended()
  }
  const running: Running = {
    house, app, access, beat,
    get url() { return config.publicUrl },
    stop: async () => {
      nightly?.stop()
      await pulse?.stop()
      await app.close()
      await house.database.close()
    },
  }
  await options.extra?.(app, () => running)
  // Several servers may run, and a line may break: the beat goes on by itself, and screens that missed something come back.
  await house.database.listen('huiyin', { heard: hear, back: () => { pulse?.wake(); streams.endAll() }, away: () => streams.endAll() }).tried
  // What a restore has brought back and time has overtaken (released weeks, contents past their years) goes before the doors open.
  if (isRestored(config.dataFolder)) {
    await runSweep(house, rooms, house.clock.now(), loops)
    forgetRestored(config.dataFolder)
  }
  await app.listen({ port: config.port, host: config.host })
  if (options.beatMs !== 0) pulse = startPulse(live, options.beatMs ?? 500)
  return running
}

/** A real city: the first start asks for its programme and its three administrators, every later one finds them. */
const startCity = async (asked: Config): Promise<Running> => {
  if (asked.programmeFolder !== undefined) loadCity(asked)
  const log = jsonLog(line => { process.stdout.write(`${line}\n`) }, () => new Date())
  const database = await openMigrated(asked, log)
  try {
    const config = await firstStart({ config: asked, database, log, say: line => { process.stdout.write(`${line}\n`) }, load: loadCity })
    const house = await buildHouse(config, { database, log })
    if (!readCityFile(config.dataFolder)) writeCityFile(config.dataFolder, { city: house.city, programmeFolder: config.programmeFolder! })
    return await startHouse(house)
  } catch (error) {
    await database.close()
    throw error
  }
}

const main = async (): Promise<void> => {
  const config = readConfig(process.env, process.argv.slice(2))
  const running = config.demo ? await startHouse(await buildHouse(config, { clock: new MovableClock(new Date(), { runs: true }) })) : await startCity(config)
  const end = (): void => { void running.stop().then(() => process.exit(0), () => process.exit(1)) }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // By itself Node would print the whole error, with what a database quotes in it.
  process.on('uncaughtException', error => {
    running.house.log.error({ event: 'crashed', error: faultName(error) })
    process.exit(1)
  })
  process.stdout.write(`ready ${running.url}\n`)
}

/** The sentence of what the operator can mend; undefined for a bug, which shows its stack. */
export const sentenceOfStart = (error: unknown): string | undefined => {
  if (error instanceof StartRefused || error instanceof ConfigFault || error instanceof CityFileFault || error instanceof DatabaseRefused || error instanceof MigrationRefused) return error.message
  if (error instanceof DatabaseUnavailable) return `The database cannot be reached (${String((error.cause as { code?: unknown } | undefined)?.code ?? 'no answer')}). Check DATABASE_URL, and that the server runs and lets this machine in.`
  if ((error as { code?: unknown }).code === 'EADDRINUSE') return 'PORT is taken by another program. Stop that one, or set PORT to a free number.'
  return undefined
}

if (import.meta.main) {
  try {
    await main()
  } catch (error) {
    if (error instanceof StoppedWaiting) process.exit(0)
    process.stderr.write(`${sentenceOfStart(error) ?? (error instanceof Error ? error.stack ?? error.message : String(error))}\n`)
    process.exitCode = 1
  }
}
