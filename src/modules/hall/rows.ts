import type { Table } from '../../platform/sheets/index.ts'
import { cellWords, columns, numbers, optional, truths } from './columns.ts'
import { bodies, bounds, code } from './contract.ts'
import type { BodyOf, Kind } from './contract.ts'
import { hallProblems } from './errors.ts'
import { faultsOf } from './rules/entry.ts'

/** A row that cannot be taken, as its owner finds it again: line, column, and a sentence in both languages. */
export interface RowFault {
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}
export interface ReadEntry<K extends Kind> {
  readonly line: number
  readonly code: string
  readonly body: BodyOf[K]
}

const withoutStop = (text: string): string => text.replace(/[。.]$/, '')
/** A refusal as it stands in a list of faults. */
export const sentencesOf = (because: keyof typeof hallProblems): Pick<RowFault, 'zh' | 'en'> => {
  const { zh, en } = hallProblems[because]
  return { zh: withoutStop(zh), en: withoutStop(en) }
}

/** A cell as it will be kept; undefined where it says nothing that can be kept. */
const valueOf = (key: string, cell: string): string | number | boolean | undefined => {
  if (cell === '') return key === 'firstCheck' ? false : undefined
  if (numbers.includes(key)) return /^\d{1,7}$/.test(cell) ? Number(cell) : cell
  const word = Object.entries(cellWords[key] ?? {}).find(([kept, said]) => [kept, said.zh, said.en].includes(cell.toLowerCase()))?.[0]
  if (word !== undefined) return truths.includes(key) ? word === 'true' : word
  return cell
}

const isNumber = (key: string): key is keyof typeof bounds => numbers.includes(key)
/** A column of numbers: whether it is no number at all, or which bound it passes, and what to write. */
const numberFault = (cell: string, [least, most]: readonly [number, number]): Pick<RowFault, 'zh' | 'en'> => {
  const wrote = cell.slice(0, 20)
  if (!/^\d+$/.test(cell))
    return {
      zh: `写的是“${wrote}”，不是整数，请写阿拉伯数字，例如 5`,
      en: `is “${wrote}”, not a whole number; write digits alone, such as 5`,
    }
  return Number(cell) > most
    ? { zh: `写的是“${wrote}”，太大，最大 ${most}`, en: `is “${wrote}”, too large: ${most} at most` }
    : { zh: `写的是“${wrote}”，太小，最小 ${least}`, en: `is “${wrote}”, too small: ${least} at least` }
}

const kindSaid: Readonly<Record<Kind, string>> = { item: '事项', window: '窗口', hall: '大厅' }

const sentenceOf = (kind: Kind, key: string, cell: string): Pick<RowFault, 'zh' | 'en'> => {
  if (cell === '') return { zh: '是空的', en: 'is empty' }
  const words = Object.values(cellWords[key] ?? {})
  if (words.length > 0)
    return {
      zh: `写的是“${cell.slice(0, 20)}”，应为${words.map(one => one.zh).join('、')}之一`,
      en: `is “${cell.slice(0, 20)}”, must be one of ${words.map(one => one.en).join(', ')}`,
    }
  if (isNumber(key)) return numberFault(cell, bounds[key])
  if (key === 'code' || key === 'unitCode')
    return { zh: '应为字母或数字开头的编码（可含 . _ -，至多 63 位）', en: 'must be a code of letters, digits, . _ - (63 at most)' }
  return { zh: `太短或太长（${kindSaid[kind]}）`, en: 'is too short or too long' }
}

/** The office's own headings for our columns, and what stands in no column but holds for every row. */
export interface Mapping {
  readonly fields: Readonly<Record<string, string>>
  readonly constants: Readonly<Record<string, string>>
}

const rowsShown = 5
export const sampleOf = ({ columns: names, rows }: Table): readonly (readonly string[])[] =>
  rows.slice(0, rowsShown).map(({ cells }) => names.map(name => cells[name] ?? ''))

/**
 * A table of the office as entries of the register, and every fault of every row. Pure.
 * @param mapping absent: the columns are called as ours, and one that is not is refused, because a misspelt column is a lost one
 */
export const readRows = <K extends Kind>(
  kind: K,
  table: Table,
  mapping?: Mapping,
): { readonly entries: readonly ReadEntry<K>[]; readonly faults: readonly RowFault[] } => {
  const known = columns[kind]
  const headingOf = new Map(
    known.map(
      ({ key, title }) =>
        [
          key,
          mapping
            ? table.columns.find(name => name === mapping.fields[key])
            : table.columns.find(name => [key, title.zh, title.en].includes(name)),
        ] as const,
    ),
  )
  const constants = mapping?.constants ?? {}
  const missing = known.filter(({ key }) => headingOf.get(key) === undefined && !constants[key]?.trim() && !optional.includes(key))
  const taken = new Set(headingOf.values())
  const strange = mapping ? [] : table.columns.filter(name => !taken.has(name))
  const first = Math.max(1, (table.rows[0]?.line ?? 2) - 1)
  if (missing.length > 0 || strange.length > 0)
    return {
      entries: [],
      faults: [
        ...missing.map(({ key, title }) => ({
          line: first,
          field: key,
          zh: `缺少“${title.zh}”这一列`,
          en: `there is no column ${title.en}`,
        })),
        ...strange.map(name => ({
          line: first,
          field: name,
          zh: '没有这一列，列名可能写错了',
          en: 'is no column of ours; it may be misspelt',
        })),
      ],
    }
  if (table.rows.length === 0) return { entries: [], faults: [{ line: 1, field: '', zh: '文件里没有一行数据', en: 'the file has no row' }] }
  const faults: RowFault[] = []
  const entries: ReadEntry<K>[] = []
  const firstLines = new Map<string, number>()
  for (const { line, cells } of table.rows) {
    const cellOf = (key: string): string => (constants[key] ?? cells[headingOf.get(key) ?? ''] ?? '').trim()
    const itsCode = cellOf('code')
    if (!code.safeParse(itsCode).success) faults.push({ line, field: 'code', ...sentenceOf(kind, 'code', itsCode) })
    const before = firstLines.get(itsCode)
    if (before !== undefined) faults.push({ line, field: 'code', zh: `与第 ${before} 行重复`, en: `is the same as line ${before}` })
    firstLines.set(itsCode, before ?? line)
    const given = Object.fromEntries(
      known
        .filter(({ key }) => key !== 'code')
        .flatMap(({ key }) => {
          const value = valueOf(key, cellOf(key))
          return value === undefined ? [] : [[key, value]]
        }),
    )
    const read = bodies[kind].safeParse(given)
    if (!read.success) {
      const fields = [...new Set(read.error.issues.map(issue => String(issue.path[0] ?? '')))]
      faults.push(...fields.map(field => ({ line, field, ...sentenceOf(kind, field, cellOf(field)) })))
      continue
    }
    const body = read.data as BodyOf[K]
    for (const { because, field = '' } of faultsOf(kind, body)) {
      faults.push({ line, field, ...sentencesOf(because as keyof typeof hallProblems) })
    }
    entries.push({ line, code: itsCode, body })
  }
  return { entries, faults }
}
