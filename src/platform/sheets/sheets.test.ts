import { deflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import yazl from 'yazl'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kit/refusal.ts'
import { csvOf, isHostile, readCsvRows, readXlsx, tableOf, xlsxOf } from './index.ts'
import type { Cell, ReadSheet, SheetOut } from './index.ts'
import { wallTime } from './dates.ts'

const whole = async (bytes: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const some of bytes) all.push(some)
  return Buffer.concat(all)
}
async function* inPages(rows: readonly (readonly Cell[])[], size = 3): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
const mark = '周砚秋（执法监督） 2026-09-22 10:31 导出号 3F7K-9QXM2'
const out = (rows: readonly (readonly Cell[])[], titles: readonly string[] = ['内容', '件数']): SheetOut => ({
  name: '件',
  mark,
  columns: titles.map((title, at) => ({ title, kind: at === 1 ? 'number' : 'text' })),
  pages: inPages(rows),
})
const read = async (bytes: Buffer): Promise<readonly ReadSheet[]> => {
  const sheets = await readXlsx(bytes)
  if (isRefusal(sheets)) throw new Error(sheets.because)
  return sheets
}
const zipOf = (parts: Readonly<Record<string, Buffer | string>>): Promise<Buffer> => {
  const zip = new yazl.ZipFile()
  for (const [path, body] of Object.entries(parts)) zip.addBuffer(Buffer.from(body), path)
  zip.end()
  return whole(zip.outputStream as unknown as AsyncIterable<Buffer>)
}
const book = '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="rId1"/></sheets></workbook>'
const rels = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
const workbookWith = (sheet: string | Buffer, more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zipOf({ 'xl/workbook.xml': book, 'xl/_rels/workbook.xml.rels': rels, 'xl/worksheets/sheet1.xml': sheet, ...more })

const starters = ['=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠', ' =', '\u200B=', '\uFEFF+']
const hostile = fc
  .tuple(
    fc.constantFrom(...starters),
    fc.oneof(
      fc.constantFrom('1+1', "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', 'SUM(1;2)\r\n=3', '"&A1&"', ';=1+1'),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    ),
  )
  .map(([start, rest]) => start + rest)

describe('tables on their way out', () => {
  it('F-06: a hostile cell of a CSV begins with a quote, stands inside quotes, and reads back as what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 8 }), async texts => {
        const csv = (await whole(csvOf(out(texts.map((text, at) => [text, at]))))).toString('utf8')
        const rows = parse(csv, { bom: true }) as string[][]
        expect(rows).toHaveLength(2 + texts.length)
        for (const [at, text] of texts.entries()) expect(rows[2 + at]).toEqual([`'${text}`, String(at)])
        for (const cell of rows.flat()) expect(isHostile(cell)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('F-06: a hostile cell of a workbook is typed text that keeps its quote, no part of it is a formula, and the text comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 8 }), async texts => {
        const sheets = await read(await whole(xlsxOf(out(texts.map((text, at) => [`x${text}`, at]).concat(texts.map(text => [text, 0]))))))
        const cells = sheets[0]!.rows.slice(2).map(row => row.cells[0])
        // eslint-disable-next-line no-control-regex
        const writable = (text: string): string => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
        for (const text of texts) expect(cells).toContain(writable(`x${text}`))
        for (const text of texts)
          if (writable(text).trim() !== '') expect([...cells, ...cells.map(cell => cell?.trimStart())]).toContain(writable(text))
      }),
      { numRuns: 100 },
    )
    const xml = await partOf(
      await whole(
        xlsxOf(
          out([
            ['=1+1', 2],
            ['－2', -2],
          ]),
        ),
      ),
      'sheet1.xml',
    )
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml).toContain('<c r="A3" s="5" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="B3" s="0"><v>2</v></c>')
    expect(xml).toContain('<c r="B4" s="0"><v>-2</v></c>')
  })

  it('types what it can, so that an office reckons on: numbers, days and instants in Beijing time; what is kept back stays a word', async () => {
    const bytes = await whole(
      xlsxOf({
        name: '件',
        mark,
        columns: [
          { title: '数', kind: 'number' },
          { title: '日', kind: 'day' },
          { title: '时', kind: 'instant' },
          { title: '字', kind: 'text' },
        ],
        pages: inPages([
          [7, '2026-09-22', '2026-09-22T10:31:00.000Z', 'a'],
          ['不显示', '期限待定', null, '0013'],
        ]),
      }),
    )
    expect((await read(bytes))[0]!.rows.map(row => row.cells)).toEqual([
      [mark],
      ['数', '日', '时', '字'],
      ['7', '2026-09-22', '2026-09-22 18:31', 'a'],
      ['不显示', '期限待定', '', '0013'],
    ])
    expect(await partOf(bytes, 'sheet1.xml')).toContain('<c r="B3" s="2"><v>46287</v></c>')
    expect(wallTime('2026-12-31T16:00:00.000Z')).toBe('2027-01-01 00:00')
  })

  it('bears its mark in sight and on every printed page', async () => {
    const bytes = await whole(xlsxOf({ ...out([['a', 1]]), mark: 'A&B' }))
    const xml = await partOf(bytes, 'sheet1.xml')
    expect(xml).toContain('<oddHeader>&amp;LA&amp;&amp;B</oddHeader>')
    expect((await read(bytes))[0]!.rows[0]!.cells[0]).toBe('A&B')
    expect((await whole(csvOf(out([['a', 1]])))).toString('utf8').split('\r\n')[0]).toBe(`\uFEFF${mark},`)
  })

  it('goes on upon a further sheet where the first is full', async () => {
    const sheets = await read(await whole(xlsxOf(out(Array.from({ length: 8 }, (_, at) => [`r${at}`, at])), 3)))
    expect(sheets.map(sheet => [sheet.name, sheet.rows.length])).toEqual([
      ['件', 5],
      ['件 2', 5],
      ['件 3', 4],
    ])
    expect(sheets.flatMap(sheet => sheet.rows.slice(2).map(row => row.cells[1]))).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  })

  it('ends with the fault of its source instead of with half a file', async () => {
    // eslint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<readonly (readonly Cell[])[]> {
      throw new Error('the list broke off')
    }
    await expect(whole(xlsxOf({ ...out([]), pages: broken() }))).rejects.toThrow('the list broke off')
  })
})

