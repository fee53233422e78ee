import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { faultsOf, howMany } from '../src/engine/rules/draw.ts'
import type { DrawFault, DrawSheet } from '../src/engine/rules/draw.ts'
import type { Terminal } from './commands.ts'

/*
 * Stands alone: this file and one pure one (engine/rules/draw.ts), Node, no database, no key, no network. What it needs was downloaded
 * by the centre from 回访质量; the hash to compare with was copied down from /api/callback/draws in that week, by anybody.
 */
const usage = `npx huiyin verify-draw 抽取单.json [--hash 指纹] [--json]

  --hash  当周从 /api/callback/draws 抄下的指纹（64 位十六进制）。没有它，只能证明文件自相一致。
          the hash as copied down in that week; without it the file is only checked against itself.
退出码 exit code：0 抽得对；1 用法或文件有误；2 对不上
`

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
/** A record's keyed digest, or a place at an hour. */
const ticket = /^(?:[0-9a-f]{32}|\d{4}-\d\d-\d\d \d\d:\d\d [A-Za-z0-9][A-Za-z0-9._-]{0,62})$/
const hex64 = /^[0-9a-f]{64}$/

const readSheet = (text: string): DrawSheet | undefined => {
  const given = JSON.parse(text) as Partial<DrawSheet>
  const areTickets = (list: unknown): boolean => Array.isArray(list) && list.every(one => typeof one === 'string' && ticket.test(one))
  const isCount = (one: unknown): boolean => Number.isInteger(one) && (one as number) >= 0
  const isFit =
    typeof given.week === 'string' &&
    [given.commitment, given.seed].every(one => typeof one === 'string' && hex64.test(one)) &&
    isCount(given.percent) &&
    isCount(given.least) &&
    areTickets(given.tickets) &&
    areTickets(given.drawn)
  return isFit ? (given as DrawSheet) : undefined
}

const sentences: Readonly<Record<DrawFault, string>> = {
  not_as_copied: '指纹和当周抄下的不一样 the hash is not the one that was copied down',
  seed_differs: '随机数和指纹对不上 the seed does not fit the hash',
  doubled: '抽签号有重复 a ticket stands twice',
  drawn_differs: '按随机数重抽，结果不一样 drawn again, others come out',
}

export const runVerifyDraw = async (argv: string[], terminal: Terminal): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { hash: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    const [file] = positionals
    const copied = values.hash?.replace(/\s+/g, '').toLowerCase()
    if (values.help || file === undefined || positionals.length > 1 || (copied !== undefined && !hex64.test(copied))) {
      ;(values.help ? terminal.out : terminal.err)(usage)
      return values.help ? 0 : 1
    }
    const sheet = readSheet(await readFile(file, 'utf8'))
    if (!sheet) {
      terminal.err(`${file}：不是从“回访质量”下载的抽取单。 Not a sheet as the quality page gives it.\n`)
      return 1
    }
    const faults = faultsOf(hash, sheet, copied)
    const count = `${sheet.week}：${sheet.tickets.length} 件里抽 ${howMany(sheet.tickets.length, sheet)} 件 drawn of ${sheet.tickets.length}`
    const compared = copied === undefined ? '（未与抄下的指纹核对 not compared with a hash copied down）' : ''
    terminal.out(
      values.json
        ? `${JSON.stringify({ week: sheet.week, faults, compared: copied !== undefined })}\n`
        : faults.length === 0
          ? `抽得对 as drawn。${count}${compared}\n`
          : `${faults.map(fault => `对不上：${sentences[fault]}`).join('\n')}\n${count}${compared}\n`,
    )
    return faults.length === 0 ? 0 : 2
  } catch (error) {
    terminal.err(`读不了 cannot be read：${(error as Error).message}\n`)
    return 1
  }
}
