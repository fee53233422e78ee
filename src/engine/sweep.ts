import type { Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import { announce, ledgerOf, takeInHand, timeFor } from './act.ts'
import type { Parts } from './parts.ts'
import { append, settle } from './append.ts'
import type { House } from './house.ts'
import { faultName, partsOf } from './parts.ts'
import type { Loop, Room } from './room.ts'
import { redateClock } from './rules/clocks.ts'
import type { ClockChange } from './rules/clocks.ts'
import { readLadder } from './rules/ladder.ts'
import { sealDays } from './seal.ts'
import { engineSettings } from './settings.ts'
import { forgetAnnouncements } from './store/announcement.ts'
import { insertRung, markRedated, mattersToRedate, takeDueMatter } from './store/clock.ts'
import { lockMatter } from './store/matter.ts'
import type { MatterRow } from './store/matter.ts'

const sweeper = (city: string): Viewer => ({ kind: 'system', city, name: 'sweep' })

/** Fills in dates that were open and moves dates that a new notice makes later. */
const redate = async (parts: Parts, tx: Tx, row: MatterRow, now: Date): Promise<void> => {
  const { kind: _, ...ledger } = ledgerOf(parts, tx, row)
  const hand = await takeInHand(tx, row)
  const at = timeFor(now, row)
  const changes: ClockChange[] = []
  for (const run of hand.state.clocks) {
    if (run.state !== 'running' && run.state !== 'undetermined') continue
    const { effect, run: dated, because } = redateClock(ledger.calendar, ledger.settings.terms(run.clock), run, ledger.settings.officeHours)
    if (effect) changes.push({ effect, run: dated, because })
    else await markRedated(tx, row.city, row.id, run, ledger.calendar.version)
  }
  const effect = { clocks: changes.map(change => change.effect) }
  const after =
    changes.length === 0
      ? hand
      : await append(ledger, hand, { action: 'date_set', seat: 'system', at, stage: row.stage, round: row.round, effect })
  // Rungs are counted by working days too, so the sweep must look again even where no date changed.
  await settle(ledger, after, changes.length === 0 ? row.moved_at : at, changes)
}

/** Every rung that a matter's clocks have reached: on the trail, once, and announced. */
const climb = async (parts: Parts, tx: Tx, row: MatterRow, now: Date): Promise<number> => {
  const { kind: _, ...ledger } = ledgerOf(parts, tx, row)
  let hand = await takeInHand(tx, row)
  const at = timeFor(now, row)
  const reached = hand.state.clocks
    .flatMap(run => readLadder(ledger.calendar, ledger.settings.ladder, run, hand.state.rungs, now).reached)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { at: reachedAt, ...rung } of reached) {
    hand = await append(ledger, hand, { action: 'ladder', seat: 'system', at, stage: row.stage, round: row.round, effect: { rung } })
    await insertRung(tx, row.city, row.id, rung, hand.state.length)
    await announce(
      parts,
      tx,
      `${row.kind}.rung`,
      { ...rung, kind: row.kind, round: row.round, reachedAt: reachedAt.toISOString(), seq: hand.state.length },
      row.id,
      hand.state.length,
    )
  }
  await settle(ledger, hand, reached.length > 0 ? at : row.moved_at, [])
  return reached.length
}

const redateAll = async (house: House, parts: Parts, now: Date): Promise<void> => {
  const viewer = sweeper(house.city)
  const version = house.calendar().version
  for (const seen = new Set<string>(); ;) {
    const found = (await house.as(viewer, tx => mattersToRedate(tx, house.city, version, seen.size + 200))).filter(id => !seen.has(id))
    if (found.length === 0) return
    for (const id of found) {
      seen.add(id)
      try {
        await house.as(viewer, async tx => {
          const row = await lockMatter(tx, house.city, id)
          if (row) await redate(parts, tx, row, now)
        })
      } catch (error) {
        house.log.error({ event: 'sweep_date_failed', matter: id, error: faultName(error) })
      }
    }
  }
}

const climbAll = async (house: House, parts: Parts, now: Date): Promise<number> => {
  const viewer = sweeper(house.city)
  const seen: string[] = []
  for (let count = 0; ;) {
    let taken: string | undefined
    try {
      count += await house.as(viewer, async tx => {
        taken = await takeDueMatter(tx, house.city, now, seen)
        const row = taken === undefined ? undefined : await lockMatter(tx, house.city, taken)
        return row ? await climb(parts, tx, row, now) : 0
      })
    } catch (error) {
      // One broken matter must not hold up the city's.
      house.log.error({ event: 'sweep_rung_failed', matter: taken, error: faultName(error) })
      if (taken === undefined) return count
    }
    if (taken === undefined) return count
    seen.push(taken)
  }
}

const oneBatch = 1000

/** One batch a sweep: what is forgotten later harms nobody, and a long delete would hold up the loops. */
const forget = (house: House, loops: readonly Loop[], now: Date): Promise<number> => {
  const { announcements_kept_days: days } = house.programmes.current().settings('engine', engineSettings)
  const before = new Date(now.getTime() - days * 86_400_000)
  return house.as(sweeper(house.city), tx =>
    forgetAnnouncements(
      tx,
      house.city,
      before,
      loops.map(loop => loop.event),
      oneBatch,
    ),
  )
}

/**
 * Everything that waits for a business time, asked with the clock given. Idempotent; any number of servers may sweep at
 * once, and whatever a missed night left out is made good by the next sweep.
 * @param loops given, what no line of them hears is forgotten in time too
 */
export const runSweep = async (house: House, rooms: readonly Room[], now: Date, loops: readonly Loop[] = []): Promise<void> => {
  const parts = partsOf(house, rooms)
  await redateAll(house, parts, now)
  const count = await climbAll(house, parts, now)
  if (count > 0) house.log.info({ event: 'rungs_reached', count })
  for (const room of rooms) {
    for (const work of room.timed ?? []) {
      try {
        await work.run(house, now)
      } catch (error) {
        house.log.error({ event: 'timed_work_failed', room: room.name, state: work.name, error: faultName(error) })
      }
    }
  }
  await sealDays(house, now)
  await forget(house, loops, now)
}
