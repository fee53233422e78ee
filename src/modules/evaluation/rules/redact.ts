/** What must not reach a board even by a slip of the reader: numbers of people, papers, vehicles and cases. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '〔邮箱〕'],
  [/[（(〔[]\s*(19|20)\d{2}\s*[）)〕\]][^，。；\s]{1,16}?\d+号/g, '〔案号〕'],
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•.\s]?[A-Z0-9]{5,6}/g, '〔车牌〕'],
  [/\d{17}[\dXx]|\d{15}/g, '〔证件号〕'],
  [/(?:\+?86[-\s]?)?1[\s-]?(?:\d[\s-]?){9}\d|0\d{2,3}[-\s]?\d{7,8}|\d{7,}/g, '〔号码〕'],
  [/((?:我叫|我是|名叫|本人)\s*)[\p{Script=Han}]{2,3}(?=[，。,.；;、\s]|$)/gu, '$1〔姓名〕'],
]

/** The first of two readings; the second is a person's. */
export const redacted = (words: string): string =>
  patterns.reduce((text, [pattern, mark]) => text.replace(pattern, mark), words.normalize('NFKC'))
