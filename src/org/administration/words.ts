import type { ProblemList } from '../../platform/http/index.ts'

export const administrationProblems = {
  login_not_possible: {
    status: 422,
    zh: '账号只能用小写字母、数字、点、横线、下划线，以字母或数字开头，两位以上。',
    en: 'An account is made of small letters, digits, dots, hyphens and underscores, begins with a letter or digit, and has two or more.',
  },
  login_taken: { status: 422, zh: '账号“{login}”已经有人用了。', en: 'The account “{login}” is taken.' },
  account_there: {
    zh: '这个人已有账号“{login}”。忘了密码请用“重置密码”。',
    en: 'This person has the account “{login}” already. For a forgotten password, reset it.',
  },
  account_state: { zh: '这个账号已经是这样了，请刷新看看。', en: 'The account is so already; please look again.' },
  account_own: {
    status: 403,
    zh: '不能这样处理自己的账号，请找另一位安全管理员，或在机房办。',
    en: 'Not your own account: ask another security administrator, or the machine room.',
  },
  account_of_administrator: {
    status: 403,
    zh: '三位管理员的账号只在机房的命令行里开、重置和停用（npx huiyin account），以免一个人成了两个管理员。',
    en: 'Accounts of the three administrators are kept at the command line of the machine room alone (npx huiyin account), so that no one becomes two of them.',
  },
  reset_waiting: { zh: '已经有一份申请在等人同意。', en: 'One is waiting already for somebody to agree.' },
  reset_own: {
    status: 403,
    zh: '申请的人不能自己同意，要另一位管理员或者本单位一把手。',
    en: 'Whoever asked cannot agree; another administrator or the head of the organ must.',
  },
  reset_over: { zh: '这一份已经办过了，请刷新看看。', en: 'This one has been decided already; please look again.' },
  key_over: { zh: '这个密钥已经停用或到期，请另开一个。', en: 'This key was revoked or has ended; please make another.' },
  key_expiry_past: { status: 422, zh: '到期日要在今天以后，不超过三年。', en: 'The end must lie after today and within three years.' },
  line_not_known: { status: 422, zh: '方案里没有“{line}”这条业务线。', en: 'The programme has no line “{line}”.' },
  unit_not_known: { status: 422, zh: '没有这个单位。', en: 'There is no such unit.' },
} as const satisfies ProblemList