const partOf = async (bytes: Buffer, name: string): Promise<string> => {
  const { default: yauzl } = await import('yauzl')
  return new Promise((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', entry => {
        if (!entry.fileName.endsWith(name)) return zip.readEntry()
        zip.openReadStream(entry, (fault, stream) =>
          fault
            ? reject(fault)
            : void whole(stream as unknown as AsyncIterable<Buffer>).then(part => resolve(part.toString('utf8')), reject),
        )
      })
      zip.readEntry()
    }),
  )
}

describe('tables on their way in', () => {
  it('reads what Excel writes: shared and rich text, dates in Chinese formats, what a formula came to, and no hidden sheet', async () => {
    const bytes = await zipOf({
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="隐" state="hidden" r:id="rId2"/><sheet name="台账" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/a.xml"/><Relationship Id="rId2" Target="worksheets/b.xml"/></Relationships>',
      'xl/sharedStrings.xml':
        '<sst><si><t>编号</t></si><si><r><t>办结</t></r><r><t xml:space="preserve"> 时间</t></r><rPh><t>ばん</t></rPh></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="176"/></cellXfs></styleSheet>',
      'xl/worksheets/a.xml':
        '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="4"><c r="A4"><v>13800000000</v></c><c r="B4" s="1"><v>46287</v></c><c r="C4" s="2"><f>NOW()</f><v>46287.4375</v></c><c r="D4" t="str"><f>A1</f><v>好</v></c><c r="E4"><v>0.30000000000000004</v></c></row></sheetData></worksheet>',
      'xl/worksheets/b.xml': '<worksheet/>',
    })
    expect(await read(bytes)).toEqual([
      {
        name: '台账',
        rows: [
          { line: 2, cells: ['编号', '', '办结 时间'] },
          { line: 4, cells: ['13800000000', '2026-09-22', '2026-09-22 10:30', '好', '0.3'] },
        ],
      },
    ])
  })

  it('finds the headings below a title or a mark, whichever format', () => {
    const rows = [
      { line: 1, cells: ['某某法院二〇二六年台账', '', ''] },
      { line: 2, cells: ['编号', '结果', '编号'] },
      { line: 3, cells: ['A1', ' 办结 ', 'x'] },
    ]
    expect(tableOf(rows)).toEqual({ columns: ['编号', '结果'], rows: [{ line: 3, cells: { 编号: 'A1', 结果: '办结' } }] })
    expect(tableOf([])).toEqual({ columns: [], rows: [] })
  })

  it('takes in again what it gave out', async () => {
    const given = out([
      ['=1', 1],
      ['乙', 2],
    ])
    const again = readCsvRows((await whole(csvOf(given))).toString('utf8'))
    expect(Array.isArray(again) && tableOf(again).rows.map(row => row.cells)).toEqual([
      { 内容: '=1', 件数: '1' },
      { 内容: '乙', 件数: '2' },
    ])
  })

  it('says in a word why a file is none: the old format, no workbook, half a file, a document type', async () => {
    const because = async (bytes: Buffer): Promise<unknown> => {
      const answer = await readXlsx(bytes)
      return isRefusal(answer) ? answer.because : answer
    }
    expect(await because(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]))).toBe('sheet_old')
    expect(await because(Buffer.from('a,b\n'))).toBe('sheet_not_xlsx')
    expect(await because(await zipOf({ 'word/document.xml': '<a/>' }))).toBe('sheet_not_xlsx')
    const good = await whole(xlsxOf(out([['a', 1]])))
    expect(await because(good.subarray(0, good.length - 40))).toBe('sheet_broken')
    expect(
      await because(
        await workbookWith(
          '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>',
        ),
      ),
    ).toBe('sheet_broken')
  })

  it('unpacks no bomb, whatever size the file claims', async () => {
    const blank = Buffer.alloc(8 * 1024 * 1024, ' ')
    expect(deflateRawSync(blank).length).toBeLessThan(20_000)
    const bomb = await workbookWith(Buffer.concat([Buffer.from('<worksheet>'), ...Array.from({ length: 30 }, () => blank)]))
    expect(bomb.length).toBeLessThan(600_000)
    expect(await readXlsx(bomb)).toMatchObject({ because: 'sheet_too_large' })
    // The same with a lie about its size.
    const lie = Buffer.from(bomb)
    for (let at = lie.indexOf('PK\u0001\u0002'); at >= 0; at = lie.indexOf('PK\u0001\u0002', at + 4))
      if (lie.readUInt32LE(at + 24) > 1_000_000) lie.writeUInt32LE(1000, at + 24)
    expect(isRefusal(await readXlsx(lie))).toBe(true)
  })

  it('never fails on any bytes: it reads sheets or says what is wrong', async () => {
    const good = await whole(xlsxOf(out([['a', 1]])))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async changes => {
        const bytes = Buffer.from(good)
        for (const [at, value] of changes) bytes[at] = value
        const answer = await readXlsx(bytes)
        expect(Array.isArray(answer) || isRefusal(answer)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
