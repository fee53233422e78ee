import { parse } from 'csv-parse/sync'
import type { ReadRow } from './contract.ts'

/** UTF-8, or GB18030 as Chinese Excel writes it. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

export interface CsvFault {
  readonly line: number
  readonly code: string
}

/** The quote that keeps a spreadsheet from reckoning is not part of what somebody wrote. */
const undefused = (cell: string): string => (/^'[\s=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell)

export const readCsvRows = (text: string): readonly ReadRow[] | CsvFault => {
  try {
    const records = parse(text, { bom: true, info: true, skip_empty_lines: true, trim: true, relax_column_count: false }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map(undefused) }))
  } catch (error) {
    const { lines = 1, code = '' } = error as { lines?: number; code?: string }
    return { line: lines, code }
  }
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[]
}

const filled = (row: ReadRow): number => row.cells.filter(cell => cell.trim() !== '').length

/** Ledgers carry a title above their headings, and ours carry a mark: the headings are the first line with more than one word. */
export const tableOf = (rows: readonly ReadRow[]): Table => {
  const at = Math.max(
    0,
    rows.findIndex(row => filled(row) > 1),
  )
  const head = rows[at]?.cells.map(cell => cell.trim()) ?? []
  const places = [...head.entries()].filter(([place, name]) => name !== '' && head.indexOf(name) === place)
  const body = rows.slice(at + 1).filter(row => filled(row) > 0)
  return {
    columns: places.map(([, name]) => name),
    rows: body.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(places.map(([place, name]) => [name, cells[place]?.trim() ?? ''])),
    })),
  }
}
