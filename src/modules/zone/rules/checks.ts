import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { ZoneOpened } from '../contract.ts'
import type { ZoneSettings } from '../settings.ts'

const settingsOf = (settings: unknown): ZoneSettings => settings as ZoneSettings

/** After the last round a no is kept, so that nobody is sent round for ever; she may still move to the window of last resort. */
const anotherRound: Check = ({ round, settings }) => (round < settingsOf(settings).rounds ? null : refuse('zone_last_round'))
const lastRound: Check = ({ round, settings }) => (round < settingsOf(settings).rounds ? refuse('zone_another_round_left') : null)

/** What nobody would take is not handed over. */
const hasWindow: Check = ({ trail, settings }) => {
  const place = (trail[0]?.input as ZoneOpened | undefined)?.place
  return place !== undefined && settingsOf(settings).places[place]?.window === undefined ? refuse('zone_no_window') : null
}

export const zoneChecks: Readonly<Record<string, Check>> = {
  say_unsolved: anotherRound,
  record_no: anotherRound,
  keep_unsolved: lastRound,
  move_to_stuck: hasWindow,
  move_myself: hasWindow,
}
