import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { freshDatabase } from '../../test/database.ts'
import type { FreshDatabase } from '../../test/database.ts'
import { testKeys } from '../platform/crypto/index.ts'
import type { Login } from '../platform/database/contract.ts'
import { createKey } from './access/index.ts'
import { makeAs, settingsOf } from './as.ts'
import { makeOrgDirectory } from './directory.ts'
import { importOrg } from './import/index.ts'
import type { As, Role, SystemName, Viewer } from './viewer.ts'

const keys = testKeys()
const org = makeOrgDirectory(keys)
// prettier-ignore
const tables = [
  'unit', 'edge', 'service_window', 'person', 'person_phone', 'post', 'duty', 'tie', 'account', 'session', 'sign_in_attempt',
  'sign_in_failure', 'api_key', 'version', 'first_start', 'calendar_notice', 'second_factor', 'recovery_code', 'access_entry',
  'delegation', 'bell_line', 'proposal', 'account_reset', 'programme_adoption',
] as const
type Table = (typeof tables)[number]

let database: FreshDatabase
let as: As
const ids = new Map<string, string>()
const id = (code: string): string => ids.get(code)!

const texts = {
  units:
    'code,name,kind,level,organ,parent\nct,法院,organ,county,court,\nct.a,一庭,department,county,court,ct\njw,纪委,organ,county,discipline,\n',
  edges: 'lower,upper,kind,line\nct,jw,supervises,discipline\n',
  people: 'code,name,phone,login\nA,甲,10000000001,jia\nB,乙,10000000002,yi\nC,丙,,\nD,丁,,\nE,戊,,\nF,己,,\n',
  posts:
    'unit,role,person,title,deputy,from,until\nct.a,leader,A,,,2026-01-05,\nct.a,officer,B,,,2026-01-05,\njw,discipline,C,,,2026-01-05,\nct,system_admin,D,,,2026-01-05,\nct,security_admin,E,,,2026-01-05,\nct,audit_admin,F,,,2026-01-05,\n',
  windows: 'code,unit,name,line\nW1,ct.a,一号窗口,court.window\n',
  ties: 'person,other,kind\nA,B,kin\n',
  duty: 'unit,person,from,until\nct,A,2026-09-26 18:00,2026-09-27 09:00\n',
}

const personIn = (city: string, code: string): Promise<string> =>
  as(
    { kind: 'system', city, name: 'import' },
    async tx => (await sql<{ id: string }>`select id from org.person where code = ${code}`.execute(tx)).rows[0]!.id,
  )

