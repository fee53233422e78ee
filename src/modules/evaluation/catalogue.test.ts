import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { makeOffice } from '../../../test/evaluation.ts'

/**
 * What the schema may hold and who may touch it, read from the database's own catalogue: no time of a rating, no serial,
 * no foreign key, no grant beyond the page that the design of back-to-back rating stands on.
 */
const times = new Set([
  'cohort.answer_until',
  'cohort.change_until',
  'service.finished_at',
  'held_wish.until',
  'forgotten.forgotten_on',
  'bound_day.day',
  // What an administrator did, before anybody can have rated.
  'import.imported_at',
  'import.undo_until',
  'import.undone_at',
])

const grants: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cohort: { intake: 'select', system: 'select, update(state)' },
  service: { intake: 'select', system: 'insert, select, update' },
  contact: { intake: 'select', system: 'insert, select, update' },
  link: { intake: 'select', system: 'insert, select' },
  sealed: { intake: 'insert, select(city,cohort,slot,version)', system: 'select' },
  flush_key: { intake: 'insert', system: 'select' },
  receipt: { intake: 'insert, select, update(held)', system: 'select' },
  released_receipt: { intake: 'select', system: 'insert, select' },
  call_request: { intake: 'insert, select, update(id)' },
  held_wish: { intake: 'delete, insert, select(city,id)', system: 'delete, select' },
  ended_case: { intake: 'select', system: 'insert, select' },
  report_once: { intake: 'insert' },
  reminded: { system: 'insert, select' },
  waiting: { system: 'delete, insert, select, update' },
  mixed: { system: 'insert, select' },
  batch: { staff: 'select', system: 'insert, select' },
  released_level: { staff: 'select', system: 'insert, select' },
  released_reason: { staff: 'select', system: 'insert, select' },
  released_words: { staff: 'select, update(kept_because,reader,sealed,state)', system: 'insert, select' },
  released_change: { staff: 'select', system: 'insert, select' },
  import: { staff: 'select', system: 'insert, select' },
  imported: { system: 'delete, insert, select' },
  import_mapping: { staff: 'delete, insert, select, update' },
  shown: { staff: 'select' },
  silent: { staff: 'select', system: 'insert, select' },
  tally: { staff: 'select' },
  seconds: { staff: 'select', system: 'insert, select, update' },
  forgotten: { staff: 'select' },
  root: { intake: 'select', staff: 'select', system: 'insert, select' },
}

let database: FreshDatabase
let client: pg.PoolClient
beforeAll(async () => {
  database = await freshDatabase()
  // A slice of each partitioned table, as a running city has them.
  const office = await makeOffice(database)
  await office.sweep()
  await office.close()
  client = await database.pool('migrate').connect()
})
afterAll(async () => {
  client?.release()
  await database?.close()
})

const ask = async <T extends object>(text: string): Promise<readonly T[]> => (await client.query<T>(text)).rows

