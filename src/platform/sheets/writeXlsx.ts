import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import yazl from 'yazl'
import type { Cell, SheetColumn, SheetOut } from './contract.ts'
import { serialOf } from './dates.ts'
import { isHostile } from './defuse.ts'
import {
  columnName,
  contentTypes,
  namesOf,
  rootRels,
  sheetFoot,
  sheetHead,
  style,
  styles,
  workbook,
  workbookRels,
  xmlText,
} from './xlsxParts.ts'

/** Excel's own limit of a cell. */
const longestCell = 32_767
/** Excel has room for 1,048,576 lines; the rest goes on a further sheet. */
const rowsOfSheet = 1_000_000

const textCell = (at: string, text: string, look: number): string =>
  `<c r="${at}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text)}</t></is></c>`

const cellOf = (at: string, value: Cell, kind: SheetColumn['kind']): string => {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${at}" s="${style.plain}"><v>${value}</v></c>` : ''
  const serial = kind === 'day' || kind === 'instant' ? serialOf(value, kind) : undefined
  if (serial !== undefined) return `<c r="${at}" s="${kind === 'day' ? style.day : style.instant}"><v>${serial}</v></c>`
  return textCell(at, value, isHostile(value) ? style.hostile : style.text)
}

const widths = { text: 24, number: 12, day: 12, instant: 18 } as const

const headRows = ({ mark, columns }: SheetOut): string =>
  `<row r="1">${textCell('A1', mark, style.mark)}</row><row r="2">${columns.map(({ title }, at) => textCell(`${columnName(at)}2`, title, style.heading)).join('')}</row>`

interface Source {
  readonly next: () => Promise<readonly (readonly Cell[])[] | undefined>
  rest: readonly (readonly Cell[])[]
}

const sourceOf = (pages: SheetOut['pages']): Source => {
  const iterator = pages[Symbol.asyncIterator]()
  return {
    rest: [],
    next: async () => {
      const page = await iterator.next()
      return page.done ? undefined : page.value
    },
  }
}

/** One sheet's XML, until the source is dry or the sheet is full; what did not fit waits in `rest`. */
async function* sheetXml(out: SheetOut, source: Source, mostRows: number): AsyncGenerator<string> {
  const names = out.columns.map((_, at) => columnName(at))
  yield sheetHead(out.columns.map(column => column.width ?? widths[column.kind])) + headRows(out)
  let written = 0
  for (let page: readonly (readonly Cell[])[] | undefined = source.rest; page !== undefined; page = await source.next()) {
    const some = page.slice(0, mostRows - written)
    const first = 3 + written
    yield some
      .map(
        (row, n) =>
          `<row r="${first + n}">${out.columns.map(({ kind }, at) => cellOf(`${names[at]}${first + n}`, row[at] ?? null, kind)).join('')}</row>`,
      )
      .join('')
    written += some.length
    source.rest = page.slice(some.length)
    if (source.rest.length > 0) break
  }
  yield sheetFoot(out.mark)
}

/** A workbook as it is made: pages of rows in, packed bytes out, nothing kept. */
export const xlsxOf = async function* (out: SheetOut, mostRows = rowsOfSheet): AsyncGenerator<Buffer> {
  const zip = new yazl.ZipFile()
  const packed = new PassThrough()
  // yazl types its output as the old interface; it is a stream.
  ;(zip.outputStream as Readable).on('error', error => packed.destroy(error)).pipe(packed)
  const fill = async (): Promise<void> => {
    const source = sourceOf(out.pages)
    let sheets = 0
    do {
      sheets++
      const sheet = Readable.from(sheetXml(out, source, mostRows), { objectMode: false })
      const ended = once(sheet, 'end')
      sheet.once('error', error => packed.destroy(error))
      zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`, { mtime: new Date(0), compressionLevel: 5 })
      await ended
    } while (source.rest.length > 0)
    const add = (path: string, text: string): void => {
      zip.addBuffer(Buffer.from(text, 'utf8'), path, { mtime: new Date(0) })
    }
    add('xl/workbook.xml', workbook(namesOf(out.name, sheets)))
    add('xl/_rels/workbook.xml.rels', workbookRels(sheets))
    add('xl/styles.xml', styles)
    add('_rels/.rels', rootRels)
    add('[Content_Types].xml', contentTypes(sheets))
    zip.end()
  }
  void fill().catch((error: unknown) => packed.destroy(error as Error))
  for await (const bytes of packed) yield bytes as Buffer
}
