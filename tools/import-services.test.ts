import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { FreshDatabase } from '../test/database.ts'
import { makeOffice } from '../test/evaluation.ts'
import type { Office } from '../test/evaluation.ts'
import { readInstant } from '../src/modules/evaluation/import.ts'
import { xlsxOf } from '../src/platform/sheets/index.ts'
import { runImport, runImportServices } from './import-services.ts'

let database: FreshDatabase
let office: Office
const folder = mkdtempSync(join(tmpdir(), 'huiyin-import-'))
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runImportServices(argv, { out: line => out.push(line), err: line => err.push(line), env: {}, house: office.house })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const count = async (): Promise<number> =>
  office.house.as(
    { kind: 'system', city: office.city, name: 'import' },
    async tx => (await sql<{ n: number }>`select count(*)::int as n from evaluation.service`.execute(tx)).rows[0]?.n ?? -1,
  )

const mapping = file(
  'mapping.yaml',
  'fields: {externalId: 案号, line: 业务, officer: 工号, outcome: 情况, finishedAt: 办结时间, partyName: 姓名, partyPhone: 电话}\nvalues: {line: {执行: court.enforcement}}\nconstants: {unit: court.enforcement}\n',
)
const heading = '案号,业务,工号,情况,办结时间,姓名,电话'

