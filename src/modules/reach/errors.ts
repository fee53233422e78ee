import type { ProblemList } from '../../platform/http/index.ts'

export const reachProblems = {
  no_such_place: { status: 422, zh: '没有这个单位，请从列表里选。', en: 'There is no such organ; choose from the list.' },
  not_your_registry: { status: 403, zh: '这不是您岗位的窗口。', en: 'This is not a registry of your post.' },
  last_round: {
    zh: '最后一轮已经看过，请如实记为没有联系上。',
    en: 'The last round is over; it is kept as not reached.',
  },
  another_round_left: { zh: '还有下一轮，请用“没联系上，请再办”。', en: 'There is another round: ask for it.' },
} as const satisfies ProblemList
