import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import {
  dueOf,
  isUndetermined,
  loadStatutoryCalendar,
  parseDay,
  yearOf,
  type Day,
  type DayUnit,
  type Roll,
  type Undetermined,
  type WorkCalendar,
} from '../src/calendar/index.ts'
import { decodeText } from '../src/platform/sheets/index.ts'
import { isNotice, readFitting, readNotice } from '../src/org/notices/index.ts'
import type { NoticeFault } from '../src/org/notices/index.ts'
import type { Terminal } from './commands.ts'
import { loadNotice } from './load-notice.ts'

const USAGE = `npx huiyin calendar due --from YYYY-MM-DD --amount N --unit working|calendar|months [--roll next|none] [--json]
npx huiyin calendar due --batch 文件.csv      列 columns: from,amount,unit[,roll]；结果 CSV 多一列 due
npx huiyin calendar load 文件.csv|.json [--dry-run]   把一年的放假安排交给本市，另一位管理员在工作台确认后生效
                                                      a year's notice, in force once an administrator has confirmed it

  --unit   working 工作日；calendar 自然日；months 月
  --roll   末日逢休息日：next 顺延（默认）；none 不顺延
  --year   另加一年的放假安排，只用于这一次计算，可重复 one more year from a file, for this answer only; may be repeated
  文件     CSV 列 类型,名称,开始,结束（kind,name,from,to）；类型 年份、文号、依据、放假、上班；或 JSON：year, notices, source, off, worked
退出码 exit code：0 已算出；1 输入有误；2 跨入放假安排未载入的年份，期限待定
`

/** The day of the event is not counted; what the person typed is judged here, once, for both forms of the command. */
interface Question {
  readonly from: Day
  readonly amount: number
  readonly unit: DayUnit
  readonly roll: Roll
}
interface Fault {
  readonly field: string
  readonly sentence: string
}

const UNITS: Readonly<Record<string, DayUnit>> = { working: 'working_days', calendar: 'calendar_days', months: 'months' }
const LONGEST = 3660

function readQuestion(given: { from?: string; amount?: string; unit?: string; roll?: string }): Question | Fault {
  const from = parseDay(given.from?.trim() ?? '')
  if (from === undefined)
    return { field: 'from', sentence: `“${given.from ?? ''}”不是日期，应写作 2026-09-30 这样的实有日期。 Not a day (YYYY-MM-DD).` }
  const amount = /^\d{1,4}$/.test(given.amount?.trim() ?? '') ? Number(given.amount) : 0
  if (amount < 1 || amount > LONGEST)
    return { field: 'amount', sentence: `“${given.amount ?? ''}”应为 1 至 ${LONGEST} 的整数。 Not a whole number from 1 to ${LONGEST}.` }
  const unit = given.unit?.trim() ?? ''
  if (!Object.hasOwn(UNITS, unit)) return { field: 'unit', sentence: `“${unit}”应为 working、calendar 或 months。 Not a known unit.` }
  const roll = given.roll?.trim() || 'next'
  if (roll !== 'next' && roll !== 'none') return { field: 'roll', sentence: `“${roll}”应为 next 或 none。 Not a known rule.` }
  return { from, amount, unit: UNITS[unit]!, roll }
}

/** An answer always names the year that is missing: before the first one no notice will come. */
function unknownSentence(calendar: WorkCalendar, answer: Undetermined, from: Day): string {
  const known = `已载入 ${yearOf(calendar.firstKnown)}—${yearOf(calendar.lastKnown)} 年`
  if (from < calendar.firstKnown)
    return `期限待定：${from} 早于已载入的放假安排（${known}），不作推测。 Undetermined: before the loaded calendar.`
  return `期限待定：期限跨入放假安排未载入的年份（${known}），不早于 ${answer.notBefore}，不作推测。 Undetermined: it ends in a year whose notice is not loaded; not before ${answer.notBefore}.`
}

function answerOne(calendar: WorkCalendar, question: Question, json: boolean, terminal: Terminal): number {
  const answer = dueOf(calendar, question)
  if (json) terminal.out(`${JSON.stringify(answer)}\n`)
  if (isUndetermined(answer)) {
    terminal.err(`${unknownSentence(calendar, answer, question.from)}\n`)
    return 2
  }
  if (!json) terminal.out(`${answer.due}\n${answer.because.map(line => `  ${line}\n`).join('')}`)
  return 0
}

interface Row {
  readonly record: Record<string, string>
  readonly info: { readonly lines: number }
}

