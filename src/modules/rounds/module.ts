import { defineRoom } from '../../engine/room.ts'
import { concernCard } from './card.ts'
import { roundsDesks } from './desks.ts'
import { raise, tell, tellRung } from './effects.ts'
import { roundsProblems } from './errors.ts'
import { concernFlow } from './flows/concern.ts'
import { roundsLedger } from './list.ts'
import { texts } from './messages.ts'
import { roundsRoutes } from './routes.ts'
import { concernChecks } from './rules/checks.ts'
import { roundsSayings } from './sayings.ts'
import { roundsSettings } from './settings.ts'
import { timed } from './timed.ts'
import { concernWrites } from './writes.ts'

/** 走访: what households and firms say at a visit is answered by a named unit by a date, and they say whether it is solved. */
export const rounds = defineRoom({
  name: 'rounds',
  title: '走访',
  flows: [concernFlow],
  settings: roundsSettings,
  sayings: roundsSayings,
  overridableWords: texts.overridable,
  writes: { concern: concernWrites },
  checks: { concern: concernChecks },
  card: concernCard,
  desks: roundsDesks,
  routes: roundsRoutes,
  ledgers: house => [roundsLedger(house)],
  timed,
  problems: roundsProblems,
  effects: { tell, tell_rung: tellRung, raise },
  migrations: new URL('./migrations/', import.meta.url),
})
