import type { ImportField } from '../../../console/kit/ImportWizard.tsx'
import { defineWords } from '../../../console/kit/language.ts'

interface Importing {
  readonly title: string
  readonly note: string
  readonly fields: readonly ImportField[]
}

/** Headings of agencies' own lists, in either language. */
const known: Readonly<Record<string, readonly string[]>> = {
  externalId: ['业务编号', '办件编号', '流水号', '编号'],
  line: ['业务条线', '业务', '条线'],
  unit: ['单位代码', '办理单位'],
  officer: ['承办人', '承办人工号', '工号'],
  officers: ['其他承办人'],
  title: ['事项', '事项名称'],
  outcome: ['结果', '办理结果', '办结状态'],
  finishedAt: ['办结时间', '完成时间'],
  partyRef: ['当事人编号'],
  partyName: ['姓名', '当事人', '联系人'],
  partyPhone: ['电话', '手机', '联系电话'],
  caseId: ['案号', '案件编号', '案件号'],
}

const field = (name: string, title: string, needed: boolean, hint?: string): ImportField => ({
  name,
  title,
  needed,
  known: known[name] ?? [],
  ...(hint === undefined ? {} : { hint }),
})

export const importing = defineWords<Importing>({
  zh: {
    title: '导入办件',
    note: '一行一件（同一编号的几行是同一件的几位当事人）。先试一遍，不改任何数据；有一行不对就一行也不导入。结果里看不出谁评过。',
    fields: [
      field('externalId', '业务编号', true),
      field('line', '业务条线', true, '代码'),
      field('unit', '单位', true, '代码'),
      field('outcome', '办理结果', true),
      field('finishedAt', '办结时间', true, '如 2026/9/16 9:30'),
      field('officer', '承办人', false, '工号'),
      field('officers', '其他承办人', false, '工号，顿号隔开'),
      field('title', '事项名称', false),
      field('partyRef', '当事人编号', false),
      field('partyName', '当事人姓名', false),
      field('partyPhone', '当事人电话', false),
      field('caseId', '案号', false, '同一案件的几件写同一个；案件办完，“办完再联系”由此启封'),
    ],
  },
  en: {
    title: 'Import services',
    note: 'One row a service (rows of the same number are its parties). A dry run comes first and changes nothing; one bad row and nothing is imported. The result never says who has rated.',
    fields: [
      field('externalId', 'Service number', true),
      field('line', 'Line of business', true, 'code'),
      field('unit', 'Unit', true, 'code'),
      field('outcome', 'Outcome', true),
      field('finishedAt', 'Finished at', true, 'as 2026/9/16 9:30'),
      field('officer', 'Officer', false, 'number'),
      field('officers', 'Other officers', false, 'numbers, separated by commas'),
      field('title', 'Title', false),
      field('partyRef', 'Party number', false),
      field('partyName', 'Party name', false),
      field('partyPhone', 'Party telephone', false),
      field('caseId', 'Case number', false, 'the same for all services of one case: its end opens “when my case is over”'),
    ],
  },
})
