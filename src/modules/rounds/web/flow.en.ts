import type { FlowWords } from '../../../console/flowWords.ts'

/** What the flow of this room says, for those who read English. A test holds it against the flow. */
export const concernFlowEn: FlowWords = {
  actions: {
    answer_concern: 'Done: answer',
    not_ours: 'Not for this unit: back to whoever visited',
    name_unit: 'Give to another unit',
    open_number: 'See the number',
    record_attempt: 'Not told: record the attempt',
    record_solved: 'The person says: solved',
    record_accepted: 'The person accepts the answer',
    record_no: 'The person says: not solved, do it again',
    keep_no: 'The person says: still not solved',
    record_untold: 'Could not be told: finish',
    record_withdrawn: 'The person says: no longer needed',
    hear_help: 'Help in hardship was applied for on her behalf',
  },
  confirms: {
    answer_concern: 'Whoever visited tells the person what you write; whether it is solved is for the person to say.',
    name_unit: 'The term runs from the entry; handing on starts no new one.',
    open_number: 'Each look is recorded and serves this matter alone.',
    record_untold: 'It counts as answered and not told, never as solved.',
    record_withdrawn: 'Write the person’s own words; they stay on this matter.',
  },
  clocks: { answer_within: 'Answering a concern', tell_within: 'Telling whoever raised it' },
  seats: {
    handler: 'Responsible unit',
    earlier: 'Responsible unit of an earlier round',
    visitor: 'Visiting unit',
    visitor_lead: 'Head of the visiting unit',
    superior: 'Leader in charge',
    unit_head: 'Head of the organ',
    supervisor: 'Supervision of law enforcement',
    system: 'System',
  },
  fields: {
    result: 'What was done',
    told: 'How it was handled (told to the person in these words)',
    unit: 'Unit',
    why: 'Why',
    purpose: 'Purpose',
    how: 'How',
    note: 'At what time, and what happened',
    words: 'The person’s own words',
  },
}
