import type { Said } from '../../org/ledger.ts'
import type { Table } from '../../platform/sheets/index.ts'
import { importColumns, kindWords, optional, stateWords, yesWords } from './columns.ts'
import type { ConcernKind, State } from './contract.ts'

/** A row that cannot be taken, as its owner finds it again: line, column, and a sentence in both languages. */
export interface RowFault {
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}

export interface ReadVisit {
  readonly line: number
  readonly campaign: string
  readonly unit: string
  readonly visitedOn: string
  readonly place: string
  readonly visitors: string
  /** Absent: nothing was said at this visit. */
  readonly concern?: {
    readonly kind: ConcernKind
    readonly words: string
    readonly unit: string
    readonly state: State
    readonly endedOn?: string
    readonly told: string
    readonly onSpot: boolean
  }
}

/** What the programme and the register know. */
export interface Known {
  readonly today: string
  /** By code or name. */
  readonly campaignOf: (text: string) => string | undefined
  /** By code, or by a name that is one unit's alone: of the campaign's organ first. */
  readonly unitOf: (text: string, campaign: string | undefined) => string | undefined
  /** Whether the unit stands in the campaign's organ. */
  readonly visits: (unit: string, campaign: string) => boolean
}

const keyOf = (words: Readonly<Record<string, Said>>, cell: string): string | undefined =>
  Object.entries(words).find(([key, { zh, en }]) => [key, zh, en].includes(cell.toLowerCase()))?.[0]
const oneOf = (words: Readonly<Record<string, Said>>): Pick<RowFault, 'zh' | 'en'> => ({
  zh: `应为${Object.values(words)
    .map(one => one.zh)
    .join('、')}之一`,
  en: `must be one of ${Object.values(words)
    .map(one => one.en)
    .join(', ')}`,
})

/** '2026-09-03', '2026/9/3', '2026年9月3日' and what a sheet's date cell reads as; undefined for anything else. */
export const dayIn = (cell: string): string | undefined => {
  const [, year, month, day] = /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?$/.exec(cell) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : undefined
}

const said = (zh: string, en: string): Pick<RowFault, 'zh' | 'en'> => ({ zh, en })
const tooLong = said('太短或太长', 'is too short or too long')

const readRow = (line: number, cellOf: (key: string) => string, known: Known): ReadVisit | readonly RowFault[] => {
  const faults: RowFault[] = []
  const fault = (field: string, words: Pick<RowFault, 'zh' | 'en'>): undefined => void faults.push({ line, field, ...words })
  const text = (key: string, least: number, most: number): string => {
    const cell = cellOf(key)
    if (cell.length < least || cell.length > most) fault(key, cell === '' ? said('是空的', 'is empty') : tooLong)
    return cell
  }
  const day = (key: string): string => {
    const read = dayIn(cellOf(key))
    if (read === undefined) fault(key, said('应为日期，如 2026-09-03', 'must be a day such as 2026-09-03'))
    else if (read > known.today) fault(key, said('还没有到这一天', 'lies in the future'))
    return read ?? ''
  }
  const visitedOn = day('visitedOn')
  const campaign =
    known.campaignOf(cellOf('campaign')) ?? fault('campaign', said('本市方案里没有这个活动', 'is no campaign of the programme'))
  const unit =
    known.unitOf(cellOf('visitingUnit'), campaign) ??
    fault('visitingUnit', said('名册里查不到，或有几个同名', 'is not found, or found twice'))
  if (unit !== undefined && campaign !== undefined && !known.visits(unit, campaign))
    fault('visitingUnit', said('不是这个活动的走访单位', 'does not visit for this campaign'))
  const visit = {
    line,
    campaign: campaign ?? '',
    unit: unit ?? '',
    visitedOn,
    place: text('place', 2, 80),
    visitors: text('visitors', 2, 120),
  }
  if (cellOf('kind') === '' && cellOf('words') === '') return faults.length > 0 ? faults : visit

  const kind = keyOf(kindWords, cellOf('kind')) as ConcernKind | undefined
  if (kind === undefined) fault('kind', oneOf(kindWords))
  const state = keyOf(stateWords, cellOf('state')) as State | undefined
  if (state === undefined) fault('state', oneOf(stateWords))
  const words = text('words', 2, 500)
  const responsible =
    known.unitOf(cellOf('unit'), campaign) ?? fault('unit', said('名册里查不到，或有几个同名', 'is not found, or found twice'))
  if (kind === 'suggestion' && state === 'solved')
    fault('state', said('建议只有“已答复”，没有“已解决”', 'a suggestion is answered; only a problem is solved'))
  const isOpen = state === 'open'
  const endedOn = state === undefined || isOpen ? undefined : day('endedOn')
  if (isOpen && cellOf('endedOn') !== '') fault('endedOn', said('还在办的，没有办结日期', 'is not ended yet'))
  if (endedOn !== undefined && endedOn !== '' && endedOn < visitedOn) fault('endedOn', said('在走访以前', 'lies before the visit'))
  const told = cellOf('told')
  if (told.length > 500) fault('told', tooLong)
  const onSpot = cellOf('onSpot') === '' ? 'false' : keyOf(yesWords, cellOf('onSpot'))
  if (onSpot === undefined) fault('onSpot', oneOf(yesWords))
  if (isOpen && onSpot === 'true') fault('onSpot', said('当场答复的就办结了', 'what was answered on the spot has ended'))
  if (faults.length > 0 || kind === undefined || state === undefined || responsible === undefined) return faults
  return {
    ...visit,
    concern: { kind, words, unit: responsible, state, ...(endedOn === undefined ? {} : { endedOn }), told, onSpot: onSpot === 'true' },
  }
}

/** A table of the office as visits, and every fault of every row. Pure. */
export const readRows = (table: Table, known: Known): { readonly visits: readonly ReadVisit[]; readonly faults: readonly RowFault[] } => {
  const headingOf = new Map(
    importColumns.map(({ key, title }) => [key, table.columns.find(name => [key, title.zh, title.en].includes(name))] as const),
  )
  const first = Math.max(1, (table.rows[0]?.line ?? 2) - 1)
  const taken = new Set(headingOf.values())
  const wrong: readonly RowFault[] = [
    ...importColumns
      .filter(({ key }) => headingOf.get(key) === undefined && !optional.includes(key))
      .map(({ key, title }) => ({ line: first, field: key, zh: `缺少“${title.zh}”这一列`, en: `there is no column ${title.en}` })),
    ...table.columns
      .filter(name => !taken.has(name))
      .map(name => ({ line: first, field: name, zh: '没有这一列，列名可能写错了', en: 'is no column of ours; it may be misspelt' })),
  ]
  if (wrong.length > 0) return { visits: [], faults: wrong }
  if (table.rows.length === 0) return { visits: [], faults: [{ line: 1, field: '', zh: '文件里没有一行数据', en: 'the file has no row' }] }
  const read = table.rows.map(({ line, cells }) => readRow(line, key => (cells[headingOf.get(key) ?? ''] ?? '').trim(), known))
  return {
    visits: read.flatMap(one => ('line' in one ? [one] : [])),
    faults: read.flatMap(one => ('line' in one ? [] : one)),
  }
}
