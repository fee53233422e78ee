import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { HashText } from '../src/engine/rules/chain.ts'
import { TrailReader } from '../src/engine/rules/verifyTrail.ts'
import type { TrailLine, TrailVerdict } from '../src/engine/rules/verifyTrail.ts'
import type { Terminal } from './commands.ts'

/*
 * Stands alone: this file and three pure ones (verifyTrail, chain, canonical under src/engine/rules), Node, no database,
 * no key. An auditor can read all of it in half an hour.
 */
const usage = `npx huiyin verify-trail 导出文件.ndjson [--roots 日根.txt] [--json]

  --roots  当时打印或交存的日根，每行：日期 散列（YYYY-MM-DD 空格 hex）。没有它，只能证明文件自相一致。
           the daily roots as printed or deposited at the time; without them the file is only checked against itself.
退出码 exit code：0 完整；1 用法或文件有误；2 链条断了
`

const algorithms = { std: 'sha256', gm: 'sm3' } as const
/** A suite that nobody knows hashes to nothing: whoever wrote it into an entry has changed the entry. */
export const hashText: HashText = (suite, text) =>
  Object.hasOwn(algorithms, suite) ? createHash(algorithms[suite]).update(text, 'utf8').digest('hex') : ''

/** Day and hash of each line; undefined where one is something else. */
export const readRoots = (text: string): ReadonlyMap<string, string> | undefined => {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
  const roots = lines.map(line => /^(\d{4}-\d{2}-\d{2})\s+([0-9a-f]{64})$/.exec(line))
  return roots.every(root => root !== null) ? new Map(roots.map(root => [root[1] as string, root[2] as string])) : undefined
}

export const verifyTrail = async (
  lines: AsyncIterable<string> | Iterable<string>,
  roots: ReadonlyMap<string, string> = new Map(),
): Promise<TrailVerdict> => {
  const reader = new TrailReader(hashText, roots)
  let number = 0
  for await (const line of lines) {
    number++
    if (line === '') continue
    try {
      const said = JSON.parse(line) as TrailLine
      if (JSON.stringify(said) !== line) reader.readOtherwise(said)
      reader.read(said)
    } catch (error) {
      throw new Error(`第 ${number} 行 line ${number}：${(error as Error).message}`, { cause: error })
    }
  }
  return reader.verdict()
}

export const inChinese: Readonly<Record<string, string>> = {
  'lines follow after the end': '结束行之后还有内容',
  'the header is missing': '缺文件头',
  'a line of an unknown type': '有一行不认得',
  'the file ends before its end line': '文件没有到结束行',
  'entries that a root sealed are missing': '日根封存过的条目不见了',
  'roots are out of order': '日根次序不对',
  'does not name the root before it': '没有接上前一个日根',
  'the root does not match what it covers': '日根与它封存的内容对不上',
  'the root is not the one that was printed': '与当时打印的日根不一致',
  'a trail goes on after another began': '一件的条目被别的件隔断',
  'an entry holds more than was hashed': '条目里多出没有参与计算的内容',
  'entries are missing or out of order': '条目缺失或次序不对',
  'does not follow on the entry before it': '没有接上前一条',
  'is older than the entry before it': '时间早于前一条',
  'was changed after it had been written': '写入之后被改过',
  'is not what the root of the day sealed': '与当日日根封存的不一致',
  'the trail is not as long as the matter says, or ends otherwise': '条数或末条与该件记载的不一致',
  'lines are missing from the file': '文件缺行',
  'a line holds more than belongs to it': '一行里多出不属于它的内容',
  'a line is not written as it was exported': '一行的写法和导出时不一样',
  'the last line of a matter stands twice': '一件的末行出现了两次',
  'a promise stands twice': '同一次抽取的承诺出现了两次',
}

const sayFault = (fault: string): string =>
  `${inChinese[fault] ?? (fault.includes('that was printed is missing') ? '当时打印的日根不见了' : '')} ${fault}`.trim()

const sentences = (verdict: TrailVerdict, anchored: boolean): string => {
  const sealed =
    verdict.sealedUntil === undefined
      ? '尚无日根'
      : `日根封存至 ${verdict.sealedUntil}${anchored ? '（与交存的一致）' : '（未与交存的核对）'}`
  const count = `${verdict.matters} 件，${verdict.entries} 条，${verdict.roots} 个日根${verdict.promised.length > 0 ? `（记下 ${verdict.promised.length} 次抽取的承诺）` : ''}；${sealed}；其后 ${verdict.unsealed} 条尚未封存。`
  if (verdict.faults.length === 0) return `完整 intact。${count}\n`
  const broken = verdict.faults.map(
    ({ fault, matter, seq, day }) =>
      `断在 broken at ${[matter, seq === undefined ? undefined : `第 ${seq} 条 entry ${seq}`, day].filter(Boolean).join(' ') || '文件 file'}：${sayFault(fault)}`,
  )
  return `${broken.join('\n')}\n${count}\n`
}

export const runVerifyTrail = async (argv: string[], terminal: Terminal): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { roots: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    const [file] = positionals
    if (values.help || file === undefined || positionals.length > 1) {
      ;(values.help ? terminal.out : terminal.err)(usage)
      return values.help ? 0 : 1
    }
    const roots = values.roots === undefined ? new Map<string, string>() : readRoots(await readFile(values.roots, 'utf8'))
    if (!roots) {
      terminal.err(`${values.roots}：每行应为“日期 散列”。 Every line must read: day hash.\n`)
      return 1
    }
    const verdict = await verifyTrail(createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity }), roots)
    terminal.out(values.json ? `${JSON.stringify(verdict)}\n` : sentences(verdict, roots.size > 0))
    return verdict.faults.length === 0 ? 0 : 2
  } catch (error) {
    terminal.err(`读不了 cannot be read：${(error as Error).message}\n`)
    return 1
  }
}
