import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownPapers } from '../../src/main.ts'
import { readZip } from '../../src/platform/documents/zip.ts'
import { bindDossier, exampleOf, fillTemplate, officialDocument } from '../../src/platform/documents/index.ts'
import { pdfOf } from '../../tools/demo/doors.ts'
import { openBrowser } from './chromium.ts'

declare const document: any
declare const window: any

/** Papers as somebody sees them who opens the file: drawn by the browser, with libraries from npm that stand on the bench alone. */
const found = (path: string): string => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))
const home = 'http://papers.example'
const shelf: Readonly<Record<string, string>> = {
  '/jszip.js': found('jszip/dist/jszip.min.js'),
  '/docx.js': found('docx-preview/dist/docx-preview.min.js'),
  '/pdf.mjs': found('pdfjs-dist/build/pdf.min.mjs'),
  '/pdf.worker.mjs': found('pdfjs-dist/build/pdf.worker.min.mjs'),
}
let browser: Browser
let page: Page
const wrong: string[] = []
beforeAll(async () => {
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 900, height: 1200 } })).newPage()
  page.on('request', request => {
    if (!request.url().startsWith(home) && !/^(blob|data):/.test(request.url())) wrong.push(request.url())
  })
  await page.route(`${home}/**`, route => {
    const file = shelf[new URL(route.request().url()).pathname]
    return file
      ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><title>papers</title><body></body>' })
  })
})
afterAll(() => browser?.close())

