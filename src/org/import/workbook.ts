import { stringify } from 'csv-stringify/sync'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readXlsx, tableOf } from '../../platform/sheets/index.ts'
import { columnNamed, tableTitles } from './columns.ts'
import { files } from './rows.ts'
import type { FileName } from './rows.ts'

const fileOf = (sheet: string): FileName | undefined =>
  files.find(file => [file, tableTitles[file].zh, tableTitles[file].en.toLowerCase()].includes(sheet.trim().toLowerCase()))

/** One line of CSV, whatever stands in its cells. */
const lineOf = (cells: readonly string[]): string => stringify([cells.map(cell => cell.replace(/\s*[\r\n]+\s*/g, ' '))]).trimEnd()

/**
 * The organisation as a workbook: a sheet for each table, called and headed by our names or by the office's words, as they
 * are taken out. Each row keeps the line that Excel shows, so that a fault is found again. Other sheets are nobody's.
 */
export const readOrgWorkbook = async (bytes: Buffer): Promise<Partial<Readonly<Record<FileName, string>>> | Refusal> => {
  const sheets = await readXlsx(bytes)
  if (isRefusal(sheets)) return sheets
  const texts: Partial<Record<FileName, string>> = {}
  for (const { name, rows } of sheets) {
    const file = fileOf(name)
    if (file === undefined) continue
    const { columns, rows: body } = tableOf(rows)
    const lines: string[] = []
    const put = (line: number, cells: readonly string[]): void => {
      while (lines.length < line - 1) lines.push('')
      lines.push(lineOf(cells))
    }
    const first = body[0]?.line ?? 2
    put(
      Math.max(1, first - 1),
      columns.map(column => columnNamed(file, column)),
    )
    for (const { line, cells } of body)
      put(
        line,
        columns.map(column => cells[column] ?? ''),
      )
    texts[file] = `${lines.join('\n')}\n`
  }
  return texts
}
