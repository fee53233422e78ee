import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildHouse, startHouse } from '../src/main.ts'
import type { Running } from '../src/main.ts'
import { createKey } from '../src/org/access/index.ts'
import { importOrg } from '../src/org/import/index.ts'
import { MovableClock } from '../src/platform/clock.ts'
import type { Config } from '../src/platform/config.ts'
import type { Database } from '../src/platform/database/index.ts'
import type { Log } from '../src/platform/log.ts'
import type { Adapter } from '../src/platform/outbox/index.ts'
import { choosePort } from '../tools/demo/folder.ts'
import { readTown } from '../tools/demo/town.ts'
import type { Town } from '../tools/demo/town.ts'
import { townFolder } from './programme.ts'

export const townPassword = '柳渡口的水声 听得很远很远'

export interface WholeHouse {
  readonly running: Running
  readonly clock: MovableClock
  readonly town: Town
  /** Sees the links of what it pushes. */
  readonly apiKey: string
  /** What was logged as a bug. */
  readonly bugs: object[]
}

/** The house as a city starts it, every door open, with the invented town in it. Without a database it brings its own. With `logins` only those can sign in: a hash of a password takes its time. */
export const startWholeHouse = async (given: {
  readonly database?: Database
  readonly demo: boolean
  readonly start: string
  readonly dataFolder?: string
  readonly console?: boolean
  readonly logins?: readonly string[]
  readonly log?: Log
  readonly sms?: Adapter
  readonly texts?: (texts: Town['texts']) => Town['texts']
}): Promise<WholeHouse> => {
  const clock = new MovableClock(new Date(given.start))
  const town = readTown(townFolder)
  const bugs: object[] = []
  const port = await choosePort(0, '127.0.0.1')
  const config: Config = {
    dataFolder: given.dataFolder ?? mkdtempSync(join(tmpdir(), 'huiyin-house-')),
    port,
    host: '127.0.0.1',
    publicUrl: `${given.demo ? 'http' : 'https'}://127.0.0.1:${port}`,
    programmeFolder: townFolder,
    suite: 'std',
    demo: given.demo,
    migrate: false,
  }
  const log = given.log ?? {
    info: () => {},
    warn: () => {},
    error: (fields: object) => {
      bugs.push(fields)
    },
  }
  const house = await buildHouse(config, { clock, log, ...(given.database ? { database: given.database } : {}) })
  const { faults } = await importOrg(house.as, house.keys, {
    city: house.city,
    texts: given.texts ? given.texts(town.texts) : town.texts,
    passwordOf: login => (given.logins === undefined || given.logins.includes(login) ? townPassword : undefined),
    mustChange: false,
  })
  if (faults.length > 0) throw new Error(faults.map(fault => `${fault.file}:${fault.line} ${fault.en}`).join('\n'))
  const { token } = await house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
    createKey(tx, house.keys, house.city, { name: '一窗受理', scopes: ['services', 'links'] }),
  )
  const running = await startHouse(house, { beatMs: 0, console: given.console ?? true, ...(given.sms ? { sms: given.sms } : {}) })
  return { running, clock, town, apiKey: token, bugs }
}