const keep = async (name: string): Promise<void> => {
  if (process.env['HUIYIN_PICTURES']) await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/paper-${name}.png`, fullPage: true })
}

const wordXml = (bytes: Buffer): string =>
  new Map(readZip(bytes, { entries: 200, entryBytes: 1e7, allBytes: 3e7 })).get('word/document.xml')!.toString('utf8')

/** What the drawn page is like: sizes in millimetres, typefaces as the file names them. */
const drawDocx = async (bytes: Buffer) => {
  // The library draws a floating table where it stands in the text; what the file says of its place is done here.
  const tables = [...wordXml(bytes).matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([one]) =>
    /<w:tblpPr [^>]*w:vertAnchor="margin"[^>]*w:tblpYSpec="bottom"/.test(one),
  )
  await page.goto(home)
  for (const url of ['/jszip.js', '/docx.js']) await page.addScriptTag({ url: home + url })
  return page.evaluate(
    async ([encoded, atFoot]) => {
      await window.docx.renderAsync(
        Uint8Array.from(window.atob(encoded), (sign: string) => sign.charCodeAt(0)),
        document.body,
        undefined,
        { breakPages: true, ignoreFonts: true },
      )
      const sheet = document.querySelector('section.docx')
      for (const [nth, table] of [...document.querySelectorAll('section.docx table')].entries())
        if (atFoot[nth] === true) {
          const on = table.closest('section.docx')
          on.style.position = 'relative'
          table.style.float = 'none'
          table.style.position = 'absolute'
          table.style.left = window.getComputedStyle(on).paddingLeft
          table.style.bottom = window.getComputedStyle(on).paddingBottom
          const sheets = Math.ceil((on.getBoundingClientRect().height * 25.4) / 96 / 297 - 0.01)
          on.style.minHeight = `${sheets * 297}mm`
        }
      const look = window.getComputedStyle(sheet)
      const mm = (pixels: string | number) => Math.round(((Number.parseFloat(String(pixels)) * 25.4) / 96) * 10) / 10
      const edges = [...document.querySelectorAll('section.docx')].map((one: any) => one.getBoundingClientRect())
      const outside = [...document.querySelectorAll('section.docx p, section.docx td')]
        .filter((one: any) => {
          const box = one.getBoundingClientRect()
          return !edges.some(edge => box.left >= edge.left - 1 && box.right <= edge.right + 1)
        })
        .map((one: any) => one.textContent.slice(0, 40))
      const lines = [...document.querySelectorAll('section.docx p')].flatMap((one: any) => {
        const box = one.getBoundingClientRect()
        const words = document.createRange()
        words.selectNodeContents(one)
        const ink = words.getBoundingClientRect()
        const look = window.getComputedStyle(one)
        const at = (height: number) => mm(height - edges[0].top)
        const frame = one.closest('table')?.getBoundingClientRect()
        return one.textContent.trim() === ''
          ? []
          : [
              {
                text: one.textContent.trim() as string,
                top: at(ink.top),
                bottom: at(ink.bottom),
                middle: mm((ink.left + ink.right) / 2 - edges[0].left),
                left: mm(ink.left - edges[0].left),
                size: Math.round(Number.parseFloat(window.getComputedStyle(one.querySelector('span') ?? one).fontSize) * 0.75),
                rule:
                  look.borderBottomStyle === 'none'
                    ? undefined
                    : { at: at(box.bottom), wide: mm(box.width), colour: look.borderBottomColor as string },
                table: frame && { top: at(frame.top), bottom: at(frame.bottom) },
              },
            ]
      })
      const face = (text: string) => {
        const spans = [...document.querySelectorAll('section.docx span')].filter((one: any) => one.textContent.includes(text))
        return spans.length === 0 ? '' : window.getComputedStyle(spans.at(-1)).fontFamily
      }
      return {
        width: mm(edges[0].width),
        margins: [look.paddingTop, look.paddingBottom, look.paddingLeft, look.paddingRight].map(mm),
        text: [...document.querySelectorAll('section.docx')].map((one: any) => one.textContent as string).join(''),
        outside,
        number: face('—'),
        lines,
        sheet: mm(edges[0].height),
      }
    },
    [bytes.toString('base64'), tables] as const,
  )
}

describe('papers as they are drawn', () => {
  it.each(knownPapers.map(one => [one.title.zh, one] as const))(
    '%s fits its sheet of A4 with the margins of the standard, filled, with nothing left in braces',
    async (_, paper) => {
      const drawn = await drawDocx(fillTemplate(officialDocument(paper.layout), exampleOf(paper)))
      await keep(paper.name)
      expect(drawn.width).toBe(210)
      expect(drawn.margins).toEqual([37, 35, 28, 26])
      expect(drawn.outside).toEqual([])
      expect(drawn.text).not.toMatch(/[{}｛｝]/)
      const [longest = ''] = Object.values(exampleOf(paper).fields).sort((a, b) => b.length - a.length)
      expect(drawn.text).toContain(longest)
      expect(drawn.number).toContain('宋体')
    },
  )

  const letters = knownPapers.filter(one => one.layout.some(block => 'letterhead' in block))
  it.each(letters.map(one => [one.title.zh, one] as const))(
    '%s has its number in the middle below the red name of the organ, and the red line as wide as the text 4 mm below the number: GB/T 9704-2012, 7.2',
    async (_, paper) => {
      const { lines } = await drawDocx(fillTemplate(officialDocument(paper.layout), exampleOf(paper)))
      const number = lines.find(one => one.rule !== undefined)!
      const organ = lines[lines.indexOf(number) - 1]!
      const title = lines[lines.indexOf(number) + 1]!
      expect(
        lines.filter(one => one.rule !== undefined),
        'one line parts head and body',
      ).toHaveLength(1)
      expect(number.text).toMatch(/〔.*〕.*号/)
      expect(Math.abs(number.middle - 106), 'the middle of the type area').toBeLessThan(4)
      expect(number.rule).toMatchObject({ wide: 156, colour: 'rgb(255, 0, 0)' })
      expect(number.rule!.at - number.bottom).toBeGreaterThan(2)
      expect(number.rule!.at - number.bottom).toBeLessThan(8)
      expect(organ.size, 'larger than any title').toBeGreaterThan(22)
      expect(Math.abs(organ.top - 72), '35 mm below the edge of the type area').toBeLessThan(6)
      expect(number.top - organ.bottom, 'two lines').toBeGreaterThan(15)
      expect(title.size, 'size 2').toBe(22)
      expect(title.top - number.rule!.at, 'two lines').toBeGreaterThan(15)
    },
  )

  const withImprint = knownPapers.filter(one => one.layout.some(block => 'imprint' in block))
  it.each(withImprint.map(one => [one.title.zh, one] as const))(
    '%s ends with its imprint, whose last line is the foot of the type area',
    async (_, paper) => {
      const { lines, sheet } = await drawDocx(fillTemplate(officialDocument(paper.layout), exampleOf(paper)))
      const [first, ...rest] = lines.filter(one => /^[抄报]送：|印发$/.test(one.text))
      expect(rest.at(-1)!.text).toMatch(/日印发$/)
      expect(first!.size, 'size 4').toBe(14)
      expect(first!.table!.bottom).toBeCloseTo(sheet - 35, 0)
      const above = lines.filter(one => one.table?.top !== first!.table!.top && !one.text.startsWith('—'))
      expect(Math.max(...above.map(one => one.bottom))).toBeLessThanOrEqual(first!.table!.top)
    },
  )

  it('breaks no heading of a table, whose column holds it in one line', () => {
    for (const { name, layout } of knownPapers)
      for (const block of layout)
        if ('list' in block) {
          const shares = block.columns.reduce((sum, [, , share]) => sum + share, 0)
          for (const [title, , share] of block.columns)
            expect((8844 * share) / shares - 170, `${name}: ${title}`).toBeGreaterThanOrEqual(title.length * 240)
        }
  })

  it('binds a file whose pages are drawn with every sign, an attachment on a page of its own, and contents that lead to it', async () => {
    const bytes = await bindDossier({
      title: '一件一档',
      subtitle: '回访整改　3F7K-2M9P-X',
      cover: [
        ['件号', '3F7K-2M9P-X'],
        ['单位', '柳渡区人民法院执行局'],
      ],
      foot: '3F7K-2M9P-X　执行局局长 韩芳　2026-09-28 周一 09:00',
      sections: [
        {
          title: '1　基本情况',
          pieces: [
            {
              form: [
                ['环节', '群众认可已解决'],
                ['群众留言', '同样的内容抄了三遍，跑了三趟。'.repeat(20)],
              ],
            },
          ],
        },
        {
          title: '2　办理经过',
          pieces: [
            {
              list: [
                ['序', 1],
                ['时间', 4],
                ['办理', 4],
                ['记录', 9],
              ],
              lines: Array.from({ length: 40 }, (_, at) => [
                String(at + 1),
                '2026-09-16 周三 15:00',
                '打通了，记下来',
                '三张表写同样的内容',
              ]),
            },
          ],
        },
        { title: '附件1　通知.pdf', pieces: [{ pages: pdfOf('One form instead of three') }] },
        { title: '附件2　坏的.pdf', pieces: [{ pages: Buffer.from('%PDF-1.7 broken') }] },
      ],
    })
    expect(bytes.toString('latin1'), 'an attachment brings no script, form or link').not.toMatch(
      /\/JavaScript|\/OpenAction|\/AcroForm|\/URI/,
    )
    await page.goto(home)
    await page.addScriptTag({ type: 'module', content: "import * as pdfjs from '/pdf.mjs'; window.pdfjs = pdfjs" })
    await page.waitForFunction(() => window.pdfjs !== undefined)
    const drawn = await page.evaluate(async (encoded: string) => {
      const library = window.pdfjs
      library.GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs'
      const pdf = await library.getDocument({
        data: Uint8Array.from(window.atob(encoded), (sign: string) => sign.charCodeAt(0)),
        isEvalSupported: false,
      }).promise
      const pages: { text: string; inked: number; links: number; size: number[] }[] = []
      for (let at = 1; at <= pdf.numPages; at++) {
        const one = await pdf.getPage(at)
        const viewport = one.getViewport({ scale: 1 })
        const canvas = document.body.appendChild(document.createElement('canvas'))
        canvas.width = viewport.width
        canvas.height = viewport.height
        await one.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
        let inked = 0
        for (let nth = 0; nth < pixels.length; nth += 4) if (pixels[nth] < 128) inked++
        pages.push({
          text: (await one.getTextContent()).items.map((item: any) => item.str).join(''),
          inked,
          links: (await one.getAnnotations()).filter((note: any) => note.dest).length,
          size: [Math.round(viewport.width), Math.round(viewport.height)],
        })
      }
      return pages
    }, bytes.toString('base64'))
    await keep('dossier')
    expect(drawn.every(one => one.size.join() === '595,842' && one.inked > 200)).toBe(true)
    expect(drawn[1]).toMatchObject({ links: 4 })
    expect(drawn[1]!.text).toContain('目录')
    expect(drawn.map(one => one.text).join('')).toContain('同样的内容抄了三遍，跑了三趟。')
    expect(drawn.at(-1)!.text).toContain('这份附件打不开')
    const contents = [...drawn[1]!.text.matchAll(/附件1　?\s*通知\.pdf[ ·]*(\d+)/g)].map(one => Number(one[1]))
    expect(drawn[contents[0]! - 1]!.text, 'the page that the contents name').toContain('通知.pdf')
  })

  it('asks nobody outside while they are drawn', () => expect(wrong).toEqual([]))
})
