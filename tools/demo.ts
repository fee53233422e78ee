import { Presets, SingleBar } from 'cli-progress'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toString as drawCode } from 'qrcode'
import { spokenInstant } from '../src/calendar/index.ts'
import { buildHouse, startHouse, StartRefused } from '../src/main.ts'
import { MovableClock } from '../src/platform/clock.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import type { Config } from '../src/platform/config.ts'
import { DatabaseRefused, DatabaseUnavailable } from '../src/platform/database/index.ts'
import type { App } from '../src/platform/http/index.ts'
import { clockRoutes } from './demo/clockRoutes.ts'
import { Doors } from './demo/doors.ts'
import { demoPassword, factsOf, readFacts, writeFacts } from './demo/facts.ts'
import { beginFolder, choosePort, emptyFolder, remember, remembered, seedVersion } from './demo/folder.ts'
import { sendInspector, withInspector } from './demo/inspector.ts'
import { firstDay, seedTown } from './demo/seed.ts'
import { settle } from './demo/settle.ts'
import { readTown } from './demo/town.ts'
import type { Town } from './demo/town.ts'

/** The demo: 云溪市 with its people, eighty days of it lived through before the doors open. */

const programmeFolder = fileURLToPath(new URL('../programmes/yunxi/', import.meta.url))
const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

type DemoConfig = Config & { readonly programmeFolder: string }

const readDemoConfig = async (env: NodeJS.ProcessEnv): Promise<DemoConfig> => {
  const asked = readConfig({
    HUIYIN_PROGRAMME: programmeFolder,
    ...env,
    HUIYIN_DATA: env['HUIYIN_DATA'] || 'huiyin-data/demo',
    HUIYIN_DEMO: '1',
    PORT: env['PORT'] || '8080',
    PUBLIC_URL: env['PUBLIC_URL'] || 'http://localhost',
  })
  const port = await choosePort(asked.port, asked.host)
  return {
    ...asked,
    programmeFolder: asked.programmeFolder ?? programmeFolder,
    port,
    publicUrl: env['PUBLIC_URL'] ? asked.publicUrl : `http://${asked.host}:${port}`,
  }
}

/** 1 is the whole town; a test may ask for a smaller one. */
const readScale = (env: NodeJS.ProcessEnv): number => {
  const scale = Number(env['HUIYIN_DEMO_SCALE'] || '1')
  if (scale > 0 && scale <= 3) return scale
  throw new StartRefused('HUIYIN_DEMO_SCALE 请写大于 0、不超过 3 的数。 HUIYIN_DEMO_SCALE must be a number above 0 and at most 3.')
}

const progress = (): { told: (share: number, what: string) => void; done: () => void } => {
  if (!process.stderr.isTTY) {
    let last = -1
    return {
      told: (share, what) => {
        if (Math.floor(share * 10) > last) {
          last = Math.floor(share * 10)
          say(`${String(Math.round(share * 100)).padStart(3)}%  ${what}`)
        }
      },
      done: () => {},
    }
  }
  const bar = new SingleBar({ format: '{bar} {percentage}%  {what}', hideCursor: true, clearOnComplete: false }, Presets.shades_classic)
  bar.start(100, 0, { what: '' })
  return {
    told: (share, what) => {
      bar.update(Math.round(share * 100), { what })
    },
    done: () => {
      bar.stop()
    },
  }
}

/** Before the doors are open there is nothing to keep: a town that is half built is built anew, and its server ends by itself. */
const leave = (): void => {
  say('\n还没有开门就停下了，下次照常启动。 Stopped before the doors opened; start it again as usual.')
  process.exit(130)
}