const faultsOf = async (): Promise<string[]> => {
  const faults: string[] = []
  const columns = await ask<{ place: string; type: string; fallback: string | null; identity: string }>(`
    select c.relname || '.' || a.attname as place, format_type(a.atttypid, null) as type, pg_get_expr(d.adbin, d.adrelid) as fallback, a.attidentity::text as identity
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'evaluation'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped`)
  for (const { place, type, fallback, identity } of columns) {
    if (/^(time|date|interval)/.test(type) && !times.has(place)) faults.push(`${place} keeps a time`)
    if (identity !== '' || /nextval|now\(|current_|clock_|gen_random|uuid_generate/.test(fallback ?? ''))
      faults.push(`${place} numbers or dates its rows`)
    if (/(officer|person|others|reader)$/.test(place) && !/^(service\.(officer|others)|released_words\.reader)$/.test(place))
      faults.push(`${place} names a person`)
  }
  for (const { name } of await ask<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'evaluation'::regnamespace and relkind = 'S'",
  ))
    faults.push(`${name} is a sequence`)
  for (const { name } of await ask<{ name: string }>(
    "select conname as name from pg_constraint where connamespace = 'evaluation'::regnamespace and contype = 'f'",
  ))
    faults.push(`${name} is a foreign key`)
  for (const { name } of await ask<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'evaluation'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)",
  ))
    faults.push(`${name} is not under forced row-level security`)
  for (const { name } of await ask<{ name: string }>(
    "select proname as name from pg_proc where pronamespace = 'evaluation'::regnamespace and prosecdef and not coalesce(proconfig::text, '') like '%search_path=pg_catalog%'",
  ))
    faults.push(`${name} runs with somebody else’s search path`)
  for (const { name } of await ask<{ name: string }>(
    "select c.relname as name from pg_class c join pg_index i on i.indrelid = c.oid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where c.relnamespace = 'evaluation'::regnamespace and i.indisprimary and a.attname <> 'city'",
  ))
    faults.push(`${name} has a key that does not begin with the city`)
  const given = await ask<{ name: string; grantee: string; what: string }>(`
    with whole as (
      select c.oid, c.relname, r.rolname, x.privilege_type from pg_class c, aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee
      where c.relnamespace = 'evaluation'::regnamespace and c.relkind in ('r', 'p') and x.grantee <> c.relowner
    ), part as (
      select c.oid, c.relname, r.rolname, x.privilege_type || '(' || string_agg(a.attname, ',' order by a.attname) || ')' as privilege_type
      from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) x join pg_roles r on r.oid = x.grantee
      where c.relnamespace = 'evaluation'::regnamespace and x.grantee <> c.relowner group by c.oid, c.relname, r.rolname, x.privilege_type
    )
    select relname as name, replace(rolname, 'huiyin_', '') as grantee, string_agg(lower(privilege_type), ', ' order by lower(privilege_type)) as what from (select * from whole union all select * from part) g group by relname, rolname`)
  const found = new Map<string, string>(given.map(({ name, grantee, what }) => [`${name} ${grantee}`, what]))
  const wanted = new Map<string, string>(
    Object.entries(grants).flatMap(([name, to]) => Object.entries(to).map(([grantee, what]) => [`${name} ${grantee}`, what] as const)),
  )
  for (const key of new Set([...found.keys(), ...wanted.keys()]))
    if (found.get(key) !== wanted.get(key)) faults.push(`${key}: ${found.get(key) ?? 'nothing'} instead of ${wanted.get(key) ?? 'nothing'}`)
  return faults.sort()
}

const planted = async (text: string): Promise<string[]> => {
  await client.query('begin')
  try {
    await client.query('set local role huiyin_owner')
    await client.query(text)
    return await faultsOf()
  } finally {
    await client.query('rollback')
  }
}

describe('the schema of the sealed store', () => {
  it('keeps no time, number, key or right beyond the page', async () => {
    expect(await faultsOf()).toEqual([])
  })

  it.each([
    ['alter table evaluation.sealed add created_at timestamptz', 'sealed.created_at keeps a time'],
    [
      'alter table evaluation.released_words add number int generated always as identity',
      'released_words.number numbers or dates its rows',
    ],
    ['create table evaluation.trace (city text primary key references evaluation.trace)', 'trace_city_fkey is a foreign key'],
    ['grant select on evaluation.sealed to huiyin_staff', 'sealed staff: select instead of nothing'],
    [
      'grant select (body) on evaluation.sealed to huiyin_intake',
      'sealed intake: insert, select(body,city,cohort,slot,version) instead of insert, select(city,cohort,slot,version)',
    ],
    ['alter table evaluation.receipt no force row level security', 'receipt is not under forced row-level security'],
    ['alter table evaluation.batch add officer uuid', 'batch.officer names a person'],
    ['grant insert on evaluation.tally to huiyin_system', 'tally system: insert instead of nothing'],
    [
      'create function evaluation.peek() returns bigint language sql security definer as $$ select count(*) from evaluation.sealed $$',
      'peek runs with somebody else’s search path',
    ],
  ])('is caught when somebody writes: %s', async (text, fault) => {
    expect(await planted(text)).toContain(fault)
  })
})

describe('the login of the citizen’s page', () => {
  it('can read no table of this room at all', async () => {
    const { rows } = await database
      .pool('public')
      .query<{ name: string }>(
        `select c.relname as name from pg_class c where c.relnamespace = 'evaluation'::regnamespace and c.relkind in ('r', 'p') and (has_table_privilege(c.oid, 'select, insert, update, delete') or has_any_column_privilege(c.oid, 'select'))`,
      )
    expect(rows).toEqual([])
    await expect(database.pool('public').query('select evaluation.pass_on($1, $2, $3, null)', ['x', new Date(0), '[]'])).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('the sealed table', () => {
  it('is named by the intake and the release alone', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url))
    const naming = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('tables.ts'))
      .filter(path => /evaluation\.sealed\b(?!\/)/.test(readFileSync(`${root}${path}`, 'utf8')))
    expect(naming.sort()).toEqual(['modules/evaluation/store/release.ts'])
  })
})