describe('an agency’s list', () => {
  it('comes as the Excel workbook that it is, with a title above its headings and days that Excel counts, and a bad row is named by the line that Excel shows', async () => {
    const book = async (name: string, day: string): Promise<string> => {
      const bytes: Buffer[] = []
      const columns = heading.split(',').map(title => ({ title, kind: title === '办结时间' ? ('day' as const) : ('text' as const) }))
      const pages = (async function* () {
        yield [
          ['X1', '执行', 'officer', '办结', '2026-09-14', '邓阿婆', '10000160001'],
          ['X2', '执行', 'officer', '办结', day, '', ''],
        ]
      })()
      for await (const some of xlsxOf({ name: '台账', mark: '某某局二〇二六年台账', columns, pages })) bytes.push(some)
      return file(name, Buffer.concat(bytes))
    }
    const before = await count()
    const bad = await run(await book('bad.xlsx', '前天'), '--mapping', mapping)
    expect([bad.code, bad.err.split('\n').filter(line => line.startsWith('第 4 行，finishedAt')).length, await count()]).toEqual([
      1,
      1,
      before,
    ])
    expect(await run(await book('good.xlsx', '2026-09-15'), '--mapping', mapping, '--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringContaining('services 2，评价链接 links 2'),
    })
    expect((await run(file('old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])))).err).toContain('另存为')
  })

  it('becomes services with a link for each party, in its own columns and values, and twice the same is once', async () => {
    const list = file(
      'list.csv',
      `\uFEFF${heading}\na1,执行,officer,办结,2026/9/15 9:30,甲,13800000001\na1,执行,officer,办结,2026/9/15 9:30,乙,13800000002\na2,执行,,办结,2026年9月15日,丙,\n`,
    )
    expect(await run(list, '--mapping', mapping, '--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringContaining('services 2，评价链接 links 3'),
    })
    expect(await count()).toBe(0)
    expect(JSON.parse((await run(list, '--mapping', mapping, '--json')).out)).toEqual({
      id: expect.any(String),
      services: 2,
      links: 3,
      faults: [],
      dryRun: false,
    })
    expect((await run(list, '--mapping', mapping)).code).toBe(0)
    expect(await count()).toBe(2)
  })

  it('with a column that nothing is read from says so: a telephone under another name would invite nobody, and nobody would know', async () => {
    const list = file('more.csv', 'externalId,line,unit,outcome,finishedAt,phone\nu1,court.enforcement,ct.a,办结,2026-09-15,13800000009\n')
    expect((await run(list, '--dry-run')).err).toContain('没有用到的列 columns that were not read：phone')
    expect(JSON.parse((await run(list, '--dry-run', '--json')).out)).toMatchObject({ unread: ['phone'] })
  })

  it('with faults is listed row by row, and nothing of it is kept', async () => {
    const before = await count()
    const list = file(
      'bad.csv',
      `${heading}\nb1,执行,officer,办结,2026-09-15,甲,\nb2,拆迁,officer,办结,2026-09-15,甲,\nb3,执行,nobody,办结,2026-09-15,甲,\nb4,执行,officer,,2026-09-15,甲,\nb5,执行,officer,办结,昨天,甲,\n`,
    )
    const { code, err } = await run(list, '--mapping', mapping)
    expect(code).toBe(1)
    expect(err.match(/第 \d+ 行，\w+/g)).toEqual(['第 3 行，line', '第 4 行，officer', '第 5 行，outcome', '第 6 行，finishedAt'])
    expect(err).toContain('nobody')
    expect(await count()).toBe(before)
  })

  it('has all faults of a row told in one go, each with the line and column of its owner: a bad number is never dropped, since its citizen would not be invited', async () => {
    const before = await count()
    const list = file(
      'all-faults.csv',
      `${heading}\nf1,执行,officer,办结,2026-09-15,甲,13800000001\nf1,执行,officer,结案,2026-09-15,乙,138000000\nf1,执行,officer,办结,2026-09-15,丙,13800000001\n,拆迁,nobody,,昨天,丁,无\n`,
    )
    const { code, err } = await run(list, '--mapping', mapping)
    expect(code).toBe(1)
    expect(err.match(/第 \d+ 行，\w+/g)).toEqual([
      '第 3 行，outcome',
      '第 3 行，partyPhone',
      '第 4 行，partyRef',
      '第 5 行，externalId',
      '第 5 行，outcome',
      '第 5 行，finishedAt',
      '第 5 行，line',
      '第 5 行，officer',
      '第 5 行，partyPhone',
    ])
    expect(err).not.toContain('138000000')
    expect(await count()).toBe(before)
    const none = file(
      'none.yaml',
      'fields: {externalId: 案号, line: 业务, officer: 工号, outcome: 情况, finishedAt: 办结时间, partyPhone: 电话}\nvalues: {line: {执行: court.enforcement}, partyPhone: {无: ""}}\nconstants: {unit: court.enforcement}\n',
    )
    expect(
      (await run(file('no-number.csv', `${heading}\nf2,执行,officer,办结,2026-09-15,丁,无\n`), '--mapping', none)).code,
      'what stands for no number is said in the mapping',
    ).toBe(0)
  })

  it('that is empty, or headings alone, is refused with a sentence: nothing imported is not success', async () => {
    for (const [name, content, said] of [
      ['empty.csv', '', '文件是空的'],
      ['blank.jsonl', '\n\n', '文件是空的'],
      ['heading.csv', `${heading}\n`, '文件里只有列名'],
    ] as const) {
      const { code, err } = await run(file(name, content), '--mapping', mapping)
      expect([code, err]).toEqual([1, expect.stringContaining(said)])
    }
    expect(
      (
        await run(
          file('misspelt.csv', `${heading}\nm1,执行,officer,办结,2026-09-15,甲,13800000001\n`),
          '--mapping',
          file(
            'misspelt.yaml',
            'fields: {externalId: 案号, line: 业务, outcome: 情况, finishedAt: 办结时间, partyPhone: 手机}\nvalues: {line: {执行: court.enforcement}}\nconstants: {unit: court.enforcement}\n',
          ),
        )
      ).err,
      'a column that the mapping names',
    ).toContain('没有“手机”这一列')
  })

  it('carries the number of its case, whose end by another service opens what waits for it (X13)', async () => {
    const keys = async (): Promise<readonly { key: string; over: boolean }[]> => {
      const { rows } = await office.house.as({ kind: 'system', city: office.city, name: 'import' }, tx =>
        sql<{
          key: string
        }>`select encode(s.case_key, 'hex') as key from evaluation.service s where s.external_id like 'case-%' order by s.external_id`.execute(
          tx,
        ),
      )
      const ended = await office.house.as({ kind: 'system', city: office.city, name: 'sweep' }, tx =>
        sql<{ key: string }>`select encode(e.case_key, 'hex') as key from evaluation.ended_case e`.execute(tx),
      )
      return rows.map(({ key }) => ({ key, over: ended.rows.some(one => one.key === key) }))
    }
    const columns = 'externalId,line,unit,outcome,finishedAt,caseId'
    expect(
      (
        await run(
          file(
            'case1.csv',
            `${columns}\ncase-1,court.window,court,立案,2026-09-14,（2026）云0102执1号\ncase-2,court.window,court,立案,2026-09-14,（2026）云0102执2号\n`,
          ),
        )
      ).code,
    ).toBe(0)
    expect((await keys()).map(({ over }) => over)).toEqual([false, false])
    expect((await run(file('case2.csv', `${columns}\ncase-3,court.window,court,结案,2026-09-15,（2026）云0102执1号\n`))).code).toBe(0)
    const [first, second, third] = await keys()
    expect([first!.over, second!.over, first!.key === third!.key, first!.key === second!.key]).toEqual([true, false, true, false])
  })

  it('may come as Chinese Excel writes it, or as JSON lines', async () => {
    // "案号" and the rest in GB18030, made by hand since this runtime only decodes it.
    const bytes = Buffer.concat([
      Buffer.from('externalId,line,unit,outcome,finishedAt\ng1,court.window,court,'),
      Buffer.from([0xb0, 0xec, 0xbd, 0xe1]),
      Buffer.from(',2026-09-15\n'),
    ])
    expect((await run(file('gb.csv', bytes))).code).toBe(0)
    const lines = file(
      'list.jsonl',
      '{"externalId":"j1","line":"court.window","unit":"court","outcome":"done","finishedAt":"2026-09-15T10:00:00+08:00","partyPhone":13900000000}\n',
    )
    expect((await run(lines)).out).toContain('services 1')
    expect((await run(file('broken.jsonl', '{"externalId":\n'))).code).toBe(1)
  })

  it('is refused with a sentence where the file, a column or the mapping is missing', async () => {
    expect((await run('/nowhere.csv')).err).toContain('no such file')
    expect((await run(file('short.csv', 'externalId,line\na,b\n'))).err).toContain('there is no column unit')
    expect((await run(file('x.csv', heading), '--mapping', file('bad.yaml', 'fields: {name: x}'))).err).toContain('externalId')
    expect((await run()).code).toBe(1)
  })

  it('writes its times in many ways, of which the impossible ones are refused', () => {
    expect(
      ['2026-09-16', '2026/9/6 9:05', '2026年9月16日 09:30', '2026-09-16T01:00:00Z', '2026-02-30', '16.9.2026', ''].map(readInstant),
    ).toEqual([
      '2026-09-16T12:00:00+08:00',
      '2026-09-06T09:05:00+08:00',
      '2026-09-16T09:30:00+08:00',
      '2026-09-16T01:00:00Z',
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('a whole import taken back', () => {
  const undo = async (id: string): Promise<{ code: number; text: string }> => {
    const lines: string[] = []
    const say = (line: string): void => void lines.push(line)
    return { code: await runImport(['undo', id], { out: say, err: say, env: {}, house: office.house }), text: lines.join('\n') }
  }
  const brought = async (name: string, rows: string): Promise<string> =>
    (JSON.parse((await run(file(name, `${heading}\n${rows}`), '--mapping', mapping, '--json')).out) as { id: string }).id
  const outcomeOf = async (externalId: string): Promise<string | undefined> =>
    office.house.as(
      { kind: 'system', city: office.city, name: 'import' },
      async tx =>
        (await sql<{ outcome: string }>`select outcome from evaluation.service where external_id = ${externalId}`.execute(tx)).rows[0]
          ?.outcome,
    )
  /** Of messages that wait: how many, and when the first may leave. */
  const waiting = async () =>
    office.house.as(
      { kind: 'system', city: office.city, name: 'sender' },
      async tx =>
        (
          await sql<{
            n: number
            first: Date | null
          }>`select count(*)::int as n, min(next_at) as first from outbox.message where state = 'waiting' and template = 'evaluation.invite'`.execute(
            tx,
          )
        ).rows[0]!,
    )

  it('takes services, links and invitations with it, and what it had changed stands as before', async () => {
    await office.push([
      {
        externalId: 'u0',
        line: 'court.enforcement',
        unit: 'court.enforcement',
        outcome: '审理中',
        finishedAt: '2026-09-15T09:00:00+08:00',
      },
    ])
    const [before, messages] = [await count(), await waiting()]
    const id = await brought('undo.csv', 'u0,执行,officer,办结,2026-09-15,甲,13800000011\nu1,执行,officer,办结,2026-09-15,乙,13800000012\n')
    expect([await count(), await outcomeOf('u0'), (await waiting()).n]).toEqual([before + 1, '办结', messages.n + 2])
    expect(await undo(id)).toMatchObject({ code: 0 })
    expect([await count(), await outcomeOf('u0'), await waiting()]).toEqual([before, '审理中', messages])
    expect(await undo(id)).toMatchObject({ code: 1, text: expect.stringContaining('不能整批撤回') })
    // The file put right comes in under the same numbers, and its citizens are invited.
    await brought('again.csv', 'u1,执行,officer,办结,2026-09-15,乙,13800000012\n')
    expect((await waiting()).n).toBe(messages.n + 1)
  })

  it('is possible only before an invitation leaves, so that nobody can have rated and nothing tells whether somebody did', async () => {
    const at = office.house.clock.now()
    const id = await brought('late.csv', 'u2,执行,officer,办结,2026-09-15,乙,13800000013\n')
    const until = await office.house.as(
      { kind: 'system', city: office.city, name: 'import' },
      async tx =>
        (await sql<{ until: Date }>`select undo_until as until from evaluation.import where id = ${id}`.execute(tx)).rows[0]!.until,
    )
    expect(until.getTime()).toBe(at.getTime() + 2 * 3_600_000)
    const first = await office.house.as(
      { kind: 'system', city: office.city, name: 'sender' },
      async tx => (await sql<{ at: Date }>`select max(next_at) as at from outbox.message where state = 'waiting'`.execute(tx)).rows[0]!.at,
    )
    expect(first >= until).toBe(true)
    office.clock.moveTo(until)
    expect((await undo(id)).code).toBe(1)
    expect(await outcomeOf('u2')).toBe('办结')
  })

  it('is over once the agency pushed a service of it again, since the answer may have held the link', async () => {
    const id = await brought(
      'touched.csv',
      'u3,执行,officer,办结,2026-09-15,乙,13800000014\nu4,执行,officer,办结,2026-09-15,乙,13800000014\n',
    )
    await office.push([
      { externalId: 'u3', line: 'court.enforcement', unit: 'court.enforcement', outcome: '办结', finishedAt: '2026-09-15T09:00:00+08:00' },
    ])
    expect((await undo(id)).code).toBe(1)
    expect([await outcomeOf('u3'), await outcomeOf('u4')]).toEqual(['办结', '办结'])
    expect((await undo('nothing')).code).toBe(1)
  })
})
