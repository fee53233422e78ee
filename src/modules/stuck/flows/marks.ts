import { complexMarked, enquiryMarked, itemNoted, urgentMarked } from '../contract.ts'

/** While somebody of the house works on it. */
const inHand = ['received', 'accepted', 'awaiting_dispatch', 'awaiting_lead', 'handling', 'mending_guide', 'under_conduct_check'] as const

/**
 * Which term a matter has: each of them runs from the intake, save an enquiry's, which is marked on the day of it. 急件 is a mark
 * besides; whether it keeps an extension away stands in the programme. What the window learns later of the item and of the
 * paper that refused it is noted here too, for the ledger.
 */
export const markActions = {
  note_item: { title: '补记事项编码、不予受理文书', from: inHand, by: ['window'], records: itemNoted },
  mark_complex: {
    title: '定为复杂件',
    from: inHand,
    by: ['window', 'office'],
    records: complexMarked,
    clocks: { stop: ['enquiry_within', 'general_within'] },
    announces: 'stuck.complex_marked',
  },
  mark_enquiry: {
    title: '定为咨询件',
    from: inHand,
    by: ['window'],
    records: enquiryMarked,
    clocks: { stop: ['general_within'], start: ['enquiry_within'] },
  },
  mark_urgent: {
    title: '定为急件',
    from: inHand,
    by: ['window', 'office'],
    records: urgentMarked,
    confirm: '定了急件就不能改回；方案写明急件不延期的，不再延期。',
  },
} as const
