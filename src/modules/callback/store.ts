import { sql } from 'kysely'
import type { EarlierCall } from '../../org/contract.ts'
import type { Role } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'

export interface RoundRow {
  readonly matter: string
  readonly round: number
  readonly unit: string | null
  readonly role: Role | null
  readonly person: string | null
  readonly title: string | null
  readonly speed_agreed: boolean
}

export interface NewRound {
  readonly matter: string
  readonly round: number
  readonly post?: { readonly unit: string; readonly role: Role; readonly person: string; readonly title: string; readonly organ: string }
  readonly because: readonly string[]
  readonly remindAt?: Date
}

/** Written again when a caller was found only later. */
export const writeRound = async (tx: Tx, city: string, { matter, round, post, because, remindAt }: NewRound): Promise<void> => {
  await sql`insert into callback.round (city, matter, round, unit, role, person, title, organ, because, remind_at)
    values (${city}, ${matter}, ${round}, ${post?.unit ?? null}, ${post?.role ?? null}, ${post?.person ?? null}, ${post?.title ?? null}, ${post?.organ ?? null}, ${[...because]}::text[], ${remindAt ?? null})
    on conflict (city, matter, round) do update set unit = excluded.unit, role = excluded.role, person = excluded.person, title = excluded.title,
      organ = excluded.organ, because = excluded.because, acknowledged_at = null, remind_at = excluded.remind_at`.execute(tx)
}

export const roundsOf = async (tx: Tx, city: string, matter: string): Promise<readonly RoundRow[]> =>
  (
    await sql<RoundRow>`select matter, round, unit, role, person, title, speed_agreed from callback.round where city = ${city} and matter = ${matter} order by round`.execute(
      tx,
    )
  ).rows

/** For the citizen's page, whose login reads no more than this. */
export const postsOfRounds = async (
  tx: Tx,
  city: string,
  matter: string,
): Promise<readonly { readonly round: number; readonly title: string | null; readonly organ: string | null }[]> =>
  (
    await sql<{
      round: number
      title: string | null
      organ: string | null
    }>`select round, title, organ from callback.round where city = ${city} and matter = ${matter} order by round`.execute(tx)
  ).rows

export const earlierCalls = (before: readonly RoundRow[], round: number): readonly EarlierCall[] =>
  before.flatMap(one =>
    one.round < round && one.unit !== null && one.role !== null
      ? [{ unit: one.unit, role: one.role, ...(one.person === null ? {} : { person: one.person }) }]
      : [],
  )

export const markAcknowledged = async (tx: Tx, city: string, matter: string, round: number, at: Date): Promise<void> => {
  await sql`update callback.round set acknowledged_at = coalesce(acknowledged_at, ${at}) where city = ${city} and matter = ${matter} and round = ${round}`.execute(
    tx,
  )
}

export const markSpeed = async (tx: Tx, city: string, matter: string, round: number, agreed: boolean): Promise<void> => {
  await sql`update callback.round set speed_agreed = ${agreed} where city = ${city} and matter = ${matter} and round = ${round}`.execute(tx)
}

export const linkCode = async (tx: Tx, city: string, digest: Buffer, matter: string): Promise<void> => {
  await sql`insert into callback.follow (city, digest, matter) values (${city}, ${digest}, ${matter}) on conflict (city, digest) do update set matter = excluded.matter`.execute(
    tx,
  )
}

export const matterOfCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string }>`select matter from callback.follow where city = ${city} and digest = ${digest}`.execute(tx)).rows[0]
    ?.matter

export const findByCode = async (tx: Tx, city: string, digest: Buffer): Promise<string | undefined> =>
  (await sql<{ matter: string | null }>`select callback.find(${city}, ${digest}) as matter`.execute(tx)).rows[0]?.matter ?? undefined

export const writeNumberOpened = async (
  tx: Tx,
  city: string,
  row: { matter: string; seq: number; round: number; person: string },
): Promise<void> => {
  await sql`insert into callback.number_opened (city, matter, seq, round, person) values (${city}, ${row.matter}, ${row.seq}, ${row.round}, ${row.person})`.execute(
    tx,
  )
}

export const hasOpenedNumber = async (tx: Tx, city: string, matter: string, round: number, person: string): Promise<boolean> =>
  (
    await sql`select 1 from callback.number_opened where city = ${city} and matter = ${matter} and round = ${round} and person = ${person} limit 1`.execute(
      tx,
    )
  ).rows.length > 0

/** Words of the explanation that waits for this superior, still sealed; undefined before the look stands on the trail. */
export const explanationSealed = async (
  tx: Tx,
  city: string,
  matter: string,
): Promise<{ readonly seq: number; readonly sealed: Buffer } | undefined> =>
  (await sql<{ seq: number; sealed: Buffer }>`select seq, sealed from callback.explanation_of(${city}, ${matter})`.execute(tx)).rows[0]

export const writeCardRead = async (
  tx: Tx,
  city: string,
  row: { matter: string; round: number; person: string; readOn: string },
): Promise<void> => {
  await sql`insert into callback.card_read (city, matter, round, person, read_on) values (${city}, ${row.matter}, ${row.round}, ${row.person}, ${row.readOn}::date) on conflict do nothing`.execute(
    tx,
  )
}

export interface Measure {
  readonly seq: number
  readonly round: number
  readonly action: string
  readonly signs: number
}

export const writeMeasure = async (tx: Tx, city: string, row: Measure & { readonly matter: string }): Promise<void> => {
  await sql`insert into callback.record_measure (city, matter, seq, round, action, signs) values (${city}, ${row.matter}, ${row.seq}, ${row.round}, ${row.action}, ${row.signs})`.execute(
    tx,
  )
}

