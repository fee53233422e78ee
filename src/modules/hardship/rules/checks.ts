import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { HardshipOpened } from '../contract.ts'
import type { HardshipSettings } from '../settings.ts'

const settingsIn = (settings: unknown): HardshipSettings => settings as HardshipSettings

/** After the last round a no is kept, so that nobody is sent round for ever. */
const anotherRound: Check = ({ round, settings }) => (round < settingsIn(settings).rounds ? null : refuse('help_last_round'))
const lastRound: Check = ({ round, settings }) => (round < settingsIn(settings).rounds ? refuse('help_round_left') : null)

/** Whoever has no civil affairs to hand over to decides himself. */
const civilIsNamed: Check = ({ trail, settings }) => {
  const { place } = (trail[0]?.input ?? {}) as Partial<HardshipOpened>
  return settingsIn(settings).places[place ?? '']?.civil === undefined ? refuse('no_civil_affairs') : null
}

/** Passed to and fro she would wait each time anew: what was handed over once in this round and came back is decided here. */
const notHandedOverYet: Check = ({ trail, round }) =>
  trail.some(entry => entry.round === round && entry.action === 'hand_over') ? refuse('already_handed_over') : null

export const hardshipChecks: Readonly<Record<string, Check>> = {
  say_unhelped: anotherRound,
  record_no: anotherRound,
  keep_unhelped: lastRound,
  hand_over: given => civilIsNamed(given) ?? notHandedOverYet(given),
}
