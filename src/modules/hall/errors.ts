import type { ProblemList } from '../../platform/http/index.ts'

export const hallProblems = {
  hall_whole_not_online: {
    status: 422,
    zh: '全程网办的事项必须网上可办。',
    en: 'What is done wholly online can be done online.',
  },
  hall_reason_missing: { status: 422, zh: '没有进驻、没有整合的，写明原因。', en: 'Say why it is not in the hall or not integrated.' },
  hall_promised_too_long: { status: 422, zh: '承诺时限不能比法定时限长。', en: 'A promised limit is not longer than the legal one.' },
  hall_window_missing: {
    status: 422,
    zh: '进驻大厅又不能网上办的，写明在哪个窗口办。',
    en: 'Name the window of an item that is in the hall and cannot be done online.',
  },
  hall_not_keeper: {
    status: 403,
    zh: '登记册由政务服务机构的负责人修改。',
    en: 'The register is changed by the leaders of the service halls.',
  },
  hall_changed_meanwhile: {
    zh: '您打开以后有人改过这一条，请看过最新的再改。',
    en: 'Somebody changed this since you opened it; look at it again first.',
  },
  hall_nothing_changed: { status: 422, zh: '和现在登记的一样，没有改动。', en: 'This is what the register says already.' },
  hall_unit_unknown: {
    status: 422,
    zh: '名册里没有这个单位编码；不在本系统里的单位，编码空着。',
    en: 'The register of units has no such code; leave it empty for a unit that does not work here.',
  },
  hall_faulty: {
    status: 422,
    zh: '文件有错，没有导入任何一行。请先试读，照列出的行改好。',
    en: 'The file has faults and nothing was taken in. Read it dry first.',
  },
  hall_day_too_far: { status: 422, zh: '生效日最多到一年以后。', en: 'A change begins within a year at most.' },
} as const satisfies ProblemList
