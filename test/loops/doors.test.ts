import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovableClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { buildHouse, startHouse } from '../../src/main.ts'
import type { Running } from '../../src/main.ts'
import { freshDatabase } from '../database.ts'
import { townFolder } from '../programme.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const start = async (more: { readonly trustedProxies?: readonly string[] } = {}): Promise<Running> => {
  const config = {
    dataFolder: mkdtempSync(join(tmpdir(), 'huiyin-doors-')),
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: false,
    ...more,
  } as const
  const house = await buildHouse(config, {
    clock: new MovableClock(new Date('2026-09-16T15:00:00+08:00')),
    log: silentLog,
    database: await freshDatabase(),
  })
  return startHouse(house, { beatMs: 0, console: false })
}

describe('behind a reverse proxy', () => {
  const statuses = async (running: Running): Promise<ReadonlySet<number>> => {
    const seen = new Set<number>()
    // A slow machine is given back some of its share meanwhile; whoever is never slowed has sent twice as much then.
    for (let at = 0; at < 620 && !seen.has(429); at++) {
      const { statusCode } = await running.app.inject({
        url: '/api/follow/1234567890123456',
        remoteAddress: '10.9.9.9',
        headers: { 'x-forwarded-for': `203.${at % 250}.${Math.floor(at / 250)}.7` },
      })
      seen.add(statusCode)
    }
    return seen
  }
  let plain: Running
  let behind: Running
  beforeAll(async () => {
    ;[plain, behind] = [await start(), await start({ trustedProxies: ['10.9.0.0/16'] })]
  })
  afterAll(async () => {
    await plain?.stop()
    await behind?.stop()
  })

  it('a city is not slowed as if it were one household, once the proxy is named', async () => {
    expect(await statuses(behind)).toEqual(new Set([404]))
  })
  it('nobody passes for many by writing the header himself', async () => {
    expect(await statuses(plain)).toContain(429)
  })
})

describe('a server that has lost its database', () => {
  it('is still alive and says that it is not ready, so that a balancer sends nobody', async () => {
    const running = await start()
    expect((await running.app.inject('/readyz')).json()).toEqual({ ready: true })
    await running.house.database.pool('public').end()
    const answer = await running.app.inject('/readyz')
    expect([answer.statusCode, answer.json()]).toEqual([503, { ready: false, missing: 'database' }])
    expect((await running.app.inject('/healthz')).statusCode).toBe(200)
    await running.app.close()
  })
})
