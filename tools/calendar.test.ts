import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { commands, runCommands } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'calendar-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await runCommands(argv, { out: text => void (out += text), err: text => void (err += text), interactive: false })
  return { code, out, err }
}
const due = (...argv: string[]) => run('calendar', 'due', ...argv)
function batch(text: string): ReturnType<typeof run> {
  const file = join(folder, 'rows.csv')
  writeFileSync(file, text)
  return due('--batch', file)
}

describe('calendar due', () => {
  test('answers JSON with due and because, and nothing else', async () => {
    const { code, out, err } = await due('--from', '2026-09-30', '--amount', '3', '--unit', 'working', '--json')
    expect([code, err]).toEqual([0, ''])
    const answer = JSON.parse(out) as { due: string; because: string[] }
    expect(Object.keys(answer)).toEqual(['due', 'because'])
    expect(answer.due).toBe('2026-10-10')
    expect(answer.because).toContain('2026-10-10 周六：国庆节调休上班，第3个工作日')
  })

  test('tells a person the day first and then why', async () => {
    expect((await due('--from', '2026-08-31', '--amount', '1', '--unit', 'months')).out.split('\n').slice(0, 2)).toEqual([
      '2026-09-30',
      '  2026-08-31 周一：起算，当日不计入',
    ])
  })

  test('moves off rest days unless told not to', async () => {
    expect((await due('--from', '2026-09-05', '--amount', '30', '--unit', 'calendar')).out).toMatch(/^2026-10-08\n/)
    expect((await due('--from', '2026-09-05', '--amount', '30', '--unit', 'calendar', '--roll', 'none')).out).toMatch(/^2026-10-05\n/)
  })

  test('ends with 2 and a sentence when the term crosses into a year without a notice', async () => {
    const { code, out, err } = await due('--from', '2026-12-25', '--amount', '5', '--unit', 'working', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ undetermined: true, notBefore: '2026-12-31' })
    expect(err).toContain('期限待定')
    expect((await due('--from', '2003-12-25', '--amount', '5', '--unit', 'working')).err).toContain('早于已载入的放假安排')
  })

  test.each([
    ['from', ['--from', '2026-02-30', '--amount', '3', '--unit', 'working']],
    ['from', ['--amount', '3', '--unit', 'working']],
    ['amount', ['--from', '2026-02-03', '--amount', '0', '--unit', 'working']],
    ['amount', ['--from', '2026-02-03', '--amount', '1.5', '--unit', 'working']],
    ['unit', ['--from', '2026-02-03', '--amount', '3', '--unit', 'toString']],
    ['roll', ['--from', '2026-02-03', '--amount', '3', '--unit', 'calendar', '--roll', 'back']],
  ])('names the wrong option: %s of %j', async (field, argv) => {
    const { code, out, err } = await due(...argv)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(`--${field}：`)
  })

  test('shows its usage for anything else', async () => {
    expect(await run('calendar', 'when')).toMatchObject({ code: 1, err: expect.stringContaining('--batch') })
    expect(await due('--until', '2026-01-01')).toMatchObject({ code: 1, err: expect.stringContaining('--until') })
    expect(await due('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--batch') })
  })
})

describe('calendar due --batch', () => {
  test('adds a due column and keeps order and other columns', async () => {
    const { code, out } = await batch(
      '\ufefffrom,amount,unit,note\r\n2026-09-30,3,working,甲\r\n2026-09-05,30,calendar,"乙,丙"\r\n2026-08-31,1,months,=1+1\r\n',
    )
    expect(code).toBe(0)
    expect(out).toBe(
      `from,amount,unit,note,due\n2026-09-30,3,working,甲,2026-10-10\n2026-09-05,30,calendar,"乙,丙",2026-10-08\n2026-08-31,1,months,'=1+1,2026-09-30\n`,
    )
  })

  test('reads a roll column where there is one', async () => {
    expect((await batch('from,amount,unit,roll\n2026-09-05,30,calendar,none\n2026-09-05,30,calendar,\n')).out).toBe(
      'from,amount,unit,roll,due\n2026-09-05,30,calendar,none,2026-10-05\n2026-09-05,30,calendar,,2026-10-08\n',
    )
  })

  test('names every bad row by line and field and writes nothing', async () => {
    const { code, out, err } = await batch(
      'from,amount,unit\n2026-09-30,3,working\n2026-09-31,3,working\n2026-09-30,x,working\n2026-09-30,3,weeks\n',
    )
    expect([code, out]).toEqual([1, ''])
    expect(
      err
        .trimEnd()
        .split('\n')
        .map(line => line.slice(0, line.indexOf('：'))),
    ).toEqual(['第 3 行，from', '第 4 行，amount', '第 5 行，unit'])
  })

  test('leaves a row without a loaded year empty and ends with 2', async () => {
    const { code, out, err } = await batch('from,amount,unit\n2026-12-25,5,working\n2026-09-30,3,working\n')
    expect([code, out]).toEqual([2, 'from,amount,unit,due\n2026-12-25,5,working,\n2026-09-30,3,working,2026-10-10\n'])
    expect(err).toContain('第 2 行，期限待定')
  })

  test('refuses a file that is absent, torn, or without its columns', async () => {
    expect(await due('--batch', join(folder, 'absent.csv'))).toMatchObject({ code: 1, out: '', err: expect.stringContaining('读不到文件') })
    expect(await batch('from,amount,unit\n2026-09-30,3\n')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('CSV') })
    expect(await batch('from,amount\n2026-09-30,3\n')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('第 1 行，unit') })
  })
})

describe('npx huiyin', () => {
  test('lists its commands, and knows no others', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const [name, command] of Object.entries(commands)) expect(out).toMatch(new RegExp(`  ${name} +${command.summary.slice(0, 4)}`))
    expect(await run('toString')).toMatchObject({ code: 1, out: '' })
  })

  test('hands arguments, output and exit code through the bundled Node', async () => {
    const bin = fileURLToPath(new URL('huiyin.mjs', import.meta.url))
    const start = (...argv: string[]) => promisify(execFile)(process.execPath, [bin, 'calendar', 'due', '--unit', 'working', ...argv])
    expect((await start('--from', '2026-09-18', '--amount', '5', '--json')).stdout).toContain('"due":"2026-09-24"')
    await expect(start('--from', '2026-12-25', '--amount', '9')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('期限待定'),
    })
  })
})

test('ends quietly when whoever reads it has seen enough, as `head` does', () => {
  const said = spawnSync('bash', ['-c', 'node tools/commands.ts calendar --help | true'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  })
  expect(said.stderr).toBe('')
})
