import type { ProblemList } from '../../platform/http/index.ts'

export const registerProblems = {
  unit_code_taken: { status: 422, zh: '编码“{code}”已经有单位在用。', en: 'The code “{code}” belongs to a unit already.' },
  unit_parent_wrong: {
    status: 422,
    zh: '内设机构要选上级单位，机关不选；上级单位要还在。',
    en: 'A department has a standing parent, an organ has none.',
  },
  window_code_taken: {
    status: 422,
    zh: '编码“{code}”用过了。旧的牌子可能还挂着，请换一个没用过的。',
    en: 'The code “{code}” was used before. An old sheet may still hang somewhere; choose one that never was.',
  },
  window_state: { zh: '这个窗口已经是这样了，请刷新看看。', en: 'The window is so already; please look again.' },
  watch_backwards: { status: 422, zh: '最后一天不能早于第一天。', en: 'The last day is before the first.' },
  watch_too_far: { status: 422, zh: '一次最多排{days}天。', en: 'At most {days} days at once.' },
  watch_begun: {
    status: 422,
    zh: '已经开始的班不能再排、再撤：那一班的事已经到了当班的人。',
    en: 'A watch that has begun is neither entered nor taken away: its calls went to whoever was on duty.',
  },
  watch_meets: {
    status: 422,
    zh: '{at} 已经有人值班，请先撤下那一班。',
    en: 'Somebody is on duty at {at} already; take that watch away first.',
  },
  watch_not_a_leader: {
    status: 422,
    zh: '值班领导要在这个机关担任负责人、分管领导或一把手，而且到那天还在任；自己也不能排自己。',
    en: 'On duty is somebody who leads at this organ on these days, and nobody enters himself.',
  },
} as const satisfies ProblemList
