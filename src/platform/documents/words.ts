import type { DocumentRefusal, TemplateFault, Titled } from './contract.ts'

/** What keeps a file from being a template, and what to do about it. `{what}` is the place or the field. */
const sentences: Readonly<Record<DocumentRefusal, Titled>> = {
  not_a_document: {
    zh: '不是完好的 Word 文档（.docx）。请用 Word 或 WPS 另存为 .docx 再传。',
    en: 'This is not a whole Word document (.docx). Save it as .docx and try again.',
  },
  document_too_large: {
    zh: '文件超过 2 MB，模板用不到这么大；请去掉大图片。',
    en: 'The file is larger than 2 MB. A template needs less: take out large pictures.',
  },
  document_swells: { zh: '文件解开后太大，不收。', en: 'The file unfolds to more than a document is.' },
  has_macros: { zh: '文件里有宏 {what}。请另存为不带宏的 .docx。', en: 'The file holds macros {what}. Save it as .docx without macros.' },
  has_embedded: {
    zh: '文件里嵌了别的对象 {what}。请删掉嵌入的表格、图表、控件或附件。',
    en: 'The file embeds another object {what}. Remove embedded sheets, charts, controls or attachments.',
  },
  has_external: {
    zh: '文件连到外面的内容 {what}。请取消超链接、链接的图片和“附加的模板”。',
    en: 'The file links to something outside {what}. Remove hyperlinks, linked pictures and the attached template.',
  },
  has_tracked_changes: {
    zh: '文件里还有修订痕迹 {what}。请先接受或拒绝全部修订。',
    en: 'The file has tracked changes {what}. Accept or reject all of them first.',
  },
  has_comments: {
    zh: '文件里有批注或修订人信息 {what}。请先删掉全部批注。',
    en: 'The file has comments or names of their authors {what}. Delete all comments first.',
  },
  has_word_fields: {
    zh: '文件里有会自动取内容的域「{what}」。除页码外请改成普通文字。',
    en: 'The file has a Word field that fetches content ("{what}"). Make it plain text; page numbers may stay.',
  },
  has_mail_merge: {
    zh: '文件连着邮件合并的数据源。请在“邮件”里改回普通文档。',
    en: 'The file is bound to a mail merge. Turn it back into a normal document.',
  },
  has_unknown_part: {
    zh: '文件里有模板用不到的部分 {what}。请新建空白文档，把内容粘贴过去再存。',
    en: 'The file holds a part that no template needs ({what}). Paste its content into a new document.',
  },
  unknown_field: { zh: '没有「{what}」这一项。能填的字段见清单。', en: 'There is no field "{what}". The list shows the fields there are.' },
  field_broken: {
    zh: '「{what}」的花括号没有写完整，或者重复的行没有收尾（{/…}）。',
    en: 'The braces of "{what}" are not complete, or a repeated line is not closed ({/…}).',
  },
  wide_braces: { zh: '{what} 用了全角花括号，请改成半角 { }。', en: '{what} has full-width braces. Write { } instead.' },
}

export const sayFault = ({ because, what = '' }: TemplateFault, language: 'zh' | 'en'): string =>
  sentences[because][language].replace('{what}', what)
