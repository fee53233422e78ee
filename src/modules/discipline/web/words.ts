import { defineWords } from '../../../console/kit/language.ts'
import type { KindWords } from '../../../console/rooms.ts'

export const reportKind = defineWords<KindWords>({
  zh: {
    title: '保密举报',
    stages: {
      received: '待受理',
      accepted: '已受理',
      under_check: '核实中',
      concluded: '已了结',
      kept: '暂存待查',
      passed_on: '已转有权机关',
    },
    records: {
      fields: {
        words: '举报内容',
        unitName: '涉及单位',
        about: '涉及的人',
        calledBy: '原回访人',
        note: '安排',
        to: '转往',
        document: '文号',
        why: '理由',
        outcome: '结论',
        how: '反馈了什么',
        told: '怎么告知举报人',
        purpose: '用途',
      },
      values: {
        phone: '电话',
        sms: '短信',
        in_person: '当面',
        cannot: '没有留联系方式，无法告知',
        acceptance: '告知受理',
        ask: '核实情况',
        feedback: '反馈结果',
      },
    },
  },
  en: {
    title: 'Sealed report',
    stages: {
      received: 'To be accepted',
      accepted: 'Accepted',
      under_check: 'Being checked',
      concluded: 'Concluded',
      kept: 'Kept for later',
      passed_on: 'Passed to the competent organ',
    },
    records: {
      fields: {
        words: 'The report',
        unitName: 'Unit concerned',
        about: 'Persons concerned',
        calledBy: 'Who had called',
        note: 'Arrangement',
        to: 'Passed to',
        document: 'Document number',
        why: 'Reason',
        outcome: 'Conclusion',
        how: 'What was told',
        told: 'How the reporter was told',
        purpose: 'Purpose',
      },
      values: {
        phone: 'telephone',
        sms: 'SMS',
        in_person: 'in person',
        cannot: 'no contact left, cannot be told',
        acceptance: 'tell of acceptance',
        ask: 'ask about the facts',
        feedback: 'tell the result',
      },
    },
  },
})

export const reportCardWords = defineWords({
  zh: {
    protect: '不得向任何人透露举报人，也不得把举报转给被举报单位。',
    safeWord: '先报暗号',
    safeWordNote: '举报人的回执上写着这两个字，报不出就会挂断。',
    call: (number: string) => `拨打 ${number}`,
    none: '举报人没有留联系方式。本人来访时可以当面告知，记“当面”；否则记“无法告知”。',
    written: '联系方式写在举报内容里，按那里写的联系，不经过别人。',
    note: '看一次记一次。受理和结果都要告知举报人，各15个工作日。',
  },
  en: {
    protect: 'Tell nobody who reported, and pass nothing to the unit concerned.',
    safeWord: 'Say the password first',
    safeWordNote: 'It stands on the reporter’s receipt; without it the call is ended.',
    call: (number: string) => `Call ${number}`,
    none: 'The reporter left no contact. Whoever comes in person can be told so; otherwise record that it is not possible.',
    written: 'How to reach the reporter stands in the report itself; use that, and go through nobody.',
    note: 'Each opening is logged. The reporter is told of acceptance and of the result, 15 working days each.',
  },
})
