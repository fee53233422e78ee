import { sql } from 'kysely'
import type { Day } from '../../calendar/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { ClockRun } from '../rules/evolve.ts'

export interface ClockRow {
  readonly matter: string
  readonly clock: string
  readonly run: number
  readonly round: number
  readonly state: ClockRun['state']
  readonly started_at: Date
  readonly stopped_at: Date | null
  readonly due_at: Date | null
  readonly due_on: Day | null
  readonly not_before: Day | null
  readonly near_at: Date | null
  readonly because: readonly string[]
  readonly calendar: string
}

export const clocksOf = async (tx: Tx, city: string, matters: readonly string[], only: 'all' | 'open'): Promise<readonly ClockRow[]> =>
  (
    await sql<ClockRow>`
    select matter, clock, run, round, state, started_at, stopped_at, due_at, due_on, not_before, near_at, because, calendar
    from engine.clock where city = ${city} and matter = any(${[...matters]}::uuid[]) and (${only === 'all'} or state <> 'stopped')
    order by round, started_at, run, clock`.execute(tx)
  ).rows

/** @param because absent keeps the explanation that was given with the date */
export const writeClock = async (
  tx: Tx,
  city: string,
  matter: string,
  run: ClockRun,
  more: { readonly because?: readonly string[]; readonly nearAt?: Date; readonly calendar: string },
): Promise<void> => {
  const { told } = run
  await sql`
    insert into engine.clock as c (city, matter, clock, run, round, state, started_at, stopped_at, due_at, due_on, not_before, near_at, because, calendar)
    values (${city}, ${matter}, ${run.clock}, ${run.run}, ${run.round}, ${run.state}, ${run.startedAt}, ${run.stoppedAt ?? null}, ${told.dueAt ?? null}, ${told.dueOn ?? null}, ${told.notBefore ?? null},
      ${more.nearAt ?? null}, ${[...(more.because ?? [])]}::text[], ${more.calendar})
    on conflict (city, matter, clock, run) do update set state = excluded.state, stopped_at = excluded.stopped_at, due_at = excluded.due_at, due_on = excluded.due_on,
      not_before = excluded.not_before, near_at = excluded.near_at, because = case when ${more.because !== undefined} then excluded.because else c.because end,
      calendar = case when ${more.because !== undefined} then excluded.calendar else c.calendar end`.execute(tx)
}

/** Matters whose ticking clocks were told by another calendar than this one. */
export const mattersToRedate = async (tx: Tx, city: string, calendar: string, most: number): Promise<readonly string[]> =>
  (
    await sql<{ matter: string }>`
    select distinct matter from engine.clock where city = ${city} and state in ('running', 'undetermined') and calendar <> ${calendar} limit ${most}`.execute(
      tx,
    )
  ).rows.map(row => row.matter)

export const markRedated = async (tx: Tx, city: string, matter: string, run: ClockRun, calendar: string): Promise<void> => {
  await sql`update engine.clock set calendar = ${calendar} where city = ${city} and matter = ${matter} and clock = ${run.clock} and run = ${run.run}`.execute(
    tx,
  )
}

export const insertRung = async (
  tx: Tx,
  city: string,
  matter: string,
  rung: { clock: string; run: number; rung: string },
  seq: number,
): Promise<void> => {
  await sql`insert into engine.rung (city, matter, clock, run, rung, seq) values (${city}, ${matter}, ${rung.clock}, ${rung.run}, ${rung.rung}, ${seq})`.execute(
    tx,
  )
}

/** Matters with a rung to reach, nearest first; those that somebody is acting on wait for the next sweep. */
export const takeDueMatter = async (tx: Tx, city: string, now: Date, skip: readonly string[]): Promise<string | undefined> =>
  (
    await sql<{ id: string }>`
    select id from engine.matter where city = ${city} and next_rung_at <= ${now} and id <> all(${[...skip]}::uuid[])
    order by next_rung_at limit 1 for update skip locked`.execute(tx)
  ).rows[0]?.id
