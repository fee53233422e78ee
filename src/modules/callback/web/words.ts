import { defineWords } from '../../../console/kit/language.ts'
import type { KindWords } from '../../../console/rooms.ts'

const causeValues = {
  zh: { process: '流程', documents: '文书材料', waiting: '等候', information: '告知', facility: '设施', system: '系统', rule: '规定本身', person: '人', team: '队伍', mechanism: '机制', support: '保障' },
  en: { process: 'Process', documents: 'Documents', waiting: 'Waiting', information: 'Information', facility: 'Facilities', system: 'Systems', rule: 'The rule itself', person: 'People', team: 'Team', mechanism: 'Mechanism', support: 'Support' },
}

const evidenceValues = {
  zh: { document_difference: '前后文书对照', photo: '现场照片', site_record: '群众会签的现场记录', record: '制度、通知、台账' },
  en: { document_difference: 'Documents before and after', photo: 'Photos of the place', site_record: 'Site record co-signed by the citizen', record: 'Rules, notices, ledgers' },
}

const repairFields = {
  zh: { found: '查到的问题', measure: '改的办法', from: '哪天起', responsible: '责任人', evidence_kind: '凭据种类', evidence: '凭据', why: '理由' },
  en: { found: 'What was found', measure: 'What was changed', from: 'From', responsible: 'Responsible', evidence_kind: 'Kind of evidence', evidence: 'Evidence', why: 'Reason' },
}

export const callKind = defineWords<KindWords>({
  zh: {
    title: '回访整改',
    stages: {
      awaiting_contact: '待回访', contacted: '已联系，待整改', being_put_right: '正在整改', awaiting_second_reader: '说明待复核', awaiting_second_contact: '待二次联系', awaiting_unreachable_check: '联系不上待复核',
      awaiting_word: '等群众的话', awaiting_own_word: '单方记录，等群众自己的话', one_sided: '单方记录（群众本人未说）', awaiting_word_on_explanation: '已说明，等群众的话', awaiting_word_on_guidance: '已转告知，等群众的话',
      solved: '群众认可已解决', partly_solved: '群众认可部分解决', citizen_silent: '群众未回应', explained: '依法说明', out_of_scope: '转告知办理途径',
      unreachable: '联系不上', withdrawn: '群众自愿撤回', handed_over: '已移送', no_further_contact: '已办结，不再联系', unsolved: '未解决（末级已复核）',
    },
    records: {
      fields: {
        purpose: '用途', outcome: '结果', what_was_wrong: '哪里没办好', cause: '原因', head: '归到哪一头', suggestion: '群众的建议', speed_agreed: '群众同意立刻交办',
        what_to_change: '要改什么', by: '改好日期', answer: '答复', asked: '群众要什么', article: '依据', explanation: '说明', where: '该找哪里', route: '告知的途径和期限', how: '方式', told: '告知与回应', cannot: '为什么不能自己点', through: '怎么说的', more: '补记', text: '短信', ...repairFields.zh,
      },
      values: { ...causeValues.zh, ...evidenceValues.zh, first_call: '回访', second_contact: '二次联系', no_answer: '没人接', busy: '占线', wrong_number: '号码不对', asked_later: '请晚点再打', refused_to_talk: '不愿多谈', phone: '电话', sms: '短信', visit: '见面', recheck: '抽样再问', no_smartphone: '没有智能手机', cannot_read: '不识字、看不清', ill: '病着、行动不便', other: '其他' },
    },
  },
  en: {
    title: 'Callback',
    stages: {
      awaiting_contact: 'To be called', contacted: 'Called, to be put right', being_put_right: 'Being put right', awaiting_second_reader: 'Explanation under review', awaiting_second_contact: 'Second contact due', awaiting_unreachable_check: 'Not reached, to be confirmed',
      awaiting_word: 'Waiting for the citizen', awaiting_own_word: 'Recorded by the caller, own word awaited', one_sided: 'Recorded by the caller alone', awaiting_word_on_explanation: 'Explained, waiting for the citizen', awaiting_word_on_guidance: 'Guided, waiting for the citizen',
      solved: 'Solved, says the citizen', partly_solved: 'Partly solved, says the citizen', citizen_silent: 'Citizen silent', explained: 'Explained by law', out_of_scope: 'Guided elsewhere',
      unreachable: 'Not reachable', withdrawn: 'Withdrawn freely', handed_over: 'Handed over', no_further_contact: 'Closed, no further contact', unsolved: 'Unsolved (last organ has looked)',
    },
    records: {
      fields: {
        purpose: 'Purpose', outcome: 'Outcome', what_was_wrong: 'What was wrong', cause: 'Cause', head: 'Belongs to', suggestion: 'Suggestion', speed_agreed: 'Citizen agrees to speed',
        what_to_change: 'What to change', by: 'By', answer: 'Answer', asked: 'The citizen asks for', article: 'Legal basis', explanation: 'Explanation', where: 'Where to go', route: 'Route and term told', how: 'How', told: 'Told and answered', cannot: 'Why not by the citizen', through: 'By which way', more: 'Added', text: 'Text', ...repairFields.en,
      },
      values: { ...causeValues.en, ...evidenceValues.en, first_call: 'first call', second_contact: 'second contact', no_answer: 'no answer', busy: 'busy', wrong_number: 'wrong number', asked_later: 'asked to call later', refused_to_talk: 'would not talk', phone: 'phone', sms: 'SMS', visit: 'visit', recheck: 'asked again by sample', no_smartphone: 'no smartphone', cannot_read: 'cannot read it', ill: 'ill or immobile', other: 'other' },
    },
  },
})

