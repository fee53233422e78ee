import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

/** Rows that were written; those that stood there already are neither. */
export interface Written {
  readonly inserted: number
  readonly updated: number
}

const counted = (rows: readonly { inserted: boolean }[]): Written => {
  const inserted = rows.filter(row => row.inserted).length
  return { inserted, updated: rows.length - inserted }
}

export const readKnown = async (
  tx: Tx,
): Promise<{
  units: { id: string; code: string; parent: string | null }[]
  people: { id: string; code: string }[]
  accounts: { login: string; person: string }[]
  posts: { id: string; unit: string; role: string; person: string; from: string; until: string | null }[]
  phones: { person: string; sealed: string }[]
}> =>
  (
    await sql<Awaited<ReturnType<typeof readKnown>>>`select
    (select coalesce(json_agg(json_build_object('id', u.id, 'code', u.code, 'parent', p.code)), '[]') from org.unit u left join org.unit p on p.city = u.city and p.id = u.parent where u.city = org.city()) as units,
    (select coalesce(json_agg(json_build_object('id', id, 'code', code)), '[]') from org.person where city = org.city()) as people,
    (select coalesce(json_agg(json_build_object('login', a.login, 'person', p.code)), '[]') from org.account a join org.person p on p.city = a.city and p.id = a.person where a.city = org.city()) as accounts,
    (select coalesce(json_agg(json_build_object('id', h.id, 'unit', u.code, 'role', h.role, 'person', p.code, 'from', h.held_from, 'until', h.held_until)), '[]')
      from org.post h join org.unit u on u.city = h.city and u.id = h.unit join org.person p on p.city = h.city and p.id = h.person where h.city = org.city()) as posts,
    (select coalesce(json_agg(json_build_object('person', p.code, 'sealed', encode(n.sealed, 'base64'))), '[]') from org.person_phone n join org.person p on p.city = n.city and p.id = n.person where n.city = org.city()) as phones`.execute(
      tx,
    )
  ).rows[0]!

export interface UnitIn {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly level: string
  readonly organ: string
  readonly parent: string | null
}
export const writeUnits = async (tx: Tx, rows: readonly UnitIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.unit as u (city, id, code, name, kind, level, organ, parent)
  select org.city(), id, code, name, kind, level, organ, parent from json_to_recordset(${JSON.stringify(rows)}) as x(id uuid, code text, name text, kind text, level text, organ text, parent uuid)
  on conflict (city, code) do update set name = excluded.name, kind = excluded.kind, level = excluded.level, organ = excluded.organ, parent = excluded.parent, closed_on = null
    where (u.name, u.kind, u.level, u.organ, u.parent, u.closed_on) is distinct from (excluded.name, excluded.kind, excluded.level, excluded.organ, excluded.parent, null)
  returning xmax = 0 as inserted`.execute(tx)
    ).rows,
  )

export interface EdgeIn {
  readonly lower: string
  readonly upper: string
  readonly kind: string
  readonly line: string
}
export const writeEdges = async (tx: Tx, rows: readonly EdgeIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.edge as e (city, lower, upper, kind, line)
  select org.city(), lower, upper, kind, line from json_to_recordset(${JSON.stringify(rows)}) as x(lower uuid, upper uuid, kind text, line text)
  on conflict (city, lower, upper, line) do update set kind = excluded.kind where e.kind <> excluded.kind
  returning xmax = 0 as inserted`.execute(tx)
    ).rows,
  )

export interface WindowIn {
  readonly id: string
  readonly unit: string
  readonly code: string
  readonly name: string
  readonly line: string
}
export const writeWindows = async (tx: Tx, rows: readonly WindowIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.service_window as w (city, id, unit, code, name, line)
  select org.city(), id, unit, code, name, line from json_to_recordset(${JSON.stringify(rows)}) as x(id uuid, unit uuid, code text, name text, line text)
  on conflict (city, code) do update set unit = excluded.unit, name = excluded.name, line = excluded.line, closed_on = null
    where (w.unit, w.name, w.line, w.closed_on) is distinct from (excluded.unit, excluded.name, excluded.line, null)
  returning xmax = 0 as inserted`.execute(tx)
    ).rows,
  )

export interface PersonIn {
  readonly id: string
  readonly code: string
  readonly name: string
}
export const writePeople = async (tx: Tx, rows: readonly PersonIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.person as p (city, id, code, name)
  select org.city(), id, code, name from json_to_recordset(${JSON.stringify(rows)}) as x(id uuid, code text, name text)
  on conflict (city, code) do update set name = excluded.name where p.name <> excluded.name
  returning xmax = 0 as inserted`.execute(tx)
    ).rows,
  )

export const writePhone = async (tx: Tx, person: string, sealed: Buffer): Promise<void> => {
  await sql`insert into org.person_phone (city, person, sealed) values (org.city(), ${person}, ${sealed})
    on conflict (city, person) do update set sealed = excluded.sealed`.execute(tx)
}

export interface PostIn {
  readonly id: string
  readonly unit: string
  readonly role: string
  readonly person: string
  readonly title: string | null
  readonly deputy: number
  readonly from: string
  readonly until: string | null
}
export const writePosts = async (tx: Tx, rows: readonly PostIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.post as h (city, id, unit, role, person, title, deputy, held_from, held_until)
  select org.city(), id, unit, role, person, title, deputy, "from", until from json_to_recordset(${JSON.stringify(rows)}) as x(id uuid, unit uuid, role text, person uuid, title text, deputy smallint, "from" date, until date)
  on conflict (city, unit, role, person, held_from) do update set title = excluded.title, deputy = excluded.deputy, held_until = excluded.held_until
    where (h.title, h.deputy, h.held_until) is distinct from (excluded.title, excluded.deputy, excluded.held_until)
  returning xmax = 0 as inserted`.execute(tx)
    ).rows,
  )

export interface TieIn {
  readonly person: string
  readonly other: string
  readonly kind: string
}
export const writeTies = async (tx: Tx, rows: readonly TieIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.tie as t (city, person, other, kind)
  select org.city(), least(person, other), greatest(person, other), kind from json_to_recordset(${JSON.stringify(rows)}) as x(person uuid, other uuid, kind text)
  on conflict (city, person, other, kind) do update set until_on = null where t.until_on is not null returning xmax = 0 as inserted`.execute(
        tx,
      )
    ).rows,
  )

export interface WatchIn {
  readonly id: string
  readonly unit: string
  readonly person: string
  readonly from: string
  readonly until: string
}
export const writeDuty = async (tx: Tx, rows: readonly WatchIn[]): Promise<Written> =>
  counted(
    (
      await sql<{ inserted: boolean }>`
  insert into org.duty as d (city, id, unit, person, from_at, until_at)
  select org.city(), id, unit, person, "from" at time zone 'Asia/Shanghai', until at time zone 'Asia/Shanghai' from json_to_recordset(${JSON.stringify(rows)}) as x(id uuid, unit uuid, person uuid, "from" timestamp, until timestamp)
  on conflict (city, unit, person, from_at) do update set until_at = excluded.until_at where d.until_at <> excluded.until_at
  returning xmax = 0 as inserted`.execute(tx)
    ).rows,
  )
