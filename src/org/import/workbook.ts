import { stringify } from 'csv-stringify/sync'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { decodeText, readCsvRows, readXlsx, tableOf } from '../../platform/sheets/index.ts'
import type { ReadRow } from '../../platform/sheets/index.ts'
import { columnNamed, tableTitles } from './columns.ts'
import { files } from './rows.ts'
import type { FileName } from './rows.ts'

const fileOf = (sheet: string): FileName | undefined =>
  files.find(file => [file, tableTitles[file].zh, tableTitles[file].en.toLowerCase()].includes(sheet.trim().toLowerCase()))

/** One line of CSV, whatever stands in its cells. */
const lineOf = (cells: readonly string[]): string => stringify([cells.map(cell => cell.replace(/\s*[\r\n]+\s*/g, ' '))]).trimEnd()

/** One table by our own column names, whatever the office calls them. Each row keeps its line, so that a fault is found again. */
const textOf = (file: FileName, rows: readonly ReadRow[]): string => {
  const { columns, rows: body } = tableOf(rows)
  const lines: string[] = []
  const put = (line: number, cells: readonly string[]): void => {
    while (lines.length < line - 1) lines.push('')
    lines.push(lineOf(cells))
  }
  const first = body[0]?.line ?? 2
  const named = columns.map(column => columnNamed(file, column))
  put(Math.max(1, first - 1), named)
  for (const { line, cells } of body) {
    const row = columns.map(column => cells[column] ?? '')
    put(line, row)
  }
  return `${lines.join('\n')}\n`
}

/** A table as CSV, in the encoding and under the headings of the office. */
export const readOrgCsv = (file: FileName, bytes: Buffer): string => {
  const text = decodeText(bytes)
  const rows = readCsvRows(text)
  // What cannot be read at all is said by whoever reads the rows.
  return 'code' in rows ? text : textOf(file, rows)
}

/**
 * The organisation as a workbook: a sheet for each table, called and headed by our names or by the office's words, as they
 * are taken out. Other sheets are nobody's.
 */
export const readOrgWorkbook = async (bytes: Buffer): Promise<Partial<Readonly<Record<FileName, string>>> | Refusal> => {
  const sheets = await readXlsx(bytes)
  if (isRefusal(sheets)) return sheets
  const texts: Partial<Record<FileName, string>> = {}
  for (const { name, rows } of sheets) {
    const file = fileOf(name)
    if (file !== undefined) texts[file] = textOf(file, rows)
  }
  return texts
}
