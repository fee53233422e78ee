import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import type { PDFPage } from '@cantoo/pdf-lib'
import type { Dossier, DossierPiece } from '../contract.ts'
import { openTypeface, wrap } from './typeface.ts'
import type { Typeface } from './typeface.ts'

/** A4 in points, margins as of the official layout. */
const sheet = { width: 595.28, height: 841.89, left: 79.4, right: 73.7, top: 104.9, bottom: 99.2 } as const
const room = sheet.width - sheet.left - sheet.right
const [ink, quiet, rule] = [rgb(0.1, 0.1, 0.12), rgb(0.4, 0.4, 0.44), rgb(0.72, 0.72, 0.76)]
const mostAttachedPages = 400

interface Pen {
  page: PDFPage
  y: number
}

class Binder {
  private readonly pdf: PDFDocument
  private readonly face: Typeface
  private readonly pen: Pen
  private attached = 0

  constructor(pdf: PDFDocument, face: Typeface) {
    this.pdf = pdf
    this.face = face
    this.pen = { page: this.turn(), y: 0 }
    this.pen.y = sheet.height - sheet.top
  }

  private turn(): PDFPage {
    return this.pdf.addPage([sheet.width, sheet.height])
  }

  newPage(): PDFPage {
    this.pen.page = this.turn()
    this.pen.y = sheet.height - sheet.top
    return this.pen.page
  }

  /** On a new page where the height is not there any more. */
  private need(height: number): void {
    if (this.pen.y - height < sheet.bottom) this.newPage()
  }

  line(text: string, size: number, x: number, y: number, color = ink, page = this.pen.page): void {
    if (text !== '') page.drawText(text, { x, y, size, font: this.face.font, color })
  }

  widthOf(text: string, size: number): number {
    return [...text].reduce((sum, sign) => sum + (this.face.width(sign) * size) / 1000, 0)
  }

  text(text: string, size: number, color = ink, align: 'left' | 'center' = 'left'): void {
    for (const line of wrap(this.face, text, size, room)) {
      this.need(size * 1.6)
      this.pen.y -= size * 1.6
      this.line(line, size, align === 'left' ? sheet.left : sheet.left + (room - this.widthOf(line, size)) / 2, this.pen.y, color)
    }
  }

  gap(height: number): void {
    this.pen.y -= height
  }

  /** A line of cells; a cell that is longer than a page goes on overleaf. */
  private cells(texts: readonly string[], shares: readonly number[], size: number, heads: number): void {
    const all = shares.reduce((sum, share) => sum + share, 0)
    const widths = shares.map(share => (room * share) / all)
    const wrapped = texts.map((text, at) => [...wrap(this.face, text, size, widths[at]! - 10)])
    const step = size * 1.5
    const longest = Math.max(1, ...wrapped.map(lines => lines.length))
    // A line that fits on a page is not torn.
    this.need(Math.min(longest * step + 10, sheet.height - sheet.top - sheet.bottom))
    for (let from = 0, left = longest; left > 0;) {
      this.need(step + 10)
      const fits = Math.max(1, Math.min(left, Math.floor((this.pen.y - sheet.bottom - 10) / step)))
      const height = fits * step + 10
      let x: number = sheet.left
      for (const [at, lines] of wrapped.entries()) {
        this.pen.page.drawRectangle({
          x,
          y: this.pen.y - height,
          width: widths[at]!,
          height,
          borderColor: rule,
          borderWidth: 0.6,
          ...(at < heads ? { color: rgb(0.96, 0.96, 0.97) } : {}),
        })
        for (const [nth, line] of lines.slice(from, from + fits).entries())
          this.line(line, size, x + 5, this.pen.y - 5 - step * nth - size * 1.15)
        x += widths[at]!
      }
      this.pen.y -= height
      from += fits
      left -= fits
    }
  }