/** Empty for whoever is not the centre of this matter. */
export const measuresOf = async (tx: Tx, city: string, matter: string): Promise<readonly Measure[]> =>
  (
    await sql<Measure>`select seq, round, action, signs from callback.record_measure where city = ${city} and matter = ${matter} order by seq`.execute(
      tx,
    )
  ).rows

/** The posts that call, as they sit now. */
export const callersOf = async (
  tx: Tx,
  city: string,
  matter: string,
): Promise<readonly { readonly unit: string; readonly role: Role; readonly person?: string }[]> =>
  (
    await sql<{
      unit: string
      role: Role
      person: string | null
    }>`select unit, role, person from engine.seat where city = ${city} and matter = ${matter} and seat = 'caller' order by unit, role`.execute(
      tx,
    )
  ).rows.map(({ person, ...post }) => ({ ...post, ...(person === null ? {} : { person }) }))

/** Whether a post sits there, whoever holds it. */
export const isSeated = async (tx: Tx, city: string, matter: string, seat: string): Promise<boolean> =>
  (await sql`select 1 from engine.seat where city = ${city} and matter = ${matter} and seat = ${seat} limit 1`.execute(tx)).rows.length > 0

export interface MatterFacts {
  readonly kind: string
  readonly number: string
  readonly unit: string
  readonly round: number
  readonly stage: string
}

export const factsOf = async (tx: Tx, city: string, matter: string): Promise<MatterFacts | undefined> =>
  (await sql<MatterFacts>`select kind, number, unit, round, stage from engine.matter where city = ${city} and id = ${matter}`.execute(tx))
    .rows[0]

export const dueOfClock = async (tx: Tx, city: string, matter: string, clock: string): Promise<string | undefined> =>
  (
    await sql<{
      due_on: string | null
    }>`select due_on::text from engine.clock where city = ${city} and matter = ${matter} and clock = ${clock} order by run desc limit 1`.execute(
      tx,
    )
  ).rows[0]?.due_on ?? undefined

export interface Unseen {
  readonly matter: string
  readonly round: number
  readonly person: string
  readonly reminders: number
}

/** Callers who have not said that they saw it; each is reminded by one server only. */
export const takeUnseen = async (tx: Tx, city: string, now: Date): Promise<readonly Unseen[]> =>
  (
    await sql<Unseen>`select r.matter, r.round, r.person, r.reminders from callback.round r
    join engine.matter m on m.city = r.city and m.id = r.matter and m.round = r.round and m.stage = 'awaiting_contact'
    where r.city = ${city} and r.acknowledged_at is null and r.person is not null and r.remind_at <= ${now}
    order by r.remind_at limit 100 for update of r skip locked`.execute(tx)
  ).rows

export const markReminded = async (tx: Tx, city: string, { matter, round }: Unseen, next: Date): Promise<void> => {
  await sql`update callback.round set reminders = reminders + 1, remind_at = ${next} where city = ${city} and matter = ${matter} and round = ${round}`.execute(
    tx,
  )
}

/** Calls for which nobody could be found. */
export const takeCallerless = async (
  tx: Tx,
  city: string,
  now: Date,
): Promise<readonly { readonly matter: string; readonly round: number }[]> =>
  (
    await sql<{ matter: string; round: number }>`select r.matter, r.round from callback.round r
    join engine.matter m on m.city = r.city and m.id = r.matter and m.round = r.round and m.closed_at is null
    where r.city = ${city} and r.person is null and r.remind_at <= ${now} order by r.matter limit 20 for update of r skip locked`.execute(
      tx,
    )
  ).rows

/** Matters whose time for the citizen's word has run out, with the stage that says how they end. */
export const wordRunOut = async (
  tx: Tx,
  city: string,
  now: Date,
): Promise<readonly { readonly matter: string; readonly stage: string }[]> =>
  (
    await sql<{ matter: string; stage: string }>`select m.id as matter, m.stage from engine.matter m
    join engine.clock c on c.city = m.city and c.matter = m.id and c.clock = 'citizen_word_within' and c.state = 'running' and c.due_at <= ${now}
    where m.city = ${city} and m.kind = 'callback' and m.stage in ('awaiting_word', 'awaiting_word_on_explanation', 'awaiting_word_on_guidance', 'awaiting_own_word')
    order by c.due_at, m.id limit 200`.execute(tx)
  ).rows

/** Who wrote an entry of the trail; for the system alone. */
export const writerOf = async (tx: Tx, city: string, matter: string, seq: number): Promise<string | undefined> =>
  (
    await sql<{
      person: string | null
    }>`select person from engine.trail where city = ${city} and matter = ${matter} and seq = ${seq}`.execute(tx)
  ).rows[0]?.person ?? undefined

/** Posts in one seat of a matter, and who may not hear of it. */
export const seatOf = async (
  tx: Tx,
  city: string,
  matter: string,
  seat: string,
): Promise<{
  readonly posts: readonly { readonly unit: string; readonly role: Role; readonly person: string | null }[]
  readonly barred: readonly string[]
}> => ({
  posts: (
    await sql<{
      unit: string
      role: Role
      person: string | null
    }>`select unit, role, person from engine.seat where city = ${city} and matter = ${matter} and seat = ${seat} order by unit, role`.execute(
      tx,
    )
  ).rows,
  barred: (
    await sql<{ person: string }>`select person from engine.barred where city = ${city} and matter = ${matter}`.execute(tx)
  ).rows.map(row => row.person),
})

/** Codes of matters whose content has been erased lead nowhere any more. */
export const deleteFollow = async (tx: Tx, city: string, matters: readonly string[]): Promise<void> => {
  await sql`delete from callback.follow where city = ${city} and matter = any(${[...matters]}::uuid[])`.execute(tx)
}
