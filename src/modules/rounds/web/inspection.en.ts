import type { FlowWords } from '../../../console/flowWords.ts'

const fields = {
  item: 'Number of the item that does not hold',
  at: 'Seen at (such as 09:30)',
  what: 'What was seen, or done',
  photos: 'Photographs',
  arrived: 'Arrived (such as 09:30)',
  left: 'Left (such as 10:10)',
  summary: 'In all',
  why: 'Why',
}

/** What the flows of inspections say, for those who read English. A test holds it against the flows. */
export const inspectionFlowEn: FlowWords = {
  actions: { finish_inspection: 'Inspection finished', note_finding: 'Note a finding', give_up_inspection: 'Did not go: say why' },
  confirms: {
    finish_inspection: 'Every item without a finding counts as in order.',
    give_up_inspection: 'What was drawn and not visited stands on the published list all the same.',
  },
  clocks: { inspect_within: 'Day of the inspection' },
  seats: { inspector: 'Inspector', inspector_lead: 'Head of the inspecting unit', system: 'System' },
  fields,
}
export const findingFlowEn: FlowWords = {
  actions: {
    show_photos: 'Photographs of the inspection',
    report_fixed: 'Put right: ask for another look',
    clear_finding: 'Looked again: in order',
    refuse_fixed: 'Not put right: back',
    drop_finding: 'Not so: withdraw it',
  },
  confirms: {
    clear_finding: 'You were there, or the photographs show it.',
    drop_finding: 'The reason stays on this matter.',
  },
  clocks: { fix_within: 'Putting right what was found', recheck_within: 'Looking again' },
  seats: {
    handler: 'Responsible unit',
    superior: 'Leader in charge',
    unit_head: 'Head of the organ',
    supervisor: 'Supervision of law enforcement',
    inspector: 'Inspector',
    inspector_lead: 'Head of the inspecting unit',
    system: 'System',
  },
  fields,
}
