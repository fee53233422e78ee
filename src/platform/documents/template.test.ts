import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paper } from './contract.ts'
import { officialDocument, page } from './layout.ts'
import { checkTemplate, exampleOf, fillTemplate } from './template.ts'
import { readZip, writeZip } from './zip.ts'

const paper: Paper = {
  name: 'sample',
  title: { zh: '样表', en: 'Sample' },
  fields: { 单位: '柳渡区人民法院', 事由: '材料要了三次' },
  rows: { 经过: { 时间: '9月14日', 办理: '已回访' } },
  layout: [
    { title: '样　　表' },
    { heading: '一、情况', level: 1 },
    { heading: '（一）经过', level: 2 },
    { text: '{单位}：{事由}', indent: true },
    {
      form: [
        [
          ['单位', '{单位}'],
          ['事由', '{事由}'],
        ],
        [['意见', '']],
      ],
    },
    {
      list: '经过',
      columns: [
        ['时间', '{时间}', 1],
        ['办理', '{办理}', 3],
      ],
    },
    { imprint: ['抄送：', '印发机关　　　　年　月　日印发'] },
  ],
}
const form = officialDocument(paper.layout)
const parts = (bytes: Buffer): Map<string, Buffer> => new Map(readZip(bytes, { entries: 100, entryBytes: 1e7, allBytes: 1e7 }))
const xmlOf = (bytes: Buffer, name = 'word/document.xml'): string => parts(bytes).get(name)!.toString('utf8')
const textOf = (bytes: Buffer): string =>
  xmlOf(bytes)
    .replace(/<w:br\/>/g, '\n')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
const changed = (name: string, change: (text: string) => string | Buffer): Buffer => {
  const all = parts(form)
  const made = change(all.get(name)?.toString('utf8') ?? '')
  return writeZip(all.set(name, typeof made === 'string' ? Buffer.from(made) : made))
}
const faults = (bytes: Buffer) => checkTemplate(bytes, paper).map(one => one.because)
const words = (text: string): Buffer => changed('word/document.xml', xml => xml.replace('{事由}', text))

describe('the official layout', () => {
  it('is that of GB/T 9704-2012: A4, its margins, 22 lines of 28 signs, page numbers outside', () => {
    const xml = xmlOf(form)
    const millimetres = (twips: number): number => Math.round((twips / 1440) * 25.4 * 10) / 10
    expect([page.top, page.bottom, page.left, page.right].map(millimetres)).toEqual([37, 35, 28, 26])
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"/>')
    expect(Math.floor((page.height - page.top - page.bottom) / page.line)).toBe(22)
    expect(Math.floor((page.width - page.left - page.right) / (320 + (page.sign / 4096) * 20))).toBe(28)
    expect(xml).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>')
    expect(xmlOf(form, 'word/footer1.xml')).toMatch(/<w:jc w:val="right"\/>.*— .* PAGE /)
    expect(xmlOf(form, 'word/footer2.xml')).toContain('<w:jc w:val="left"/>')
  })
  it('names its typefaces and sizes, and embeds none', () => {
    const styles = xmlOf(form, 'word/styles.xml')
    const look = (id: string): readonly (string | undefined)[] => {
      const style = new RegExp(`w:styleId="${id}".*?</w:style>`).exec(styles)![0]
      return [/w:eastAsia="([^"]+)"/.exec(style)?.[1], /<w:sz w:val="(\d+)"/.exec(style)?.[1]]
    }
    expect(look('OfficialTitle')).toEqual(['方正小标宋简体', '44'])
    expect(look('Normal')).toEqual(['仿宋_GB2312', '32'])
    expect(look('OfficialHeading1')).toEqual(['黑体', '32'])
    expect(look('OfficialHeading2')).toEqual(['楷体_GB2312', '32'])
    expect(look('PageNumber')).toEqual(['宋体', '28'])
    expect([...parts(form).keys()].filter(name => /font/i.test(name))).toEqual(['word/fontTable.xml'])
  })
  it('is the same to the byte each time, so that a form can be compared with the one in force', () => {
    expect(officialDocument(paper.layout).equals(form)).toBe(true)
    expect(fillTemplate(form, exampleOf(paper)).equals(fillTemplate(form, exampleOf(paper)))).toBe(true)
  })
})

