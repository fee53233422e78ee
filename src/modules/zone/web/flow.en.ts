import type { FlowWords } from '../../../console/flowWords.ts'

/** What the flow of this room says, for those who read English. A test holds it against the flow. */
export const zoneFlowEn: FlowWords = {
  actions: {
    answer: 'Answer',
    record_contact: 'Record a contact',
    open_number: 'See the number',
    change_specialist: 'Give it to another specialist',
    move_to_stuck: 'Hand over to the window of last resort',
    move_myself: 'Taken to the window of last resort',
    confirm_solved: 'Solved',
    say_unsolved: 'Not solved, try again',
    keep_unsolved: 'Still not solved',
    record_no: 'Whoever asked says: not solved',
    withdraw: 'Withdraw',
    hear_help: 'Help in hardship was applied for on her behalf',
    conclude_silent: 'Nothing said: finished',
  },
  confirms: {
    answer: 'Whoever asked reads what you write, and says whether it is solved.',
    open_number: 'Each look is recorded and serves this request alone.',
    change_specialist:
      'The term runs from when it was asked; a change starts no new one. The new name stands on the page of whoever asked. If nobody of the zone has that name, it is yours.',
    move_to_stuck:
      'The window of last resort has it from now on, with a term of its own, under the same receipt code. The number goes along sealed.',
  },
  clocks: { answer_within: 'Answer', citizen_word_within: 'Word of whoever asked' },
  seats: {
    handler: 'Specialist',
    earlier: 'Specialist of an earlier round',
    desk: 'Desk of the zone',
    leader: 'Leader of the zone',
    superior: 'Leader in charge',
    unit_head: 'Head',
    office: 'Office for the business environment',
    citizen: 'Whoever asked',
    system: 'System',
  },
  fields: {
    how: 'How',
    result: 'Outcome',
    told: 'What was answered (whoever asked reads it)',
    whom: 'With whom (whoever asked, or a unit)',
    note: 'What was said, and what comes next',
    purpose: 'Purpose',
    specialist: 'To whom (a name of the zone)',
    why: 'Why',
    step: 'Where it stands still',
    item: 'What is to be done',
    where: 'Where it was tried',
    trips: 'How many trips',
    reason: 'The reason that was given',
  },
}
