import type { ProblemList } from '../../platform/http/index.ts'

export const exportProblems = {
  export_purpose_missing: {
    status: 422,
    zh: '这份表里有姓名或文字内容，请写明导出做什么用（4 到 200 个字）。',
    en: 'This list holds names or free words: say what it is taken out for (4 to 200 characters).',
  },
  export_underway: {
    zh: '您还有两份导出没有做完，请等一份做完再来。',
    en: 'Two of your exports are still being made; wait for one of them.',
  },
  export_gone: {
    status: 410,
    zh: '这份导出已过期或已收回，文件已经销毁；需要时请重新导出。',
    en: 'This export has expired or was taken back, and its file is gone; take it out anew if you need it.',
  },
  export_not_ready: { zh: '这份导出还没有做完。', en: 'This export is not finished yet.' },
  export_posts_changed: {
    status: 403,
    zh: '您的岗位变了，这份导出是按原来的岗位做的；请重新导出。',
    en: 'Your posts have changed since this was taken out; take it out anew.',
  },
} as const satisfies ProblemList
