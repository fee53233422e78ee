import type { Cell, SheetColumn, SheetOut } from './contract.ts'
import { wallTime } from './dates.ts'
import { defuse, isHostile } from './defuse.ts'

/** Quoted wherever some country's spreadsheet might see the end of a cell. */
const quoted = (text: string): string => (/[",;|\t\r\n]/.test(text) || isHostile(text) ? `"${defuse(text).replaceAll('"', '""')}"` : text)

const cellOf = (value: Cell, { kind }: SheetColumn): string => {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  return quoted(kind === 'instant' && /T/.test(value) ? wallTime(value) : value)
}

/** RFC 4180 with CRLF, and a byte order mark, without which Excel reads Chinese as noise. */
export async function* csvOf({ mark, columns, pages }: SheetOut): AsyncGenerator<Buffer> {
  // Every line has as many cells as the table: a shorter one is a broken file to strict readers.
  const first = [quoted(mark), ...columns.slice(1).map(() => '')].join(',')
  yield Buffer.from(`\uFEFF${first}\r\n${columns.map(column => quoted(column.title)).join(',')}\r\n`, 'utf8')
  for await (const rows of pages) {
    if (rows.length > 0)
      yield Buffer.from(
        rows.map(row => columns.map((column, at) => cellOf(row[at] ?? null, column)).join(',')).join('\r\n') + '\r\n',
        'utf8',
      )
  }
}
