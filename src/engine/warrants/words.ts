import type { ProblemList } from '../../platform/http/problems.ts'

export const warrantProblems = {
  warrant_document_missing: { status: 422, zh: '调取要写文号。', en: 'A formal drawing needs its document number.' },
  warrant_scope: { status: 422, zh: '紧急查看只能是一件，用件的编号。', en: 'In an emergency one matter is opened, by its number.' },
  warrant_too_long: { status: 422, zh: '最长{hours}小时。', en: '{hours} hours at most.' },
  warrant_own: { status: 403, zh: '申请的人不能自己同意，要另一个人。', en: 'Whoever asked cannot agree; another person must.' },
  warrant_not_agreed: { zh: '还没有第二个人同意。', en: 'A second person has not agreed yet.' },
  warrant_over: { zh: '这一次已经结束，或者到期了。', en: 'This one has ended, or its time is over.' },
} as const satisfies ProblemList
