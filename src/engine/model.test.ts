import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { verifyTrail } from '../../tools/verify-trail.ts'
import { loadStatutoryCalendar } from '../calendar/index.ts'
import type { Database } from '../platform/database/contract.ts'
import { exportTrail, runSweep } from './index.ts'
import { replay } from './rules/evolve.ts'
import { clocksOf } from './store/clock.ts'
import { findMatter } from './store/matter.ts'
import { factOf, trailOf } from './store/trail.ts'
import { with2027, withWorkedSaturdays } from '../../test/engine/calendar.ts'
import { answerFlow } from '../../test/engine/flows.ts'
import { exampleRoom, makeTown } from '../../test/engine/town.ts'
import type { Town } from '../../test/engine/town.ts'

/* The commands of rules/model.test.ts against the real database: what is stored must be what the trail says. */
let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const notices = [
  loadStatutoryCalendar(),
  withWorkedSaturdays(loadStatutoryCalendar()),
  with2027(withWorkedSaturdays(loadStatutoryCalendar())),
] as const
const command = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      who: fc.constantFrom('handler', 'superior', 'supervisor', 'rated', 'stranger', 'citizen', 'system'),
      action: fc.constantFrom(...Object.keys(answerFlow.actions)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 300 }) }) },
  { weight: 1, arbitrary: fc.constant({ notice: true }) },
)
const inputs: Readonly<Record<string, unknown>> = { note: { text: '记下' }, answer: { answer: '已改' } }

const stored = (town: Town, matter: string) =>
  town.as(town.system, async tx => {
    const row = (await findMatter(tx, town.city, matter))!
    const state = replay((await trailOf(tx, town.city, matter)).map(factOf))
    const clocks = (await clocksOf(tx, town.city, [matter], 'all')).map(
      one => `${one.clock}/${one.run} ${one.round} ${one.state} ${one.due_at?.toISOString() ?? one.not_before}`,
    )
    const rungs = (
      await sql<{
        key: string
      }>`select clock || '/' || run || '/' || rung as key from engine.rung where city = ${town.city} and matter = ${matter}`.execute(tx)
    ).rows.map(one => one.key)
    const seats = (
      await sql<{
        key: string
      }>`select seat || ' ' || unit || '/' || role || ' ' || sight as key from engine.seat where city = ${town.city} and matter = ${matter}`.execute(
        tx,
      )
    ).rows.map(one => one.key)
    return { row, state, clocks, rungs, seats }
  })

/** Passing on gives the handler's seat away and back again, so that seats change too. */
const passing = exampleRoom({
  writes: {
    answer: {
      pass_on: async (tx, { house, done, viewer }) => {
        const [held] = viewer.kind === 'person' ? viewer.posts : []
        if (held)
          await house.engine.seat(
            tx,
            done.matter,
            done.seq % 2 === 0 ? { seats: [{ seat: 'handler', ...held, sight: 'full' }] } : { seats: [], emptied: ['supervisor'] },
          )
      },
    },
  },
})

it('whatever happens, matter, seats, clocks and rungs are the fold of the trail, the chain holds, and the rated sees and moves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 150 }), fc.array(command, { minLength: 3, maxLength: 20 }), async (day, list) => {
      const town = await makeTown(database, {
        rooms: [passing],
        start: new Date(Date.parse('2026-07-01T01:00:00Z') + day * 86_400_000).toISOString(),
      })
      const matter = await town.open()
      let known = 0
      for (const one of list) {
        if ('hours' in one) {
          town.clock.moveTo(new Date(town.clock.now().getTime() + one.hours * 3_600_000))
          await runSweep(town.house, town.rooms, town.clock.now())
        } else if ('notice' in one) {
          known = Math.min(known + 1, notices.length - 1)
          town.setCalendar(notices[known]!)
        } else {
          const before = await stored(town, matter)
          const viewer =
            one.who === 'citizen' ? town.citizenOf(matter) : one.who === 'system' ? town.system : town.who[one.who as 'handler']
          const done = await town.engine.act(viewer, { matter, action: one.action, input: inputs[one.action] })
          if (one.who === 'rated' || one.who === 'stranger') expect(done).toEqual({ refused: true, because: 'not_found' })
          if (one.who === 'citizen' && one.action === 'say_no' && ['awaiting_word', 'silent', 'solved'].includes(before.row.stage))
            expect(done).toMatchObject({ round: before.row.round + 1, stage: 'awaiting_answer' })
        }
        expect(await town.engine.read(town.who.rated, matter)).toBeUndefined()
        const { row, state, clocks, rungs, seats } = await stored(town, matter)
        expect([row.stage, row.round, row.length]).toEqual([state.stage, state.round, state.length])
        expect(row.closed_at !== null).toBe(Object.hasOwn(answerFlow.ends, state.stage))
        expect(clocks.sort()).toEqual(
          state.clocks.map(run => `${run.clock}/${run.run} ${run.round} ${run.state} ${run.told.dueAt ?? run.told.notBefore}`).sort(),
        )
        expect(rungs.sort()).toEqual([...state.rungs].sort())
        expect(seats.sort()).toEqual(state.seats.map(one => `${one.seat} ${one.unit}/${one.role} ${one.sight}`).sort())
      }
      expect(await town.engine.read(town.who.rated, matter)).toBeUndefined()
      const lines: string[] = []
      await exportTrail(town.house, line => lines.push(line))
      expect((await verifyTrail(lines)).faults).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 120_000)
