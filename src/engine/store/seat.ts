import { sql } from 'kysely'
import type { HeldPost, Role } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'

export interface SeatPost extends HeldPost {
  /** Where of several holders of the post one alone sits. */
  readonly person: string | null
}

/** Posts in one seat of a matter. */
export const seatPosts = async (tx: Tx, city: string, matter: string, seat: string): Promise<readonly SeatPost[]> =>
  (
    await sql<{ unit: string; role: Role; person: string | null }>`select unit, role, person from engine.seat
      where city = ${city} and matter = ${matter} and seat = ${seat} order by unit, role`.execute(tx)
  ).rows

export const numberOf = async (tx: Tx, city: string, matter: string): Promise<string | undefined> =>
  (await sql<{ number: string }>`select number from engine.matter where city = ${city} and id = ${matter}`.execute(tx)).rows[0]?.number
