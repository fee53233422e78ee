import { defineWords } from '../../../console/kit/language.ts'
import type { KindWords } from '../../../console/rooms.ts'

export const markingKind = defineWords<KindWords>({
  zh: {
    title: '记录质检',
    stages: {
      awaiting_mark: '待评分',
      marked: '已评分，可提异议',
      mark_objected: '有异议，待第二人评分',
      mark_stands: '评分生效',
      second_mark_stands: '第二人评分生效',
      set_aside: '不评',
    },
    records: { fields: { week: '抽自哪一周办结的记录', why: '理由' }, values: {} },
  },
  en: {
    title: 'Marking of a record',
    stages: {
      awaiting_mark: 'To be marked',
      marked: 'Marked, may be objected to',
      mark_objected: 'Objected to, to be marked again',
      mark_stands: 'The mark stands',
      second_mark_stands: 'The second mark stands',
      set_aside: 'Not marked',
    },
    records: { fields: { week: 'Drawn from the records of the week of', why: 'Reason' }, values: {} },
  },
})

export const markingWords = defineWords({
  zh: {
    record: '抽到的记录',
    recordNote: '只有回访人写的话；日期、金额、号码、人名和单位、事项的名字由系统遮成■■，没遮全的也不要往外说。看不到评价、评价人和号码。',
    lookNote: '记录要点“看记录”才打开，看一次记一次。认识回访人、应当回避的，点“不评”。',
    closedNote: '评完了，记录不再给评分人看。',
    gone: '这件事已经撤回或者移送，记录不再给人看。还没评的，点“不评”。',
    drawn: (week: string) => `从${week}起那一周办结的记录里抽到，抽签号：`,
    marks: '评分',
    criteriaNote: '评分项和分值是本市方案定的，没有上级规定；扣了分要写为什么，回访人看得到。',
    points: (most: number) => `0～${most}分`,
    label: (title: string) => `${title}：得几分`,
    why: (title: string) => `${title}：为什么扣`,
    whyHint: '扣了分，写为什么',
    total: (points: number, most: number) => `合计${points}分（满分${most}分）`,
    give: '提交评分',
    giveAgain: '提交第二次评分，以这次为准',
    given: '第一次评分',
    givenAgain: '第二人评分（以此为准）',
    objection: '回访人的异议',
    objectNote: '可以提一次异议，由另一个人再评，以他评的为准。评分不算到群众满意度里，也不给人排名次。',
    of: (points: number, most: number) => `${points}／${most}分`,
  },
  en: {
    record: 'The record that was drawn',
    recordNote:
      'The caller’s own words alone. Days, sums, numbers, persons and the names of office and business are covered by ■■; where one was missed, keep it to yourself. Neither the rating nor who gave it can be seen.',
    lookNote: 'Press “Read the record” to open it; each look is recorded. If you know the caller or must keep away, press “Do not mark”.',
    closedNote: 'It is marked; its record is shown to markers no more.',
    gone: 'The matter was withdrawn or handed over; its record is nobody’s to read. If it is not marked yet, press “Do not mark”.',
    drawn: (week: string) => `Drawn from the records of the week from ${week}; ticket:`,
    marks: 'Marks',
    criteriaNote:
      'Criteria and points are this city’s own; no regulation sets them. Where points are taken off, say why: the caller reads it.',
    points: (most: number) => `0 to ${most} points`,
    label: (title: string) => `${title}: points`,
    why: (title: string) => `${title}: why points are taken off`,
    whyHint: 'Say why, where points are taken off',
    total: (points: number, most: number) => `${points} points of ${most}`,
    give: 'Send the marks',
    giveAgain: 'Send the second marks, which stand',
    given: 'First marks',
    givenAgain: 'Second marks (these stand)',
    objection: 'The caller’s objection',
    objectNote:
      'You may object once; another person marks again, and that mark stands. Marks are no part of citizens’ satisfaction, and nobody is ranked.',
    of: (points: number, most: number) => `${points} of ${most}`,
  },
})
