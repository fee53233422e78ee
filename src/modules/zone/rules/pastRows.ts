import { kindNames, kinds } from '../contract.ts'
import type { ZoneKind } from '../contract.ts'

/** What a line of an old ledger says; nobody's name or words are taken over. */
export const pastFields = ['kind', 'onDay', 'ending'] as const
export type PastField = (typeof pastFields)[number]
export type PastEnding = 'solved' | 'unsolved' | 'open'

export interface PastRow {
  readonly line: number
  readonly kind: ZoneKind
  /** Civil day. */
  readonly onDay: string
  readonly ending: PastEnding
}
/** A row that cannot be taken: line, field, and a sentence in both languages. */
export interface PastFault {
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}
/** A ledger as it was read: its headings, and each row by them. */
export interface PastTable {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[]
}
export interface PastMapping {
  readonly fields: Readonly<Partial<Record<PastField, string>>>
  readonly constants: Readonly<Partial<Record<PastField, string>>>
}

const kindWords: Readonly<Record<ZoneKind, readonly string[]>> = {
  consult: ['办不成事咨询', '办不成事', '咨询'],
  complaint: ['营商环境投诉', '投诉'],
  policy: ['惠企政策落实', '惠企政策', '惠企政策咨询', '政策咨询'],
  agency: ['投资服务代办', '代办', '帮办代办'],
}
const endingWords: Readonly<Record<PastEnding, readonly string[]>> = {
  solved: ['已解决', '解决', '办结', '已办结', '是'],
  unsolved: ['未解决', '没有解决', '否'],
  open: ['在办', '办理中'],
}
const keyOf = <K extends string>(words: Readonly<Record<K, readonly string[]>>, cell: string): K | undefined =>
  (Object.keys(words) as K[]).find(key => key === cell.toLowerCase() || words[key].includes(cell))

/** '2026-09-30', '2026/9/30', '2026.9.30', '2026年9月30日', with or without a time behind it; undefined where there is no such day. */
export const dayIn = (cell: string): string | undefined => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(cell)
  if (!found) return undefined
  const iso = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** Every row, or every fault of every row. Pure. @param today civil day; what lies after it cannot have happened */
export const readPast = (
  { columns, rows }: PastTable,
  { fields, constants }: PastMapping,
  today: string,
): { readonly rows: readonly PastRow[]; readonly faults: readonly PastFault[] } => {
  const first = Math.max(1, (rows[0]?.line ?? 2) - 1)
  const nowhere = pastFields.filter(field => constants[field] === undefined && !columns.includes(fields[field] ?? ''))
  if (nowhere.length > 0)
    return {
      rows: [],
      faults: nowhere.map(field => ({ line: first, field, zh: '没有对上哪一列', en: 'is matched with no column' })),
    }
  if (rows.length === 0) return { rows: [], faults: [{ line: 1, field: '', zh: '文件里没有一行数据', en: 'the file has no row' }] }
  const faults: PastFault[] = []
  const found = rows.flatMap(({ line, cells }) => {
    const cellOf = (field: PastField): string => (constants[field] ?? cells[fields[field] ?? ''] ?? '').trim()
    const [kind, onDay, ending] = [keyOf(kindWords, cellOf('kind')), dayIn(cellOf('onDay')), keyOf(endingWords, cellOf('ending'))]
    const before = faults.length
    if (kind === undefined)
      faults.push({
        line,
        field: 'kind',
        zh: `应为${kindNames.map(name => kinds[name].zh).join('、')}之一`,
        en: `must be one of ${kindNames.join(', ')}`,
      })
    if (onDay === undefined) faults.push({ line, field: 'onDay', zh: '不是一个日子，例如 2026-09-30', en: 'is no day, such as 2026-09-30' })
    else if (onDay > today) faults.push({ line, field: 'onDay', zh: '还没有到这一天', en: 'is a day that has not come' })
    if (ending === undefined)
      faults.push({ line, field: 'ending', zh: '应为已解决、未解决、在办之一', en: 'must be one of solved, unsolved, open' })
    return kind === undefined || onDay === undefined || ending === undefined || faults.length > before
      ? []
      : [{ line, kind, onDay, ending }]
  })
  return { rows: found, faults }
}
