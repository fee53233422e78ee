import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginOf, makeAs } from '../../src/org/as.ts'
import type { Role, SystemName, Viewer } from '../../src/org/viewer.ts'
import type { Login, Tx } from '../../src/platform/database/contract.ts'
import { keysWithoutCity } from '../architecture/catalogue.lists.ts'
import { asOwnerOf, startLivedTown } from './livedTown.ts'
import type { LivingTown } from './town.ts'

/*
 * A-05: one city's house holds a lived-in town; plain SQL in the context of another city, by every kind of viewer, even by
 * one who claims the very posts, person and matter of the first, finds, changes, takes and leaves nothing in any table.
 */
let town: LivingTown
let tables: readonly string[]
let partitions: ReadonlySet<string>
/** One row of each table that has any, as the owner sees it. */
const rowOf = new Map<string, string>()
const updatable = new Map<string, readonly string[]>()
let viewers: Readonly<Record<string, Viewer>>

const roles: readonly Role[] = [
  'officer',
  'clerk',
  'leader',
  'deputy_head',
  'head',
  'duty_leader',
  'callback_centre',
  'supervisor',
  'discipline',
  'system_admin',
  'security_admin',
  'audit_admin',
  'inspector',
]
const systems: readonly SystemName[] = ['sign_in', 'intake', 'sweep', 'mixer', 'sender', 'import', 'loops']
const logins: readonly Login[] = ['staff', 'public', 'system']

const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asOwnerOf(town, work)

beforeAll(async () => {
  let matter: string
  ;({ town, matter } = await startLivedTown())
  await asOwner(tx =>
    sql`insert into org.calendar_notice (city, year, version, data, notice, source, entered_at) values (${town.running.house.city}, 2027, 1, '{}', '（虚构）', '测试用', '2026-09-01')`.execute(
      tx,
    ),
  )
  const found = await asOwner(async tx => ({
    tables: (
      await sql<{
        name: string
        part: boolean
      }>`select n.nspname || '.' || c.relname as name, c.relispartition as part from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)' order by 1`.execute(tx)
    ).rows.filter(({ name }) => !Object.hasOwn(keysWithoutCity, name)),
    unit: (await sql<{ id: string }>`select id from org.unit where code = 'ld.court.enforcement'`.execute(tx)).rows[0]!.id,
    person: (await sql<{ id: string }>`select id from org.person where code = 'YX0008'`.execute(tx)).rows[0]!.id,
    key: (await sql<{ id: string }>`select id from org.api_key`.execute(tx)).rows[0]!.id,
  }))
  tables = found.tables.map(table => table.name)
  partitions = new Set(found.tables.filter(table => table.part).map(table => table.name))
  await asOwner(async tx => {
    for (const table of tables) {
      const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t limit 1`.execute(tx)
      if (rows[0]) rowOf.set(table, rows[0].row)
      for (const login of logins) {
        updatable.set(
          `${login} ${table}`,
          (
            await sql<{
              name: string
            }>`select a.attname as name from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped
          and has_column_privilege(${`huiyin_${login}`}, a.attrelid, a.attnum, 'update') order by 1`.execute(tx)
          ).rows.map(row => row.name),
        )
      }
    }
  })
  const everywhere = roles.map(role => ({ unit: found.unit, role }))
  viewers = {
    person: { kind: 'person', city: 'elsewhere', person: found.person, account: found.person, name: '', posts: everywhere },
    ...Object.fromEntries(
      roles.map(role => [
        role,
        { kind: 'person', city: 'elsewhere', person: found.person, account: found.person, name: '', posts: [{ unit: found.unit, role }] },
      ]),
    ),
    citizen: { kind: 'citizen', city: 'elsewhere', matter },
    public: { kind: 'public', city: 'elsewhere' },
    key: { kind: 'key', city: 'elsewhere', key: found.key, scopes: ['services', 'links'] },
    ...Object.fromEntries(systems.map(name => [`system ${name}`, { kind: 'system', city: 'elsewhere', name }])),
  } as Record<string, Viewer>
})
afterAll(() => town.running.stop())

const rows = async (tx: Tx, query: ReturnType<typeof sql>): Promise<number> => {
  const { rows: found, numAffectedRows } = await query.execute(tx)
  return Number((found[0] as { n?: unknown } | undefined)?.n ?? numAffectedRows ?? 0)
}
const tries: Readonly<Record<string, (tx: Tx, table: string, login: Login) => Promise<number>>> = {
  select: (tx, table) => rows(tx, sql`select count(*) as n from ${sql.table(table)}`),
  update: async (tx, table, login) => {
    const columns = updatable.get(`${login} ${table}`) ?? []
    return columns.length === 0
      ? 0
      : rows(tx, sql`update ${sql.table(table)} set ${sql.join(columns.map(name => sql`${sql.ref(name)} = ${sql.ref(name)}`))}`)
  },
  delete: (tx, table) => rows(tx, sql`delete from ${sql.table(table)}`),
  // The copy of a row of the first city, as it is and under a new key, with what the database counts by itself: nothing may be put among its rows.
  insert: (tx, table) =>
    rows(
      tx,
      sql`insert into ${sql.table(table)} overriding system value select (jsonb_populate_record(null::${sql.table(table)}, ${rowOf.get(table) ?? '{}'}::jsonb)).*`,
    ),
}

/** What came through: an error but "not allowed" counts as well, since it would tell that the row is there. */
const throughOf = async (login: Login, within: (work: (tx: Tx) => Promise<number>) => Promise<number>): Promise<readonly string[]> => {
  const through: string[] = []
  for (const table of tables) {
    for (const [name, attempt] of Object.entries(tries)) {
      if (name === 'insert' && !rowOf.has(table)) continue
      const done = await within(tx => attempt(tx, table, login)).catch((error: { code?: string; message: string }) =>
        error.code === '42501' ? 0 : `${error.code} ${error.message}`,
      )
      if (done !== 0) through.push(`${name} ${table}: ${done}`)
    }
  }
  return through
}

describe('another city’s rows (A-05)', () => {
  it('are there to be found: the town fills every table', () => {
    expect(tables.filter(table => !rowOf.has(table) && !partitions.has(table))).toEqual([])
  })

  it('are out of reach of every kind of viewer of the other, even one who claims the same posts, person, key and matter', async () => {
    const as = makeAs(town.running.house.database)
    for (const [name, viewer] of Object.entries(viewers))
      expect([name, await throughOf(loginOf(viewer), work => as(viewer, work))]).toEqual([name, []])
  }, 300_000)

  it.each(logins)('are out of reach of the login %s without any context, whatever it tries', async login => {
    expect(await throughOf(login, work => town.running.house.database.transaction(login, work))).toEqual([])
  })

  it('would be seen by the same attempts in their own city: the attack works', async () => {
    const as = makeAs(town.running.house.database)
    const { city } = town.running.house
    const back = new Error('thrown away')
    const seen = new Set<string>()
    for (const viewer of Object.values(viewers)) {
      const own = { ...viewer, city } as Viewer
      for (const table of tables) {
        for (const name of ['select', 'update', 'delete'] as const) {
          await as(own, async tx => {
            if ((await tries[name]!(tx, table, loginOf(own))) > 0) seen.add(name)
            throw back
          }).catch(() => {})
        }
      }
    }
    expect([...seen].sort()).toEqual(['delete', 'select', 'update'])
  }, 300_000)
})
