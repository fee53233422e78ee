import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

export type WarrantKind = 'drawing' | 'break_glass'
export type WarrantScope = 'matter' | 'receipt' | 'service'

export interface WarrantRow {
  readonly id: string
  readonly kind: WarrantKind
  readonly scope: WarrantScope
  readonly reference: Buffer
  readonly document: string | null
  readonly reason: string
  readonly askedBy: string
  readonly askedByName: string
  readonly askedAt: Date
  readonly untilAt: Date
  /** From which day the citizen is told; null: as soon as it was opened. */
  readonly tellFrom: string | null
  readonly agreedBy: string | null
  readonly agreedByName: string | null
  readonly endedAt: Date | null
}

export const listWarrants = async (tx: Tx, id?: string): Promise<readonly WarrantRow[]> =>
  (
    await sql<WarrantRow>`
  select w.id, w.kind, w.scope, w.reference, w.document, w.reason, w.asked_by as "askedBy", p.name as "askedByName", w.asked_at as "askedAt", w.until_at as "untilAt", w.tell_from::text as "tellFrom", w.agreed_by as "agreedBy", q.name as "agreedByName", w.ended_at as "endedAt"
  from engine.warrant w join org.person p on p.city = w.city and p.id = w.asked_by left join org.person q on q.city = w.city and q.id = w.agreed_by
  where w.city = org.city() and (${id ?? null}::uuid is null or w.id = ${id ?? null}::uuid) order by w.asked_at desc, w.id limit 200`.execute(
      tx,
    )
  ).rows

export const insertWarrant = async (
  tx: Tx,
  row: {
    id: string
    kind: WarrantKind
    scope: WarrantScope
    reference: Buffer
    document: string | null
    reason: string
    askedAt: Date
    untilAt: Date
    tellFrom: string | null
  },
): Promise<void> => {
  await sql`insert into engine.warrant (city, id, kind, scope, reference, document, reason, asked_by, asked_at, until_at, tell_from)
    values (org.city(), ${row.id}, ${row.kind}, ${row.scope}, ${row.reference}, ${row.document}, ${row.reason}, org.person(), ${row.askedAt}, ${row.untilAt}, ${row.tellFrom}::date)`.execute(
    tx,
  )
}

export const agreeWarrant = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await sql`update engine.warrant set agreed_by = org.person(), agreed_at = ${at} where city = org.city() and id = ${id} and agreed_by is null and ended_by is null and until_at > ${at} and asked_by <> org.person()`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const endWarrant = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await sql`update engine.warrant set ended_by = org.person(), ended_at = ${at} where city = org.city() and id = ${id} and ended_by is null`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** As the system: the matter of a number, unless one of these people must keep away from it. An accusation is nobody's to draw here. */
export const findDrawable = async (tx: Tx, number: string, people: readonly string[]): Promise<string | undefined> =>
  (
    await sql<{ id: string }>`
  select m.id from engine.matter m where m.city = org.city() and m.number = ${number} and m.lane <> 'accusation'
    and not exists (select from engine.barred b where b.city = m.city and b.matter = m.id and b.person = any(${[...people]}::uuid[]))`.execute(
      tx,
    )
  ).rows[0]?.id

/** As the system: which of these numbers are of a matter that this person must keep away from. */
export const listKeptFrom = async (tx: Tx, person: string, numbers: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{ number: string }>`
  select m.number from engine.matter m join engine.barred b on b.city = m.city and b.matter = m.id
  where m.city = org.city() and b.person = ${person} and m.number = any(${[...numbers]}::text[])`.execute(tx)
    ).rows.map(row => row.number),
  )

/** As the system, in the transaction that opens it: the first opening is the one that is told. */
export const noteDrawn = async (
  tx: Tx,
  {
    warrant,
    subjects,
    openedOn,
    tellFrom,
  }: { readonly warrant: string; readonly subjects: readonly Buffer[]; readonly openedOn: string; readonly tellFrom: string | null },
): Promise<void> => {
  if (subjects.length === 0) return
  await sql`insert into engine.drawing_told (city, warrant, subject, opened_on, told_from)
    select org.city(), ${warrant}::uuid, s, ${openedOn}::date, greatest(${openedOn}::date, ${tellFrom}::date) from unnest(${[...subjects]}::bytea[]) s on conflict do nothing`.execute(
    tx,
  )
}

/** Days on which something of these was opened under a warrant, as far as its citizen is told of it by now. */
export const drawnOn = async (tx: Tx, city: string, subjects: readonly Buffer[], today: string): Promise<readonly string[]> =>
  (
    await sql<{ on: string }>`select distinct t.opened_on::text as on from engine.drawing_told t
    where t.city = ${city} and t.subject = any(${[...subjects]}::bytea[]) and t.told_from <= ${today}::date order by 1`.execute(tx)
  ).rows.map(row => row.on)
