import type { ProblemList } from '../../platform/http/index.ts'

export const callbackProblems = {
  script_length: { status: 422, zh: '话术要有2到12句。', en: 'A script has 2 to 12 lines.' },
  script_line: { status: 422, zh: '第{line}句要有2到150个字，一口气说得完。', en: 'Line {line} must have 2 to 150 signs.' },
  script_blank: {
    status: 422,
    zh: '第{line}句里的{blank}不认识，只能用{暗号}、{岗位}、{姓}、{日期}。',
    en: 'Line {line}: {blank} is not known.',
  },
  script_begs: {
    status: 422,
    zh: '第{line}句像是求好评、求改评，不能这样说。',
    en: 'Line {line} asks for a better mark, which no caller may.',
  },
  script_password: {
    status: 422,
    zh: '第一句要报暗号和岗位：群众只凭暗号认得是不是真的回访。',
    en: 'The first line must give the password and the post: by it alone the citizen knows the call is real.',
  },
  script_ruling: { status: 422, zh: '“对裁判不服时怎么说”要有10到500个字。', en: 'The text on rulings has 10 to 500 signs.' },
  nothing_written: { status: 400, zh: '请写一写是什么事。', en: 'Please write what happened.' },
  call_first: { zh: '请先打通电话、记下群众的话，再办这一步。', en: 'First reach the citizen and write down what was said.' },
  already_acknowledged: { zh: '这一轮已经有人点过“已看到”。', en: 'This round has been acknowledged already.' },
  attempts_missing: {
    zh: '须在 {count} 个不同日子各打一次；现在只有 {days} 个日子。',
    en: 'Calls on {count} different days are needed; there are {days} so far.',
  },
  text_gives_hints: {
    status: 422,
    zh: '这段话提到了{hints}，被评人可能猜到是谁。请改写，或勾选“我已看过，仍这样写”。',
    en: 'This text names {hints}; the rated could guess who spoke. Rewrite it, or tick that you have looked and keep it.',
  },
  text_not_wished: { zh: '群众没有选“发短信就行”，请打电话。', en: 'The citizen did not choose a text; please call.' },
  text_like_fraud: {
    status: 422,
    zh: '短信里不能有网址，也不能提验证码、银行卡、密码、转账。',
    en: 'A text may hold no address of a page and ask for no code, card, password or money.',
  },
  text_names_office: {
    status: 422,
    zh: '短信里不能写单位和业务的名字，旁人看到就知道办的是什么事。',
    en: 'A text may not name the office or the business: whoever sees it would know.',
  },
  nothing_to_show: {
    zh: '还没有整改反馈或答复，没有可给群众看的。',
    en: 'Nothing has been put right or answered yet; there is nothing to show.',
  },
  look_for_others: {
    status: 422,
    zh: '请先看一遍，确认里面没有别人的姓名、相貌、电话、证件号，再勾选。',
    en: 'Look through it first: no name, face, telephone or identity number of anybody else may be in it.',
  },
  day_passed: { status: 422, zh: '这个日子已经过了。', en: 'That day has passed.' },
  own_explanation: { zh: '说明要由另一个人复核，不能自己同意自己写的。', en: 'An explanation is read by another person than its writer.' },
  read_first: { zh: '请先点“看说明”，看过再定。', en: 'Read the explanation first.' },
  own_attempts: { zh: '联系不上要由另一个人复核。', en: 'Somebody else confirms that the citizen could not be reached.' },
  record_returned: { zh: '评价回访中心退回了记录，请先补记。', en: 'The callback centre returned the record; complete it first.' },
  already_returned: { zh: '已经退回，等回访人补记。', en: 'It has been returned already.' },
  nothing_returned: { zh: '没有退回的记录要补。', en: 'No record has been returned.' },
  centre_asked: { zh: '已经请评价回访中心联系您。', en: 'The callback centre has been asked already.' },
  centre_waits_to_be_asked: {
    zh: '本市方案：群众请了，中心才接过来打。',
    en: 'By the programme the centre takes a call over only when the citizen asks.',
  },
  call_not_late: { zh: '还没有逾期，先由原回访人打。', en: 'It is not overdue; its caller comes first.' },
  centre_had_it: { zh: '这一轮中心已经接过，或者应当回避。', en: 'In this round the centre has had it already, or must keep away.' },
  not_late: { zh: '还没到答应您的日子。', en: 'The day promised to you has not passed.' },
  last_organ_has_looked: {
    zh: '末级机关已复核过；您仍不认可，会如实记为“未解决”。',
    en: 'The last organ has looked. A further "no" is kept and counted as unsolved.',
  },
  last_organ_entered: { zh: '本轮已经由末级复核。', en: 'This round is with the last organ already.' },
  another_round_open: {
    zh: '还可以换人、提一级再办，请选“没解决，请再办”。',
    en: 'Somebody else, one level higher, can still look: choose "not solved".',
  },
  not_called_yet: { zh: '还没有打通，没有可打印的回访记录。', en: 'The citizen has not been reached yet; there is no record to print.' },
  order_not_listed: {
    zh: '整改单还没有随周清单发出，发出后才能打印。',
    en: 'The order has not gone out with its weekly list; it can be printed afterwards.',
  },
  not_put_right_yet: { zh: '还没有填整改反馈。', en: 'The repair has not been reported yet.' },
  slip_not_issued_yet: { zh: '还没有签发，签发后才能打印。', en: 'It has not been issued; it can be printed afterwards.' },
  slip_not_answered_yet: { zh: '还没有回复。', en: 'It has not been answered yet.' },
  not_closed_yet: { zh: '还没有办结，不能销号。', en: 'It is not closed yet.' },
  unsolved_is_kept: {
    zh: '群众仍不认可，长期计为“未解决”，不销号。',
    en: 'The citizen does not accept it: it stays counted as unsolved and is not struck off.',
  },
} as const satisfies ProblemList
