import { defineWords } from '../kit/language.ts'

export const paperWords = defineWords({
  zh: {
    papers: '文书', papersNote: '每打印一次，经过里记一次。编号、签字、盖章在纸上办。', notYet: '现在还不能打印',
    dossier: '一件一档（PDF）', taken: '已交给浏览器保存', word: '（Word）',
    scan: '扫描件归卷', scanNote: '签好字、盖好章的扫描件（PDF、JPG、PNG）放回这一件。', scanOf: '是哪份文书', filed: (name: string) => `${name} 已归卷`, choose: '选文件',
    title: '文书模板', note: '下载模板，在 Word 或 WPS 里改版式，再传上来。花括号里的字段会换成内容；传上来先看样张，采用后才使用。旧版本都留着。',
    inForce: '正在使用', builtIn: '系统自带', broughtBy: (name: string, when: string) => `${name} ${when}上传`, download: '下载模板', sample: '看样张', adopt: '采用', adoptAsk: '从现在起按这一版打印？', adopted: '已采用',
    bring: '上传新模板', brought: (version: number) => `已存为第${version}版。请先看样张，再采用。`, refused: '这个文件不能用作模板：', fields: '可以填的字段', rows: (name: string) => `重复的行（写在表格的一行里，{#${name}} 开头，{/${name}} 结尾）`, version: (n: number) => `第${n}版`, versions: '各版本',
  },
  en: {
    papers: 'Papers', papersNote: 'Each printing is an entry on the trail. Number, signature and seal are added on paper.', notYet: 'Not to be printed now',
    dossier: 'One file of it all (PDF)', taken: 'Handed to the browser', word: ' (Word)',
    scan: 'File a scan', scanNote: 'A signed and sealed scan (PDF, JPG, PNG) goes back to this matter.', scanOf: 'Which paper it is', filed: (name: string) => `${name} has been filed`, choose: 'Choose a file',
    title: 'Templates', note: 'Download a template, change its look in Word, bring it back. What stands in braces is replaced by content; look at the sample first, adopt it then. Old versions are kept.',
    inForce: 'In force', builtIn: 'Built in', broughtBy: (name: string, when: string) => `brought by ${name}, ${when}`, download: 'Download', sample: 'Sample', adopt: 'Adopt', adoptAsk: 'Print by this version from now on?', adopted: 'Adopted',
    bring: 'Bring a template', brought: (version: number) => `Kept as version ${version}. Look at its sample, then adopt it.`, refused: 'This file cannot be a template:', fields: 'Fields', rows: () => 'Repeated line (inside one row of a table)', version: (n: number) => `Version ${n}`, versions: 'Versions',
  },
})
