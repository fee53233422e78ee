import { defineFlow } from '../../../engine/rules/flow.ts'
import { answered, contactRecorded, handedOver, noHeard, numberPurpose, specialistChanged, zoneOpened, zoneShown } from '../contract.ts'

/** Her no is heard after her silence and after a yes of her own: what was solved may not hold. */
const toldHer = ['awaiting_word', 'citizen_silent', 'solved'] as const
const staff = ['handler', 'earlier', 'leader'] as const
const again = { stop: ['answer_within', 'citizen_word_within'], start: ['answer_within'] } as const
const over = { stop: ['answer_within', 'citizen_word_within'] } as const

/**
 * 服务保障专区 (B7): consultation, complaint, policy question, help-and-act-for. A named 营商服务专员 has each request and answers by
 * `answer_within`; whoever asked says whether that solved it. A no goes one rung higher; what cannot be got done here becomes a
 * matter of the window of last resort, by the specialist's hand or by her own, under the receipt code that she has.
 */
export const zoneFlow = defineFlow({
  kind: 'zone',
  title: '服务保障专区',
  stages: {
    in_hand: '专员在办',
    awaiting_word: '已答复，等本人的话',
    solved: '解决了',
    citizen_silent: '已答复，本人没有回话',
    unsolved: '没有解决',
    moved: '转到“办不成事”',
    withdrawn: '撤回',
  },
  first: 'in_hand',
  ends: { solved: 'solved', citizen_silent: 'citizen_silent', unsolved: 'unsolved', moved: 'moved', withdrawn: 'withdrawn' },
  clocks: { answer_within: '答复时限', citizen_word_within: '本人回话期' },
  seats: {
    handler: '营商服务专员',
    earlier: '上一轮专员',
    desk: '专区值班',
    leader: '专区负责人',
    superior: '分管领导',
    unit_head: '一把手',
    office: '营商环境办',
    citizen: '本人',
    system: '系统',
  },
  opening: { records: zoneOpened, shows: zoneShown, starts: ['answer_within'], announces: 'zone.asked' },
  actions: {
    answer: {
      title: '答复',
      from: ['in_hand'],
      to: 'awaiting_word',
      by: staff,
      records: answered,
      clocks: { stop: ['answer_within'], start: ['citizen_word_within'] },
      announces: 'zone.answered',
      confirm: '本人看得到您写的话，解决没有由本人说。',
    },
    record_contact: { title: '联系、协调，记一次', from: ['in_hand'], by: staff, records: contactRecorded },
    open_number: {
      title: '查看号码',
      from: ['in_hand', 'awaiting_word'],
      by: staff,
      records: numberPurpose,
      stepUp: true,
      confirm: '查看一次记一次，只用于这件事。',
    },
    change_specialist: {
      title: '换专员',
      from: ['in_hand'],
      by: ['leader'],
      records: specialistChanged,
      announces: 'zone.changed',
      confirm: '时限从提出时算，换人不重新计时；本人会看到新专员的姓名。专区里没有这个姓名的，先由您自己办。',
    },
    move_to_stuck: {
      title: '转到“办不成事”',
      from: ['in_hand'],
      to: 'moved',
      by: staff,
      records: handedOver,
      clocks: over,
      confirm: '由“办不成事”窗口接办、重新计时；本人用同一个回执码看进展。号码封存着一起转。',
    },
    move_myself: {
      title: '转到“办不成事”窗口',
      from: ['awaiting_word', 'citizen_silent'],
      to: 'moved',
      by: ['citizen'],
      clocks: over,
    },
    confirm_solved: {
      title: '解决了',
      from: ['in_hand', 'awaiting_word'],
      to: 'solved',
      by: ['citizen'],
      clocks: over,
      announces: 'zone.concluded',
    },
    say_unsolved: {
      title: '没解决，请再办',
      from: toldHer,
      to: 'in_hand',
      by: ['citizen'],
      clocks: again,
      reopens: true,
      announces: 'zone.reopened',
    },
    keep_unsolved: {
      title: '还是没解决',
      from: toldHer,
      to: 'unsolved',
      by: ['citizen'],
      clocks: over,
      announces: 'zone.concluded',
    },
    record_no: {
      title: '本人说没解决',
      from: ['awaiting_word'],
      to: 'in_hand',
      by: ['desk'],
      records: noHeard,
      clocks: again,
      reopens: true,
      announces: 'zone.reopened',
    },
    withdraw: { title: '撤回', from: 'open', to: 'withdrawn', by: ['citizen'], clocks: over, announces: 'zone.concluded' },
    conclude_silent: {
      title: '本人没有回话，办结',
      from: ['awaiting_word'],
      to: 'citizen_silent',
      by: ['system'],
      clocks: over,
      announces: 'zone.concluded',
    },
    hear_help: { title: '已代为申请困难救助', from: 'open', by: ['system'] },
  },
})
