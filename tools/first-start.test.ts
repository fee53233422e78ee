import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { FreshDatabase } from '../test/database.ts'
import { townFolder } from '../test/programme.ts'
import { makeAs } from '../src/org/as.ts'
import { runFirstStart } from './first-start.ts'

let database: FreshDatabase
let data: string
beforeEach(async () => {
  database = await freshDatabase()
  data = mkdtempSync(join(tmpdir(), 'huiyin-first-'))
})
afterEach(() => database.close())

const run = async (argv: readonly string[], input?: string): Promise<{ code: number; out: string; err: string }> => {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runFirstStart(argv, {
    out: line => out.push(line),
    err: line => err.push(line),
    env: { HUIYIN_DATA: data },
    database,
    ...(input === undefined ? {} : { input: () => input }),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const accounts = () =>
  makeAs(database)(
    { kind: 'system', city: 'yunxi', name: 'import' },
    async tx =>
      (
        await sql<{
          login: string
          must_change: boolean
          role: string
        }>`select a.login, a.must_change, p.role from org.account a join org.post p on p.city = a.city and p.person = a.person order by login`.execute(
          tx,
        )
      ).rows,
  )
const people = [
  '--programme',
  townFolder,
  '--region',
  '530100',
  '--office',
  '市委政法委',
  '--system',
  'jiangyz:江一舟',
  '--security',
  'guqh:顾青禾',
  '--audit',
  'shaomy:邵明远',
]

describe('the first start from the command line', () => {
  it('prints one-time passwords that must be changed, once in the life of a city', async () => {
    const first = await run(people)
    expect([first.code, first.err]).toEqual([0, ''])
    expect(new Set(first.out.match(/[a-z0-9]{6}(-[a-z0-9]{6}){3}/g))).toHaveProperty('size', 3)
    expect(await accounts()).toEqual([
      { login: 'guqh', must_change: true, role: 'security_admin' },
      { login: 'jiangyz', must_change: true, role: 'system_admin' },
      { login: 'shaomy', must_change: true, role: 'audit_admin' },
    ])
    const second = await run(people.map(word => word.replace('jiangyz:江一舟', 'another:别人')))
    expect([second.code, second.out]).toEqual([1, ''])
    expect(second.err).toContain('already')
    expect(await accounts()).toHaveLength(3)
  })
  it('takes the three passwords from the standard input, by the rules of passwords', async () => {
    const wrong = await run([...people, '--passwords-from-stdin'], 'kurz\nkurz\n\n')
    expect(wrong.code).toBe(1)
    expect(wrong.err.split('\n')).toHaveLength(4)
    expect(await accounts()).toEqual([])
    const right = await run(
      [...people, '--passwords-from-stdin'],
      '柳渡口的水声 听得很远很远\nZeder-7-am-stillen-Weg\nKahn 12, rot gestrichen!\n',
    )
    expect(right).toMatchObject({ code: 0, err: '' })
    expect(right.out).not.toContain('Zeder')
    expect((await accounts()).every(account => !account.must_change)).toBe(true)
  })
  it('names every fault of its words and changes nothing: one person twice, a missing one, a wrong folder', async () => {
    const twice = await run(people.map(word => word.replace('guqh:', 'JiangYZ:')))
    expect([twice.code, twice.err.includes('--security')]).toEqual([1, true])
    expect((await run(people.slice(0, -2))).err).toContain('--audit')
    expect((await run(people.map(word => (word === townFolder ? '/nowhere' : word)))).err).toContain('there is no such folder')
    expect((await run(people.map(word => (word === '530100' ? '530001' : word)))).err).toContain('--region')
    expect((await run(['--nonsense'])).code).toBe(1)
    expect(await accounts()).toEqual([])
  })
  it('takes the region by its name where one place is meant, lists several, and lets a newer one be named by hand', async () => {
    const of = (region: string, ...more: string[]) => run([...people.map(word => (word === '530100' ? region : word)), ...more])
    const several = await of('朝阳')
    expect([several.code, several.err.includes('110105'), several.err.includes('211300')]).toEqual([1, true, true])
    expect((await of('无此地')).err).toContain('--region')
    expect((await of('539900')).err).toContain('--region-name')
    const named = await of('昆明', '--units')
    expect([named.code, named.err]).toEqual([0, ''])
    for (const said of ['530100  云南省昆明市', '昆明市中级人民法院']) expect(named.out).toContain(said)
  })
  it('takes a place that the table does not know by hand', async () => {
    const made = await run([...people.map(word => (word === '530100' ? '530199' : word)), '--region-name', '新港区'])
    expect([made.code, made.err, made.out.includes('云南省昆明市新港区')]).toEqual([0, '', true])
  })
  it('is another city’s only with another data folder', async () => {
    expect((await run(people)).code).toBe(0)
    const other = await run(people.map(word => (word === townFolder ? join(townFolder, '../kunming') : word)))
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('belongs to the city "yunxi"')])
  })
})
