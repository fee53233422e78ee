import { sql } from 'kysely'
import type { Database, Tx } from '../database/contract.ts'

export interface MessageRow {
  readonly id: string
  readonly channel: 'sms' | 'console'
  readonly template: string
  readonly content: Buffer
  readonly matter: string | null
  readonly attempts: number
  readonly unsure: boolean
}

export const cityOf = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{ city: string | null }>`select current_setting('huiyin.city', true) as city`.execute(tx)
  const city = rows[0]?.city
  if (!city) throw new Error('a message was queued outside of as(viewer): no city is set')
  return city
}

/** No conflict target: naming one would need the right to read. */
export const insertMessage = async (
  tx: Tx,
  row: {
    city: string
    id: string
    key: Buffer
    channel: string
    template: string
    content: Buffer
    matter: string | undefined
    notBefore: Date | undefined
  },
): Promise<void> => {
  await sql`insert into outbox.message (city, id, key, channel, template, content, matter, next_at)
    values (${row.city}, ${row.id}, ${row.key}, ${row.channel}, ${row.template}, ${row.content}, ${row.matter ?? null}, coalesce(${row.notBefore ?? null}::timestamptz, '-infinity'))
    on conflict do nothing`.execute(tx)
}

export const withdrawMessages = async (tx: Tx, keys: readonly Buffer[]): Promise<number> =>
  (await sql<{ taken: number }>`select outbox.withdraw(${[...keys]}::bytea[]) as taken`.execute(tx)).rows[0]?.taken ?? 0

/** The sender's own transaction; the viewer `sender` alone reads this table. */
export const asSender = <T>(database: Database, city: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.transaction('system', work, { 'huiyin.city': city, 'huiyin.viewer': 'sender' })

/**
 * Takes what is due and marks it as being sent by this lease. What was being sent by somebody who has not come back is
 * taken too: it may have gone out, so it is marked as unsure.
 */
export const takeDue = async (
  tx: Tx,
  city: string,
  lease: string,
  now: Date,
  until: Date,
  most: number,
): Promise<readonly MessageRow[]> => {
  const { rows } = await sql<MessageRow>`
    with due as (
      select city, id from outbox.message
      where city = ${city} and content is not null
        and ((state in ('waiting', 'unknown') and next_at <= ${now}) or (state = 'sending' and lease_until <= ${now}))
      order by next_at, id limit ${most} for update skip locked
    )
    update outbox.message m
    set unsure = m.unsure or m.state = 'sending', state = 'sending', lease = ${lease}, lease_until = ${until}, attempts = m.attempts + 1
    from due where m.city = due.city and m.id = due.id
    returning m.id, m.channel, m.template, m.content, m.matter, m.attempts, m.unsure`.execute(tx)
  return rows
}

/** @returns false when the lease was lost meanwhile: then somebody else writes the outcome. */
export const markMessage = async (
  tx: Tx,
  city: string,
  id: string,
  lease: string,
  mark: { state: 'sent' | 'waiting' | 'unknown' | 'failed'; nextAt: Date; finishedAt: Date | null },
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update outbox.message
    set state = ${mark.state}, next_at = ${mark.nextAt}, finished_at = ${mark.finishedAt}, lease = null, lease_until = null, unsure = unsure or ${mark.state === 'unknown'}
    where city = ${city} and id = ${id} and lease = ${lease} and state = 'sending'`.execute(tx)
  return numAffectedRows === 1n
}

/** Not tried: the hour was wrong, so it does not count as an attempt. */
export const putOff = async (tx: Tx, city: string, id: string, lease: string, until: Date): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update outbox.message set state = 'waiting', attempts = attempts - 1, next_at = ${until}, lease = null, lease_until = null
    where city = ${city} and id = ${id} and lease = ${lease} and state = 'sending'`.execute(tx)
  return numAffectedRows === 1n
}

/** Who was written to, and what, is nobody's business once it has arrived. */
export const emptyFinished = async (tx: Tx, city: string, before: Date): Promise<void> => {
  await sql`update outbox.message set content = null where city = ${city} and finished_at < ${before} and content is not null`.execute(tx)
}

export const countStates = async (tx: Tx, city: string): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await sql<{
    state: string
    count: number
  }>`select state, count(*)::int as count from outbox.message where city = ${city} group by state`.execute(tx)
  return Object.fromEntries(rows.map(row => [row.state, row.count]))
}

/** @param attempts from which on a message counts as stuck */
export const countTroubled = async (
  tx: Tx,
  city: string,
  attempts: number,
): Promise<{ readonly stuck: number; readonly failed: number; readonly unsure: number }> =>
  (
    await sql<{ stuck: number; failed: number; unsure: number }>`
    select count(*) filter (where state in ('waiting', 'unknown', 'sending') and attempts >= ${attempts})::int as stuck,
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where unsure)::int as unsure
    from outbox.message where city = ${city} and content is not null`.execute(tx)
  ).rows[0] as { stuck: number; failed: number; unsure: number }

/** What still waits in a restored backup may have gone out since; it is offered under its old reference. */
export const doubtWaiting = async (tx: Tx, city: string): Promise<number> =>
  Number(
    (
      await sql`update outbox.message set unsure = true where city = ${city} and content is not null and state <> 'sent' and state <> 'failed' and not unsure`.execute(
        tx,
      )
    ).numAffectedRows,
  )

export interface TroubledRow {
  readonly id: string
  readonly channel: 'sms' | 'console'
  readonly template: string
  readonly state: 'stuck' | 'failed'
  readonly attempts: number
  readonly unsure: boolean
  readonly next_at: Date | null
  readonly finished_at: Date | null
}

/** What `countTroubled` counts as stuck or failed, what was given up last first. Neither words nor number nor matter. */
export const listTroubled = async (tx: Tx, city: string, attempts: number, most: number): Promise<readonly TroubledRow[]> =>
  (
    await sql<TroubledRow>`
    select id, channel, template, case state when 'failed' then 'failed' else 'stuck' end as state, attempts, unsure,
      case when state in ('waiting', 'unknown') then next_at end as next_at, finished_at
    from outbox.message where city = ${city} and content is not null and (state = 'failed' or (state in ('waiting', 'unknown', 'sending') and attempts >= ${attempts}))
    order by finished_at desc nulls last, next_at, id limit ${most}`.execute(tx)
  ).rows

/** Under its old reference. What is being sent just now, or has gone out, is left alone. @returns whether there was such a message */
export const offerAgain = async (tx: Tx, city: string, id: string, now: Date): Promise<boolean> =>
  (
    await sql`update outbox.message set state = 'waiting', attempts = 0, next_at = ${now}, finished_at = null
    where city = ${city} and id = ${id} and content is not null and state in ('failed', 'waiting', 'unknown')`.execute(tx)
  ).numAffectedRows === 1n
