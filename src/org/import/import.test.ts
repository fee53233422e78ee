import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { testKeys } from '../../platform/crypto/index.ts'
import { makeAs } from '../as.ts'
import type { As } from '../viewer.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { xlsxOf } from '../../platform/sheets/index.ts'
import { readTable } from '../tableStore.ts'
import type { TableRow } from '../tableStore.ts'
import { tableColumns, tables, tableTitles } from './columns.ts'
import type { TableName } from './columns.ts'
import { files, importOrg, readOrgWorkbook } from './index.ts'
import type { FileName, OrgImport } from './index.ts'
import { readRows } from './rows.ts'

const keys = testKeys()
const small: OrgImport['texts'] = {
  units: 'code,name,kind,level,organ,parent\nct,法院,organ,county,court,\nct.a,一庭,department,county,court,ct\n',
  people: 'code,name,phone,login\nW1,甲,10000000001,jia\nW2,乙,,\n',
  posts: 'unit,role,person,title,deputy,from,until\nct.a,leader,W1,庭长,,2026-01-05,\nct.a,officer,W2,,,2026-01-05,\n',
}
const town = Object.fromEntries(
  files.map(file => [file, readFileSync(new URL(`../../../programmes/yunxi/org/${file}.csv`, import.meta.url), 'utf8')]),
) as OrgImport['texts']

let database: FreshDatabase
let as: As
beforeAll(async () => {
  database = await freshDatabase()
  as = makeAs(database)
})
afterAll(() => database.close())

const run = (city: string, texts: OrgImport['texts'], more: Partial<OrgImport> = {}): ReturnType<typeof importOrg> =>
  importOrg(as, keys, { city, texts, ...more })
const count = (city: string): Promise<number> =>
  as({ kind: 'system', city, name: 'import' }, async tx =>
    Number(
      (
        await sql<{
          n: string
        }>`select (select count(*) from org.unit where city = ${city}) + (select count(*) from org.person where city = ${city}) + (select count(*) from org.post where city = ${city}) as n`.execute(
          tx,
        )
      ).rows[0]!.n,
    ),
  )

/** What leaves as a table, as one workbook of one sheet. */
const sheetOf = async (
  city: string,
  table: TableName,
  change: (rows: TableRow[]) => readonly TableRow[] = rows => rows,
): Promise<Buffer> => {
  const rows = change([...(await as({ kind: 'system', city, name: 'import' }, tx => readTable(tx, table)))])
  const columns = tableColumns[table].filter(column => column.key !== 'phone' && column.key !== 'login')
  const bytes: Buffer[] = []
  const pages = (async function* () {
    yield rows.map(row => columns.map(column => row[column.key] ?? null))
  })()
  for await (const some of xlsxOf({
    name: tableTitles[table].zh,
    mark: '某人 某时 导出号',
    columns: columns.map(({ title, kind }) => ({ title: title.zh, kind })),
    pages,
  }))
    bytes.push(some)
  return Buffer.concat(bytes)
}
const textsOf = async (bytes: Buffer): Promise<OrgImport['texts']> => {
  const texts = await readOrgWorkbook(bytes)
  if (isRefusal(texts)) throw new Error(texts.because)
  return texts
}

describe('the organisation as a workbook', () => {
  it.each(tables.map(table => [table] as const))(
    'takes %s in as they went out, under the office’s headings, and nothing changes',
    async table => {
      await run('book', town)
      const texts = await textsOf(await sheetOf('book', table))
      const again = await run('book', texts)
      expect(again.faults).toEqual([])
      expect(again.written[table]).toMatchObject({ inserted: 0, updated: 0 })
      expect(again.written[table].unchanged).toBeGreaterThan(5)
    },
  )
  it('changes what was changed in it, and names a bad row by the line that Excel shows', async () => {
    const renamed = await textsOf(
      await sheetOf('book', 'units', rows => rows.map((row, at) => (at === 3 ? { ...row, name: '改了名的单位' } : row))),
    )
    expect((await run('book', renamed, { dryRun: true })).written.units).toMatchObject({ inserted: 0, updated: 1 })
    const bad = await textsOf(await sheetOf('book', 'units', rows => rows.map((row, at) => (at === 3 ? { ...row, kind: '部门' } : row))))
    expect((await run('book', bad, { dryRun: true })).faults).toMatchObject([{ file: 'units.csv', line: 6, field: 'kind' }])
  })
})

