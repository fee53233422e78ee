import type { ProblemList } from '../../platform/http/index.ts'

export const transferProblems = {
  no_such_point: { status: 422, zh: '没有这个接转点，请选：{points}。', en: 'There is no such transfer point; choose one of {points}.' },
  not_your_point: { status: 403, zh: '这不是您岗位的接转点。', en: 'This is not a transfer point of your post.' },
  not_served: {
    status: 422,
    zh: '这个接转点不收这个单位的材料，请从列表里选。',
    en: 'This point takes no papers for that unit; choose from the list.',
  },
  no_other_point: {
    zh: '本市只有这一个接转点，请直接交给承办人单位。',
    en: 'There is no other transfer point; hand it to the case officer’s unit.',
  },
  wrong_bag: {
    status: 422,
    zh: '封袋号对不上，不能签收。再核一遍袋上的号；真不是这一袋，请用“拒收”写明。',
    en: 'The number is not that of this bag, so it cannot be signed for. Read it again; if it is another bag, refuse it and say so.',
  },
  bag_under_way: {
    status: 422,
    zh: '这个封袋号正在用：有一袋同号的还没有交到。请核一遍袋上的号，同号的换一只新袋。',
    en: 'This bag number is in use: a bag with it has not arrived yet. Read the number again; if it is the same, take a new bag.',
  },
  bag_opened: {
    status: 422,
    zh: '袋子拆开过，不能签收。请用“拒收”写明，由交出的人当场清点、重新封袋。',
    en: 'The bag has been opened and cannot be signed for. Refuse it and say so; whoever gave it counts and seals anew.',
  },
  own_handover: {
    zh: '交出和签收要两个人：这一袋是您交出的，请接收的人签。',
    en: 'Giving and signing are two people’s: you gave this bag, so the receiver signs.',
  },
  code_unknown: {
    status: 404,
    zh: '您能看到的件里没有这个号。核对一遍；袋子送错了地方的，请问材料接转中心。',
    en: 'Nothing that you see has this number. Read it again; of a bag that went astray, ask the centre for the hand-over of papers.',
  },
} as const satisfies ProblemList
