import type { ProblemList } from '../../platform/http/index.ts'

export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What can be wrong with a notice that somebody typed; the words are those of src/calendar/yearData.ts and our own. */
export const noticeSentences = {
  csv_broken: { zh: '不是规整的 CSV', en: 'This is not well-formed CSV' },
  json_broken: { zh: '不是完整的 JSON', en: 'This is not well-formed JSON' },
  columns_missing: { zh: '表头缺 {columns}；应有 类型,名称,开始,结束', en: 'Columns {columns} are missing; they are kind,name,from,to' },
  kind_not_known: { zh: '“{kind}”应为 年份、文号、依据、放假、上班 之一', en: '“{kind}” must be year, notice, source, off or worked' },
  notice_missing: { zh: '要写通知的文号', en: 'The number of the notice is needed' },
  source_missing: {
    zh: '要写依据：通知原文，或在哪里公布',
    en: 'The source is needed: the words of the notice, or where it was published',
  },
  not_a_year: { zh: '不是一个年份的放假安排', en: 'This is not a year’s notice' },
  year_not_a_number: { zh: '年份要写成四位数字', en: 'The year is four digits' },
  notices_not_numbers: { zh: '文号不能空着，每个不超过40个字', en: 'Numbers of notices have 1 to 40 characters' },
  not_a_list: { zh: '应是列表，至少一天', en: 'A list of at least one day is needed' },
  fixed_holiday_missing: {
    zh: '{day} 每年都放假，这里没有，可能没录全',
    en: '{day} is off in every year and is missing here: half typed?',
  },
  name_missing: { zh: '要写节日名称', en: 'The name of the holiday is needed' },
  not_a_day: { zh: '日期要写成 2026-10-01 这样的实有日期', en: 'Days are written as 2026-10-01 and must exist' },
  day_of_another_year: {
    zh: '这一天不在 {year} 年（上年12月20日以后的除外）',
    en: 'This day is not in {year} (or the last days of the year before)',
  },
  span_not_possible: { zh: '{from} 到 {to} 前后颠倒，或者超过12天', en: '{from} to {to} is backwards or longer than 12 days' },
  worked_day_not_weekend: { zh: '{day} 不是周六、周日，用不着调休上班', en: '{day} is no weekend day, so nobody has to make up for it' },
  day_twice: { zh: '{day} 写了两次', en: '{day} stands here twice' },
  day_both_off_and_worked: { zh: '{day} 又放假又上班', en: '{day} is both off and worked' },
  year_not_next: { zh: '{year} 年接不上：已载入的年份之间不能有空缺', en: '{year} leaves a gap after the years that are loaded' },
} as const satisfies Readonly<Record<string, Sentence>>
export type NoticeFaultWord = keyof typeof noticeSentences

export const noticeProblems = {
  notice_faulty: {
    status: 422,
    zh: '放假安排有误，没有录入；请先预览。',
    en: 'The notice has faults and was not entered; see the preview.',
  },
  notice_waiting: {
    zh: '这一年已有一份等待确认，请先确认或撤回。',
    en: 'A notice of this year is waiting already; confirm or withdraw it first.',
  },
  notice_own: {
    status: 403,
    zh: '录入的人不能确认自己录的，要由另一位管理员确认。',
    en: 'Whoever entered a notice cannot confirm it; another administrator must.',
  },
  notice_decided: { zh: '这一份已经确认或撤回过了。', en: 'This one has been confirmed or withdrawn already.' },
} as const satisfies ProblemList
