import type { ProblemList } from '../../platform/http/index.ts'

export const disciplineProblems = {
  contact_was_left: { status: 422, zh: '举报人留了联系方式，应当告知。', en: 'The reporter left a contact and must be told.' },
  no_contact_left: { status: 422, zh: '举报人没有留联系方式。', en: 'The reporter left no contact.' },
  feedback_given: { status: 422, zh: '结果已经反馈过，记在经过里。', en: 'The result has been told already; it stands on the trail.' },
  open_contact_first: {
    status: 422,
    zh: '请先查看联系方式（会留痕），再记告知。',
    en: 'Open the contact first (it is logged), then record that the reporter was told.',
  },
} as const satisfies ProblemList
