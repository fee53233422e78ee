import { openDoors } from './doors.ts'
import { makeBeat } from './beat.ts'
import { buildHouse, loadCity, openMigrated, StartRefused } from './build.ts'
import type { CityHouse } from './build.ts'
import { faultName, LiveStreams, readNews, runSweep } from './engine/index.ts'
import { firstStart, StoppedWaiting } from './firstStart.ts'
import { loops } from './loops.ts'
import { rooms } from './modules.ts'
import { Access, accessSettings } from './org/access/index.ts'
import { noteFolder } from './org/programme/index.ts'
import { forgetRestored, isRestored } from './platform/backup/index.ts'
import { CityFileFault, readCityFile, writeCityFile } from './platform/cityFile.ts'
import { MovableClock, realClock } from './platform/clock.ts'
import { ConfigFault, readConfig } from './platform/config.ts'
import type { Config } from './platform/config.ts'
import { KeyFolderRefused } from './platform/crypto/index.ts'
import { DatabaseRefused, DatabaseUnavailable, MigrationRefused } from './platform/database/index.ts'
import type { App } from './platform/http/index.ts'
import { jsonLog } from './platform/log.ts'
import type { Adapter } from './platform/outbox/index.ts'
import { startPulse } from './platform/pulse.ts'
import type { Pulse } from './platform/pulse.ts'

export { buildHouse, knownPapers, linesOf, loadCity, migrationFolders, openMigrated, StartRefused } from './build.ts'

export interface Running {
  readonly house: CityHouse
  readonly app: App
  readonly access: Access
  readonly url: string
  /** One beat: what time alone makes happen, what rooms owe each other, what has to be sent. */
  beat(): Promise<void>
  stop(): Promise<void>
}

/**
 * What waits for a time is looked at so often; news is answered at once. A full beat asks some forty questions, which took a
 * tenth of the one thread when it came twice a second, and no promise of ours is shorter than minutes.
 */
const fullBeatMs = 2_000

/** Opens the doors: routes of every floor and room, then the beat. */
export const startHouse = async (
  house: CityHouse,
  options: {
    readonly beatMs?: number
    readonly console?: boolean
    readonly sms?: Adapter
    readonly extra?: (app: App, running: () => Running) => Promise<void>
  } = {},
): Promise<Running> => {
  const { config, city, log } = house
  await noteFolder(house, house.clock.now())
  const access = new Access({
    as: house.as,
    keys: house.keys,
    city,
    clock: house.clock,
    realClock,
    demo: config.demo,
    publicUrl: config.publicUrl,
    cityName: () => house.programmes.current().name,
    settings: () => house.programmes.current().settings('access', accessSettings),
  })
  const streams = new LiveStreams({ as: house.as, city, standing: access.standing, log })
  const app = await openDoors(house, access, streams, options.console ?? true)
  const beat = await makeBeat(house, app, access, options.sms)
  let pulse: Pulse | undefined
  const hear = (payload: string): void => {
    const news = readNews(payload, city)
    if (news?.word === 'announced') pulse?.wake()
    if (news?.word === 'moved') streams.moved(news.matter)
    if (news?.word === 'released') streams.released()
    if (news?.word === 'ended') streams.ended()
  }
  const running: Running = {
    house,
    app,
    access,
    beat: beat.once,
    get url() {
      return config.publicUrl
    },
    stop: async () => {
      beat.stop()
      await pulse?.stop()
      await app.close()
      await house.database.close()
    },
  }
  await options.extra?.(app, () => running)
  // Several servers may run, and a line may break: the beat goes on by itself, and screens that missed something come back.
  await house.database.listen('huiyin', {
    heard: hear,
    back: () => {
      pulse?.wake()
      streams.endAll()
    },
    away: () => streams.endAll(),
  }).tried
  // What a restore has brought back and time has overtaken (released weeks, contents past their years) goes before the doors open.
  if (isRestored(config.dataFolder)) {
    await runSweep(house, rooms, house.clock.now(), loops)
    forgetRestored(config.dataFolder)
  }
  await app.listen({ port: config.port, host: config.host })
  if (options.beatMs !== 0) pulse = startPulse(beat.live, options.beatMs ?? fullBeatMs)
  return running
}

/** A real city: the first start asks for its programme and its three administrators, every later one finds them. */
const startCity = async (asked: Config): Promise<Running> => {
  if (asked.programmeFolder !== undefined) loadCity(asked)
  const log = jsonLog(
    line => {
      process.stdout.write(`${line}\n`)
    },
    () => new Date(),
  )
  const database = await openMigrated(asked, log)
  try {
    const config = await firstStart({
      config: asked,
      database,
      log,
      say: line => {
        process.stdout.write(`${line}\n`)
      },
      load: loadCity,
    })
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
  const running = config.demo
    ? await startHouse(await buildHouse(config, { clock: new MovableClock(new Date(), { runs: true }) }))
    : await startCity(config)
  const end = (): void => {
    void running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // By itself Node would print the whole error, with what a database quotes in it.
  process.on('uncaughtException', error => {
    running.house.log.error({ event: 'crashed', error: faultName(error) })
    process.exit(1)
  })
  process.stdout.write(`ready ${running.url}\n`)
}

const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** The sentence of what the operator can mend; undefined for a bug, which shows its stack. */
export const sentenceOfStart = (error: unknown): string | undefined => {
  if (
    error instanceof StartRefused ||
    error instanceof ConfigFault ||
    error instanceof CityFileFault ||
    error instanceof DatabaseRefused ||
    error instanceof KeyFolderRefused ||
    error instanceof MigrationRefused
  )
    return error.message
  if (error instanceof DatabaseUnavailable)
    return `连不上数据库（${codeOf(error.cause) ?? '没有回应'}）。请检查 DATABASE_URL，以及数据库服务器是否在运行、是否允许这台机器连接。 The database cannot be reached (${codeOf(error.cause) ?? 'no answer'}). Check DATABASE_URL, and that the server runs and lets this machine in.`
  if (codeOf(error) === 'EADDRINUSE')
    return 'PORT 的端口被别的程序占用了。请停掉那个程序，或者把 PORT 换成空闲的端口。 PORT is taken by another program. Stop that one, or set PORT to a free number.'
  return undefined
}

if (import.meta.main) {
  try {
    await main()
  } catch (error) {
    if (error instanceof StoppedWaiting) process.exit(0)
    process.stderr.write(`${sentenceOfStart(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
    process.exitCode = 1
  }
}
