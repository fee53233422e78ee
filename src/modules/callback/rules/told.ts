import type { TrailEntry } from '../../../engine/contract.ts'

const voices: readonly unknown[] = ['phone', 'visit', 'mail']
const byVoice = (entry: TrailEntry): boolean =>
  ['record_second_contact', 'record_yes'].includes(entry.action) && voices.includes((entry.input as { how?: unknown } | undefined)?.how)

/** She heard the result in this round from somebody, or has it on paper: no text was needed for that. */
export const wasToldByVoice = (trail: readonly TrailEntry[], round: number): boolean =>
  trail.some(entry => entry.round === round && byVoice(entry))

/** The last text of this round did not arrive, and nobody has reached her since. */
export const isOutOfReach = (trail: readonly TrailEntry[], round: number): boolean => {
  const own = trail.filter(entry => entry.round === round)
  const lost = own.findLast(entry => entry.action === 'text_not_delivered' || entry.action === 'second_not_delivered')
  return lost !== undefined && !own.some(entry => entry.seq > lost.seq && (byVoice(entry) || entry.action === 'record_call'))
}

/** Why the centre sent back what was recorded in this round, as long as nothing has been added since. */
export const returnedBecause = (trail: readonly TrailEntry[], round: number): string | undefined => {
  const last = trail.findLast(entry => entry.round === round && (entry.action === 'return_record' || entry.action === 'complete_record'))
  return last?.action === 'return_record' ? ((last.input as { why?: string } | undefined)?.why ?? '') : undefined
}