/** Every bad row is named and nothing is written; a row without a loaded year keeps an empty `due` and makes the exit code 2. */
function answerBatch(calendar: WorkCalendar, text: string, terminal: Terminal): number {
  let header: string[] = []
  let rows: Row[]
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      columns: (names: string[]) => (header = names),
    }) as unknown as Row[]
  } catch (error) {
    terminal.err(`文件不是规整的 CSV：${(error as Error).message}\n`)
    return 1
  }
  const absent = ['from', 'amount', 'unit'].filter(name => !header.includes(name))
  if (absent.length > 0) {
    terminal.err(`第 1 行，${absent.join('、')}：表头应有 from,amount,unit 三列。 Columns from, amount, unit are needed.\n`)
    return 1
  }
  const faults: string[] = []
  const undetermined: string[] = []
  const answers: Record<string, string>[] = []
  for (const { record, info } of rows) {
    const question = readQuestion(record)
    if ('field' in question) {
      faults.push(`第 ${info.lines} 行，${question.field}：${question.sentence}\n`)
      continue
    }
    const answer = dueOf(calendar, question)
    if (isUndetermined(answer)) undetermined.push(`第 ${info.lines} 行，${unknownSentence(calendar, answer, question.from)}\n`)
    answers.push({ ...record, due: isUndetermined(answer) ? '' : answer.due })
  }
  if (faults.length > 0) {
    terminal.err(faults.join(''))
    return 1
  }
  const columns = [...header.filter(name => name !== 'due'), 'due']
  terminal.out(stringify(answers, { header: true, columns, escape_formulas: true }))
  terminal.err(undetermined.join(''))
  return undetermined.length > 0 ? 2 : 0
}

const OPTIONS = {
  from: { type: 'string' },
  amount: { type: 'string' },
  unit: { type: 'string' },
  roll: { type: 'string' },
  year: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  batch: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function readOptions(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: OPTIONS })
  } catch (error) {
    return (error as Error).message
  }
}

const sayFaults = (file: string, faults: readonly NoticeFault[], terminal: Terminal): void => {
  for (const { line, field, zh, en } of faults)
    terminal.err(`${file}${line > 0 ? ` 第 ${line} 行` : ''}${field && `，${field}`}：${zh}。 ${en}.\n`)
}

const kindOf = (file: string): 'json' | 'csv' => (file.endsWith('.json') ? 'json' : 'csv')

/** Its text, in whichever of the two encodings; undefined, after the fault was said. */
async function readText(file: string, terminal: Terminal): Promise<string | undefined> {
  const bytes = await readFile(file).catch((error: Error) => error)
  if (!(bytes instanceof Error)) return decodeText(bytes)
  terminal.err(`读不到文件 ${file}：${bytes.message}\n`)
  return undefined
}

/** The calendar with the year of a file; undefined, after its faults were said. */
async function withFile(calendar: WorkCalendar, file: string, terminal: Terminal): Promise<WorkCalendar | undefined> {
  const text = await readText(file, terminal)
  if (text === undefined) return undefined
  const read = readFitting(calendar, text, kindOf(file))
  if ('notice' in read) return read.calendar
  sayFaults(file, read, terminal)
  return undefined
}

async function answer(
  calendar: WorkCalendar,
  values: Exclude<ReturnType<typeof readOptions>, string>['values'],
  terminal: Terminal,
): Promise<number> {
  if (values.batch !== undefined) {
    const text = await readFile(values.batch, 'utf8').catch((error: Error) => error)
    if (typeof text === 'string') return answerBatch(calendar, text, terminal)
    terminal.err(`读不到文件 ${values.batch}：${text.message}\n`)
    return 1
  }
  const question = readQuestion(values)
  if ('field' in question) {
    terminal.err(`--${question.field}：${question.sentence}\n`)
    return 1
  }
  return answerOne(calendar, question, values.json === true, terminal)
}

async function load(file: string, dryRun: boolean, terminal: Terminal): Promise<number> {
  const text = await readText(file, terminal)
  if (text === undefined) return 1
  const notice = readNotice(text, kindOf(file))
  if (!isNotice(notice)) {
    sayFaults(file, notice, terminal)
    return 1
  }
  const { year, off, worked } = notice.data
  terminal.out(
    `${year} 年：${off.map(span => `${span.name} ${span.from}${span.to === span.from ? '' : ` 至 ${span.to}`}`).join('；')}\n调休上班：${worked.flatMap(makeUp => makeUp.days).join('、') || '无'}\n`,
  )
  if (!dryRun) return loadNotice(notice, terminal)
  terminal.out('试运行，没有写入。 Dry run, nothing was written.\n')
  return 0
}

/** `npx huiyin calendar …`: exit 0 answered, 1 wrong input, 2 a year without a loaded notice, or no database. */
export async function runCalendar(argv: string[], terminal: Terminal): Promise<number> {
  const read = readOptions(argv)
  if (typeof read === 'string') {
    terminal.err(`${read}\n\n${USAGE}`)
    return 1
  }
  const {
    values,
    positionals: [what, file, ...more],
  } = read
  if (values.help) {
    terminal.out(USAGE)
    return 0
  }
  if (what === 'load' && file !== undefined && more.length === 0) return load(file, values['dry-run'] === true, terminal)
  if (what !== 'due' || file !== undefined) {
    terminal.err(USAGE)
    return 1
  }
  let calendar = loadStatutoryCalendar()
  for (const path of values.year ?? []) {
    const added = await withFile(calendar, path, terminal)
    if (!added) return 1
    calendar = added
  }
  return answer(calendar, values, terminal)
}
