import { join } from 'node:path'
import { dayOf } from './calendar/index.ts'
import { forgetBell } from './dashboards/bell/index.ts'
import { tidyExports } from './dashboards/exports/index.ts'
import { firstDayRoutes } from './dashboards/firstDay/routes.ts'
import { messageRoutes } from './dashboards/health/messageRoutes.ts'
import { healthRoutes } from './dashboards/health/routes.ts'
import { HealthWatch } from './dashboards/health/watch.ts'
import type { CityHouse } from './build.ts'
import { faultName, keepErasedList, loopsBehind, rootsFile, runLoops, runSweep } from './engine/index.ts'
import { loops } from './loops.ts'
import { rooms } from './modules.ts'
import type { Access } from './org/access/index.ts'
import { applyDue } from './org/proposals/index.ts'
import { readProgrammeInForce } from './org/programme/index.ts'
import { Nightly } from './platform/backup/index.ts'
import { realClock } from './platform/clock.ts'
import { skewOf } from './platform/database/index.ts'
import { byteFolder, removeOrphans } from './platform/files/index.ts'
import type { App } from './platform/http/index.ts'
import { fileAdapter, runSender, SenderAlarm } from './platform/outbox/index.ts'
import type { Adapter, Channel, Sender } from './platform/outbox/index.ts'
import { paceBy } from './platform/pace.ts'

/** What a house does by itself. */
export interface Beat {
  /** One beat: what time alone makes happen, what rooms owe each other, what has to be sent. */
  once(): Promise<void>
  /** The same without throwing; `woken` by news it does only what news asks for. */
  live(woken: boolean): Promise<void>
  stop(): void
}

/** Runs the work when `ms` of this machine's time have passed since the last time, and otherwise nothing: the demo's clock may jump. */
const every = (ms: number, work: (now: Date) => Promise<void>): (() => Promise<void>) => {
  let doneAt = 0
  return async () => {
    const now = realClock.now()
    if (now.getTime() - doneAt < ms) return
    doneAt = now.getTime()
    await work(now)
  }
}

/** @param sms what texts go out by; without it they are written to outbox.ndjson of the data folder */
export const makeBeat = async (house: CityHouse, app: App, access: Access, sms?: Adapter): Promise<Beat> => {
  const { config, city, log } = house
  const outbox = fileAdapter(join(config.dataFolder, 'outbox.ndjson'))
  const atOnce = new Set(rooms.flatMap(room => room.atOnce ?? []))
  const quietUntil = (at: Date, channel: Channel, template: string): Date | undefined => {
    if (channel !== 'sms' || atOnce.has(template)) return undefined
    const until = rooms.map(room => room.mayBeWrittenTo?.(house, at)).find(one => one !== undefined)
    return until !== undefined && until > at ? until : undefined
  }
  const gaveUp: Sender['gaveUp'] = async (tx, { template, matter }) => {
    const room = rooms.find(one => one.toCitizens?.includes(template))
    if (room && matter !== undefined) await house.engine.announce(tx, `${room.name}.not_delivered`, { template }, matter)
  }
  const sender = {
    quietUntil,
    gaveUp,
    database: house.database,
    keys: house.keys,
    city,
    adapters: { sms: sms ?? outbox, console: outbox },
    log,
  }
  const alarm = new SenderAlarm()
  for (const kind of ['stuck', 'failed', 'unsure'] as const)
    app.metrics.gauge(`huiyin_messages_${kind}`, `Messages of the last days that are ${kind}`, () => alarm.trouble[kind])
  const nightly = config.backups ? new Nightly({ config: config.backups, city, log }) : undefined
  const keepErased = keepErasedList(house)
  let beatFailed = false
  const health = new HealthWatch(house, {
    skew: () => skewOf(house.database, () => realClock.now().getTime()),
    loopsBehind: () => loopsBehind(house, loops, house.clock.now()),
    messages: () => alarm.trouble,
    backupFailed: () => nightly?.failed ?? false,
    beatFailed: () => beatFailed,
    realNow: () => realClock.now(),
  })
  health.measure(app.metrics)
  await app.register(healthRoutes(health, () => house.clock.now()))
  await app.register(firstDayRoutes(house, { look: () => health.look(), smsGoesOut: sms !== undefined }))
  await app.register(
    messageRoutes(
      house,
      sender,
      rooms.flatMap(room => room.toCitizens ?? []),
    ),
  )
  /** Tonight's backup, what it must not bring back, and how the house is. A fault here stops nothing else. */
  const lookAfter = every(60_000, async now => {
    try {
      nightly?.turn(now)
      await keepErased()
      await health.turn()
    } catch (error) {
      log.error({ event: 'house_not_looked_after', error: faultName(error) })
    }
  })
  const keepRoots = rootsFile(house)
  const folder = byteFolder(join(config.dataFolder, 'files'), city)
  /** Files whose act never committed, or whose row is gone. */
  const sweepFiles = every(86_400_000, async now => {
    const count = await house.as({ kind: 'system', city, name: 'sweep' }, tx =>
      removeOrphans(tx, folder, new Date(now.getTime() - 86_400_000)),
    )
    if (count > 0) log.info({ event: 'files_without_a_matter_removed', count })
  })
  const tidy = every(60_000, async now => {
    await tidyExports(house, now)
    await forgetBell(house)
    // What two agreed on, once its day has come.
    await house.as({ kind: 'system', city, name: 'sweep' }, tx => applyDue(tx, dayOf(house.clock.now())))
  })
  const pace = paceBy(() => app.underway.count)
  const once = async (): Promise<void> => {
    await house.readCalendar()
    await readProgrammeInForce(house, house.clock.now())
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
    (woken ? answerNews() : once()).then(
      () => {
        beatFailed = false
      },
      async (error: unknown) => {
        beatFailed = true
        // The message of a database's fault may hold what somebody wrote.
        log.error({ event: 'beat_failed', error: faultName(error) })
        await lookAfter()
      },
    )
  return { once, live, stop: () => nightly?.stop() }
}
