/**
 * A process for tests to kill: one server's sweep over a city that is there. It says that it is ready, waits for the file
 * that lets all begin at once, sweeps until nothing is due, and says so. Told to be naive it looks first and writes then,
 * with nothing between that holds others off.
 */
import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { runSweep } from '../../src/engine/index.ts'
import { connectDatabase } from '../../src/platform/database/index.ts'
import type { Login } from '../../src/platform/database/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { makeHouse } from '../engine/town.ts'

const {
  SWEEP_CITY: city,
  SWEEP_NOW: now,
  SWEEP_GATE: gate,
  SWEEP_LOGINS: logins,
  SWEEP_NAIVE: naive,
} = process.env as Record<string, string>
const urls = JSON.parse(logins!) as Record<Login, string>
const database = connectDatabase(login => ({ connectionString: urls[login] }), silentLog)
const { house, as, engine, rooms } = makeHouse(database, city!, { start: now! })
const system = { kind: 'system', city: city!, name: 'sweep' } as const
const at = new Date(now!)

const isDue = sql`city = ${city} and next_rung_at <= ${at}`
const due = async (): Promise<readonly string[]> =>
  as(system, async tx => (await sql<{ id: string }>`select id from engine.matter where ${isDue}`.execute(tx)).rows.map(row => row.id))

/** Each deadline once, if nobody else does it: so it reads, and so it is written too often. */
const sweepNaively = async (): Promise<void> => {
  for (const matter of await due()) {
    const known = await as(
      system,
      async tx =>
        (await sql`select from engine.announcement where city = ${city} and matter = ${matter} and event = 'answer.rung'`.execute(tx)).rows
          .length,
    )
    if (known > 0) continue
    await as(system, async tx => {
      for (const rung of ['0', '1', '2']) await engine.announce(tx, 'answer.rung', { rung }, matter)
    })
  }
}

process.stdout.write('ready\n')
while (!existsSync(gate!)) await new Promise(resolve => setTimeout(resolve, 2))
if (naive === '1') await sweepNaively()
// What another process holds is passed over; a killed one lets go of it.
else for (; (await due()).length > 0; await new Promise(resolve => setTimeout(resolve, 20))) await runSweep(house, rooms, at)
process.stdout.write('done\n')
await database.close()