beforeAll(async () => {
  database = await freshDatabase()
  as = makeAs(database)
  for (const city of ['here', 'there']) {
    expect((await importOrg(as, keys, { city, texts, passwordOf: login => `Zq7!${login}-mv2-Wetterfahne` })).faults).toEqual([])
    await as({ kind: 'system', city, name: 'import' }, async tx => {
      await createKey(tx, keys, city, { name: '办案系统', scopes: ['services'] })
      if (city === 'here')
        for (const row of (
          await sql<{
            code: string
            id: string
          }>`select code, id from org.unit union all select code, id from org.person union all select name, id from org.api_key`.execute(tx)
        ).rows)
          ids.set(row.code, row.id)
      await sql`insert into org.calendar_notice (city, year, version, data, notice, source, entered_at) values (${city}, 2027, 1, '{}', '（虚构）', '测试用', '2026-09-01')`.execute(
        tx,
      )
      await sql`insert into org.first_start (city, at, way, programme, unit, system_admin, security_admin, audit_admin)
        select u.city, '2026-09-01', 'command', 'v', u.id, d.id, e.id, f.id from org.unit u, org.person d, org.person e, org.person f where u.code = 'ct' and d.code = 'D' and e.code = 'E' and f.code = 'F'`.execute(
        tx,
      )
    })
    await as({ kind: 'person', city, person: await personIn(city, 'A'), account: keys.uuid(), name: 'A', posts: [] }, async tx => {
      await sql`insert into org.bell_line (city, id, person, about, key, on_day) select ${city}, ${keys.uuid()}, id, 'health.alarm', '\\x01', '2026-09-01' from org.person where code = 'A'`.execute(
        tx,
      )
      // As the leader who lends her post; the stranger C is whom it is lent to.
      await sql`insert into org.delegation (city, id, unit, role, person, deputy, from_on, until_on, reason, given_at)
        select ${city}, ${keys.uuid()}, u.id, 'leader', a.id, c.id, '2026-09-01', '2026-09-02', '出差', '2026-09-01' from org.unit u, org.person a, org.person c where u.code = 'ct.a' and a.code = 'A' and c.code = 'C'`.execute(
        tx,
      )
    })
    // What is proposed here waits; the wall that a second one settles it stands in src/org/proposals.
    const keeper = await personIn(city, 'E')
    const proposer: Viewer = {
      kind: 'person',
      city,
      person: keeper,
      account: keeper,
      name: 'E',
      posts: [{ unit: keeper, role: 'security_admin' }],
    }
    await as(proposer, tx =>
      sql`insert into org.proposal (city, id, changes, reason, from_on, proposed_by, proposed_at, proposed_on, expires_on)
        select ${city}, ${keys.uuid()}, jsonb_build_array(jsonb_build_object('what', 'post_given', 'id', ${keys.uuid()}::text, 'unit', u.id, 'role', 'head', 'person', p.id, 'deputy', 0, 'from', '2026-09-10')), '任免文件', '2026-09-10', ${keeper}, '2026-09-01', '2026-09-01', '2026-09-08'
        from org.person p, org.unit u where p.code = 'B' and u.code = 'ct'`.execute(tx),
    )
    await as(proposer, tx =>
      sql`insert into org.account_reset (city, id, account, what, reason, asked_by, asked_at) select ${city}, ${keys.uuid()}, a.id, 'factors', '手机丢了', ${keeper}, '2026-09-01' from org.account a where a.login = 'jia'`.execute(
        tx,
      ),
    )
    const drafter = await personIn(city, 'D')
    await as({ kind: 'person', city, person: drafter, account: drafter, name: 'D', posts: [{ unit: drafter, role: 'system_admin' }] }, tx =>
      sql`insert into org.programme_adoption (city, id, version, way, yaml, from_on, proposed_by, proposed_at)
      values (${city}, ${keys.uuid()}, 'v', 'screen', 'name: x', '2026-09-10', org.person(), '2026-09-01')`.execute(tx),
    )
    await as({ kind: 'system', city, name: 'sign_in' }, async tx => {
      await sql`insert into org.session (city, digest, account, created_at, seen_at, expires_at) select ${city}, '\\x01', id, '2026-09-01', '2026-09-01', '2026-09-02' from org.account where login = 'jia'`.execute(
        tx,
      )
      await sql`insert into org.sign_in_attempt (city, id, login, neighbourhood, at, succeeded) values (${city}, ${keys.uuid()}, '\\x01', 'x', '2026-09-01', true)`.execute(
        tx,
      )
      await sql`insert into org.second_factor (city, id, account, kind, label, sealed, enrolled_at) select ${city}, ${keys.uuid()}, id, 'totp', '手机', '\\x01', '2026-09-01' from org.account where login = 'jia'`.execute(
        tx,
      )
      await sql`insert into org.recovery_code (city, account, digest) select ${city}, id, '\\x01' from org.account where login = 'jia'`.execute(
        tx,
      )
      await sql`insert into org.access_entry (city, id, at, person, act) select ${city}, ${keys.uuid()}, '2026-09-01', person, 'stepped_up' from org.account where login = 'jia'`.execute(
        tx,
      )
      await sql`insert into org.sign_in_failure (city, key, failures, at) values (${city}, '\\x01', 1, '2026-09-01')`.execute(tx)
    })
  }
})
afterAll(() => database.close())

