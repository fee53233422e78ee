import type { ProblemList } from '../../platform/http/problems.ts'

export const warrantProblems = {
  warrant_document_missing: { status: 422, zh: '调取要写文号。', en: 'A formal drawing needs its document number.' },
  warrant_scope: { status: 422, zh: '紧急查看只能是一件，用件的编号。', en: 'In an emergency one matter is opened, by its number.' },
  warrant_too_long: { status: 422, zh: '最长{hours}小时。', en: '{hours} hours at most.' },
  warrant_told_too_early: {
    status: 422,
    zh: '暂缓告知要写今天以后的日子；不填就是打开后马上告诉群众。',
    en: 'A day after today, please; without one the citizen is told as soon as it is opened.',
  },
  warrant_told_too_late: {
    status: 422,
    zh: '告知群众最晚不超过{days}天，不能不告知。',
    en: 'The citizen is told within {days} days at the latest; not to tell is not possible.',
  },
  warrant_own: { status: 403, zh: '申请的人不能自己同意，要另一个人。', en: 'Whoever asked cannot agree; another person must.' },
  warrant_not_agreed: { zh: '还没有第二个人同意。', en: 'A second person has not agreed yet.' },
  warrant_over: { zh: '这一次已经结束，或者到期了。', en: 'This one has ended, or its time is over.' },
} as const satisfies ProblemList
