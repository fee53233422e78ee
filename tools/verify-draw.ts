import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { addDays, dayFrom } from '../src/calendar/index.ts'
import { faultsOf, howMany, isSealedBefore, promisedHash } from '../src/engine/rules/draw.ts'
import type { DrawFault, DrawSheet } from '../src/engine/rules/draw.ts'
import type { TrailVerdict } from '../src/engine/rules/verifyTrail.ts'
import type { Terminal } from './commands.ts'
import { readRoots, verifyTrail } from './verify-trail.ts'

/*
 * Stands alone: this file and one pure one (engine/rules/draw.ts), with --trail what verify-trail reads by as well; Node, no database, no key,
 * no network. The sheet was downloaded from 回访质量 or /api/rounds/draws; the hash to compare with was copied down while the seed was still
 * nobody's, by anybody. Whoever holds an export of the trail needs no copied hash, only the daily roots as they were printed.
 */
const usage = `npx huiyin verify-draw 抽取单.json [--hash 指纹] [--trail 导出文件.ndjson [--roots 日根.txt]] [--json]

  --hash   当周从 /api/callback/draws（巡查：提前一周从 /api/rounds/draws）抄下的指纹（64 位十六进制）。
           the hash as copied down before the draw.
  --trail  export-trail 的导出文件：核对这次抽取的指纹和比例是否在抽取那天之前就由日根封存。
           an exported trail: whether a daily root took in hash and share before the day of the draw.
  --roots  当时打印或交存的日根。没有它，导出文件只能证明自相一致。
           the daily roots as printed at the time; without them the export is only checked against itself.
  没有 --hash 也没有 --trail，只能证明抽取单自相一致。 With neither, the sheet is only checked against itself.
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
    (given.about === undefined || typeof given.about === 'string') &&
    [given.commitment, given.seed].every(one => typeof one === 'string' && hex64.test(one)) &&
    isCount(given.percent) &&
    isCount(given.least) &&
    areTickets(given.tickets) &&
    areTickets(given.drawn)
  return isFit ? (given as DrawSheet) : undefined
}

/** One name for one draw, or somebody could have promised a second one beside it: the records of a week, and each check list of a week. */
const named = /^(?:(callback)\.draw|rounds\.draw\/[a-z0-9_]{1,40})\/(\d{4}-\d\d-\d\d)$/

type SealFault = 'trail_broken' | 'other_week' | 'not_promised' | 'promised_otherwise' | 'sealed_late'
interface Trail {
  readonly verdict: TrailVerdict
  /** Days whose root was printed or deposited at the time. */
  readonly printed: readonly string[]
}
interface Seal {
  readonly faults: readonly SealFault[]
  readonly sealedOn?: string
  /** A printed root covers the promise and is itself early enough: without one, all roots could have been made anew afterwards. */
  readonly anchored: boolean
}

/** Whether the trail held us to this very draw before the day on which it was made. */
const sealOf = (sheet: DrawSheet, { verdict, printed }: Trail): Seal => {
  if (verdict.faults.length > 0) return { faults: ['trail_broken'], anchored: false }
  const { about = '' } = sheet
  const [, records, week] = named.exec(about) ?? []
  if (week === undefined || week !== sheet.week) return { faults: ['other_week'], anchored: false }
  const promise = verdict.promised.find(one => one.about === about)
  if (!promise) return { faults: ['not_promised'], anchored: false }
  // Records of a week are drawn when it is over, the places of a week when it begins.
  const before = addDays(dayFrom(week), records === undefined ? 0 : 7)
  const isEarly = (day: string): boolean => isSealedBefore(dayFrom(day), before)
  const faults: SealFault[] = []
  if (promise.hash !== promisedHash(hash, { ...sheet, about }) || promise.before !== before) faults.push('promised_otherwise')
  if (!isEarly(promise.day)) faults.push('sealed_late')
  return { faults, sealedOn: promise.day, anchored: printed.some(day => day >= promise.day && isEarly(day)) }
}

const sentences: Readonly<Record<DrawFault | SealFault, string>> = {
  not_as_copied: '指纹和当周抄下的不一样 the hash is not the one that was copied down',
  seed_differs: '随机数和指纹对不上 the seed does not fit the hash',
  doubled: '抽签号有重复 a ticket stands twice',
  drawn_differs: '按随机数重抽，结果不一样 drawn again, others come out',
  trail_broken: '导出的痕迹本身断了，先用 verify-trail 看断在哪里 the exported trail does not verify; see verify-trail',
  other_week: '抽取单的名称和周次对不上 the sheet names a draw of another week',
  not_promised: '痕迹里没有这次抽取的承诺 the trail holds no promise of this draw',
  promised_otherwise: '痕迹里封存的指纹或比例和抽取单不一样 hash or share are not those that the trail sealed',
  sealed_late: '封存得太晚，抽取的日子已经到了 sealed when the day of the draw had come',
}

interface Asked {
  readonly sheet: DrawSheet
  readonly copied: string | undefined
  readonly trail: Trail | undefined
}

const answer = ({ sheet, copied, trail }: Asked, asJson: boolean): { readonly code: number; readonly text: string } => {
  const sealed = trail && sealOf(sheet, trail)
  const faults = [...faultsOf(hash, sheet, copied), ...(sealed?.faults ?? [])]
  const code = faults.length === 0 ? 0 : 2
  if (asJson) {
    const { week, about } = sheet
    const seal = sealed && { sealedOn: sealed.sealedOn, anchored: sealed.anchored }
    return { code, text: `${JSON.stringify({ week, about, faults, compared: copied !== undefined, ...seal })}\n` }
  }
  const count = `${sheet.week}${sheet.about === undefined ? '' : `（${sheet.about}）`}：${sheet.tickets.length} 件里抽 ${howMany(sheet.tickets.length, sheet)} 件 drawn of ${sheet.tickets.length}`
  const notes = [
    copied === undefined && !trail ? '（未与抄下的指纹核对 not compared with a hash copied down）' : '',
    sealed?.sealedOn === undefined ? '' : `；承诺在 ${sealed.sealedOn} 的日根里 promised under the root of that day`,
    sealed?.sealedOn === undefined || sealed.anchored
      ? ''
      : '（没有抽取之前交存的日根可核对 no root printed before the draw to compare with）',
  ].join('')
  return {
    code,
    text:
      faults.length === 0
        ? `抽得对 as drawn。${count}${notes}\n`
        : `${faults.map(fault => `对不上：${sentences[fault]}`).join('\n')}\n${count}${notes}\n`,
  }
}

const options = {
  hash: { type: 'string' },
  trail: { type: 'string' },
  roots: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const runVerifyDraw = async (argv: string[], terminal: Terminal): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options })
    const [file] = positionals
    const copied = values.hash?.replace(/\s+/g, '').toLowerCase()
    const isMeant =
      file !== undefined &&
      positionals.length === 1 &&
      (copied === undefined || hex64.test(copied)) &&
      (values.roots === undefined || values.trail !== undefined)
    if (values.help || !isMeant) {
      ;(values.help ? terminal.out : terminal.err)(usage)
      return values.help ? 0 : 1
    }
    const sheet = readSheet(await readFile(file, 'utf8'))
    if (!sheet) {
      terminal.err(`${file}：不是下载的抽取单。 Not a sheet as the house gives it.\n`)
      return 1
    }
    if (values.trail !== undefined && sheet.about === undefined) {
      terminal.err(`${file}：这份抽取单没有名称，请重新下载。 The sheet does not name its draw; download it anew.\n`)
      return 1
    }
    const roots = values.roots === undefined ? new Map<string, string>() : readRoots(await readFile(values.roots, 'utf8'))
    if (!roots) {
      terminal.err(`${values.roots}：每行应为“日期 散列”。 Every line must read: day hash.\n`)
      return 1
    }
    const trail =
      values.trail === undefined
        ? undefined
        : {
            verdict: await verifyTrail(createInterface({ input: createReadStream(values.trail, 'utf8'), crlfDelay: Infinity }), roots),
            printed: [...roots.keys()],
          }
    const { code, text } = answer({ sheet, copied, trail }, values.json === true)
    terminal.out(text)
    return code
  } catch (error) {
    terminal.err(`读不了 cannot be read：${(error as Error).message}\n`)
    return 1
  }
}