const person = (code: string, unit: string, role: Role): Viewer => ({
  kind: 'person',
  city: 'here',
  person: id(code),
  account: id(code),
  name: code,
  posts: [{ unit: id(unit), role }],
})
const system = (name: SystemName): Viewer => ({ kind: 'system', city: 'here', name })
const viewers: Readonly<Record<string, () => Viewer>> = {
  leader: () => person('A', 'ct.a', 'leader'),
  officer: () => person('B', 'ct.a', 'officer'),
  stranger: () => ({ ...person('C', 'ct.a', 'clerk'), posts: [] }) as Viewer,
  discipline: () => person('C', 'jw', 'discipline'),
  systemAdmin: () => person('D', 'ct', 'system_admin'),
  securityAdmin: () => person('E', 'ct', 'security_admin'),
  auditAdmin: () => person('F', 'ct', 'audit_admin'),
  public: () => ({ kind: 'public', city: 'here' }),
  citizen: () => ({ kind: 'citizen', city: 'here', matter: keys.uuid() }),
  key: () => ({ kind: 'key', city: 'here', key: id('办案系统'), scopes: ['services'] }),
  sign_in: () => system('sign_in'),
  intake: () => system('intake'),
  sweep: () => system('sweep'),
  mixer: () => system('mixer'),
  sender: () => system('sender'),
  loops: () => system('loops'),
  import: () => system('import'),
}

/** What a viewer sees of each table: rows, or 'refused' by the grant. */
const seen = async (viewer: Viewer): Promise<Record<Table, number | 'refused'>> => {
  const found: Partial<Record<Table, number | 'refused'>> = {}
  for (const table of tables) {
    found[table] = await as(viewer, async tx =>
      Number((await sql<{ n: string }>`select count(city) as n from ${sql.table(`org.${table}`)}`.execute(tx)).rows[0]!.n),
    ).catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error
      return 'refused' as const
    })
  }
  return found as Record<Table, number | 'refused'>
}

const offices = { unit: 3, edge: 1, service_window: 1, person: 6, post: 6, duty: 1 } as const
// prettier-ignore
const staff = { ...offices, person_phone: 'refused', tie: 0, account: 0, session: 0, sign_in_attempt: 0, sign_in_failure: 'refused', api_key: 0, version: 'refused', first_start: 0, calendar_notice: 0, second_factor: 'refused', recovery_code: 'refused', access_entry: 0, delegation: 0, bell_line: 0, proposal: 0, account_reset: 0, programme_adoption: 0 } as const
// prettier-ignore
const machine = { ...offices, person_phone: 0, tie: 0, account: 0, session: 0, sign_in_attempt: 0, sign_in_failure: 0, api_key: 0, version: 'refused', first_start: 0, calendar_notice: 1, second_factor: 0, recovery_code: 0, access_entry: 'refused', delegation: 0, bell_line: 0, proposal: 'refused', account_reset: 'refused', programme_adoption: 1 } as const
const nobody = Object.fromEntries(tables.map(table => [table, 'refused'])) as Record<Table, 'refused'>