describe('filling', () => {
  it('puts values in their fields and one line of the table for each row', () => {
    const text = textOf(
      fillTemplate(form, {
        fields: { 单位: '执行局', 事由: '等太久' },
        rows: {
          经过: [
            { 时间: '一', 办理: '甲' },
            { 时间: '二', 办理: '乙' },
          ],
        },
      }),
    )
    expect(text).toContain('执行局：等太久')
    expect(text).toMatch(/一\n甲\n二\n乙/)
    expect(text).not.toContain('{')
  })
  it('leaves blank what has no value, and keeps the lines of a long one', () => {
    expect(textOf(fillTemplate(form, { fields: { 事由: '第一行\n第二行' } }))).toContain('：第一行\n第二行')
  })
  it('keeps what looks like a field, a formula, markup or an expression as the text that was typed', () => {
    for (const typed of [
      '{单位}',
      '{#经过}',
      '{@单位}',
      '{constructor}',
      '=1+1',
      '@SUM(A1)',
      '<w:p/>',
      ']]>',
      '&amp;',
      '${7*7}',
      '{{单位}}',
      '{=<% %>=}',
    ]) {
      const filled = fillTemplate(form, { fields: { 单位: '甲', 事由: typed } })
      expect(textOf(filled)).toContain(`甲：${typed}`)
      expect(xmlOf(filled)).not.toMatch(/instrText|fldSimple/)
    }
  })
  it('stays well-formed and says every sign of whatever people type, but for those that no paper can show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), typed => {
        const filled = fillTemplate(form, { fields: { 单位: typed } })
        expect(checkTemplate(filled, { ...paper, fields: { ...paper.fields } }).filter(one => one.because === 'not_a_document')).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(textOf(fillTemplate(form, { fields: { 单位: '甲\u0000\u0007\u202e乙' } }))).toContain('甲乙')
  })
})

