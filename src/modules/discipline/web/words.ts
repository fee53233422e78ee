import { defineWords } from '../../../console/kit/language.ts'
import type { KindWords } from '../../../console/rooms.ts'

export const reportKind = defineWords<KindWords>({
  zh: {
    title: '保密举报',
    stages: { received: '待受理', accepted: '已受理', under_check: '核实中', concluded: '已了结', kept: '暂存待查', passed_on: '已转有权机关' },
    records: { fields: { words: '举报内容', unitName: '涉及单位', note: '安排', to: '转往', document: '文号', why: '理由', outcome: '结论', how: '方式' }, values: {} },
  },
  en: {
    title: 'Sealed report',
    stages: { received: 'To be accepted', accepted: 'Accepted', under_check: 'Being checked', concluded: 'Concluded', kept: 'Kept for later', passed_on: 'Passed to the competent organ' },
    records: { fields: { words: 'The report', unitName: 'Unit concerned', note: 'Arrangement', to: 'Passed to', document: 'Document number', why: 'Reason', outcome: 'Conclusion', how: 'How' }, values: {} },
  },
})
