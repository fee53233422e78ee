import type { ProblemList } from '../../platform/http/index.ts'

export const hardshipProblems = {
  no_such_desk: { status: 422, zh: '没有这个单位，请从列表里选。', en: 'There is no such organ; choose from the list.' },
  not_from_here: {
    status: 403,
    zh: '您的岗位不在救助窗口；代人申请请从您在办的那一件里进来。',
    en: 'Your post is at no help desk; apply for somebody from the matter that you handle.',
  },
  no_civil_affairs: {
    zh: '方案没有写明转给哪个民政单位，请在这里决定。',
    en: 'The programme names no civil affairs office; decide it here.',
  },
  already_handed_over: {
    zh: '这一轮已经转过一次，请在这里决定，不再来回转。',
    en: 'It was handed over once in this round; decide it here instead of passing it to and fro.',
  },
  help_last_round: {
    zh: '最后一轮已经看过，请如实记为没有得到帮助。',
    en: 'The last round is over; it is kept as not helped.',
  },
  help_round_left: { zh: '还有下一轮，请用“没有，请再办”。', en: 'There is another round: ask for it.' },
} as const satisfies ProblemList
