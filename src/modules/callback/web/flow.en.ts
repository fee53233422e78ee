import type { FlowWords } from '../../../console/flowWords.ts'

/** What the flows of this room say to officials, for those who read English. A test holds them against the flows. */
export const callFlowEn: FlowWords = {
  actions: {
    acknowledge: 'Seen, I take it', open_number: 'Show the number', record_attempt: 'Not reached, note it', record_call: 'Reached, write it down',
    text_first: 'Write a text (the citizen chose texts)', text_answer: 'Text the result (the citizen chose texts)',
    conclude_unreachable: 'Not reached on three days, ask for a check', confirm_unreachable: 'Checked: cannot be reached', call_again: 'Checked: call again',
    return_record: 'Too thin, return the record', complete_record: 'Complete the record', order_repair: 'Order the repair', answer_now: 'Answered at once, nothing to repair', report_repair: 'Put right, report it',
    explain: 'The law does not allow it, explain', agree_explanation: 'Agree to the explanation', refuse_explanation: 'Disagree, back to repair', open_explanation: 'Read the explanation', guide_elsewhere: 'Not ours, guide elsewhere',
    explain_ruling: 'Does not accept the ruling itself', hand_over: 'Suspected breach of discipline or law: hand over', record_second_contact: 'Second contact made', record_no: 'The citizen says unsolved', leave_answer: 'Not reached on three days, leave the result to be read', record_kept_no: 'Still not accepted, record it', record_yes: 'The citizen said solved, recorded by the caller', ask_for_centre: 'Ask the callback centre to call',
    confirm_solved: 'Solved', accept_partly: 'Partly solved', say_unsolved: 'Not solved, do it again', keep_unsolved: 'Still not accepted', withdraw: 'Withdrawn of free will',
    enter_last_organ: 'The last organ looks in this round', pass_rung: 'Nobody on this rung, told to the next one', correct_wish: 'The citizen changed the number or the convenient time', conclude_silent: 'Citizen silent, closed', conclude_one_sided: 'Recorded by the caller alone, closed', conclude_explained: 'Explained, citizen silent', conclude_guided: 'Guided, citizen silent',
  },
  confirms: {
    open_number: 'Each look is logged; for this call only.',
    conclude_unreachable: 'One call on each of three different days is needed. Somebody else confirms it, and the callback centre calls a sample again.',
    text_first: 'The system sends it; you see no number. What is written at night leaves in the morning.', text_answer: 'The system sends it; another message then asks whether it is solved.',
    open_explanation: 'Each look is logged, for this second reading only; it shows neither what was said nor by whom.',
    return_record: 'You see how much was written, not what. The caller completes it before going on.',
    leave_answer: 'One call on each of three different days is needed. A text asks the citizen to read the result and to say whether it is solved.',
    record_kept_no: 'The last organ has looked. It counts as unsolved for good and goes before the case review.',
    record_yes: 'For those who cannot open a link. Seven days are left for the citizen’s own word; it counts apart, and the callback centre asks a sample again.',
    hand_over: 'Afterwards only the stationed discipline group can read it. To you and your department it looks like a matter that the citizen withdrew: “closed, no further contact”.',
    withdraw: 'Nobody will call again. If somebody made you withdraw, press “somebody presses me”.',
  },
  clocks: { call_within: 'Call', rectify_within: 'Repair', second_reading_within: 'Check by another', second_contact_within: 'Second contact', citizen_word_within: 'Citizen’s word' },
  seats: {
    caller: 'Caller', superior: 'Leader in charge', unit_head: 'Head of the unit', centre: 'Callback centre', supervisor: 'Political-legal committee', supervisor_above: 'Committee above',
    line_superior: 'Organ above', discipline: 'Stationed discipline group', citizen: 'Citizen', system: 'System',
  },
  fields: {
    rung: 'Entry', to: 'Told to', purpose: 'Purpose', outcome: 'Outcome', what_was_wrong: 'What was wrong (in the citizen’s words)', cause: 'Cause', head: 'Belongs to', suggestion: 'Suggestion (apart from the complaint)',
    speed_agreed: 'The citizen agrees to speed (the officer may guess who it was)', what_to_change: 'What to change (in your own words; no date, sum or name)', by: 'To be done by', checked_hints: 'I have looked at the hints and keep the text',
    answer: 'What was answered', text: 'The text (58 signs at most; no office, business, date, sum or name)', found: 'What was found', measure: 'What was changed', from: 'From', responsible: 'Responsible', evidence_kind: 'Kind of evidence', evidence: 'Evidence',
    article: 'Legal basis (law and article)', explanation: 'How it is explained to the citizen', where: 'Where to go (name, address, telephone)', route: 'Lawful route and term told',
    what: 'What the citizen reported (in their words)', how: 'How', through: 'By which way', told: 'What was told and what the citizen said', why: 'Reason', cannot: 'Why the citizen cannot answer alone', more: 'What is added', asked: 'What the citizen asks for (the second reader sees this alone; no date, sum or name)',
  },
}

export const repairFlowEn: FlowWords = {
  actions: { plan: 'Propose the repair', report: 'Put right, to be checked by the centre', accept: 'Checked and closed', send_back: 'Not done, back again', pass_rung: 'Nobody on this rung, told to the next one', not_found: 'Checked, nothing to repair' },
  confirms: {},
  clocks: { plan_within: 'Plan', repair_within: 'Repair', check_within: 'Check' },
  seats: { leader: 'Head of the department', superior: 'Leader in charge', unit_head: 'Head of the unit', centre: 'Callback centre', supervisor: 'Political-legal committee', supervisor_above: 'Committee above', system: 'System' },
  fields: { rung: 'Entry', to: 'Told to', measure: 'What will be changed', responsible: 'Responsible', found: 'What was found', from: 'From', evidence_kind: 'Kind of evidence', evidence: 'Evidence', why: 'Reason' },
}

export const recheckFlowEn: FlowWords = {
  actions: { open_number: 'Show the number', record_attempt: 'Not reached, note it', hear_yes: 'Solved, said the citizen', hear_no: 'Not solved or never called, said the citizen', conclude_not_reached: 'Not reached three times, close' },
  confirms: { open_number: 'Each look is logged; for this question only.', hear_no: 'The first matter goes to somebody else, one level higher, and starts again.' },
  clocks: { recheck_within: 'Asking again' },
  seats: { asker: 'Asker', system: 'System' },
  fields: { outcome: 'Outcome', how: 'How', told: 'What was told and what the citizen said' },
}

export const slipFlowEn: FlowWords = {
  actions: { issue_slip: 'Issue the slip', withhold_slip: 'Do not issue', sign_receipt: 'Sign for it', reply_slip: 'Reply to the slip', return_reply: 'Unclear, return the reply', close_slip: 'Reply read' },
  confirms: {},
  clocks: { issue_within: 'Issue', receipt_within: 'Receipt', reply_within: 'Reply' },
  seats: { supervisor: 'Political-legal committee', unit_head: 'Head of the unit', system: 'System' },
  fields: { document_no: 'Document number', asks: 'What is asked (not who the citizen is or what was said)', checked_hints: 'I have looked at the hints and keep the text', reply: 'What was done and why it was late', done_by: 'Done by', why: 'Reason', organName: 'Organ', late: 'What is late', tail: 'Number ends', dueOn: 'Was due on' },
}
