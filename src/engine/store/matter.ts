import { sql } from 'kysely'
import type { SeatFilling, Lane } from '../contract.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { HeldPost } from '../../org/viewer.ts'

export interface MatterRow {
  readonly city: string
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly lane: Lane
  readonly unit: string
  readonly programme: string
  readonly stage: string
  readonly round: number
  readonly opened_at: Date
  readonly moved_at: Date
  readonly closed_at: Date | null
  readonly ending: string | null
  readonly length: number
  readonly head: Buffer | null
  readonly served_first: boolean
  readonly hours_of: string | null
}

const columns = sql.raw(
  'm.city, m.id, m.number, m.kind, m.lane, m.unit, m.programme, m.stage, m.round, m.opened_at, m.moved_at, m.closed_at, m.ending, m.length, m.head, m.served_first, m.hours_of',
)

/** The city of this transaction's viewer. */
export const cityOf = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{ city: string | null }>`select org.city() as city`.execute(tx)
  const city = rows[0]?.city
  if (!city) throw new Error('the engine was called outside of as(viewer): no city is set')
  return city
}

/** Undefined for absent and for not visible alike. */
export const findMatter = async (tx: Tx, city: string, id: string): Promise<MatterRow | undefined> =>
  (await sql<MatterRow>`select ${columns} from engine.matter m where m.city = ${city} and m.id = ${id}`.execute(tx)).rows[0]

/** Acts on one matter take turns. */
export const lockMatter = async (tx: Tx, city: string, id: string): Promise<MatterRow | undefined> =>
  (await sql<MatterRow>`select ${columns} from engine.matter m where m.city = ${city} and m.id = ${id} for update`.execute(tx)).rows[0]

const seatsJson = (seats: readonly SeatFilling[]): string =>
  JSON.stringify(seats.map(({ seat, unit, role, person, sight }) => ({ seat, unit, role, person: person ?? null, sight })))

export interface NewMatter {
  readonly city: string
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly lane: Lane
  readonly unit: string
  readonly programme: string
  readonly stage: string
  readonly at: string
  readonly source?: string
  readonly first?: true
  readonly hoursOf?: string
}

/** @returns the id given, or that of the matter which the same source opened before. */
export const insertMatter = async (
  tx: Tx,
  matter: NewMatter,
  wrapped: Buffer,
  seats: readonly SeatFilling[],
  barred: readonly string[],
): Promise<string> => {
  const { rows } = await sql<{
    id: string
  }>`select engine.open_matter(${JSON.stringify(matter)}::jsonb, ${wrapped}, ${seatsJson(seats)}::jsonb, ${[...barred]}::uuid[]) as id`.execute(
    tx,
  )
  return (rows[0] as { id: string }).id
}

export const reseat = async (
  tx: Tx,
  matter: string,
  seats: readonly SeatFilling[],
  barred: readonly string[],
  emptied: readonly string[],
): Promise<void> => {
  await sql`select engine.reseat(${matter}, ${seatsJson(seats)}::jsonb, ${[...barred]}::uuid[], ${[...emptied]}::text[])`.execute(tx)
}

export interface HeldSeat {
  readonly seat: string
  readonly unit: string
  readonly role: string
  readonly sight: 'full' | 'progress'
}

/** The seats of one matter that a person fills by the posts held today. */
export const seatsHeld = async (
  tx: Tx,
  city: string,
  matter: string,
  posts: readonly HeldPost[],
  person: string,
): Promise<readonly HeldSeat[]> =>
  (
    await sql<HeldSeat>`
    select s.seat, s.unit, s.role, s.sight from engine.seat s
    join unnest(${posts.map(post => post.unit)}::uuid[], ${posts.map(post => post.role)}::text[]) as p (unit, role) on p.unit = s.unit and p.role = s.role
    where s.city = ${city} and s.matter = ${matter} and (s.person is null or s.person = ${person})
    order by s.seat`.execute(tx)
  ).rows

export interface MatterMove {
  readonly stage: string
  readonly round: number
  readonly at: Date
  readonly length: number
  readonly head: Buffer
  /** undefined leaves it as it is; null opens the matter again. */
  readonly ending?: string | null
  readonly dueAt?: Date
  readonly nearAt?: Date
  readonly nextRungAt?: Date
}

export const moveMatter = async (tx: Tx, city: string, id: string, move: MatterMove): Promise<void> => {
  const ending = move.ending === undefined ? sql`ending` : sql`${move.ending}`
  const closedAt = move.ending === undefined ? sql`closed_at` : move.ending === null ? sql`null` : sql`${move.at}::timestamptz`
  const { numAffectedRows } = await sql`
    update engine.matter set stage = ${move.stage}, round = ${move.round}, moved_at = ${move.at}, length = ${move.length}, head = ${move.head},
      ending = ${ending}, closed_at = ${closedAt},
      due_at = coalesce(${move.dueAt ?? null}::timestamptz, 'infinity'), near_at = coalesce(${move.nearAt ?? null}::timestamptz, 'infinity'),
      next_rung_at = coalesce(${move.nextRungAt ?? null}::timestamptz, 'infinity')
    where city = ${city} and id = ${id}`.execute(tx)
  if (numAffectedRows !== 1n) throw new Error('the matter did not move')
}

/** Open matters by the version of the programme that they live by, in steps of ten, without the sealed lane. */
export const countOpenByProgramme = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ programme: string; matters: number }>`select programme, matters from engine.open_by_programme()`.execute(tx)
  return new Map(rows.map(row => [row.programme, row.matters]))
}
