import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { House } from '../../src/engine/house.ts'
import { buildHouse, startHouse } from '../../src/main.ts'
import { createKey } from '../../src/org/access/index.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import type { Config } from '../../src/platform/config.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { clockRoutes } from '../../tools/demo/clockRoutes.ts'
import { orgTexts, townFolder } from '../programme.ts'

export const townPassword = '柳渡口的水声 听得很远很远'

export interface Message {
  readonly channel: string
  readonly to: string
  readonly text: string
}

/** The whole house with the invented town in it, listening on loopback; its time stands still until it is moved. */
export interface Town {
  readonly house: House
  readonly url: string
  readonly apiKey: string
  /** Moves the clock forward and lets happen what time alone makes happen. */
  readonly at: (time: string) => Promise<void>
  readonly beat: () => Promise<void>
  /** A service that has just ended, and the link of its one party. */
  readonly serve: (externalId: string, more?: object) => Promise<string>
  readonly messages: () => readonly Message[]
  readonly close: () => Promise<void>
}

/** The address stands in every link, so it is known before the doors open. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Without a database of the test suite the house brings its own, as it does for a city. */
export const openTown = async (start: string, database?: Database): Promise<Town> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-town-'))
  const clock = new MovableClock(new Date(start))
  const config: Config = {
    dataFolder,
    port,
    host: '127.0.0.1',
    publicUrl: url,
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: true,
  }
  const house = await buildHouse(config, {
    clock,
    log: {
      ...silentLog,
      error: fields => {
        console.error(fields)
      },
    },
    ...(database ? { database } : {}),
  })
  const { faults } = await importOrg(house.as, house.keys, {
    city: house.city,
    texts: orgTexts(),
    passwordOf: () => townPassword,
    mustChange: false,
  })
  if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 3)))
  const apiKey = (
    await house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
      createKey(tx, house.keys, house.city, { name: '一窗受理', scopes: ['services', 'links'] }),
    )
  ).token
  const running = await startHouse(house, {
    beatMs: 0,
    extra: async (app, at) => {
      await app.register(clockRoutes({ clock, calendar: house.calendar, beat: () => at().beat(), moved: () => {} }))
    },
  })
  return {
    house,
    url,
    apiKey,
    at: async time => {
      clock.moveTo(new Date(time))
      await running.beat()
    },
    beat: () => running.beat(),
    serve: async (externalId, more) => {
      const service = {
        externalId,
        line: 'court.enforcement',
        unit: 'ld.court.enforcement',
        officer: 'YX0009',
        title: '领取执行款',
        outcome: '办结',
        parties: [{ ref: externalId, name: '邓阿婆', phone: '10000160001' }],
        finishedAt: clock.now().toISOString(),
        ...more,
      }
      const answer = await running.app.inject({
        method: 'POST',
        url: '/api/services',
        headers: { authorization: `Bearer ${apiKey}` },
        payload: { services: [service] },
      })
      const link = answer.json<{ results?: { ratingUrl?: string }[] }>().results?.[0]?.ratingUrl
      if (link === undefined) throw new Error(`the service was refused: ${answer.body}`)
      return link
    },
    messages: () =>
      readFileSync(join(dataFolder, 'outbox.ndjson'), 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Message),
    close: async () => {
      await running.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
