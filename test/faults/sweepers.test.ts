import { sql } from 'kysely'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { makeTown } from '../engine/town.ts'
import type { Town } from '../engine/town.ts'
import { startProgram } from './programs.ts'
import type { Program } from './programs.ts'

/** Eight servers and ten thousand deadlines by `npm run sweeps`; each matter has three that are due, and all servers but the first are killed. */
const [servers = 4, matters = 60] = (process.env['HUIYIN_SWEEPS'] ?? '').split(' ').filter(Boolean).map(Number)
const rungsEach = 3
const now = '2026-11-16T09:00:00+08:00'
const folder = mkdtempSync(join(tmpdir(), 'huiyin-sweepers-'))

let database: FreshDatabase
const running = new Set<Program>()
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  for (const one of running) await one.end('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
  await database.close()
})

const townWithDeadlines = async (): Promise<Town> => {
  const town = await makeTown(database)
  for (let n = 0; n < matters; n += 4) await Promise.all(Array.from({ length: Math.min(4, matters - n) }, () => town.open()))
  return town
}
const start = (town: Town, gate: string, naive: boolean): Program => {
  const one = startProgram([fileURLToPath(new URL('./sweeper.ts', import.meta.url))], {
    SWEEP_CITY: town.city,
    SWEEP_NOW: now,
    SWEEP_GATE: gate,
    SWEEP_LOGINS: JSON.stringify({ staff: database.url('staff'), public: database.url('public'), system: database.url('system') }),
    SWEEP_NAIVE: naive ? '1' : '',
  })
  running.add(one)
  return one
}
/** What was done for each deadline, and how often. */
const effects = (town: Town): Promise<number> =>
  town.as(
    town.system,
    async tx =>
      (
        await sql<{
          n: number
        }>`select count(*)::int as n from engine.announcement where city = ${town.city} and event = 'answer.rung'`.execute(tx)
      ).rows[0]!.n,
  )

it(`K-04: ${servers} servers in processes of their own sweep over due deadlines, and some are killed meanwhile: each deadline is acted upon exactly once`, async () => {
  const town = await townWithDeadlines()
  const gate = join(folder, 'begin')
  const all = Array.from({ length: servers }, () => start(town, gate, false))
  await Promise.all(all.map(one => one.line('ready')))
  writeFileSync(gate, '')
  let killed = 0
  for (const one of all.slice(1)) {
    const done = await effects(town)
    // In the middle of the work, wherever that is.
    while ((await effects(town)) <= done && !one.said.includes('done')) await new Promise(resolve => setTimeout(resolve, 1))
    if (!one.said.includes('done')) killed++
    await one.end('SIGKILL')
  }
  const left = all.filter(one => one.child.signalCode === null)
  await Promise.all(left.map(one => one.line('done')))
  const rungs = await town.as(town.system, async tx =>
    (
      await sql<{
        key: string
      }>`select matter::text || ' ' || (effect->'rung'->>'clock') || (effect->'rung'->>'run') || (effect->'rung'->>'rung') as key from engine.trail where city = ${town.city} and action = 'ladder'`.execute(
        tx,
      )
    ).rows.map(row => row.key),
  )
  console.info(`K-04: ${servers} servers, ${killed} killed, ${await effects(town)} effects of ${matters * rungsEach} deadlines`)
  expect(killed).toBeGreaterThan(0)
  expect(await effects(town)).toBe(matters * rungsEach)
  expect([rungs.length, new Set(rungs).size]).toEqual([matters * rungsEach, matters * rungsEach])
}, 600_000)

it('is seen by the same count where servers look first and write then', async () => {
  const town = await townWithDeadlines()
  const gate = join(folder, 'naive')
  const all = Array.from({ length: servers }, () => start(town, gate, true))
  await Promise.all(all.map(one => one.line('ready')))
  writeFileSync(gate, '')
  await Promise.all(all.map(one => one.line('done')))
  console.info(`K-04, naive: ${await effects(town)} effects of ${matters * rungsEach} deadlines`)
  expect(await effects(town)).toBeGreaterThan(matters * rungsEach)
}, 600_000)
