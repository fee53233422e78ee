import { isRefusal } from '../../kit/refusal.ts'
import { decodeText, readCsvRows, readXlsx, sheetProblems, tableOf } from '../../platform/sheets/index.ts'
import type { ReadRow } from '../../platform/sheets/index.ts'

/** A row that cannot be taken, as its owner finds it again: line, field, and a sentence in both languages. */
export interface RowFault {
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}

export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** An agency's list as it was read, or why it could not be. */
export type Source =
  | {
      readonly columns: readonly string[]
      readonly rows: readonly Row[]
      /** A key that no row has may still be one of theirs. */ readonly leavesOut?: true
    }
  | RowFault
export const isSource = (source: Source): source is Exclude<Source, RowFault> => 'rows' in source

export const importKinds = ['csv', 'jsonl', 'xlsx'] as const
export type ImportKind = (typeof importKinds)[number]
export const kindOfFile = (name: string): ImportKind =>
  /\.(jsonl|ndjson)$/i.test(name) ? 'jsonl' : /\.xls[xm]?$/i.test(name) ? 'xlsx' : 'csv'

export const fault = (line: number, field: string, zh: string, en: string): RowFault => ({ line, field, zh, en })
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const readCsv = (text: string): Source => {
  const rows = readCsvRows(text)
  return 'code' in rows ? fault(rows.line, '', `这一行读不懂（${rows.code}）`, `this line cannot be read (${rows.code})`) : tableOf(rows)
}

export const readJsonLines = (text: string): Source => {
  const rows: Row[] = []
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return fault(at + 1, '', '这一行不是一个 JSON 对象', 'this line is not a JSON object')
      rows.push({ line: at + 1, cells: Object.fromEntries(Object.entries(value).map(([key, cell]) => [key, textOf(cell)])) })
    } catch {
      return fault(at + 1, '', '这一行不是规范的 JSON', 'this line is not well-formed JSON')
    }
  }
  return { columns: [...new Set(rows.flatMap(row => Object.keys(row.cells)))], rows, leavesOut: true }
}

const withoutStop = (text: string): string => text.replace(/[。.]$/, '')

/** The first visible sheet that has a row below its headings; a workbook's other sheets are notes. */
const readWorkbook = async (bytes: Buffer): Promise<Source> => {
  const sheets = await readXlsx(bytes)
  if (isRefusal(sheets)) {
    const words = sheetProblems[sheets.because as keyof typeof sheetProblems]
    return fault(1, '', withoutStop(words.zh), withoutStop(words.en))
  }
  const tables = sheets.map(sheet => tableOf(sheet.rows as readonly ReadRow[]))
  return tables.find(table => table.rows.length > 0) ?? tables[0] ?? { columns: [], rows: [] }
}

export const readSource = async (bytes: Buffer, kind: ImportKind): Promise<Source> =>
  kind === 'xlsx' ? readWorkbook(bytes) : kind === 'csv' ? readCsv(decodeText(bytes)) : readJsonLines(decodeText(bytes))

/** Headings and first rows as they stand in the file, for whoever says which column is which. */
export const previewOf = (source: Source): { readonly columns: string[]; readonly sample: string[][]; readonly rows: number } => {
  if (!isSource(source)) return { columns: [], sample: [], rows: 0 }
  return {
    columns: [...source.columns],
    sample: source.rows.slice(0, 5).map(row => source.columns.map(column => textOf(row.cells[column]))),
    rows: source.rows.length,
  }
}
