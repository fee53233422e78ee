import type { ProblemList } from '../../platform/http/index.ts'

export const programmeProblems = {
  programme_faulty: { status: 422, zh: '方案有错误，请先检查、改好。', en: 'The programme has faults; please check and mend it first.' },
  programme_refused: { status: 422, zh: '有改不得的地方：{why}', en: 'Something may not be changed: {why}' },
  programme_same: { status: 422, zh: '和现行的方案没有区别。', en: 'It says nothing else than the programme in force.' },
  programme_date: { status: 422, zh: '生效日要在明天到一年之内。', en: 'It must hold from tomorrow at the earliest and within a year.' },
  programme_waiting: {
    zh: '已有一个版本在等同意或者等生效，请先办完或者撤回。',
    en: 'Another version waits for consent or for its day; please finish or withdraw that first.',
  },
  programme_own: {
    status: 403,
    zh: '自己提的方案，要由另一个人同意：市委政法委的执法监督，或者安全管理员。',
    en: 'Somebody else must agree: the city’s political-legal committee or the security administrator.',
  },
  programme_decided: {
    zh: '这个版本已经办过，或者生效日到了，请刷新看看。',
    en: 'This version was decided already, or its day has come; please look again.',
  },
} as const satisfies ProblemList
