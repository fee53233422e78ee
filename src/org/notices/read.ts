import { parse } from 'csv-parse/sync'
import { addDays, parseDay, readYear } from '../../calendar/index.ts'
import type { Day, YearData } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { noticeSentences } from './words.ts'
import type { NoticeFaultWord } from './words.ts'

export interface NoticeFault {
  /** 0 where the fault belongs to no line. */
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}

export interface Notice {
  readonly data: YearData
  readonly source: string
}

export type NoticeKind = 'csv' | 'json'
/** What stands beside the list of days, on the page; in a file it stands in lines of its own. */
export interface NoticeHead {
  readonly year?: number
  readonly notice?: string
  readonly source?: string
}

const faultOf = (because: string, field: string, line: number, values: Refusal['values'] = {}): NoticeFault => {
  const words = noticeSentences[because as NoticeFaultWord] ?? noticeSentences.not_a_year
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  return { line, field, zh: fill(words.zh), en: fill(words.en) }
}

const kinds: Readonly<Record<string, 'year' | 'notice' | 'source' | 'off' | 'worked'>> = {
  year: 'year',
  年份: 'year',
  notice: 'notice',
  文号: 'notice',
  source: 'source',
  依据: 'source',
  off: 'off',
  放假: 'off',
  worked: 'worked',
  上班: 'worked',
  调休上班: 'worked',
}
const columns: Readonly<Record<string, string>> = {
  kind: 'kind',
  类型: 'kind',
  name: 'name',
  名称: 'name',
  from: 'from',
  从: 'from',
  开始: 'from',
  to: 'to',
  到: 'to',
  结束: 'to',
}

/** Data before it is judged, with the line of each entry. */
interface Draft {
  year: unknown
  notices: unknown
  source: string
  off: unknown[]
  worked: unknown[]
  readonly lines: { off: number[]; worked: number[] }
}

const daysOf = (from: string, to: string): readonly string[] => {
  const [first, last] = [parseDay(from), parseDay(to || from)]
  if (first === undefined || last === undefined) return [first === undefined ? from : to]
  const days: Day[] = []
  for (let day = first; day <= last && days.length < 12; day = addDays(day, 1)) days.push(day)
  return days
}

const readCsv = (text: string): Draft | readonly NoticeFault[] => {
  let rows: { record: Record<string, string>; info: { lines: number } }[]
  let known: readonly string[] = []
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
      columns: (names: string[]) => (known = names.map(name => columns[name.trim()] ?? name.trim())) as string[],
    }) as unknown as typeof rows
  } catch {
    return [faultOf('csv_broken', '', 1)]
  }
  const missing = ['kind', 'name', 'from'].filter(name => !known.includes(name))
  if (missing.length > 0) return [faultOf('columns_missing', '', 1, { columns: missing.join('、') })]
  const draft: Draft = { year: undefined, notices: null, source: '', off: [], worked: [], lines: { off: [], worked: [] } }
  const faults: NoticeFault[] = []
  const notices: string[] = []
  for (const {
    record: { kind = '', name = '', from = '', to = '' },
    info: { lines },
  } of rows) {
    switch (kinds[kind.toLowerCase()]) {
      case 'year':
        draft.year = Number(name || from)
        break
      case 'notice':
        notices.push(name)
        break
      case 'source':
        draft.source = [draft.source, name].filter(Boolean).join('\n')
        break
      case 'off':
        draft.off.push({ name, from, to: to || from })
        draft.lines.off.push(lines)
        break
      case 'worked':
        draft.worked.push({ name, days: daysOf(from, to) })
        draft.lines.worked.push(lines)
        break
      default:
        faults.push(faultOf('kind_not_known', 'kind', lines, { kind }))
    }
  }
  if (notices.length > 0) draft.notices = notices
  return faults.length > 0 ? faults : draft
}

const readJson = (text: string): Draft | readonly NoticeFault[] => {
  try {
    const { year, notices, notice, source, off, worked } = JSON.parse(text) as Record<string, unknown>
    const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
    return {
      year,
      notices: notices ?? (notice === undefined ? null : [notice]),
      source: typeof source === 'string' ? source : '',
      off: list(off),
      worked: list(worked),
      lines: { off: [], worked: [] },
    }
  } catch {
    return [faultOf('json_broken', '', 0)]
  }
}

/** Every fault there is: a faulty entry is put aside and the rest is read on. */
const judge = (draft: Draft): YearData | readonly NoticeFault[] => {
  const faults: NoticeFault[] = []
  const [off, worked] = [[...draft.off], [...draft.worked]]
  const lines = { off: [...draft.lines.off], worked: [...draft.lines.worked] }
  for (;;) {
    const read = readYear({ year: draft.year, notices: draft.notices, off, worked })
    if (!isRefusal(read)) return faults.length > 0 ? faults : read
    const [, list, at] = /^(off|worked)\[(\d+)\]$/.exec(read.field ?? '') ?? []
    if (list !== 'off' && list !== 'worked') {
      // A holiday is only missing if no faulty line was meant to name it.
      if (read.because !== 'fixed_holiday_missing' || faults.length === 0)
        faults.push(faultOf(read.because, read.field ?? '', 0, read.values))
      return faults
    }
    faults.push(faultOf(read.because, list, lines[list][Number(at)] ?? 0, read.values))
    const entries = list === 'off' ? off : worked
    entries.splice(Number(at), 1)
    lines[list].splice(Number(at), 1)
  }
}

/** Reads a year's notice as people write it down. All faults together, each with its line and a sentence. */
export const readNotice = (text: string, kind: NoticeKind, head: NoticeHead = {}): Notice | readonly NoticeFault[] => {
  const draft = kind === 'json' ? readJson(text) : readCsv(text)
  if (!('lines' in draft)) return draft
  if (head.year !== undefined) draft.year = head.year
  if (head.notice)
    draft.notices = head.notice
      .split(/[、,，\n]/)
      .map(one => one.trim())
      .filter(Boolean)
  const source = (head.source || draft.source).trim()
  const missing = [
    ...(draft.notices === null ? [faultOf('notice_missing', 'notice', 0)] : []),
    ...(source === '' ? [faultOf('source_missing', 'source', 0)] : []),
  ]
  const data = judge(draft)
  const faults = [...missing, ...('year' in data ? [] : data)]
  if (faults.length > 0) return faults
  const year = data as YearData
  const off = new Map(year.off.flatMap(span => daysOf(span.from, span.to).map(day => [day, span.name] as const)))
  const torn = year.worked.flatMap((makeUp, i) =>
    makeUp.days.filter(day => off.has(day)).map(day => faultOf('day_both_off_and_worked', 'worked', draft.lines.worked[i] ?? 0, { day })),
  )
  return torn.length > 0 ? torn : { data: year, source }
}

export const isNotice = (read: Notice | readonly NoticeFault[]): read is Notice => 'data' in read
export { faultOf }
