import type { ProblemList } from '../../platform/http/index.ts'

export const receptionProblems = {
  no_such_reception: { status: 422, zh: '没有这个接待日，请从列表里选。', en: 'There is no such reception day; choose from the list.' },
  reception_begun: {
    status: 409,
    zh: '这一次接待已经开始或结束，不能再约。',
    en: 'This reception has begun or is over and takes no more bookings.',
  },
  reception_off: { status: 409, zh: '这一次接待已经取消。', en: 'This reception was cancelled.' },
  reception_full: { status: 409, zh: '这一次约满了，请选别的日子。', en: 'This reception is full; choose another day.' },
  not_your_reception: {
    status: 403,
    zh: '接待日由接待办公室的人排期、登记，用自己岗位的单位。',
    en: 'Reception days are kept by the people of their office.',
  },
  reception_leader_wrong: { status: 422, zh: '请从名单里选接待的领导。', en: 'Choose the leader from the list.' },
  reception_day_wrong: { status: 422, zh: '接待的日子要在今天以后、一年以内。', en: 'The day is after now and within a year.' },
  reception_too_long: { status: 422, zh: '号太多、时间太长，当天排不完，请少放几个。', en: 'So many places do not end on the same day.' },
  reception_places_taken: {
    status: 409,
    zh: '已经公布的号不能减少，可以增加。',
    en: 'Places that were published are not taken away; there may be more of them.',
  },
  reception_over: {
    status: 409,
    zh: '这一次接待的日子过了，不能再改、再取消。',
    en: 'This reception is over and cannot be changed or cancelled any more.',
  },
  reception_not_over: { status: 409, zh: '还没到接待的日子，办了以后再记。', en: 'The day has not come yet; write it down afterwards.' },
  reception_said: { status: 409, zh: '这一次接待已经记过了。', en: 'This has been written down already.' },
  reception_note_missing: { status: 422, zh: '换人接待的，写明是谁、为什么。', en: 'Say who received instead, and why.' },
  reception_own_answer: { zh: '自己答复的，由别的同事记本人的话。', en: 'You answered this yourself; a colleague writes the word down.' },
  reception_last_round: { zh: '已经是最后一轮：请如实记为还是没解决。', en: 'The last round is over: let it be kept as not solved.' },
  reception_round_left: { zh: '还有下一轮，请用“没解决，请再办”。', en: 'There is another round: ask for it.' },
} as const satisfies ProblemList
