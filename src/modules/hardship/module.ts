import { defineRoom } from '../../engine/room.ts'
import { hardshipCard } from './card.ts'
import { hardshipDesks } from './desks.ts'
import { raise, tell, tellCitizen, tellRung } from './effects.ts'
import { hardshipProblems } from './errors.ts'
import { hardshipFlow } from './flows/hardship.ts'
import { hardshipLedger, hardshipMonthLedger } from './list.ts'
import { texts } from './messages.ts'
import { hardshipPages } from './pages.ts'
import { hardshipRoutes } from './routes.ts'
import { hardshipChecks } from './rules/checks.ts'
import { hardshipSayings } from './sayings.ts'
import { hardshipSettings } from './settings.ts'
import { timed } from './timed.ts'
import { hardshipWrites } from './writes.ts'

/** 困难救助: from any matter or without one; somebody named decides by a date or hands it to civil affairs, and she says whether help reached her. */
export const hardship = defineRoom({
  name: 'hardship',
  title: '困难救助',
  flows: [hardshipFlow],
  settings: hardshipSettings,
  sayings: hardshipSayings,
  overridableWords: texts.overridable,
  writes: { hardship: hardshipWrites },
  checks: { hardship: hardshipChecks },
  card: hardshipCard,
  desks: hardshipDesks,
  routes: hardshipRoutes,
  ledgers: house => [hardshipLedger(house), hardshipMonthLedger(house)],
  pages: hardshipPages,
  timed,
  toCitizens: ['hardship.result', 'hardship.moved', 'hardship.papers', 'hardship.given'],
  problems: hardshipProblems,
  announces: ['hardship.asked_from'],
  effects: { tell, tell_rung: tellRung, tell_citizen: tellCitizen, raise },
  migrations: new URL('./migrations/', import.meta.url),
})