// A table is read across.
// prettier-ignore
const matrix: Readonly<Record<string, Readonly<Record<Table, number | 'refused'>>>> = {
  // The two whom a tie names may see that it is known; an account is its owner's.
  leader: { ...staff, tie: 1, account: 1, access_entry: 1, delegation: 1, bell_line: 1 }, officer: { ...staff, tie: 1, account: 1 }, stranger: { ...staff, delegation: 1 },
  discipline: { ...staff, tie: 1, delegation: 1 }, systemAdmin: { ...staff, programme_adoption: 1, first_start: 1, calendar_notice: 1, proposal: 1, account_reset: 1 }, securityAdmin: { ...staff, programme_adoption: 1, tie: 1, account: 2, session: 1, api_key: 1, first_start: 1, calendar_notice: 1, proposal: 1, account_reset: 1, delegation: 1 }, auditAdmin: { ...staff, programme_adoption: 1, tie: 1, account: 2, sign_in_attempt: 1, api_key: 1, first_start: 1, calendar_notice: 1, proposal: 1, account_reset: 1, access_entry: 1, delegation: 1 },
  public: { ...nobody, unit: 3, service_window: 1 }, citizen: { ...nobody, unit: 3, service_window: 1 },
  key: { ...machine, api_key: 1, calendar_notice: 0, programme_adoption: 0 },
  sign_in: { ...machine, account: 2, session: 1, sign_in_attempt: 1, sign_in_failure: 1, api_key: 1, second_factor: 1, recovery_code: 1, delegation: 1 }, intake: { ...machine, tie: 1 }, sweep: { ...machine, person_phone: 2, tie: 1, bell_line: 1 }, mixer: machine,
  sender: { ...machine, person_phone: 2 }, loops: { ...machine, person_phone: 2, tie: 1 }, import: { ...machine, person_phone: 2, tie: 1, account: 2, session: 1, api_key: 1, first_start: 1, calendar_notice: 1 },
}

