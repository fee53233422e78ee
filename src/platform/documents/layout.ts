import type { Block } from './contract.ts'
import { styles } from './styles.ts'
import { writeZip } from './zip.ts'

/**
 * The official layout of GB/T 9704-2012: A4, margins 37 mm above, 35 below, 28 left, 26 right, so that the type area is
 * 156 × 225 mm, 22 lines of 28 signs. Twips, 1440 to the inch. Fonts are named, never embedded: an office has its own.
 */
export const page = {
  width: 11906,
  height: 16838,
  top: 2098,
  bottom: 1984,
  left: 1588,
  right: 1474,
  footer: 1247,
  line: 579,
  sign: -849,
  type: 8844,
} as const

const escaped = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

const paragraph = (text: string, style: string, more = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`

const borders = (sides: readonly string[], size = 4): string =>
  sides.map(side => `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="000000"/>`).join('')
const allSides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'] as const

const cell = (width: number, text: string, style: string, span = 1): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${paragraph(text, style)}</w:tc>`

const table = (widths: readonly number[], lines: readonly string[], more = ''): string =>
  `<w:tbl><w:tblPr>${more}<w:tblW w:w="${widths.reduce((sum, one) => sum + one, 0)}" w:type="dxa"/><w:tblBorders>${borders(allSides)}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map(one => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>${lines.join('')}</w:tbl>`

const line = (cells: string, more = ''): string => `<w:tr><w:trPr><w:cantSplit/>${more}</w:trPr>${cells}</w:tr>`

const label = 1800
const form = (lines: Extract<Block, { form: unknown }>['form']): string => {
  const half = page.type / 2
  const widths = [label, half - label, label, half - label]
  return table(
    widths,
    lines.map(pairs => {
      const [first, second] = pairs
      if (!first) return ''
      if (!second)
        return line(
          cell(label, first[0], 'FormLabel') + cell(page.type - label, first[1], 'FormText', 3),
          '<w:trHeight w:val="567" w:hRule="atLeast"/>',
        )
      return line(
        [first, second].map(([title, value]) => cell(label, title, 'FormLabel') + cell(half - label, value, 'FormText')).join(''),
        '<w:trHeight w:val="567" w:hRule="atLeast"/>',
      )
    }),
  )
}

const list = (rows: string, columns: Extract<Block, { list: string }>['columns']): string => {
  const shares = columns.reduce((sum, [, , share]) => sum + share, 0)
  const widths = columns.map(([, , share]) => Math.floor((page.type * share) / shares))
  const values = columns.map(([, value], at) => `${at === 0 ? `{#${rows}}` : ''}${value}${at === columns.length - 1 ? `{/${rows}}` : ''}`)
  return table(widths, [
    line(columns.map(([title], at) => cell(widths[at]!, title, 'FormLabel')).join(''), '<w:tblHeader/>'),
    line(values.map((value, at) => cell(widths[at]!, value, 'FormText')).join('')),
  ])
}

/** Floats to the foot of the type area of the page on which it stands: the last one. Who issues stands left, the day right, each one sign in. */
const imprint = (lines: Extract<Block, { imprint: unknown }>['imprint']): string => {
  const at =
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" w:tblpX="0" w:tblpYSpec="bottom"/>'
  const edges = `<w:tblBorders>${borders(['top', 'bottom'], 8)}${borders(['insideH'], 6)}</w:tblBorders>`
  const half = page.type / 2
  const piece = (width: number, text: string, more: string, span: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}</w:tcPr>${paragraph(text, 'Imprint', more)}</w:tc>`
  return `<w:tbl><w:tblPr>${at}<w:tblW w:w="${page.type}" w:type="dxa"/>${edges}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${half}"/><w:gridCol w:w="${half}"/></w:tblGrid>${lines
    .map(text =>
      line(
        typeof text === 'string'
          ? piece(page.type, text, '', '<w:gridSpan w:val="2"/>')
          : piece(half, text[0], '', '') + piece(half, text[1], '<w:jc w:val="right"/>', ''),
      ),
    )
    .join('')}</w:tbl>`
}

/** Twips. */
const millimetres = (length: number): number => Math.round((length / 25.4) * 1440)
/** Points, as borders are kept away from their text. */
const points = (length: number): number => Math.round((length / 25.4) * 72)

/** The name of the organ begins 35 mm below the edge of the type area, its number two lines below it, the red line 4 mm below the number. */
const letterhead = ({ letterhead: organ, number, marks }: Extract<Block, { letterhead: unknown }>): string =>
  marks.map(mark => paragraph(mark, 'Mark')).join('') +
  paragraph(organ, 'Letterhead', `<w:spacing w:before="${millimetres(35) - marks.length * page.line}" w:after="${2 * page.line}"/>`) +
  paragraph(
    number,
    'DocumentNumber',
    `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="${points(4)}" w:color="FF0000"/></w:pBdr><w:spacing w:after="${2 * page.line}"/>`,
  )

const xmlOf = (block: Block): string => {
  if ('title' in block) return paragraph(block.title, 'OfficialTitle')
  if ('letterhead' in block) return letterhead(block)
  if ('heading' in block) return paragraph(block.heading, `OfficialHeading${block.level}`)
  if ('form' in block) return form(block.form)
  if ('list' in block) return list(block.list, block.columns)
  if ('imprint' in block) return imprint(block.imprint)
  const align = block.align === undefined || block.align === 'justify' ? '' : `<w:jc w:val="${block.align}"/>`
  return paragraph(
    block.text,
    'Normal',
    `${block.stays ? '<w:keepNext/>' : ''}${block.indent ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : ''}${align}`,
  )
}

/** “— 1 —”, size 4 Song; odd pages stand right, even pages left, each one sign in from the edge. */
const footer = (side: 'left' | 'right'): string => {
  const field =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
  return `<w:ftr xmlns:w="${namespaces.w}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind w:${side}Chars="100" w:${side}="280"/><w:jc w:val="${side}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>${field}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}

const namespaces = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
} as const
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (links: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`
const kind = (part: string): string => `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`

const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/><w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="851" w:footer="${page.footer}" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="${page.line}" w:charSpace="${page.sign}"/></w:sectPr>`

/** Tables that touch would become one. */
const apart = (blocks: readonly Block[]): string =>
  blocks
    .map((block, at) => {
      const isTable = (one: Block | undefined): boolean => one !== undefined && ('form' in one || 'list' in one || 'imprint' in one)
      return (
        xmlOf(block) +
        (isTable(block) && (isTable(blocks[at + 1]) || at === blocks.length - 1)
          ? `<w:p><w:pPr><w:pStyle w:val="${'imprint' in block ? 'Anchor' : 'Between'}"/></w:pPr></w:p>`
          : '')
      )
    })
    .join('')

/** A Word file in the official layout; the same blocks make the same bytes. */
export const officialDocument = (blocks: readonly Block[]): Buffer =>
  writeZip(
    new Map(
      Object.entries({
        '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${kind('document.main')}"/><Override PartName="/word/styles.xml" ContentType="${kind('styles')}"/><Override PartName="/word/settings.xml" ContentType="${kind('settings')}"/><Override PartName="/word/fontTable.xml" ContentType="${kind('fontTable')}"/><Override PartName="/word/footer1.xml" ContentType="${kind('footer')}"/><Override PartName="/word/footer2.xml" ContentType="${kind('footer')}"/></Types>`,
        '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
        'word/document.xml': `${head}<w:document xmlns:w="${namespaces.w}" xmlns:r="${namespaces.r}"><w:body>${apart(blocks)}${section}</w:body></w:document>`,
        'word/_rels/document.xml.rels': relations([
          ['rId1', 'styles', 'styles.xml'],
          ['rId2', 'settings', 'settings.xml'],
          ['rId3', 'footer', 'footer1.xml'],
          ['rId4', 'footer', 'footer2.xml'],
          ['rId5', 'fontTable', 'fontTable.xml'],
        ]),
        'word/styles.xml': head + styles(namespaces.w, page.line),
        'word/settings.xml': `${head}<w:settings xmlns:w="${namespaces.w}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
        'word/fontTable.xml': `${head}<w:fonts xmlns:w="${namespaces.w}">${[
          ['方正小标宋简体', '宋体'],
          ['仿宋_GB2312', '仿宋'],
          ['楷体_GB2312', '楷体'],
          ['黑体', 'SimHei'],
          ['宋体', 'SimSun'],
        ]
          .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`)
          .join('')}</w:fonts>`,
        'word/footer1.xml': head + footer('right'),
        'word/footer2.xml': head + footer('left'),
      }).map(([name, text]) => [name, Buffer.from(text, 'utf8')]),
    ),
  )
