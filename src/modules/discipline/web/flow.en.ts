import type { FlowWords } from '../../../console/flowWords.ts'

/** What the flow of this room says, for those who read English. A test holds it against the flow. */
export const reportFlowEn: FlowWords = {
  actions: {
    open_contact: 'See the contact',
    accept: 'Accept',
    check: 'First check',
    pass_on: 'Pass to the competent organ',
    keep: 'Keep for later',
    conclude: 'Conclude',
    give_feedback: 'Feedback given',
  },
  confirms: { open_contact: 'Each opening is logged and serves this report alone. Say the password first; tell nobody who reported.' },
  clocks: { accept_within: 'Acceptance notice', feedback_within: 'Feedback' },
  seats: { discipline: 'Stationed discipline group', discipline_superior: 'Discipline commission', citizen: 'Reporter', system: 'System' },
  fields: {
    note: 'Arrangement',
    to: 'Passed to',
    document: 'Document number',
    why: 'Reason',
    outcome: 'Conclusion',
    how: 'What was told',
    told: 'How the reporter was told',
    purpose: 'Purpose',
  },
}
