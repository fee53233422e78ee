/** Sizes in half points: 2号 44, 3号 32, 4号 28, 小四 24. */
const sizes = { two: 44, three: 32, four: 28, smallFour: 24 } as const

/** The typefaces that the standard names; what an office lacks, its Word replaces by the alternative of the font table. */
export const typefaces = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading1: '黑体',
  heading2: '楷体_GB2312',
  number: '宋体',
} as const

const fonts = (face: string): string =>
  `<w:rFonts w:ascii="${face}" w:hAnsi="${face}" w:eastAsia="${face}" w:cs="${face}" w:hint="eastAsia"/>`
const letters = (face: string, size: number, more = ''): string =>
  `<w:rPr>${fonts(face)}${more}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`
const style = (id: string, title: string, paragraph: string, run: string): string =>
  `<w:style w:type="paragraph" ${id === 'Normal' ? 'w:default="1" ' : ''}w:styleId="${id}"><w:name w:val="${title}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/><w:pPr>${paragraph}</w:pPr>${run}</w:style>`
const exact = (twips: number, before = 0, after = 0): string =>
  `<w:spacing w:before="${before}" w:after="${after}" w:line="${twips}" w:lineRule="exact"/>`

/** Lines are set exactly, so that a page holds 22 of them in every program that opens it. */
export const styles = (namespace: string, pitch: number): string =>
  `<w:styles xmlns:w="${namespace}"><w:docDefaults><w:rPrDefault>${letters(typefaces.body, sizes.three)}</w:rPrDefault><w:pPrDefault/></w:docDefaults>${[
    style('Normal', 'Normal', `<w:widowControl w:val="0"/>${exact(pitch)}<w:jc w:val="both"/>`, letters(typefaces.body, sizes.three)),
    style('OfficialTitle', '公文标题', `${exact(700, 0, pitch)}<w:jc w:val="center"/>`, letters(typefaces.title, sizes.two)),
    style(
      'Letterhead',
      '发文机关标志',
      `<w:spacing w:before="0" w:after="${2 * pitch}" w:line="660" w:lineRule="exact"/><w:jc w:val="center"/>`,
      letters(typefaces.title, 60, '<w:color w:val="FF0000"/>'),
    ),
    style('DocumentNumber', '发文字号', `${exact(pitch)}<w:jc w:val="center"/>`, letters(typefaces.body, sizes.three)),
    style('Mark', '紧急程度', `${exact(pitch)}<w:jc w:val="left"/>`, letters(typefaces.heading1, sizes.three)),
    style(
      'OfficialHeading1',
      '一级标题',
      `<w:keepNext/>${exact(pitch)}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>`,
      letters(typefaces.heading1, sizes.three),
    ),
    style(
      'OfficialHeading2',
      '二级标题',
      `<w:keepNext/>${exact(pitch)}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>`,
      letters(typefaces.heading2, sizes.three),
    ),
    style(
      'OfficialHeading3',
      '三级标题',
      `<w:keepNext/>${exact(pitch)}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="2"/>`,
      letters(typefaces.body, sizes.three, '<w:b/>'),
    ),
    style('FormLabel', '表格项目', `${exact(420)}<w:jc w:val="center"/>`, letters(typefaces.heading1, sizes.smallFour)),
    style('FormText', '表格内容', `${exact(420)}<w:jc w:val="left"/>`, letters(typefaces.body, sizes.smallFour)),
    style(
      'Imprint',
      '版记',
      `${exact(440)}<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/><w:jc w:val="left"/>`,
      letters(typefaces.body, sizes.four),
    ),
    style('PageNumber', '页码', '<w:spacing w:line="240" w:lineRule="auto"/>', letters(typefaces.number, sizes.four)),
    style('Between', '表格之间', exact(240), letters(typefaces.body, sizes.smallFour)),
    style('Anchor', '版记所在', exact(20), letters(typefaces.body, 2)),
  ].join('')}</w:styles>`
