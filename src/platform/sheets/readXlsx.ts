import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import type { SaxesTagPlain } from 'saxes'
import yauzl from 'yauzl'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { ReadRow, ReadSheet } from './contract.ts'
import { isDateFormat, textOfSerial } from './dates.ts'

/** More than an office's ledger of ten years, and less than a server's memory. */
export const bounds = {
  bytes: 8 * 1024 * 1024,
  unpacked: 192 * 1024 * 1024,
  entries: 2000,
  rows: 200_000,
  columns: 200,
  characters: 24_000_000,
  cell: 32_767,
} as const

class Refused extends Error {
  readonly refusal: Refusal
  constructor(because: string) {
    super(because)
    this.refusal = refuse(because, { field: 'file' })
  }
}

interface Opened {
  readonly zip: yauzl.ZipFile
  readonly entries: ReadonlyMap<string, yauzl.Entry>
}

const openZip = (bytes: Buffer): Promise<Opened> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(new Refused('sheet_broken'))
      const entries = new Map<string, yauzl.Entry>()
      zip.once('error', () => reject(new Refused('sheet_broken')))
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entries.size >= bounds.entries) return reject(new Refused('sheet_too_large'))
        entries.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.once('end', () => resolve({ zip, entries }))
      zip.readEntry()
    })
  })

/** What has been unpacked so far: the sizes that a file claims are not what it unpacks to. */
interface Meter {
  unpacked: number
  characters: number
}

interface Heard {
  readonly open?: (tag: SaxesTagPlain) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Reads one part as a stream of tags. A document type could define endless entities, and no spreadsheet writes one. */
const readPart = async ({ zip, entries }: Opened, path: string, meter: Meter, heard: Heard): Promise<boolean> => {
  const entry = entries.get(path)
  if (entry === undefined) return false
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error) reject(new Refused('sheet_broken'))
      else resolve(opened)
    })
  })
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false })
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('error', () => {
    throw new Refused('sheet_broken')
  })
  parser.on('doctype', () => {
    throw new Refused('sheet_broken')
  })
  parser.on('opentag', tag => heard.open?.({ ...tag, name: local(tag.name) }))
  parser.on('closetag', tag => heard.close?.(local(tag.name)))
  parser.on('text', text => heard.text?.(text))
  const decoder = new StringDecoder('utf8')
  try {
    for await (const chunk of stream) {
      meter.unpacked += (chunk as Buffer).length
      if (meter.unpacked > bounds.unpacked) throw new Refused('sheet_too_large')
      parser.write(decoder.write(chunk as Buffer))
    }
    parser.write(decoder.end()).close()
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('sheet_broken')
  }
  return true
}

const attribute = (tag: SaxesTagPlain, name: string): string => tag.attributes[name] ?? ''

const escaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Text of <si> and <is>: the runs together, without the reading aids of East Asian cells. */
const textReader = (done: (text: string) => void, of: string): Heard => {
  let text: string | undefined
  let inside = false
  let aid = 0
  return {
    open: ({ name }) => {
      if (name === of) text = ''
      if (name === 'rPh') aid++
      if (name === 't' && text !== undefined && aid === 0) inside = true
    },
    text: more => {
      if (inside && text !== undefined && text.length <= bounds.cell) text += more
    },
    close: name => {
      if (name === 'rPh') aid--
      if (name === 't') inside = false
      if (name === of && text !== undefined) {
        done(escaped(text.slice(0, bounds.cell)))
        text = undefined
      }
    },
  }
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly path: string }[]
  readonly from1904: boolean
  readonly strings: readonly string[]
  readonly dates: ReadonlySet<number>
}

