import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Region } from './region.ts'
import type { AdministratorRole } from './rules.ts'
import type { FoundingOrgan } from './unitNames.ts'

/** Whether anybody of this city could ever sign in as one of the three, or the first start has been. */
export const readFounded = async (tx: Tx): Promise<boolean> =>
  (
    await sql<{ founded: boolean }>`
  select exists (select from org.first_start where city = org.city())
    or exists (select from org.account a join org.post p on p.city = a.city and p.person = a.person
      where a.city = org.city() and p.role in ('system_admin', 'security_admin', 'audit_admin')) as founded`.execute(tx)
  ).rows[0]!.founded

/** A unit that stands already, by name or code. */
export const findStandingUnit = async (tx: Tx, name: string): Promise<string | undefined> =>
  (
    await sql<{ id: string }>`
  select id from org.unit where city = org.city() and closed_on is null and (name = ${name} or code = ${name}) order by (code = ${name}) desc, code limit 1`.execute(
      tx,
    )
  ).rows[0]?.id

export interface FoundingUnitRow {
  readonly id: string
  /** A city that has used it before gets one of its own beside it. */
  readonly code: string
  readonly name: string
  readonly level: 'city' | 'county'
  readonly organ: FoundingOrgan
}

export const insertUnit = async (tx: Tx, row: FoundingUnitRow): Promise<void> => {
  await sql`insert into org.unit (city, id, code, name, kind, level, organ)
    select org.city(), ${row.id}, case when exists (select from org.unit where city = org.city() and code = ${row.code}) then ${row.code} || '-' || left(${row.id}::text, 8) else ${row.code} end,
      ${row.name}, 'organ', ${row.level}, ${row.organ}`.execute(tx)
}

export const findPersonOfCode = async (tx: Tx, code: string): Promise<{ id: string; name: string } | undefined> =>
  (await sql<{ id: string; name: string }>`select id, name from org.person where city = org.city() and code = ${code}`.execute(tx)).rows[0]

export const isLoginTaken = async (tx: Tx, login: string): Promise<boolean> =>
  (await sql`select from org.account where city = org.city() and login = ${login}`.execute(tx)).rows.length > 0

export const insertPerson = async (tx: Tx, row: { id: string; code: string; name: string }): Promise<void> => {
  await sql`insert into org.person (city, id, code, name) values (org.city(), ${row.id}, ${row.code}, ${row.name})`.execute(tx)
}

export const insertPost = async (
  tx: Tx,
  row: { id: string; unit: string; role: AdministratorRole; person: string; from: string },
): Promise<void> => {
  await sql`insert into org.post (city, id, unit, role, person, held_from) values (org.city(), ${row.id}, ${row.unit}, ${row.role}, ${row.person}, ${row.from})`.execute(
    tx,
  )
}

export interface FirstStartRow {
  readonly at: Date
  readonly way: 'page' | 'command'
  readonly programme: string
  readonly region: Region
  readonly unit: string
  readonly people: Readonly<Record<AdministratorRole, string>>
}

/** The key is the city: of two that try at once the later one waits and then fails. */
export const insertFirstStart = async (tx: Tx, row: FirstStartRow): Promise<boolean> =>
  (
    await sql`
  insert into org.first_start (city, at, way, programme, region, region_level, region_name, unit, system_admin, security_admin, audit_admin)
  values (org.city(), ${row.at}, ${row.way}, ${row.programme}, ${row.region.code}, ${row.region.level}, ${row.region.name ?? null}, ${row.unit}, ${row.people.system_admin}, ${row.people.security_admin}, ${row.people.audit_admin})
  on conflict (city) do nothing`.execute(tx)
  ).numAffectedRows === 1n

/** What the three chose or typed; a city that began before it was asked has none, and one that began before names were kept no name. */
export const findRegion = async (tx: Tx): Promise<Region | undefined> => {
  const [row] = (
    await sql<
      Omit<Region, 'name'> & { name: string | null }
    >`select f.region as code, f.region_level as level, f.region_name as name from org.first_start f where f.city = org.city() and f.region is not null`.execute(
      tx,
    )
  ).rows
  return row && { code: row.code, level: row.level, ...(row.name === null ? {} : { name: row.name }) }
}
