import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Noto Sans SC (OFL) from npm; only the signs that a file uses go into it. */
const file = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')

export interface Typeface {
  readonly font: PDFFont
  /** Of one sign, in thousandths of its size; a sign that the typeface lacks is drawn as a box. */
  width(sign: string): number
  drawable(text: string): string
}

export const openTypeface = async (pdf: PDFDocument): Promise<Typeface> => {
  const bytes = readFileSync(file)
  pdf.registerFontkit(fontkit as never)
  const font = await pdf.embedFont(bytes, { subset: true })
  const measured = fontkit.create(bytes) as fontkit.Font
  const widths = new Map<string, number>()
  const has = (sign: string): boolean => measured.hasGlyphForCodePoint(sign.codePointAt(0) as number)
  return {
    font,
    width: sign => {
      const known =
        widths.get(sign) ?? (measured.glyphForCodePoint(sign.codePointAt(0) as number).advanceWidth / measured.unitsPerEm) * 1000
      widths.set(sign, known)
      return known
    },
    drawable: text =>
      [
        ...text
          .normalize('NFC')
          .replace(/\t/g, '　')
          .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, ''),
      ]
        .map(sign => (has(sign) ? sign : '□'))
        .join(''),
  }
}

/** Signs that never begin a line. */
const closing = /^[，。、；：？！）】》”’…,.;:?!)\]}%]$/
const inWord = /^[A-Za-z0-9_\-./@]$/

/** Breaks between any two Chinese signs, keeps words and numbers whole where they fit, and no mark at a line's beginning. */
export const wrap = (face: Typeface, text: string, size: number, room: number): readonly string[] =>
  text.split(/\r?\n/).flatMap(whole => {
    const lines: string[] = []
    let line: string[] = []
    let used = 0
    for (const sign of face.drawable(whole)) {
      const width = (face.width(sign) * size) / 1000
      if (used + width > room && line.length > 0) {
        let back = closing.test(sign) ? 1 : 0
        if (inWord.test(sign)) while (back < line.length && inWord.test(line[line.length - 1 - back]!)) back++
        const carried = back > 0 && back < line.length ? line.splice(line.length - back) : []
        lines.push(line.join(''))
        line = carried
        used = carried.reduce((sum, one) => sum + (face.width(one) * size) / 1000, 0)
      }
      line.push(sign)
      used += width
    }
    return [...lines, line.join('')]
  })
