import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../platform/database/contract.ts'
import type { LoopHealthKey } from './contract.ts'

const late = (kinds: readonly string[], clocks: readonly string[], now: Date): RawBuilder<unknown> => sql`
  m.due_at <= ${now} and m.closed_at is null and m.kind = any(${[...kinds]}::text[]) and exists (
    select from engine.clock c where c.city = m.city and c.matter = m.id and c.clock = any(${[...clocks]}::text[]) and c.state = 'running' and c.due_at <= ${now})`

/**
 * What each count counts. They may overlap: a call in its third round may be overdue as well. No seat is asked about
 * here: the policy of engine.matter leaves what the viewer sees, after the index has left what the count is about.
 */
const conditions: Readonly<Record<LoopHealthKey, (now: Date) => RawBuilder<unknown>>> = {
  call_overdue: now => late(['callback'], ['call_within'], now),
  repair_overdue: now => late(['callback', 'repair'], ['rectify_within', 'plan_within', 'repair_within'], now),
  second_contact_missing: () => sql`m.closed_at is null and m.kind = 'callback' and m.stage = 'awaiting_second_contact'`,
  // Her last word is a no: silence or an explanation afterwards does not take it back, her own yes or withdrawal does.
  said_unsolved: () => sql`(m.round > 1 or m.ending = 'unsolved') and m.kind = 'callback'
    and (m.ending is null or m.ending not in ('solved', 'partly_solved', 'withdrawn', 'handed_over'))`,
  in_new_round: () => sql`m.round > 1 and m.closed_at is null and m.kind in ('callback', 'repair')`,
}

export const countLoop = async (tx: Tx, city: string, key: LoopHealthKey, now: Date): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from engine.matter m where m.city = ${city} and ${conditions[key](now)}`.execute(tx)).rows[0]?.n ?? 0

export interface Place { readonly due: string; readonly id: string }

/** Nearest due first, then by id: the order in which the engine lists. */
export const loopPage = async (tx: Tx, city: string, key: LoopHealthKey, now: Date, after: Place | undefined, most: number): Promise<readonly Place[]> =>
  (await sql<Place>`select m.due_at::text as due, m.id from engine.matter m where m.city = ${city} and ${conditions[key](now)}
    ${after ? sql`and (m.due_at, m.id) > (${after.due}::timestamptz, ${after.id}::uuid)` : sql``}
    order by m.due_at, m.id limit ${most}`.execute(tx)).rows

/** At most this many lines of each kind; older ones stand in the exported trail. */
const deskLines = 200

export interface OpenedRow { readonly unit_name: string | null; readonly role: string | null; readonly person_name: string | null; readonly purpose: string; readonly at: Date }
export const numbersOpened = async (tx: Tx, since: Date): Promise<readonly OpenedRow[]> =>
  (await sql<OpenedRow>`select u.name as unit_name, o.role, o.person_name, o.purpose, o.at from dashboards.numbers_opened(${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.at desc`.execute(tx)).rows

export interface ClosedRow { readonly unit_name: string | null; readonly ending: string; readonly at: Date }
export const closedWithoutContact = async (tx: Tx, since: Date): Promise<readonly ClosedRow[]> =>
  (await sql<ClosedRow>`select u.name as unit_name, o.ending, o.at from dashboards.closed_without_contact(${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.at desc`.execute(tx)).rows

export interface AroundRow { readonly unit_name: string | null; readonly role: string; readonly person_name: string; readonly at: Date }
export const routedAround = async (tx: Tx, since: Date): Promise<readonly AroundRow[]> =>
  (await sql<AroundRow>`select u.name as unit_name, o.role, o.person_name, o.at from dashboards.routed_around(${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.at desc`.execute(tx)).rows

/** `does` and `clock` are null where the rung has not been climbed at all. */
export interface MissedRow { readonly unit_name: string | null; readonly does: string | null; readonly clock: string | null; readonly due_on: string | null; readonly at: Date }
export const rungsMissed = async (tx: Tx, now: Date, since: Date): Promise<readonly MissedRow[]> =>
  (await sql<MissedRow>`select u.name as unit_name, o.does, o.clock, o.due_on, o.at from dashboards.rungs_missed(${now}, ${since}, ${deskLines}) o
    left join org.unit u on u.city = org.city() and u.id = o.unit order by o.at desc`.execute(tx)).rows

export interface ChangesRow { readonly unit_name: string; readonly count: number }
/** In the order of the units' codes, never of the counts: no ranking. Units without a change are absent. */
export const changesByUnit = async (tx: Tx, city: string): Promise<readonly ChangesRow[]> =>
  (await sql<ChangesRow>`select u.name as unit_name, c.count from dashboards.changes_by_unit c
    join org.unit u on u.city = c.city and u.id = c.unit where c.city = ${city} and c.count > 0 order by u.code`.execute(tx)).rows
