import type { TrailEntry } from '../../../engine/contract.ts'

/** Nothing is shown while it is being done again, nor where she has left or the matter has gone to others. */
const hidden: readonly string[] = [
  'awaiting_contact',
  'contacted',
  'being_put_right',
  'awaiting_second_reader',
  'withdrawn',
  'handed_over',
  'unreachable',
]

/** Files that the citizen may see at this stage: of this round and of its last answer, as they were released last. */
export const evidenceFor = (trail: readonly TrailEntry[], round: number, stage: string): readonly string[] => {
  if (hidden.includes(stage)) return []
  const own = trail.filter(entry => entry.round === round)
  const answered = own.findLast(entry => entry.action === 'report_repair' || entry.action === 'answer_now')
  const released = own.findLast(entry => entry.action === 'show_evidence' && entry.seq > (answered?.seq ?? Infinity))
  return (released?.input as { files?: readonly string[] } | undefined)?.files ?? []
}
