import type { ProblemList } from '../../platform/http/index.ts'

export const delegationProblems = {
  post_not_delegable: {
    status: 422,
    zh: '这个岗位不能委托：三员和窗口岗位由安全管理员另行任命。',
    en: 'This post cannot be lent: administrators and those who serve citizens are appointed.',
  },
  not_your_post: {
    status: 422,
    zh: '这不是您本人现在的岗位；代别人的岗位不能再转委托。',
    en: 'This is not a post of your own today; what was lent to you cannot be lent on.',
  },
  deputy_not_possible: {
    status: 422,
    zh: '这个人不能代这个岗位：要是同一机关的负责人，监督、纪检、中心岗位要是同岗。',
    en: 'This person cannot stand in: it takes a leader of the same organ, or a holder of the same post.',
  },
  deputy_is_rated: {
    status: 422,
    zh: '直接办事的人是被评价的一方，不能代为回访。',
    en: 'Whoever serves citizens is on the rated side and cannot stand in.',
  },
  delegation_too_early: { status: 422, zh: '委托从今天或以后开始。', en: 'A delegation begins today or later.' },
  delegation_too_long: {
    status: 422,
    zh: '委托最长{days}天，到期自动收回。',
    en: 'A delegation lasts {days} days at most and ends by itself.',
  },
  delegated_already: { zh: '这几天已经委托给别人了，请先收回。', en: 'These days are lent already; end that first.' },
} as const satisfies ProblemList
