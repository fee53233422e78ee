import { defineFlow } from '../../../engine/rules/flow.ts'
// prettier-ignore
import {
  answerRecorded, attemptRecorded, callOpened, callRecorded, callShown, evidenceShown, explanationRecorded, guidanceRecorded, numberPurpose, oneSidedRecorded, ownWord, reasonGiven,
  recordCompleted, repairOrdered, repairReported, rulingExplained, rungPassed, secondContactRecorded, textWritten, toDiscipline, wishCorrected, wishCorrectedShown,
} from '../contract.ts'

/** There is a record, which the centre may find too thin; it cannot go on before the caller has completed it (rules/checks.ts). */
const recorded = [
  'contacted',
  'being_put_right',
  'awaiting_second_reader',
  'awaiting_second_contact',
  'awaiting_word',
  'awaiting_own_word',
] as const
/** She has been told, or is about to be: from here on the word is hers. */
const told = ['awaiting_second_contact', 'awaiting_word', 'awaiting_word_on_explanation', 'awaiting_word_on_guidance'] as const
const toldOrOneSided = [...told, 'awaiting_own_word'] as const
/** Ends without her own word. She can leave each of them as long as her receipt lives: an end is never the last word. */
const endedWithoutHer = ['citizen_silent', 'one_sided', 'explained', 'out_of_scope', 'unreachable'] as const
const everyClock = ['call_within', 'rectify_within', 'second_reading_within', 'second_contact_within', 'citizen_word_within'] as const
/** Her days are over without a word of hers. */
const silence = <const From extends string, const To extends string>(title: string, from: From, to: To) =>
  ({ title, from: [from], to, by: ['system'], clocks: { stop: ['citizen_word_within'] }, announces: 'callback.concluded' }) as const

/**
 * 一对一回访 (A4–A6): a citizen wished a call. The leader calls, has it put right, asks again; the citizen's word decides.
 * call_within and rectify_within run from the opening together, as the five working days of the programme count from
 * the day the rating came in. How long each clock is stands in the city's programme.
 *
 * Who the seats are: the caller is the head of the rated officer's department as of the day of service (from the second
 * round on somebody higher), the superior whoever stands next above the caller, unit_head the organ's first leader. A seat
 * without an action is told by the ladder. The rated have no seat, and cannot be given one (org/rules/routing.ts).
 *
 * A no opens a new round with new clocks, and the room gives the seats to another caller, one level higher; which of
 * say_unsolved and keep_unsolved is open is decided by who looked in this round (rules/checks.ts): after the last organ the no is kept.
 *
 * Two things leave no public trace here: handing over is announced by the room's write, with what discipline needs under
 * its own key; and pressure told on the follow page goes straight to discipline, since the caller reads this trail.
 */
