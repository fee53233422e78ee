import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import type { ReceptionSettings } from '../settings.ts'

type Given = Parameters<Check>[0]
const roundsIn = ({ settings }: Given): number => (settings as ReceptionSettings).rounds

/** Nobody writes down the word on his own answer, whatever posts he holds. */
const anotherHand = ({ trail }: Given): Refusal | null =>
  trail.findLast(entry => entry.action === 'answer' || entry.action === 'record_answered')?.own ? refuse('reception_own_answer') : null

/** After the last round a no is kept, so that nothing goes round for ever. */
const anotherRound = (given: Given): Refusal | null => (given.round < roundsIn(given) ? null : refuse('reception_last_round'))
const lastRound = (given: Given): Refusal | null => (given.round < roundsIn(given) ? refuse('reception_round_left') : null)

export const receptionChecks: Readonly<Record<string, Check>> = {
  record_solved: anotherHand,
  say_unsolved: anotherRound,
  record_no: anotherRound,
  keep_unsolved: lastRound,
}
