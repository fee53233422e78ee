import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildHouse, startHouse } from '../src/main.ts'
import type { Running } from '../src/main.ts'
import { rooms } from '../src/modules.ts'
import { MovableClock } from '../src/platform/clock.ts'
import { silentLog } from '../src/platform/log.ts'
import { Doors } from '../tools/demo/doors.ts'
import { demoPassword } from '../tools/demo/facts.ts'
import { firstDay, lastDay, seedTown } from '../tools/demo/seed.ts'
import type { Seeded } from '../tools/demo/seed.ts'
import { settle } from '../tools/demo/settle.ts'
import { readTown } from '../tools/demo/town.ts'
import { freshDatabase } from './database.ts'
import { townFolder } from './programme.ts'

/** The whole demo as it stands when its doors open, lived through once. */
let running: Running
let made: Seeded
let doors: Doors

beforeAll(async () => {
  const clock = new MovableClock(new Date(`${firstDay}T09:00:00+08:00`))
  const config = {
    dataFolder: mkdtempSync(join(tmpdir(), 'huiyin-demo-')),
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: false,
  } as const
  const house = await buildHouse(config, { clock, log: silentLog, database: await freshDatabase() })
  const town = readTown(townFolder)
  let beatNow: () => Promise<void> = async () => {}
  running = await startHouse(house, {
    beatMs: 0,
    console: false,
    extra: async (app, at) => {
      beatNow = () => at().beat()
      const { apiKey, unitCodes } = await settle(house, town)
      doors = new Doors({ app, house, town, password: demoPassword, apiKey })
      made = await seedTown({ house, clock, doors, town, unitCodes, beat: () => beatNow(), told: () => {} })
    },
  })
}, 600_000)
afterAll(async () => {
  await running?.stop()
})

it('lives through its stories to the end: what the house refused would be a story that the README cannot tell', () => {
  expect(made.leftOut).toEqual([])
})

it('has a matter at every stage of every flow on its last day, so that a newcomer finds each of them', async () => {
  const { house } = running
  const wanted = rooms.flatMap(room => room.flows ?? []).flatMap(flow => Object.keys(flow.stages).map(stage => `${flow.kind} ${stage}`))
  const found = await house.as(
    { kind: 'system', city: house.city, name: 'sweep' },
    async tx =>
      new Set(
        (
          await sql<{ place: string }>`select distinct kind || ' ' || stage as place from engine.matter where city = ${house.city}`.execute(
            tx,
          )
        ).rows.map(row => row.place),
      ),
  )
  expect(wanted.length).toBeGreaterThan(30)
  expect(wanted.filter(place => !found.has(place))).toEqual([])
})

it('has a report that waits for the stationed group, words that are out and words that wait, and a day that is its last', async () => {
  const { house } = running
  expect((await doors.openMatters('report')).map(matter => matter.stage)).toContain('received')
  expect((await doors.openMatters('callback')).length).toBeLessThan(60)
  const words = await house.as({ kind: 'system', city: house.city, name: 'mixer' }, async tx =>
    (
      await sql<{ state: string }>`select distinct state from evaluation.released_words where city = ${house.city} order by state`.execute(
        tx,
      )
    ).rows.map(row => row.state),
  )
  expect(words).toEqual(['kept_back', 'released', 'unread'])
  expect(house.clock.now().toISOString().slice(0, 10)).toBe(lastDay)
})