export const callFlow = defineFlow({
  kind: 'callback',
  title: '回访整改',
  stages: {
    awaiting_contact: '待回访',
    contacted: '已联系，待整改',
    being_put_right: '正在整改',
    awaiting_second_reader: '说明待复核',
    awaiting_second_contact: '待二次联系',
    awaiting_unreachable_check: '联系不上待复核',
    awaiting_word: '等群众的话',
    awaiting_word_on_explanation: '已说明，等群众的话',
    awaiting_word_on_guidance: '已转告知，等群众的话',
    awaiting_own_word: '单方记录，等群众自己的话',
    solved: '群众认可已解决',
    partly_solved: '群众认可部分解决',
    citizen_silent: '群众未回应',
    one_sided: '单方记录（群众本人未说）',
    explained: '依法说明',
    out_of_scope: '转告知办理途径',
    unreachable: '联系不上',
    withdrawn: '群众自愿撤回',
    handed_over: '已移送',
    unsolved: '未解决（末级已复核）',
  },
  first: 'awaiting_contact',
  // Stage → what boards count it as.
  // prettier-ignore
  ends: {
    solved: 'solved', partly_solved: 'partly_solved', citizen_silent: 'citizen_silent', one_sided: 'one_sided', explained: 'explained',
    out_of_scope: 'out_of_scope', unreachable: 'unreachable', withdrawn: 'withdrawn', handed_over: 'handed_over', unsolved: 'unsolved',
  },
  clocks: {
    call_within: '回访时限',
    rectify_within: '整改时限',
    second_reading_within: '复核时限',
    second_contact_within: '二次联系时限',
    citizen_word_within: '群众回话期',
  },
  // prettier-ignore
  seats: {
    caller: '回访人', superior: '分管领导', unit_head: '一把手', centre: '评价回访中心', supervisor: '政法委执法监督', supervisor_above: '上级政法委执法监督',
    line_superior: '上级机关', discipline: '派驻纪检监察组', citizen: '群众', system: '系统',
  },
  // Whoever sees progress alone is told the organ: a department and a day may name one visitor.
  shell: 'organ',
  // What was handed over looks like what the citizen withdrew, to everybody who saw stages alone.
  alike: { stages: ['withdrawn', 'handed_over'], as: 'no_further_contact', title: '已办结，不再联系' },
  opening: { records: callOpened, shows: callShown, starts: ['call_within', 'rectify_within'], announces: 'callback.opened' },
  actions: {
    // The call. Whoever wished texts is written to instead.
    acknowledge: { title: '已看到，我来办', from: ['awaiting_contact'], by: ['caller'] },
    open_number: {
      title: '查看号码',
      from: ['awaiting_contact', 'contacted', 'being_put_right', 'awaiting_second_contact'],
      by: ['caller'],
      records: numberPurpose,
      stepUp: true,
      confirm: '查看一次记一次，只用于这次回访。',
    },
    record_attempt: {
      title: '没打通，记一次',
      from: ['awaiting_contact', 'awaiting_second_contact'],
      by: ['caller'],
      records: attemptRecorded,
    },
    record_call: {
      title: '打通了，记下来',
      from: ['awaiting_contact'],
      to: 'contacted',
      by: ['caller'],
      records: callRecorded,
      clocks: { stop: ['call_within'] },
      document: '回访记录表',
      announces: 'callback.contacted',
    },
    text_first: {
      title: '发短信联系（群众选了发短信）',
      from: ['awaiting_contact'],
      to: 'contacted',
      by: ['caller'],
      records: textWritten,
      clocks: { stop: ['call_within'] },
      announces: 'callback.texted',
      confirm: '短信由系统发出，您看不到号码；夜里写的，天亮才发。',
    },

    // She cannot be reached: somebody else agrees, and the callback centre calls a sample again.
    conclude_unreachable: {
      title: '三次联系不上，报复核',
      from: ['awaiting_contact'],
      to: 'awaiting_unreachable_check',
      by: ['caller'],
      clocks: { start: ['second_reading_within'] },
      announces: 'callback.second_reading_asked',
      confirm: '须在三个不同日子各打一次。由另一个人复核才结案；评价回访中心还会抽一部分再打一次。',
    },
    confirm_unreachable: {
      title: '复核：确实联系不上',
      from: ['awaiting_unreachable_check'],
      to: 'unreachable',
      by: ['superior', 'centre'],
      clocks: { stop: ['call_within', 'rectify_within', 'second_reading_within'] },
      announces: 'callback.concluded',
    },
    call_again: {
      title: '复核：请再打',
      from: ['awaiting_unreachable_check'],
      to: 'awaiting_contact',
      by: ['superior', 'centre'],
      records: reasonGiven,
      clocks: { stop: ['second_reading_within'] },
    },

    // The callback centre sees how much was written, not what.
    return_record: {
      title: '记录太薄，退回补记',
      from: recorded,
      by: ['centre'],
      records: reasonGiven,
      announces: 'callback.record_returned',
      confirm: '只看得到记了几个字，看不到内容。退回后，补记了才能往下办。',
    },
    // An overdue call, where the programme says so (centre_takes_over). Whether the centre may call at all is judged by the routing.
    take_over: {
      title: '逾期未回访，中心接过来打',
      from: ['awaiting_contact'],
      by: ['centre', 'system'],
      records: reasonGiven,
      announces: 'callback.taken_over',
      confirm: '接过来以后由中心打这个电话，看得到群众的话；原回访人不再看到这一件，只知道中心接了。',
    },
    keep_caller: { title: '中心应当回避或已看过，仍由原回访人打', from: ['awaiting_contact'], by: ['system'] },
    complete_record: { title: '补记', from: recorded, by: ['caller'], records: recordCompleted },

    // What follows from the call: put right, answered on the spot, the law does not allow it, or not ours.
    order_repair: {
      title: '交办整改',
      from: ['contacted', 'being_put_right'],
      to: 'being_put_right',
      by: ['caller'],
      records: repairOrdered,
      document: '问题整改单',
      announces: 'callback.repair_ordered',
    },
    answer_now: {
      title: '当场答复，无需整改',
      from: ['contacted'],
      to: 'awaiting_second_contact',
      by: ['caller'],
      records: answerRecorded,
      clocks: { stop: ['rectify_within'], start: ['second_contact_within'] },
    },
    report_repair: {
      title: '已整改，填反馈',
      from: ['being_put_right'],
      to: 'awaiting_second_contact',
      by: ['caller'],
      records: repairReported,
      clocks: { stop: ['rectify_within'], start: ['second_contact_within'] },
      document: '整改反馈表',
      announces: 'callback.put_right',
    },
    show_evidence: {
      title: '给群众看凭据',
      from: ['awaiting_second_contact', 'awaiting_word', 'awaiting_own_word'],
      by: ['caller'],
      records: evidenceShown,
      confirm: '群众在查进展的页上看到，也能存下来、给别人看。',
    },
    explain: {
      title: '法律政策不允许，说明',
      from: ['contacted', 'being_put_right'],
      to: 'awaiting_second_reader',
      by: ['caller'],
      records: explanationRecorded,
      clocks: { start: ['second_reading_within'] },
      announces: 'callback.second_reading_asked',
    },
    open_explanation: {
      title: '看说明',
      from: ['awaiting_second_reader'],
      by: ['superior'],
      confirm: '看一次记一次，只用于这次复核；群众评了什么、是谁，这里没有。',
    },
    agree_explanation: {
      title: '同意说明',
      from: ['awaiting_second_reader'],
      to: 'awaiting_word_on_explanation',
      by: ['superior'],
      clocks: { stop: ['rectify_within', 'second_reading_within'], start: ['citizen_word_within'] },
      announces: 'callback.answered',
    },
    refuse_explanation: {
      title: '不同意，退回整改',
      from: ['awaiting_second_reader'],
      to: 'being_put_right',
      by: ['superior'],
      records: reasonGiven,
      clocks: { stop: ['second_reading_within'] },
    },
    guide_elsewhere: {
      title: '不归我们管，转告知',
      from: ['contacted', 'being_put_right'],
      to: 'awaiting_word_on_guidance',
      by: ['caller'],
      records: guidanceRecorded,
      clocks: { stop: ['rectify_within'], start: ['citizen_word_within'] },
      announces: 'callback.answered',
    },

    // Discontent with the ruling itself has its lawful route; it is noted here, and the matter goes on for what was wrong besides. Bribery and threats leave this flow.
    explain_ruling: {
      title: '对裁判、决定本身不服',
      from: ['awaiting_contact', 'contacted', 'being_put_right'],
      by: ['caller'],
      records: rulingExplained,
    },
    hand_over: {
      title: '涉嫌违纪违法，移送',
      from: 'open',
      to: 'handed_over',
      by: ['caller'],
      records: toDiscipline,
      clocks: { stop: everyClock },
      confirm: '移送后内容只有派驻纪检监察组能看到。在您和本部门这里，它和群众撤回的件一样，只显示“已办结，不再联系”，看不出移送过。',
    },

    // The second contact: she is told, and asked. What she says on the telephone may be passed on by whoever heard it.
    record_second_contact: {
      title: '已二次联系',
      from: ['awaiting_second_contact'],
      to: 'awaiting_word',
      by: ['caller'],
      records: secondContactRecorded,
      clocks: { stop: ['second_contact_within'], start: ['citizen_word_within'] },
      announces: 'callback.answered',
    },
    text_answer: {
      title: '发短信告知结果（群众选了发短信）',
      from: ['awaiting_second_contact'],
      to: 'awaiting_word',
      by: ['caller'],
      records: textWritten,
      clocks: { stop: ['second_contact_within'], start: ['citizen_word_within'] },
      announces: 'callback.answered',
      confirm: '短信由系统发出，随后另有一条请群众说解决没解决。',
    },
    leave_answer: {
      title: '三次打不通，把结果留给群众自己看',
      from: ['awaiting_second_contact'],
      to: 'awaiting_word',
      by: ['caller'],
      clocks: { stop: ['second_contact_within'], start: ['citizen_word_within'] },
      announces: 'callback.answered',
      confirm: '须在三个不同日子各打一次。系统发短信请群众看结果、自己说解决没解决。',
    },
    record_no: {
      title: '群众说没解决',
      from: toldOrOneSided,
      to: 'awaiting_contact',
      by: ['caller'],
      records: secondContactRecorded,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'], start: ['call_within', 'rectify_within'] },
      reopens: true,
      announces: 'callback.reopened',
    },
    record_kept_no: {
      title: '群众仍不认可，如实记下',
      from: toldOrOneSided,
      to: 'unsolved',
      by: ['caller'],
      records: secondContactRecorded,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'] },
      passesOn: true,
      announces: 'callback.kept_unsolved',
      confirm: '末级已复核过，记下后长期计为“未解决”，列入案件评查。',
    },
    record_yes: {
      title: '群众口头说解决了，单方记录',
      from: told,
      to: 'awaiting_own_word',
      by: ['caller'],
      records: oneSidedRecorded,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'], start: ['citizen_word_within'] },
      passesOn: true,
      announces: 'callback.answered',
      confirm: '只用于群众打不开链接的。还要等群众自己的话7天，单独计数，评价回访中心会抽一部分再问。',
    },

    // Her own word, on her page or by SMS.
    confirm_solved: {
      title: '解决了',
      from: [...toldOrOneSided, ...endedWithoutHer, 'partly_solved'],
      to: 'solved',
      by: ['citizen'],
      records: ownWord,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'] },
      announces: 'callback.concluded',
    },
    accept_partly: {
      title: '部分解决',
      from: [...toldOrOneSided, ...endedWithoutHer],
      to: 'partly_solved',
      by: ['citizen'],
      records: ownWord,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'] },
      announces: 'callback.concluded',
    },
    say_unsolved: {
      title: '没解决，请再办',
      from: [...toldOrOneSided, ...endedWithoutHer, 'partly_solved', 'solved'],
      to: 'awaiting_contact',
      by: ['citizen'],
      records: ownWord,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'], start: ['call_within', 'rectify_within'] },
      reopens: true,
      announces: 'callback.reopened',
    },
    keep_unsolved: {
      title: '仍不认可',
      from: [...toldOrOneSided, ...endedWithoutHer, 'partly_solved', 'solved'],
      to: 'unsolved',
      by: ['citizen'],
      records: ownWord,
      clocks: { stop: ['second_contact_within', 'citizen_word_within'] },
      announces: 'callback.kept_unsolved',
    },
    ask_for_centre: { title: '请评价回访中心来联系我', from: ['awaiting_contact'], by: ['citizen'], announces: 'callback.centre_asked' },
    withdraw: {
      title: '不用办了，我自愿撤回',
      from: 'open',
      to: 'withdrawn',
      by: ['citizen'],
      clocks: { stop: everyClock },
      announces: 'callback.concluded',
      confirm: '撤回后不再联系您。是别人让您撤的，请点“有人为难我”。',
    },

    // By time and by the house alone: no official closes anything here.
    enter_last_organ: { title: '本轮由末级复核', from: ['awaiting_contact'], by: ['system'] },
    // A text to her was given up. Where she was to learn the result by it alone, the second contact is due again.
    second_not_delivered: {
      title: '短信没有送到，须另行告知',
      from: ['awaiting_word', 'awaiting_word_on_explanation', 'awaiting_word_on_guidance'],
      to: 'awaiting_second_contact',
      by: ['system'],
      clocks: { stop: ['citizen_word_within'], start: ['second_contact_within'] },
    },
    text_not_delivered: { title: '短信没有送到', from: 'open', by: ['system'] },
    pass_rung: { title: '这一级没有人，报再上一级', from: 'open', by: ['system'], records: rungPassed },
    correct_wish: { title: '群众改了号码或方便的时间', from: 'open', by: ['system'], records: wishCorrected, shows: wishCorrectedShown },
    conclude_silent: silence('群众未回应，办结', 'awaiting_word', 'citizen_silent'),
    conclude_one_sided: silence('单方记录，群众本人未说，办结', 'awaiting_own_word', 'one_sided'),
    conclude_explained: silence('说明后群众未回应', 'awaiting_word_on_explanation', 'explained'),
    conclude_guided: silence('转告知后群众未回应', 'awaiting_word_on_guidance', 'out_of_scope'),
  },
})