  private async pages(bytes: Uint8Array): Promise<void> {
    const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false })
    const count = Math.min(source.getPageCount(), mostAttachedPages - this.attached)
    this.attached += count
    const embedded = await this.pdf.embedPdf(
      source,
      Array.from({ length: count }, (_, at) => at),
    )
    for (const [at, one] of embedded.entries()) {
      if (at > 0) this.newPage()
      const height = this.pen.y - sheet.bottom
      const scale = Math.min(room / one.width, height / one.height)
      this.pen.page.drawPage(one, {
        x: sheet.left + (room - one.width * scale) / 2,
        y: this.pen.y - one.height * scale,
        xScale: scale,
        yScale: scale,
      })
      this.pen.y = sheet.bottom
    }
  }

  async piece(piece: DossierPiece): Promise<void> {
    if ('heading' in piece) {
      this.gap(8)
      this.text(piece.heading, 14)
      this.gap(4)
    } else if ('text' in piece) this.text(piece.text, piece.quiet ? 9.5 : 11.5, piece.quiet ? quiet : ink)
    else if ('form' in piece) {
      for (const [label, value] of piece.form) this.cells([label, value], [1, 4], 10.5, 1)
      this.gap(10)
    } else if ('list' in piece) {
      const shares = piece.list.map(([, share]) => share)
      this.cells(
        piece.list.map(([title]) => title),
        shares,
        10.5,
        piece.list.length,
      )
      for (const line of piece.lines) this.cells(line, shares, 10, 0)
      this.gap(10)
    } else if ('picture' in piece) {
      const drawn = piece.kind === 'png' ? await this.pdf.embedPng(piece.picture) : await this.pdf.embedJpg(piece.picture)
      this.need(240)
      const scale = Math.min(1, room / drawn.width, (this.pen.y - sheet.bottom) / drawn.height)
      this.pen.y -= drawn.height * scale
      this.pen.page.drawImage(drawn, { x: sheet.left, y: this.pen.y, width: drawn.width * scale, height: drawn.height * scale })
      this.gap(12)
    } else await this.pages(piece.pages)
  }

  leadTo(from: PDFPage, to: PDFPage, y: number): void {
    const { context } = this.pdf
    from.node.addAnnot(
      context.register(
        context.obj({
          Type: 'Annot',
          Subtype: 'Link',
          Rect: [sheet.left, y - 4, sheet.width - sheet.right, y + 16],
          Border: [0, 0, 0],
          Dest: [to.ref, 'XYZ', null, null, null],
        }),
      ),
    )
  }
}

const linesOfContents = 26

/** The dossier as one PDF in the order of its sections, with a contents page that leads to them. What cannot be read of an attachment is said in its place. */
export const bind = async (dossier: Dossier): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const face = await openTypeface(pdf)
  const binder = new Binder(pdf, face)
  binder.gap(90)
  binder.text(dossier.title, 26, ink, 'center')
  binder.gap(14)
  binder.text(dossier.subtitle, 14, quiet, 'center')
  binder.gap(60)
  await binder.piece({ form: dossier.cover })
  const contents = Array.from({ length: Math.max(1, Math.ceil(dossier.sections.length / linesOfContents)) }, () => binder.newPage())
  const starts: { readonly title: string; readonly page: PDFPage; readonly number: number }[] = []
  for (const section of dossier.sections) {
    const page = binder.newPage()
    starts.push({ title: section.title, page, number: pdf.getPageCount() })
    binder.text(section.title, 17)
    binder.gap(10)
    for (const piece of section.pieces) {
      try {
        await binder.piece(piece)
      } catch {
        binder.text('（这份附件打不开，未能并入；原件在系统里。）', 10, quiet)
      }
    }
  }
  for (const [at, page] of contents.entries()) {
    let y = sheet.height - sheet.top - 17 * 1.6
    binder.line('目录', 17, sheet.left, y, ink, page)
    y -= 14
    for (const start of starts.slice(at * linesOfContents, (at + 1) * linesOfContents)) {
      y -= 23
      const number = String(start.number)
      const [title = ''] = wrap(face, start.title, 11.5, room - 60)
      const dots = '·'.repeat(
        Math.max(0, Math.floor((room - binder.widthOf(title, 11.5) - binder.widthOf(number, 11.5) - 16) / binder.widthOf('·', 11.5))),
      )
      binder.line(title, 11.5, sheet.left, y, ink, page)
      binder.line(dots, 11.5, sheet.left + binder.widthOf(title, 11.5) + 6, y, rule, page)
      binder.line(number, 11.5, sheet.width - sheet.right - binder.widthOf(number, 11.5), y, ink, page)
      binder.leadTo(page, start.page, y)
    }
  }
  const foot = face.drawable(dossier.foot)
  for (const [at, page] of pdf.getPages().entries()) {
    const number = `— ${at + 1} —`
    binder.line(number, 10, sheet.width - sheet.right - binder.widthOf(number, 10), 62, quiet, page)
    binder.line(foot, 8, sheet.left, 62, quiet, page)
  }
  return pdf.save()
}
