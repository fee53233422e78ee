import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Access } from '../src/org/access/index.ts'
import { makeAs } from '../src/org/as.ts'
import { realClock } from '../src/platform/clock.ts'
import { testKeys } from '../src/platform/crypto/index.ts'
import { freshDatabase } from '../test/database.ts'
import type { FreshDatabase } from '../test/database.ts'
import { runImportOrg } from './import-org.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  const out: string[] = []
  const err: string[] = []
  const code = await runImportOrg(argv, {
    out: line => out.push(line),
    err: line => err.push(line),
    env: {},
    open: { database, keys: testKeys() },
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const town = fileURLToPath(new URL('../programmes/yunxi/org', import.meta.url))

describe('import-org', () => {
  it('tries, takes over, and finds nothing left to do', async () => {
    expect(await run(town, '--city', 'yunxi', '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('试运行') })
    expect((await run(town, '--city', 'yunxi')).out).toMatch(/人员 people：新增 \d{3}，修改 0，未变 0/)
    expect((await run(town, '--city', 'yunxi')).out).toMatch(/人员 people：新增 0，修改 0，未变 \d{3}/)
  })
  it('prints where each bad row stands and ends with 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-import-'))
    writeFileSync(join(folder, 'windows.csv'), 'code,unit,name,line\nW1,nowhere,窗口,court.window\n')
    expect(await run(folder, '--city', 'yunxi')).toEqual({
      code: 1,
      out: '',
      err: 'windows.csv 第 2 行，unit：没有编码为 nowhere 的单位。 there is no unit nowhere\n1 处有误，什么都没有改。 Nothing was changed.',
    })
    expect(JSON.parse((await run(folder, '--city', 'yunxi', '--json')).out)).toMatchObject({ faults: [{ line: 2 }] })
  })
  it('opens accounts when asked to, each with a one-time password that its owner must change, in a file for one reader', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-import-'))
    const list = join(folder, 'passwords.csv')
    writeFileSync(join(folder, 'people.csv'), 'code,name,phone,login\nP-new,新来的,,newcomer\n')
    expect(await run(folder, '--city', 'yunxi', '--passwords', list, '--dry-run')).toMatchObject({ code: 0 })
    expect(existsSync(list)).toBe(false)
    expect(await run(folder, '--city', 'yunxi', '--passwords', list)).toMatchObject({
      code: 0,
      err: expect.stringContaining('1 个一次性密码'),
    })
    expect(statSync(list).mode & 0o777).toBe(0o600)
    const [, row = ''] = readFileSync(list, 'utf8').split('\n')
    expect(row).toMatch(/^newcomer,[\w-]{20}$/)
    const access = new Access({ as: makeAs(database), keys: testKeys(), city: 'yunxi', clock: realClock, realClock })
    expect(
      await access.signIn({ login: 'newcomer', password: row.split(',')[1] as string }, { neighbourhood: 'test', network: '127.0.0.0/24' }),
    ).toMatchObject({ session: { mustChange: true } })
    expect(await run(folder, '--city', 'yunxi', '--passwords', list)).toMatchObject({ code: 1, err: expect.stringContaining('已经有了') })
  })
  it('explains itself when it is called wrongly', async () => {
    expect((await run()).code).toBe(1)
    expect((await run(town)).err).toContain('--city')
    expect((await run(town, '--citty', 'x')).code).toBe(1)
    expect((await run('/nowhere', '--city', 'x')).code).toBe(1)
    expect((await run('--help')).code).toBe(0)
  })
})
