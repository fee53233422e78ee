import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { ReachSettings } from '../settings.ts'

const roundsOf = (settings: unknown): number => (settings as ReachSettings).rounds

/** After the last round a no is kept, so that nobody is sent round for ever. */
const anotherRound: Check = ({ round, settings }) => (round < roundsOf(settings) ? null : refuse('last_round'))
const lastRound: Check = ({ round, settings }) => (round < roundsOf(settings) ? refuse('another_round_left') : null)

export const reachChecks: Readonly<Record<string, Check>> = {
  say_unreached: anotherRound,
  record_no: anotherRound,
  keep_unreached: lastRound,
}
