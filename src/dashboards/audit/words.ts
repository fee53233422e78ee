import type { Said } from '../../org/ledger.ts'

export const auditTitles = {
  opened: {
    title: { zh: '谁看过号码', en: 'Numbers opened' },
    note: {
      zh: '谁、为什么、哪天打开过群众的联系方式。不记到几点：几点会说出是谁评的。',
      en: 'Who opened a citizen’s contact, why and on which day. Never at what hour: an hour would say who rated.',
    },
  },
  closed_without_contact: {
    title: { zh: '没联系就结了', en: 'Closed without contact' },
    note: { zh: '一次也没有和群众说上话就办结的回访。', en: 'Calls that ended although nobody ever spoke with the citizen.' },
  },
  changed_after_contact: {
    title: { zh: '联系后改评', en: 'Changed after contact' },
    note: {
      zh: '发布前改过、撤回的评价，按单位和周；旁边是那一周打通过回访的人数，少于5的不写。背对背，哪一次改和哪一次联系对不上：改得多、联系也多的，才值得查。审计管理员看全市合计。',
      en: 'Ratings changed or withdrawn before release, by unit and week, beside how many citizens of that week were reached; fewer than five are withheld. Back to back, no change can be laid beside a call: many of both is what deserves a look. The audit administrator sees the sums of the city.',
    },
  },
  routed_around: {
    title: { zh: '绕开了谁', en: 'Routed around' },
    note: {
      zh: '回访本应由他打，因同案、亲属或被评而换人。只到周，按从这段时间里开始的整周算。',
      en: 'Would have called, but was rated, kin or on the same panel. By the week: whole weeks that begin in the period.',
    },
  },
  rungs_missed: {
    title: { zh: '该催没催', en: 'Rungs missed' },
    note: { zh: '时限到了才催，或者到现在还没有催的。', en: 'Climbed after the clock had stopped, or not climbed to this day.' },
  },
  exports: {
    title: { zh: '谁导出过清单', en: 'Lists taken out' },
    note: {
      zh: '谁、导出了哪张清单、做什么用、多少行、下载过几次。按单位查时，查的是导出人当时的岗位。',
      en: 'Who took which list out, what for, how many rows, how often fetched. By unit: the posts held at that time.',
    },
  },
  grants: {
    title: { zh: '给了谁权', en: 'Power given' },
    note: { zh: '任职和岗位委托：给谁、谁给的、到哪天。', en: 'Posts filled and posts lent: to whom, by whom, until when.' },
  },
} as const satisfies Record<string, { readonly title: Said; readonly note: Said }>

export const auditColumns = {
  on: { zh: '日期', en: 'Day' },
  at: { zh: '时间', en: 'When' },
  week: { zh: '哪一周（周一）', en: 'Week from' },
  due: { zh: '应在', en: 'Due' },
  unit: { zh: '单位', en: 'Unit' },
  who: { zh: '谁', en: 'Who' },
  post: { zh: '岗位', en: 'Post' },
  why: { zh: '用途', en: 'Purpose' },
  changed: { zh: '改过', en: 'Changed' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  contacted: { zh: '那一周打通的', en: 'Reached in that week' },
  ending: { zh: '怎么结的', en: 'Ending' },
  clock: { zh: '哪个时限', en: 'Clock' },
  rung: { zh: '哪一级', en: 'Rung' },
  list: { zh: '清单', en: 'List' },
  rows: { zh: '行数', en: 'Rows' },
  times: { zh: '下载次数', en: 'Fetched' },
  number: { zh: '导出号', en: 'Export' },
  kind: { zh: '方式', en: 'How' },
  by: { zh: '谁给的', en: 'By' },
  until: { zh: '到哪天', en: 'Until' },
} as const satisfies Record<string, Said>

export const purposes: Readonly<Record<string, Said>> = {
  first_call: { zh: '回访', en: 'first call' },
  second_contact: { zh: '二次联系', en: 'second contact' },
}

export const grantKinds = { post: { zh: '任职', en: 'post' }, lent: { zh: '委托', en: 'lent' } } as const satisfies Record<string, Said>