describe('who sees what of the organisation', () => {
  it('is this table, for every viewer there is, and never a row of another city', async () => {
    expect(Object.keys(matrix)).toEqual(Object.keys(viewers))
    for (const [name, viewer] of Object.entries(viewers)) expect([name, await seen(viewer())]).toEqual([name, matrix[name]])
  })

  it('is nothing at all without a context, and nothing with half of one (A-05)', async () => {
    for (const login of ['staff', 'public', 'system'] as const satisfies Login[]) {
      for (const settings of [
        [],
        ['huiyin.city', 'here'],
        ['huiyin.viewer', login === 'public' ? 'public' : login === 'staff' ? 'person' : 'loops'],
        ['huiyin.posts', `${id('ct')}/security_admin`],
      ]) {
        for (const table of tables) {
          const count = await database
            .transaction(login, async tx => {
              if (settings.length > 0) await sql`select set_config(${settings[0]}, ${settings[1]}, true)`.execute(tx)
              return Number((await sql<{ n: string }>`select count(city) as n from ${sql.table(`org.${table}`)}`.execute(tx)).rows[0]!.n)
            })
            .catch((error: { code?: string }) => {
              if (error.code !== '42501') throw error
              return 0
            })
          expect([login, settings[0], table, count]).toEqual([login, settings[0], table, 0])
        }
      }
    }
  })

  it('leaves no setting behind on the connection', async () => {
    await Promise.all(Array.from({ length: 12 }, () => as(viewers.loops!(), async () => {})))
    for (let i = 0; i < 12; i++) {
      const left = await database.transaction(
        'system',
        async tx => (await sql<{ n: string | number }>`select count(*) as n from org.unit`.execute(tx)).rows[0]!.n,
      )
      expect(Number(left)).toBe(0)
    }
  })

  it('never includes a password or a key’s digest for staff, nor more than names for the public', async () => {
    for (const [viewer, column, table] of [
      ['securityAdmin', 'password_hash', 'account'],
      ['auditAdmin', 'digest', 'api_key'],
      ['securityAdmin', 'digest', 'session'],
      ['public', 'parent', 'unit'],
      ['citizen', 'line', 'service_window'],
    ] as const) {
      await expect(
        as(viewers[viewer]!(), tx => sql`select ${sql.ref(column)} from ${sql.table(`org.${table}`)}`.execute(tx)),
      ).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('is told apart by the snapshot: only those who route know who is kin', async () => {
    for (const [name, viewer] of Object.entries(viewers)) {
      if (name === 'public' || name === 'citizen') continue
      const { tiesHidden, ties } = await as(viewer(), tx => org.snapshot(tx, '2026-09-26'))
      expect([name, tiesHidden ?? false]).toEqual([name, !['intake', 'sweep', 'loops', 'import'].includes(name)])
      if (!tiesHidden) expect(ties).toHaveLength(1)
    }
  })
})

/** Each change, and who alone may make it. Tried inside a transaction that is thrown away. */
const changes: Readonly<Record<string, { by: readonly string[]; run: (city: string) => ReturnType<typeof sql> }>> = {
  'a new unit': {
    by: ['systemAdmin', 'import'],
    run: city =>
      sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${keys.uuid()}, 'new', '新', 'organ', 'county', 'court')`,
  },
  'another name of a unit': {
    by: ['systemAdmin', 'import'],
    run: city => sql`update org.unit set name = '改' where city = ${city} and code = 'ct'`,
  },
  'a new window': {
    by: ['systemAdmin', 'import'],
    run: city =>
      sql`insert into org.service_window (city, id, unit, code, name, line) values (${city}, ${keys.uuid()}, ${id('ct.a')}, 'W9', '窗', 'court.window')`,
  },
  'a unit moved by one alone': {
    by: ['import'],
    run: city => sql`update org.unit set parent = ${id('jw')} where city = ${city} and code = 'ct.a'`,
  },
  'a watch of somebody who leads nothing there': {
    by: ['import'],
    run: city =>
      sql`insert into org.duty (city, id, unit, person, from_at, until_at) values (${city}, ${keys.uuid()}, ${id('ct')}, ${id('B')}, '2026-10-01 18:00+08', '2026-10-02 09:00+08')`,
  },
  'a watch taken off the roster': { by: ['systemAdmin', 'import'], run: city => sql`delete from org.duty where city = ${city}` },
  'a new line of command': {
    by: ['import'],
    run: city =>
      sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${id('ct')}, ${id('jw')}, 'guides', 'territory')`,
  },
  'an edge taken away': { by: ['import'], run: city => sql`delete from org.edge where city = ${city}` },
  'a new person': {
    by: ['securityAdmin', 'import'],
    run: city => sql`insert into org.person (city, id, code, name) values (${city}, ${keys.uuid()}, 'Z', '新人')`,
  },
  'a post given': {
    by: ['import'],
    run: city =>
      sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${keys.uuid()}, ${id('ct')}, 'head', ${id('B')}, '2026-09-01')`,
  },
  'a post ended': {
    by: ['import'],
    run: city => sql`update org.post set held_until = '2026-09-01' where city = ${city} and role = 'officer'`,
  },
  'a post for the security administrator herself': {
    by: ['import'],
    run: city =>
      sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${keys.uuid()}, ${id('ct')}, 'head', ${id('E')}, '2026-09-01')`,
  },
  'a proposal settled by whoever made it': {
    by: [],
    run: city =>
      sql`update org.proposal set state = 'approved', settled_by = org.person(), settled_at = '2026-09-02', settled_on = '2026-09-02' where city = ${city} and proposed_by = org.person()`,
  },
  'a proposal settled by another': {
    by: ['systemAdmin'],
    run: city =>
      sql`update org.proposal set state = 'approved', settled_by = org.person(), settled_at = '2026-09-02', settled_on = '2026-09-02' where city = ${city}`,
  },
  'a proposal written anew': {
    by: [],
    run: city => sql`update org.proposal set changes = '[{"what":"unit_closed"}]' where city = ${city}`,
  },
  'whoever may settle it written anew': { by: [], run: city => sql`update org.proposal set approvers = '{officer}' where city = ${city}` },
  'a tie written down by one alone': {
    by: ['import'],
    run: city =>
      sql`insert into org.tie (city, person, other, kind) values (${city}, least(${id('C')}::uuid, ${id('D')}::uuid), greatest(${id('C')}::uuid, ${id('D')}::uuid), 'kin')`,
  },
  'a tie struck out by one alone': { by: ['import'], run: city => sql`delete from org.tie where city = ${city}` },
  'an account shut': {
    by: ['securityAdmin', 'sign_in', 'import'],
    run: city => sql`update org.account set disabled_at = '2026-09-01' where city = ${city} and login = 'jia'`,
  },
  'a key revoked': {
    by: ['securityAdmin', 'sign_in', 'import'],
    run: city => sql`update org.api_key set revoked_at = '2026-09-01' where city = ${city}`,
  },
  'a unit deleted': { by: [], run: city => sql`delete from org.unit where city = ${city}` },
  'a person deleted': { by: [], run: city => sql`delete from org.person where city = ${city}` },
  // The command line of the machine room may enter one, too; nothing is in force before an administrator confirms it.
  'a notice entered': {
    by: ['systemAdmin', 'import'],
    run: city =>
      sql`insert into org.calendar_notice (city, year, version, data, notice, source, entered_by, entered_at) values (${city}, 2028, 1, '{}', '（虚构）', '测试用', org.person(), '2026-09-01')`,
  },
  'a notice confirmed': {
    by: ['systemAdmin', 'securityAdmin'],
    run: city => sql`update org.calendar_notice set confirmed_by = org.person(), confirmed_at = '2026-09-01' where city = ${city}`,
  },
  'a programme agreed to': {
    by: ['securityAdmin'],
    run: city => sql`update org.programme_adoption set approved_by = org.person(), approved_at = '2026-09-02' where city = ${city}`,
  },
  'a programme taken back': {
    by: ['systemAdmin', 'securityAdmin'],
    run: city => sql`update org.programme_adoption set withdrawn_by = org.person(), withdrawn_at = '2026-09-02' where city = ${city}`,
  },
  'a first start undone': { by: [], run: city => sql`delete from org.first_start where city = ${city}` },
  'a first start rewritten': { by: [], run: city => sql`update org.first_start set way = 'page' where city = ${city}` },
  'a phone written': {
    by: ['import'],
    run: city => sql`insert into org.person_phone (city, person, sealed) values (${city}, ${id('C')}, '\\x00')`,
  },
}

describe('who changes what of the organisation', () => {
  it('is one administrator for the drawing, another for the people, and nobody in another city', async () => {
    for (const [change, { by, run }] of Object.entries(changes)) {
      for (const [name, viewer] of Object.entries(viewers)) {
        for (const city of ['here', 'there']) {
          const done = (await as(viewer(), async tx => {
            const { numAffectedRows } = await run(city).execute(tx)
            throw Object.assign(new Error('thrown away'), { changed: Number(numAffectedRows) })
          }).catch((error: { code?: string; changed?: number }) => {
            if (error.changed === undefined && error.code !== '42501') throw error
            return error.changed ?? 0
          })) as number
          expect([change, name, city, done > 0]).toEqual([change, name, city, city === 'here' && by.includes(name)])
        }
      }
    }
  })
})

describe('the tables', () => {
  it('are all under forced row-level security, with the city first in every primary key', async () => {
    const { rows } = await database.transaction('migrate', tx =>
      sql<{ name: Table; forced: boolean; first: string }>`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, a.attname as first
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where n.nspname = 'org' and c.relkind = 'r' order by 1`.execute(tx),
    )
    expect(rows.map(row => row.name)).toEqual([...tables].sort())
    for (const row of rows) expect(row).toMatchObject({ forced: true, first: 'city' })
  })
})

describe('a viewer', () => {
  it('cannot carry a second post inside a post, nor no city', () => {
    const viewer = person('A', 'ct.a', 'leader') as Extract<Viewer, { kind: 'person' }>
    for (const role of ['leader,x', `leader,${id('ct')}/security_admin`, 'security_admin/x', ''])
      expect(() => settingsOf({ ...viewer, posts: [{ unit: id('ct'), role: role as Role }] })).toThrow(TypeError)
    expect(() => settingsOf({ ...viewer, posts: [{ unit: `x,${id('ct')}`, role: 'leader' }] })).toThrow(TypeError)
    expect(() => settingsOf({ ...viewer, city: '' })).toThrow(TypeError)
  })
})
