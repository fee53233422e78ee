import type { ProblemList } from '../../platform/http/index.ts'

export const proposalProblems = {
  proposal_backdated: {
    status: 422,
    zh: '只能从今天或以后起：以前是谁的责任，不能事后挪动。',
    en: 'From today or later: whose responsibility it was is not moved afterwards.',
  },
  proposal_own: {
    status: 403,
    zh: '提请的人不能批准自己提请的，要由另一位管理员。',
    en: 'Whoever proposed it cannot settle it; another administrator must.',
  },
  proposal_favours_you: {
    status: 403,
    zh: '这件提请涉及您本人，不能由您批准或退回。',
    en: 'The proposal concerns yourself, so it is not yours to settle.',
  },
  proposal_for_yourself: {
    status: 403,
    zh: '不能为自己提请，请找另一位管理员。',
    en: 'Nobody proposes for himself; ask another administrator.',
  },
  proposal_not_yours: { status: 403, zh: '这件事不归您的岗位提请或批准。', en: 'Your post neither proposes nor settles this.' },
  proposal_expired: {
    zh: '提请过了期限，没有人批准，要重新提请。',
    en: 'The proposal ran out before anybody agreed; it must be made again.',
  },
  proposal_settled: { zh: '这件提请已经有结果了，请刷新看看。', en: 'The proposal has been settled already; please look again.' },
  proposal_outdated: {
    zh: '情况已有变化，这件提请办不下去了。请退回，按现在的情况重新提请。',
    en: 'Things have changed and the proposal no longer fits; refuse it and propose anew.',
  },
  proposal_mixed: {
    status: 422,
    zh: '这些变动要由不同的人批准，请分开提请：岗位一份，归属和上下级一份，审计管理员的单独一份。',
    en: 'These changes are settled by different people; propose them apart: posts, lines and places, and the auditor’s own.',
  },
  post_overlaps: { status: 422, zh: '这个人在这段时间已经担任同一岗位。', en: 'This person holds this very post in that time.' },
  post_backwards: { status: 422, zh: '任职止日早于任职起日。', en: 'The term ends before it begins.' },
  post_over: { zh: '这个岗位已经卸任。', en: 'This post has ended already.' },
  post_begun: { zh: '已经到任的不能撤销，只能卸任。', en: 'A post that has begun is ended, not cancelled.' },
  post_not_longer: {
    status: 422,
    zh: '任期只能提前结束；要延长，请另外提请一段任期。',
    en: 'A term can end earlier; to go on, propose a further term.',
  },
  administrators_apart: {
    status: 422,
    zh: '系统、安全、审计管理员必须是三个人。',
    en: 'System, security and audit administrators are three people.',
  },
  inspector_ends: {
    status: 422,
    zh: '检查人员要写到哪天为止，一次最长180天。',
    en: 'An inspector is given an end, at most 180 days away.',
  },
  inspector_apart: {
    status: 422,
    zh: '检查人员从外面来：检查期间不能再任别的岗位。',
    en: 'An inspector comes from outside and holds no other post meanwhile.',
  },
  person_not_known: { status: 422, zh: '没有这个人。', en: 'There is no such person.' },
  person_code_taken: { status: 422, zh: '工号“{code}”已经有人用了。', en: 'The staff number “{code}” is taken.' },
  edge_to_itself: { status: 422, zh: '单位不能是自己的上级。', en: 'A unit is not above itself.' },
  tie_to_oneself: { status: 422, zh: '回避关系要写另一个人。', en: 'A tie is with another person.' },
  unit_in_use: { zh: '这个单位里还有内设机构或窗口，请先停用它们。', en: 'Departments or windows stand in this unit; close them first.' },
  unit_in_circle: { status: 422, zh: '上级单位绕成了圈。', en: 'The parents would run in a circle.' },
  upload_no_table: {
    status: 422,
    zh: '这个文件里没有叫“单位”“上下级关系”“人员”“任职”“窗口”“值班”的工作表。',
    en: 'No sheet of this file is called units, lines, people, posts, windows or duty.',
  },
  upload_faulty: {
    status: 422,
    zh: '有的行不对，没有提请；请先看逐行的说明。',
    en: 'Some rows have faults and nothing was proposed; see them row by row.',
  },
  upload_too_many: { status: 422, zh: '一次最多5000项变动，请分开导入。', en: 'At most 5000 changes at once; split the file.' },
  nothing_changed: { status: 422, zh: '和现在一样，没有要改的。', en: 'It is so already; nothing would change.' },
  nothing_to_take_back: {
    zh: '这件提请改的，现在都已不在，没有可撤回的。',
    en: 'Nothing of it stands any more; there is nothing to take back.',
  },
} as const satisfies ProblemList
