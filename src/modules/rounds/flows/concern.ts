import { defineFlow } from '../../../engine/rules/flow.ts'
// prettier-ignore
import {
  attemptRecorded, concernAnswered, concernOpened, concernShown, notOurs, numberPurpose, unitNamed, withdrawnHeard, wordHeard,
} from '../contract.ts'

/** A no is heard after an end too: whoever could not be told is met later, and what was solved may not hold. */
const answered = ['concern_answered', 'untold', 'accepted', 'solved'] as const
const telling = ['visitor', 'visitor_lead'] as const
const over = { stop: ['answer_within', 'tell_within'] } as const

/**
 * 走访意见 (大走访、警企恳谈): what somebody said at a visit. A named unit answers it within `answer_within`; whoever visited goes back with the
 * answer within `tell_within` and writes down what the person says to it. A no goes one rung higher. A problem is solved by that person's
 * word alone; nobody writes down the word on his own answer.
 */
export const concernFlow = defineFlow({
  kind: 'concern',
  title: '走访意见',
  stages: {
    raised: '待办理',
    concern_answered: '已答复，待告知本人',
    solved: '已解决，本人认可',
    accepted: '已答复，本人认可',
    untold: '已答复，没能告知本人',
    unsolved: '没有解决',
    withdrawn: '本人说不用办了',
  },
  first: 'raised',
  ends: { solved: 'solved', accepted: 'accepted', untold: 'untold', unsolved: 'unsolved', withdrawn: 'withdrawn' },
  clocks: { answer_within: '办理时限', tell_within: '告知时限' },
  seats: {
    handler: '责任单位',
    earlier: '上一轮责任单位',
    visitor: '走访单位',
    visitor_lead: '走访单位负责人',
    superior: '分管领导',
    unit_head: '一把手',
    supervisor: '执法监督',
    system: '系统',
  },
  opening: { records: concernOpened, shows: concernShown, starts: ['answer_within'], announces: 'rounds.raised' },
  actions: {
    answer_concern: {
      title: '办好了，答复',
      from: ['raised'],
      to: 'concern_answered',
      by: ['handler', 'earlier', 'superior'],
      records: concernAnswered,
      clocks: { stop: ['answer_within'], start: ['tell_within'] },
      announces: 'rounds.answered',
      confirm: '走访的人照您写的告诉本人，解决没有由本人说了算。',
    },
    not_ours: { title: '不归本单位，退回', from: ['raised'], by: ['handler'], records: notOurs, announces: 'rounds.returned' },
    name_unit: {
      title: '改交别的单位',
      from: ['raised'],
      by: ['visitor', 'visitor_lead', 'superior'],
      records: unitNamed,
      announces: 'rounds.given',
      confirm: '时限从登记时算，改交不重新计时。',
    },
    open_number: {
      title: '查看号码',
      from: ['raised', 'concern_answered'],
      by: ['visitor', 'visitor_lead', 'handler', 'earlier', 'superior'],
      records: numberPurpose,
      stepUp: true,
      confirm: '查看一次记一次，只用于这件事。',
    },
    record_attempt: { title: '没告知到，记一次', from: ['concern_answered'], by: telling, records: attemptRecorded },
    record_solved: {
      title: '本人说解决了',
      from: ['concern_answered'],
      to: 'solved',
      by: telling,
      records: wordHeard,
      clocks: over,
      announces: 'rounds.concluded',
    },
    record_accepted: {
      title: '本人认可答复',
      from: ['concern_answered'],
      to: 'accepted',
      by: telling,
      records: wordHeard,
      clocks: over,
      announces: 'rounds.concluded',
    },
    record_no: {
      title: '本人说没解决，再办',
      from: answered,
      to: 'raised',
      by: telling,
      records: wordHeard,
      clocks: { stop: ['answer_within', 'tell_within'], start: ['answer_within'] },
      reopens: true,
      announces: 'rounds.reopened',
    },
    keep_no: {
      title: '本人还是说没解决',
      from: ['concern_answered'],
      to: 'unsolved',
      by: telling,
      records: wordHeard,
      clocks: over,
      announces: 'rounds.concluded',
    },
    record_untold: {
      title: '告知不到，办结',
      from: ['concern_answered'],
      to: 'untold',
      by: telling,
      records: attemptRecorded,
      clocks: over,
      announces: 'rounds.concluded',
      confirm: '这一条算已答复、没能告知本人，不算解决。',
    },
    record_withdrawn: {
      title: '本人说不用办了',
      from: 'open',
      to: 'withdrawn',
      by: telling,
      records: withdrawnHeard,
      clocks: over,
      announces: 'rounds.concluded',
      confirm: '写本人的原话，长期留在这一件上。',
    },
    hear_help: { title: '已代为申请困难救助', from: 'open', by: ['system'] },
  },
})