const main = async (): Promise<void> => {
  const fresh = process.argv.slice(2).includes('--fresh')
  const config = await readDemoConfig(process.env)
  const scale = readScale(process.env)
  const town = withInspector(readTown(config.programmeFolder))
  const seed = seedVersion(config.programmeFolder, scale)
  const folder = config.dataFolder
  const known = remembered(folder)
  const seeded = !fresh && known?.seed === seed && existsSync(join(folder, 'demo.json'))
  if (!seeded) {
    emptyFolder(folder)
    beginFolder(folder)
  }
  const clock = new MovableClock(new Date(seeded && known ? known.now : `${firstDay}T09:00:00+08:00`), { runs: true })
  const keep = (now: Date): void => {
    remember(folder, { seed, now: now.toISOString() })
  }

  say(
    seeded
      ? '云溪市在原处等您（从头再来：npm run demo -- --fresh）。'
      : '正在搭建云溪市：纯属虚构，八十天的事要走一遍，约两到四分钟。 Building an invented city, two to four minutes …',
  )
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  const house = await buildHouse(config, {
    clock,
    log: {
      info: () => {},
      warn: () => {},
      error: fields => {
        process.stderr.write(`${JSON.stringify(fields)}\n`)
      },
    },
  })

  let beating: Promise<void> = Promise.resolve()
  let facts = seeded ? readFacts(folder, config.publicUrl) : undefined
  let beatNow: () => Promise<void> = async () => {}
  const oneByOne = (): Promise<void> => {
    beating = beating.catch(() => {}).then(() => beatNow())
    return beating
  }

  const running = await startHouse(house, {
    beatMs: 0,
    extra: async (app: App, at) => {
      beatNow = () => at().beat()
      await app.register(clockRoutes({ clock, calendar: house.calendar, beat: oneByOne, moved: keep }))
      if (facts) return
      const { apiKey, unitCodes } = await settle(house, town)
      const bar = progress()
      const doors = new Doors({ app, house, town, password: demoPassword, apiKey })
      await sendInspector(doors)
      const began = Date.now()
      const made = await seedTown({ house, clock, doors, town, unitCodes, beat: oneByOne, told: bar.told, scale })
      bar.done()
      say(`${made.services} 件办件，${made.ratings} 条评价，${made.calls} 件愿回访；用时 ${Math.round((Date.now() - began) / 1000)} 秒。`)
      for (const line of made.leftOut) say(`没有走完：${line}`)
      facts = factsOf(town, { url: config.publicUrl, apiKey, ratingLinks: made.unusedLinks })
      writeFacts(folder, facts)
      keep(clock.now())
    },
  })

  let ended = false
  const live = (): void => {
    if (ended) return
    timer = setTimeout(() => {
      oneByOne()
        .catch((error: unknown) => {
          house.log.error({ event: 'beat_failed', error: error instanceof Error ? error.message.slice(0, 200) : 'unknown' })
        })
        .finally(live)
    }, 500)
  }
  let timer: NodeJS.Timeout | undefined
  live()
  const end = (): void => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    keep(clock.now())
    beating
      .catch(() => {})
      .then(() => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, leave).once(signal, end)

  if (!facts) throw new Error('the town was not seeded')
  writeFacts(folder, facts)
  await show(facts, town, clock.now())
  say(`ready ${config.publicUrl}`)
}

const show = async (facts: NonNullable<ReturnType<typeof readFacts>>, town: Town, now: Date): Promise<void> => {
  const cast = facts.accounts.filter(account => /^[a-z]{4,}$/.test(account.login))
  const names = new Map(town.people.map(person => [person.login, person.name]))
  const [link] = facts.ratingLinks
  say()
  if (link) {
    say(await drawCode(link, { type: 'terminal', small: true }))
    say(`扫码评一评 rate a service: ${link}`)
  }
  say(`工作台 console: ${facts.url}/console`)
  say(`演示时间 the demo's time: ${spokenInstant(now)}`)
  say(`口令（全部账号）password of all accounts: ${demoPassword}`)
  say()
  for (const account of cast)
    say(
      `  ${account.login.padEnd(10)}${names.get(account.login) ?? ''}　${account.unit}　${account.post}${account.side === 'rated' ? '　← 被评人' : account.side === 'above' ? '　← 回访人' : ''}`,
    )
  say()
}

try {
  await main()
} catch (error) {
  const expected =
    error instanceof StartRefused ||
    error instanceof ConfigFault ||
    error instanceof DatabaseRefused ||
    error instanceof DatabaseUnavailable
  process.stderr.write(`${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