const readBook = async (zip: Opened, meter: Meter): Promise<Book> => {
  const targets = new Map<string, string>()
  const listed: { name: string; id: string }[] = []
  let from1904 = false
  const hasBook = await readPart(zip, 'xl/workbook.xml', meter, {
    open: tag => {
      if (tag.name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(tag, 'date1904'))
      const id = Object.entries(tag.attributes).find(([name]) => name === 'id' || name.endsWith(':id'))?.[1] ?? ''
      if (tag.name === 'sheet' && !/hidden/i.test(attribute(tag, 'state'))) listed.push({ name: attribute(tag, 'name'), id })
    },
  })
  if (!hasBook) throw new Refused('sheet_not_xlsx')
  await readPart(zip, 'xl/_rels/workbook.xml.rels', meter, {
    open: tag => {
      if (tag.name === 'Relationship')
        targets.set(
          attribute(tag, 'Id'),
          attribute(tag, 'Target')
            .replace(/^\/xl\//, '')
            .replace(/^\.\//, ''),
        )
    },
  })
  const strings: string[] = []
  await readPart(
    zip,
    'xl/sharedStrings.xml',
    meter,
    textReader(text => {
      meter.characters += text.length + 8
      if (meter.characters > bounds.characters) throw new Refused('sheet_too_large')
      strings.push(text)
    }, 'si'),
  )
  const codes = new Map<number, string>()
  const dates = new Set<number>()
  let inFormats = false
  let at = 0
  await readPart(zip, 'xl/styles.xml', meter, {
    open: tag => {
      if (tag.name === 'numFmt') codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode'))
      if (tag.name === 'cellXfs') inFormats = true
      if (tag.name === 'xf' && inFormats) {
        const id = Number(attribute(tag, 'numFmtId'))
        if (isDateFormat(id, codes.get(id))) dates.add(at)
        at++
      }
    },
    close: name => {
      if (name === 'cellXfs') inFormats = false
    },
  })
  return {
    sheets: listed.flatMap(({ name, id }) => {
      const target = targets.get(id)
      return target === undefined ? [] : [{ name, path: `xl/${target}` }]
    }),
    from1904,
    strings,
    dates,
  }
}

const columnOf = (reference: string): number =>
  [...reference.replace(/[^A-Z]/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Excel keeps 0.1 + 0.2 as it reckons; people see fifteen digits. */
const numberText = (text: string): string => {
  const number = Number(text)
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : text
}

const readSheet = async (zip: Opened, book: Book, path: string, meter: Meter): Promise<readonly ReadRow[]> => {
  const rows: ReadRow[] = []
  let cells: string[] = []
  let line = 0
  let at = -1
  let [type, look, value, inValue] = ['', 0, '', false]
  const inline = textReader(text => {
    value = text
  }, 'is')
  const textOf = (): string => {
    if (type === 's') return book.strings[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type === 'inlineStr') return value
    if (type !== '' && type !== 'n') return escaped(value)
    return value === '' ? '' : ((book.dates.has(look) ? textOfSerial(Number(value), book.from1904) : undefined) ?? numberText(value))
  }
  await readPart(zip, path, meter, {
    open: tag => {
      inline.open?.(tag)
      if (tag.name === 'row') {
        cells = []
        at = -1
        line = Number(attribute(tag, 'r')) || line + 1
      }
      if (tag.name === 'c') {
        at = attribute(tag, 'r') === '' ? at + 1 : columnOf(attribute(tag, 'r'))
        ;[type, look, value] = [attribute(tag, 't'), Number(attribute(tag, 's')) || 0, '']
      }
      if (tag.name === 'v') inValue = true
    },
    text: more => {
      inline.text?.(more)
      if (inValue && value.length <= bounds.cell) value += more
    },
    close: name => {
      inline.close?.(name)
      if (name === 'v') inValue = false
      if (name === 'c' && at >= 0 && at < bounds.columns) {
        const text = textOf()
        meter.characters += text.length + 4
        if (meter.characters > bounds.characters) throw new Refused('sheet_too_large')
        while (cells.length < at) cells.push('')
        cells[at] = text
      }
      if (name === 'row' && cells.some(cell => cell.trim() !== '')) {
        if (rows.length >= bounds.rows) throw new Refused('sheet_too_large')
        rows.push({ line, cells })
      }
    },
  })
  return rows
}

/**
 * The visible sheets of a workbook as text: days as 2026-09-30, what formulas last came to, never a formula. Whatever the
 * file claims, no more is unpacked than `bounds` says.
 */
export const readXlsx = async (bytes: Buffer): Promise<readonly ReadSheet[] | Refusal> => {
  // The old format, and a workbook with a password, are files of the same other kind.
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return refuse('sheet_old', { field: 'file' })
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return refuse('sheet_not_xlsx', { field: 'file' })
  if (bytes.length > bounds.bytes) return refuse('sheet_too_large', { field: 'file' })
  try {
    const zip = await openZip(bytes)
    const meter: Meter = { unpacked: 0, characters: 0 }
    const book = await readBook(zip, meter)
    const sheets: ReadSheet[] = []
    for (const { name, path } of book.sheets) sheets.push({ name, rows: await readSheet(zip, book, path, meter) })
    return sheets
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}
