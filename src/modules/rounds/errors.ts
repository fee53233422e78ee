import type { ProblemList } from '../../platform/http/index.ts'

export const roundsProblems = {
  no_such_campaign: { status: 422, zh: '没有这个走访活动，请从列表里选。', en: 'There is no such campaign; choose from the list.' },
  not_your_visit: {
    status: 403,
    zh: '走访由活动所在单位的人登记，用自己岗位的单位。',
    en: 'A visit is entered by the campaign’s own people, for a unit of their post.',
  },
  not_the_ledgers_keeper: {
    status: 403,
    zh: '台账由走访单位的负责人导入。',
    en: 'A ledger is taken in by the leaders of the visiting organ.',
  },
  visit_day_wrong: { status: 422, zh: '走访的日子在今天或以前、一年以内。', en: 'The day of the visit is today or before, within a year.' },
  concern_unit_missing: {
    status: 422,
    zh: '没有当场答复的，写明由哪个单位办。',
    en: 'Name the unit that answers what was not answered on the spot.',
  },
  concern_unit_empty: { status: 422, zh: '这个单位没有在岗的人，请选别的单位。', en: 'Nobody holds a post there; choose another unit.' },
  suggestion_not_solved: { status: 422, zh: '建议只有“认可答复”，没有“解决”。', en: 'A suggestion is answered; only a problem is solved.' },
  visits_faulty: {
    status: 422,
    zh: '文件有错，没有导入任何一行。请先试读，照列出的行改好。',
    en: 'The file has faults and nothing was taken in. Read it dry first.',
  },
  own_answer: { zh: '自己答复的，由别人告知、记下本人怎么说。', en: 'Whoever answered does not write down the word on his own answer.' },
  attempts_first: { zh: '先联系、记下没告知到的情况，够次数才能这样办结。', en: 'Try, and record the attempts first.' },
  last_round_over: { zh: '最后一轮已经办过，请如实记为没有解决。', en: 'The last round is over; it is kept as not solved.' },
  round_left: { zh: '还有下一轮，请用“本人说没解决，再办”。', en: 'There is another round: have it done again.' },
  not_your_inspection: { status: 403, zh: '这个检查单由别的单位巡查。', en: 'Another unit inspects by this list.' },
  drawn_by_house: {
    status: 422,
    zh: '随机抽查由系统抽，不能自己选地方和时间。',
    en: 'Random inspections are drawn; nobody chooses place and time.',
  },
  no_such_inspected_place: { status: 422, zh: '检查单里没有这个地方。', en: 'The list names no such place.' },
  no_such_item: { status: 422, zh: '检查单一共{listed}项，没有这一项。', en: 'The list has {listed} items, and not this one.' },
  left_before_arrived: { status: 422, zh: '走的时间在到的时间以后。', en: 'Nobody leaves before he came.' },
  own_repair: { zh: '自己报的整改，由别人复查。', en: 'Whoever reported the repair does not clear it.' },
} as const satisfies ProblemList
