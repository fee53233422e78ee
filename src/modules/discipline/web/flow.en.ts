import type { FlowWords } from '../../../console/flowWords.ts'

/** What the flow of this room says, for those who read English. A test holds it against the flow. */
export const reportFlowEn: FlowWords = {
  actions: { accept: 'Accept', check: 'First check', pass_on: 'Pass to the competent organ', keep: 'Keep for later', conclude: 'Conclude', give_feedback: 'Feedback given' },
  confirms: {},
  clocks: { accept_within: 'Acceptance notice', feedback_within: 'Feedback' },
  seats: { discipline: 'Stationed discipline group', discipline_superior: 'Discipline commission', citizen: 'Reporter', system: 'System' },
  fields: { note: 'Arrangement', to: 'Passed to', document: 'Document number', why: 'Reason', outcome: 'Conclusion', how: 'How' },
}