export const repairKind = defineWords<KindWords>({
  zh: {
    title: '集中整改',
    stages: { awaiting_plan: '待提出整改', being_put_right: '正在整改', awaiting_check: '待中心核查', done: '核查到位', not_substantiated: '核查属实无需整改' },
    records: { fields: repairFields.zh, values: evidenceValues.zh },
  },
  en: {
    title: 'Unit repair',
    stages: { awaiting_plan: 'Plan due', being_put_right: 'Being put right', awaiting_check: 'Check by the centre', done: 'Put right', not_substantiated: 'Nothing to put right' },
    records: { fields: repairFields.en, values: evidenceValues.en },
  },
})

export const slipKind = defineWords<KindWords>({
  zh: {
    title: '督办函', stages: { slip_drafted: '待签发', slip_issued: '待签收', slip_received: '待回复', slip_replied: '待核阅回复', slip_closed: '回复收悉', slip_not_issued: '未签发' },
    records: { fields: { organName: '被督办单位', late: '逾期事项', tail: '尾号', dueOn: '原定日期', document_no: '文号', asks: '督办要求', reply: '回复', done_by: '哪天办到', why: '理由' }, values: {} },
  },
  en: {
    title: 'Supervision slip', stages: { slip_drafted: 'To be issued', slip_issued: 'To be signed for', slip_received: 'Reply due', slip_replied: 'Reply to be read', slip_closed: 'Reply read', slip_not_issued: 'Not issued' },
    records: { fields: { organName: 'Organ', late: 'What is late', tail: 'Number ends', dueOn: 'Was due on', document_no: 'Document number', asks: 'What is asked', reply: 'Reply', done_by: 'Done by', why: 'Reason' }, values: {} },
  },
})

export const recheckKind = defineWords<KindWords>({
  zh: {
    title: '抽样再问', stages: { awaiting_recheck: '待再问', own_yes: '本人说解决了', own_no: '本人说没解决', not_reached: '再问也没打通' },
    records: { fields: { why: '为什么再问', organName: '哪个机关的件', outcome: '结果', how: '方式', told: '本人怎么说' }, values: { one_sided: '只有单方记录', unreachable: '记为联系不上', no_answer: '没人接', busy: '占线', wrong_number: '号码不对', asked_later: '请晚点再打', refused_to_talk: '不愿多谈', phone: '电话', sms: '短信', visit: '见面' } },
  },
  en: {
    title: 'Asked again by sample', stages: { awaiting_recheck: 'To be asked again', own_yes: 'Solved, said the citizen', own_no: 'Not solved, said the citizen', not_reached: 'Not reached again' },
    records: { fields: { why: 'Why', organName: 'Organ', outcome: 'Outcome', how: 'How', told: 'In the citizen’s words' }, values: { one_sided: 'recorded by the caller alone', unreachable: 'recorded as not reachable', no_answer: 'no answer', busy: 'busy', wrong_number: 'wrong number', asked_later: 'asked to call later', refused_to_talk: 'would not talk', phone: 'phone', sms: 'SMS', visit: 'visit' } },
  },
})
