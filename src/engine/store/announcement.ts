import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export interface AnnouncementRow {
  readonly id: string
  readonly event: string
  readonly matter: string | null
  readonly payload: unknown
  readonly at: Date
}

export const insertAnnouncement = async (
  tx: Tx,
  row: { city: string; id: string; event: string; matter: string | undefined; seq: number; payload: unknown; at: Date },
): Promise<void> => {
  await sql`insert into engine.announcement (city, id, event, matter, seq, payload, at)
    values (${row.city}, ${row.id}, ${row.event}, ${row.matter ?? null}, ${row.seq}, ${JSON.stringify(row.payload ?? null)}::jsonb, ${row.at})`.execute(
    tx,
  )
}

/** Of these events, those of which some announcement waits: one question where a line each would ask its own, mostly for nothing. */
export const eventsWaiting = async (tx: Tx, city: string, events: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{ event: string }>`select event from unnest(${[...events]}::text[]) as event
        where exists (select from engine.announcement a where a.city = ${city} and a.event = event.event and a.waiting)`.execute(tx)
    ).rows.map(row => row.event),
  )

/** The next announcement that this loop has not answered, oldest first; one that another server answers just now is passed over. */
export const takeAnnouncement = async (
  tx: Tx,
  city: string,
  event: string,
  loop: string,
  now: Date,
  skip: readonly string[],
): Promise<AnnouncementRow | undefined> =>
  (
    await sql<AnnouncementRow>`
    select a.id, a.event, a.matter, a.payload, a.at from engine.announcement a
    where a.city = ${city} and a.event = ${event} and a.waiting and a.id <> all(${[...skip]}::uuid[])
      and not exists (select from engine.loop_done d where d.city = a.city and d.loop = ${loop} and d.announcement = a.id)
      and not exists (select from engine.loop_failed f where f.city = a.city and f.loop = ${loop} and f.announcement = a.id and f.retry_at > ${now})
    order by a.at, a.seq, a.id limit 1 for update of a skip locked`.execute(tx)
  ).rows[0]

/** @returns false when the loop has answered it meanwhile */
export const markDone = async (tx: Tx, city: string, loop: string, announcement: string): Promise<boolean> =>
  (
    await sql`insert into engine.loop_done (city, loop, announcement) values (${city}, ${loop}, ${announcement}) on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** Answered by every loop of its event: nobody has to look at it again. */
export const closeIfAnswered = async (tx: Tx, city: string, announcement: string, loops: readonly string[], now: Date): Promise<void> => {
  await sql`delete from engine.loop_failed where city = ${city} and announcement = ${announcement}
    and exists (select from engine.loop_done d where d.city = loop_failed.city and d.announcement = loop_failed.announcement and d.loop = loop_failed.loop)`.execute(
    tx,
  )
  await sql`update engine.announcement set waiting = false, answered_at = ${now} where city = ${city} and id = ${announcement}
    and (select count(*) from engine.loop_done d where d.city = ${city} and d.announcement = ${announcement} and d.loop = any(${[...loops]}::text[])) = ${loops.length}`.execute(
    tx,
  )
}

/** @returns how often it has failed by now */
export const markFailed = async (
  tx: Tx,
  city: string,
  loop: string,
  announcement: string,
  retryAt: (attempts: number) => Date,
): Promise<number> => {
  const { rows } = await sql<{ attempts: number }>`
    insert into engine.loop_failed as f (city, loop, announcement, attempts, retry_at) values (${city}, ${loop}, ${announcement}, 1, ${retryAt(1)})
    on conflict (city, loop, announcement) do update set attempts = f.attempts + 1 returning attempts`.execute(tx)
  const attempts = rows[0]?.attempts ?? 1
  if (attempts > 1)
    await sql`update engine.loop_failed set retry_at = ${retryAt(attempts)} where city = ${city} and loop = ${loop} and announcement = ${announcement}`.execute(
      tx,
    )
  return attempts
}

/**
 * Forgets announcements that every line of their event answered before a day, and those that no line hears. What is
 * still owed stays, however old. @returns how many
 */
export const forgetAnnouncements = async (tx: Tx, city: string, before: Date, heard: readonly string[], most: number): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    select id from engine.announcement where city = ${city}
      and (answered_at < ${before} or waiting and ${heard.length > 0} and event <> all(${[...heard]}::text[]) and at < ${before})
    limit ${most} for update skip locked`.execute(tx)
  const ids = rows.map(row => row.id)
  if (ids.length === 0) return 0
  await sql`delete from engine.loop_failed where city = ${city} and announcement = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from engine.loop_done where city = ${city} and announcement = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from engine.announcement where city = ${city} and id = any(${ids}::uuid[])`.execute(tx)
  return ids.length
}

/** Since when the announcement has waited that has waited longest for one of these events. */
export const oldestWaiting = async (tx: Tx, city: string, events: readonly string[]): Promise<Date | undefined> =>
  (
    await sql<{
      at: Date | null
    }>`select min(at) as at from engine.announcement where city = ${city} and waiting and event = any(${[...events]}::text[])`.execute(tx)
  ).rows[0]?.at ?? undefined
