import { sql } from 'kysely'
import type { Tx } from '../platform/database/contract.ts'
import type { Edge, Holding, Tie, UnitFacts, UnitRow } from './contract.ts'
import type { Role } from './viewer.ts'

export const viewerNow = async (tx: Tx): Promise<string | null> =>
  (await sql<{ viewer: string | null }>`select org.viewer() as viewer`.execute(tx)).rows[0]?.viewer ?? null

/** Which state of the organisation this transaction sees; null for viewers who may not know all of it. */
export const versionNow = async (tx: Tx): Promise<{ readonly city: string; readonly version: string | null }> =>
  (await sql<{ city: string; version: string | null }>`select org.city() as city, org.version_now() as version`.execute(tx)).rows[0] ?? {
    city: '',
    version: null,
  }

/** Units that exist on the day, edges, posts, watches that touch the day, and the ties this viewer may know. One round trip. */
export const readSnapshot = async (
  tx: Tx,
  day: string,
): Promise<{ viewer: string | null; units: UnitRow[]; edges: Edge[]; holdings: Holding[]; ties: Tie[] }> => {
  const { rows } = await sql<{ viewer: string | null; units: UnitRow[]; edges: Edge[]; holdings: Holding[]; ties: Tie[] }>`
    select org.viewer() as viewer,
      (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'code', code, 'name', name, 'kind', kind, 'level', level, 'organ', organ, 'parent', parent)) order by code), '[]')
        from org.unit where city = org.city() and (closed_on is null or closed_on > ${day}::date)) as units,
      (select coalesce(json_agg(json_build_object('lower', lower, 'upper', upper, 'kind', kind, 'line', line)), '[]')
        from org.edge where city = org.city()) as edges,
      (select coalesce(json_agg(holding), '[]') from (
        select json_strip_nulls(json_build_object('person', h.person, 'name', p.name, 'unit', h.unit, 'role', h.role, 'deputy', h.deputy, 'from', h.held_from, 'until', h.held_until, 'title', h.title)) as holding
          from org.post h join org.person p on p.city = h.city and p.id = h.person
          where h.city = org.city() and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)
        union all
        select json_build_object('person', d.person, 'name', p.name, 'unit', d.unit, 'role', 'duty_leader', 'deputy', 0, 'from', (d.from_at at time zone 'Asia/Shanghai')::date, 'until', (d.until_at at time zone 'Asia/Shanghai')::date,
            'watch', json_build_object('fromAt', d.from_at, 'untilAt', d.until_at))
          from org.duty d join org.person p on p.city = d.city and p.id = d.person
          where d.city = org.city() and d.from_at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai' and d.until_at > ${day}::date::timestamp at time zone 'Asia/Shanghai') h) as holdings,
      (select coalesce(json_agg(json_build_object('person', person, 'other', other, 'kind', kind)), '[]') from org.tie where city = org.city() and (until_on is null or until_on >= ${day}::date)) as ties`.execute(
    tx,
  )
  return rows[0]!
}

export const readPhone = async (tx: Tx, person: string): Promise<{ city: string; sealed: Buffer } | undefined> =>
  (
    await sql<{
      city: string
      sealed: Buffer
    }>`select city, sealed from org.person_phone where city = org.city() and person = ${person}`.execute(tx)
  ).rows[0]

export const readPosts = async (tx: Tx, person: string, day: string, at: Date | null): Promise<readonly { unit: string; role: Role }[]> =>
  (
    await sql<{ unit: string; role: Role }>`
    select h.unit, h.role from (
      select unit, role from org.post where city = org.city() and person = ${person} and held_from <= ${day}::date and (held_until is null or held_until >= ${day}::date)
      union select unit, 'duty_leader' from org.duty where city = org.city() and person = ${person} and from_at <= ${at}::timestamptz and until_at > ${at}::timestamptz
    ) h join org.unit u on u.city = org.city() and u.id = h.unit and (u.closed_on is null or u.closed_on > ${day}::date)
    order by h.unit, h.role`.execute(tx)
  ).rows

/** Typed text is never a pattern: its own % and _ are letters. */
const asPattern = (text: string): string => text.trim().replace(/[\\%_]/g, c => `\\${c}`)

const unitFacts = sql`u.id, u.code, u.name, u.kind, u.level, u.organ, p.name as "parentName"
  from org.unit u left join org.unit p on p.city = u.city and p.id = u.parent`

export const findUnits = async (tx: Tx, text: string, limit: number): Promise<readonly UnitFacts[]> =>
  (
    await sql<UnitFacts>`select ${unitFacts}
    where u.city = org.city() and u.closed_on is null
      and (coalesce(p.name, '') || u.name ilike ${`%${asPattern(text)}%`} or u.code ilike ${`${asPattern(text)}%`})
    order by u.name not ilike ${`%${asPattern(text)}%`}, length(u.name), u.code limit ${limit}`.execute(tx)
  ).rows

export const findUnit = async (tx: Tx, by: { id: string } | { code: string }): Promise<UnitFacts | undefined> =>
  (
    await sql<UnitFacts>`select ${unitFacts} where u.city = org.city() and ${'id' in by ? sql`u.id = ${by.id}` : sql`u.code = ${by.code}`}`.execute(
      tx,
    )
  ).rows[0]

export const readAddress = async (tx: Tx, unit: string): Promise<string | undefined> =>
  (
    await sql<{ address: string | null }>`select coalesce(u.address, p.address) as address from org.unit u
      left join org.unit p on p.city = u.city and p.id = u.parent where u.city = org.city() and u.id = ${unit}`.execute(tx)
  ).rows[0]?.address ?? undefined

export interface WindowFacts {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly line: string
}

export const windowsOf = async (tx: Tx, unit: string): Promise<readonly WindowFacts[]> =>
  (
    await sql<WindowFacts>`select id, code, name, line from org.service_window where city = org.city() and unit = ${unit} and closed_on is null order by code`.execute(
      tx,
    )
  ).rows

export const childrenOf = async (tx: Tx, unit: string): Promise<readonly UnitFacts[]> =>
  (
    await sql<UnitFacts>`select ${unitFacts} where u.city = org.city() and u.parent = ${unit} and u.closed_on is null order by u.code`.execute(
      tx,
    )
  ).rows

export interface PostFacts {
  readonly person: string
  readonly name: string
  readonly unit: string
  readonly unitName: string
  readonly role: Role
  readonly deputy: number
  readonly title: string | null
}

const postFacts = sql`h.person, p.name, h.unit, u.name as "unitName", h.role, h.deputy, h.title
  from org.post h join org.person p on p.city = h.city and p.id = h.person join org.unit u on u.city = h.city and u.id = h.unit`

export const postsAt = async (tx: Tx, unit: string, day: string): Promise<readonly PostFacts[]> =>
  (
    await sql<PostFacts>`select ${postFacts} where h.city = org.city() and h.unit = ${unit} and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)
    order by h.role, h.deputy, p.code`.execute(tx)
  ).rows

export const findPersonByCode = async (tx: Tx, code: string): Promise<{ id: string; name: string } | undefined> =>
  (await sql<{ id: string; name: string }>`select id, name from org.person where city = org.city() and code = ${code}`.execute(tx)).rows[0]
