import type { ProblemList } from '../../platform/http/index.ts'

export const stuckProblems = {
  no_such_window: { status: 422, zh: '没有这个窗口，请从列表里选。', en: 'There is no such window; choose one from the list.' },
  not_your_window: { status: 403, zh: '这不是您岗位的窗口。', en: 'This is not a window of your post.' },
  contact_first: { zh: '请先联系反映人、记下来，再办这一步。', en: 'First speak with the citizen and write it down.' },
  power_not_listed: {
    status: 422,
    zh: '依据要写权责清单上的一项：{powers}。',
    en: 'The ground must name an entry of the register of powers: {powers}.',
  },
  unit_needed: { status: 422, zh: '请选牵头单位。', en: 'Choose the unit that leads.' },
  lead_stands: { zh: '牵头已经定了，不能再退。', en: 'The lead has been named; it is not returned again.' },
  second_return: {
    zh: '已经退回过一次：再退请用“再次退回”，由督办单位定牵头。',
    en: 'It has been returned once: the next return goes to the office, which names the lead.',
  },
  first_return: { zh: '还没有退回过，请用“退回”。', en: 'It has not been returned yet; use the first return.' },
  return_late: { zh: '退回、提异议的时间已过，请办理。', en: 'The time for returning or objecting has passed; please handle it.' },
  already_objected: { zh: '异议只能提一次。', en: 'An objection is raised once only.' },
  shares_open: { zh: '还有{open}家协办单位没有回。', en: '{open} co-handlers have not answered yet.' },
  court_replies: { zh: '法院窗口3个工作日内答复，没有复杂件。', en: 'A court window replies within its days; there is no complex matter.' },
  hall_finishes: {
    zh: '大厅窗口在时限内办结并反馈，不用先答复。',
    en: 'A hall finishes within its days; a first reply is for court windows.',
  },
  head_not_called: { zh: '没有请过负责人到场。', en: 'No head has been asked to come.' },
  already_replied: { zh: '已经先答复过。', en: 'A first reply has been given.' },
  already_complex: { zh: '已经定为复杂件。', en: 'It is a complex matter already.' },
  no_such_category: {
    status: 422,
    zh: '这里的窗口不受理这一类，请从列表里选。',
    en: 'The windows here do not take that kind; choose one from the list.',
  },
  enquiry_not_apart: { zh: '本市的咨询件不单列时限。', en: 'Enquiries have no term of their own here.' },
  already_enquiry: { zh: '已经定为咨询件。', en: 'It is an enquiry already.' },
  enquiry_same_day: {
    zh: '咨询件要在受理当天定，过了当天按一般件时限办。',
    en: 'An enquiry is marked on the day of its intake; later it has the term of a general matter.',
  },
  already_urgent: { zh: '已经定为急件。', en: 'It is urgent already.' },
  urgent_not_extended: { zh: '急件不延期。', en: 'An urgent matter is not extended.' },
  own_negative: {
    zh: '否定答复要由另一个人复核，不能自己同意自己写的。',
    en: 'A negative answer is read by another person than its writer.',
  },
  complex_first: {
    zh: '一般件不延期；确实复杂的，请窗口先定为复杂件。',
    en: 'A general matter is not extended; have the window mark it complex first.',
  },
  extension_waits: { zh: '已经申请，等营商环境办定。', en: 'It has been asked for and waits for the office.' },
  no_extension_asked: { zh: '没有待定的延期申请。', en: 'No extension has been asked for.' },
  own_extension: { zh: '延期要由另一个人同意。', en: 'Another person than the asker agrees to an extension.' },
  asked_late: { zh: '延期要在到期前{hours}小时以前申请。', en: 'An extension is asked for at least {hours} hours before the due time.' },
  day_far: { status: 422, zh: '这个日子太远了。', en: 'That day is too far away.' },
  not_on_week_list: {
    zh: '这件不在本周清理单上，或者已经清过了。',
    en: 'It is not on this week’s clearing list, or has been settled there.',
  },
  promise_beyond_term: {
    status: 422,
    zh: '可以答应的日子是今天到{last}；要更晚，先申请延期，批准了再写。',
    en: 'A day from today to {last} may be promised; for a later one, have an extension granted first.',
  },
  promise_after_term: {
    status: 422,
    zh: '已经过了时限，不能再答应新的日子；请只写说明，或者上报。',
    en: 'The term is over: no new day may be promised. Explain without one, or escalate.',
  },
  promise_undetermined: {
    status: 422,
    zh: '期限待定，现在不能答应日子；请只写说明，或者上报。',
    en: 'The term is not determined yet: explain without a day, or escalate.',
  },
  not_last_round: { zh: '末级还没有复核，说没解决就换人重办。', en: 'The last organ has not looked yet; a no begins another round.' },
} as const satisfies ProblemList
