import type { ProblemList } from '../../platform/http/index.ts'

export const ownProblems = {
  view_name_taken: { status: 409, zh: '您已经有一个同名的筛选，请换个名字。', en: 'You have a view of this name already; choose another.' },
  view_name_personal: {
    status: 422,
    zh: '名字里像有人名、号码或金额。筛选的名字别人也会看到，请换个说法。',
    en: 'The name seems to hold a person, a number or a sum. Others will read it: choose other words.',
  },
  view_too_many: {
    status: 409,
    zh: '您已存了30个筛选，请先删掉用不着的。',
    en: 'You have 30 saved views; delete some that you no longer need.',
  },
} as const satisfies ProblemList