describe('a template that an office brings', () => {
  it('is taken where it holds known fields, also where Word has cut a field into pieces', () => {
    expect(faults(form)).toEqual([])
    const cut = words('{事</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>由}')
    expect(faults(cut)).toEqual([])
    expect(textOf(fillTemplate(cut, { fields: { 单位: '甲', 事由: '乙' } }))).toContain('甲：乙')
  })
  it('is told each field that does not exist, by its name', () => {
    expect(checkTemplate(words('{身份证号}{事由}{#经过}{时间}{电话}{/经过}'), paper)).toEqual([
      { because: 'unknown_field', what: '身份证号' },
      { because: 'unknown_field', what: '电话' },
    ])
    for (const tag of [
      '{constructor}',
      '{__proto__}',
      '{@事由}',
      '{事由.length}',
      '{toString}',
      '{.}',
      '{$index}',
      '{a+b}',
      '{#事由 | upper}{/}',
    ])
      expect(faults(words(tag)), tag).not.toEqual([])
  })
  it('is told where a brace is missing or full-width', () => {
    expect(faults(words('{事由'))).toEqual(['field_broken'])
    expect(faults(words('{#经过}{时间}'))).toEqual(['field_broken'])
    expect(checkTemplate(words('｛事由｝'), paper)).toEqual([{ because: 'wide_braces', what: '｛事由｝' }])
  })
  const link = (target: string, more = ' TargetMode="External"', type = 'hyperlink') =>
    changed('word/_rels/document.xml.rels', xml =>
      xml.replace('</Relationships>', `<Relationship Id="x" Type="http://x/${type}" Target="${target}"${more}/></Relationships>`),
    )
  it.each([
    ['has_external', link('http://example.invalid/')],
    ['has_external', link('file:///server/a', ' TargetMode="Ext&#101;rnal"')],
    ['has_external', changed('word/settings.xml', xml => xml.replace('<w:compat>', '<w:attachedTemplate/><w:compat>'))],
    ['has_embedded', link('x.bin', '', 'oleObject')],
    ['has_embedded', changed('word/embeddings/oleObject1.bin', () => 'x')],
    ['has_embedded', changed('word/document.xml', xml => xml.replace('<w:body>', '<w:body><q:altChunk xmlns:q="http://x"/>'))],
    ['has_embedded', changed('word/media/a.png', () => 'GIF89a')],
    ['has_macros', changed('word/vbaProject.bin', () => 'x')],
    [
      'has_macros',
      changed('[Content_Types].xml', xml =>
        xml.replace('vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', 'vnd.ms-word.document.macroEnabled.main+xml'),
      ),
    ],
    [
      'has_word_fields',
      changed('word/document.xml', xml =>
        xml.replace('<w:body>', '<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r></w:p>'),
      ),
    ],
    [
      'has_word_fields',
      changed('word/document.xml', xml =>
        xml.replace(
          '<w:body>',
          '<w:body><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://x"</w:instrText></w:r></w:p>',
        ),
      ),
    ],
    ['has_word_fields', changed('word/footer1.xml', xml => xml.replace('<w:p>', '<w:p><w:fldSimple w:instr="HYPERLINK http://x"/>'))],
    ['has_mail_merge', changed('word/settings.xml', xml => xml.replace('<w:compat>', '<w:mailMerge/><w:compat>'))],
    ['has_tracked_changes', words('<w:del><w:r><w:t>x</w:t></w:r></w:del>'.replace(/^/, '</w:t></w:r>').replace(/$/, '<w:r><w:t>'))],
    ['has_comments', changed('word/comments.xml', () => '<w:comments xmlns:w="w"/>')],
    ['has_unknown_part', changed('word/glossary/document.xml', () => '<a/>')],
    ['not_a_document', changed('word/document.xml', xml => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'))],
    ['not_a_document', changed('word/document.xml', xml => Buffer.from(xml, 'utf16le'))],
    ['not_a_document', changed('word/document.xml', () => '<w:document')],
    ['not_a_document', Buffer.from('%PDF-1.7')],
    ['document_too_large', Buffer.alloc(2 * 1024 * 1024 + 1)],
  ] as const)('is refused: %s (%#)', (because, bytes) => {
    expect(faults(bytes)).toContain(because)
  })
  it('is refused where it would unfold to more than a document is, whatever its directory says', () => {
    const huge = Buffer.alloc(64 * 1024 * 1024)
    expect(faults(writeZip(new Map([...parts(form), ['word/media/a.png', huge]])))).toEqual(['document_swells'])
    // The directory lies about the size: it inflates into the room that was declared, and no further.
    const lying = writeZip(new Map([['word/document.xml', huge]]))
    const at = lying.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    lying.writeUInt32LE(10, at + 24)
    expect(faults(lying)).toEqual(['document_swells'])
    expect(
      faults(writeZip(new Map(Array.from({ length: 200 }, (_, nth) => [`word/media/p${nth}.png`, Buffer.from('x')] as const)))),
    ).toEqual(['document_swells'])
    expect(deflateRawSync(huge).length).toBeLessThan(100_000)
  })
  it('is refused where a name leads out of its folder or stands twice', () => {
    expect(faults(changed('../word/document.xml', () => 'x'))).toEqual(['not_a_document'])
    const twice = Buffer.from(
      changed('word/document2.xml', () => '<a/>')
        .toString('latin1')
        .replaceAll('word/document2.xml', 'word/document.xml\0'),
      'latin1',
    )
    expect(faults(twice)).toEqual(['not_a_document'])
  })
})