describe('importing an organisation', () => {
  it('takes the whole town, and nothing changes when the same files come again', async () => {
    const first = await run('town', town)
    expect(first.faults).toEqual([])
    expect(first.written.people.inserted).toBeGreaterThan(100)
    const again = await run('town', town)
    expect(again.faults).toEqual([])
    for (const [name, written] of Object.entries(again.written)) expect([name, written.inserted, written.updated]).toEqual([name, 0, 0])
    expect(again.written.phones.unchanged).toBe(first.written.phones.inserted)
  })

  it('says what it would do without doing it', async () => {
    const dry = await run('dry', small, { dryRun: true })
    expect(dry).toMatchObject({
      faults: [],
      dryRun: true,
      written: { units: { inserted: 2 }, posts: { inserted: 2 }, phones: { inserted: 1 } },
    })
    expect(await count('dry')).toBe(0)
  })

  it('reads a file that a spreadsheet saved: byte order mark, carriage returns, columns in another order', async () => {
    const { faults } = await run('bom', { units: '\uFEFFname,code,kind,level,organ,parent\r\n法院,ct,organ,county,court,\r\n' })
    expect(faults).toEqual([])
    expect(await count('bom')).toBe(1)
  })

  it('names every bad row with its line, column and a sentence, and keeps nothing of the good ones', async () => {
    const { faults } = await run('bad', {
      ...small,
      units:
        'code,name,kind,level,organ,parent\nct,法院,organ,county,court,\nct,又一个,organ,county,court,\nct.a,一庭,department,county,court,nowhere\nct.b,,department,county,court,ct\nx,圈一,department,county,court,y\ny,圈二,department,county,court,x\nz,没有上级,department,county,court,\n',
      people: 'code,name,phone,login\nW1,甲,123,jia\n\nW2,"乙",,Jia\n',
    })
    expect(faults.map(fault => `${fault.file}:${fault.line} ${fault.field}`)).toEqual([
      'units.csv:5 name',
      'people.csv:2 phone',
      'people.csv:4 login',
      'units.csv:3 code',
      'units.csv:4 parent',
      'units.csv:6 parent',
      'units.csv:7 parent',
      'units.csv:8 parent',
      'posts.csv:2 person',
      'posts.csv:3 person',
    ])
    for (const fault of faults) expect(fault.zh.length * fault.en.length).toBeGreaterThan(0)
    expect(await count('bad')).toBe(0)
  })

  it('refuses a misspelt column and a broken quote instead of guessing', async () => {
    expect((await run('bad', { ties: 'person,other,kid\nW1,W2,kin\n' })).faults.map(f => f.field)).toEqual(['kind', 'kid'])
    expect((await run('bad', { ties: 'person,other,kind\nW1,"W2,kin\n' })).faults).toHaveLength(1)
  })

  it('keeps the three administrators apart and terms from overlapping, also against what stands there already', async () => {
    expect((await run('posts', small)).faults).toEqual([])
    const posts = (rows: string): ReturnType<typeof run> => run('posts', { posts: `unit,role,person,title,deputy,from,until\n${rows}` })
    expect((await posts('ct.a,leader,W1,,,2026-06-01,\n')).faults).toMatchObject([{ line: 2, field: 'from' }])
    expect((await posts('ct,system_admin,W1,,,2026-06-01,\nct,audit_admin,W1,,,2026-09-01,\n')).faults).toMatchObject([
      { line: 3, field: 'person' },
    ])
    expect((await posts('ct,system_admin,W1,,,2026-06-01,2026-08-31\nct,audit_admin,W1,,,2026-09-01,\n')).faults).toEqual([])
    expect((await posts('ct,security_admin,W1,,,2026-07-01,2026-07-02\n')).faults).toMatchObject([{ field: 'person' }])
    // What gets around the check of the file still meets the table itself.
    await expect(
      as({ kind: 'system', city: 'posts', name: 'import' }, tx =>
        sql`insert into org.post (city, id, unit, role, person, held_from)
      select city, ${keys.uuid()}, unit, 'security_admin', person, '2026-09-05' from org.post where role = 'audit_admin' and city = 'posts'`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/three people/)
  })

  it('ends a post by giving its last day, and moves a unit by giving another parent', async () => {
    await run('change', small)
    const changed = await run('change', {
      posts: 'unit,role,person,title,deputy,from,until\nct.a,leader,W1,庭长,,2026-01-05,2026-06-30\n',
      units: 'code,name,kind,level,organ,parent\nct.a,民一庭,department,county,court,ct\n',
      people: 'code,name,phone,login\nW1,甲,10000000009,\n',
    })
    expect(changed.written).toMatchObject({ posts: { updated: 1 }, units: { updated: 1 }, phones: { updated: 1 } })
  })

  it('makes an account where a login and a first password are given, and refuses one that is no password', async () => {
    expect((await run('accounts', small, { passwordOf: () => 'short' })).faults).toMatchObject([
      { file: 'people.csv', line: 2, field: 'login' },
    ])
    expect(await count('accounts')).toBe(0)
    expect((await run('accounts', small, { passwordOf: login => `Zq7!${login}-mv2-Wetterfahne` })).written.accounts.inserted).toBe(1)
    expect((await run('accounts', small, { passwordOf: login => `Zq7!${login}-mv2-Wetterfahne` })).written.accounts).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 1,
    })
    expect((await run('accounts', { people: 'code,name,phone,login\nW2,乙,,jia\n' })).faults).toMatchObject([{ line: 2, field: 'login' }])
  })

  it('never fails on any text: it reads rows or says what is wrong', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FileName>(...files),
        fc.string({ unit: fc.constantFrom('code', ',', '\n', '"', 'ct', '\r', '单', ' ', '\uFEFF', 'kind', 'court', '2026-01-01') }),
        (file, text) => {
          const { rows, faults } = readRows(file, text)
          expect(rows.length >= 0 && faults.every(fault => fault.line >= 1)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
