import { hears } from '../../engine/index.ts'
import { defineRoom } from '../../engine/room.ts'
import { reachCard } from './card.ts'
import { reachDesks } from './desks.ts'
import { hearPapers, raise, tell, tellParty, tellRung } from './effects.ts'
import { reachProblems } from './errors.ts'
import { reachFlow } from './flows/reach.ts'
import { reachLedger, reachMonthLedger } from './list.ts'
import { texts } from './messages.ts'
import { reachPages } from './pages.ts'
import { reachRoutes } from './routes.ts'
import { reachChecks } from './rules/checks.ts'
import { reachSayings } from './sayings.ts'
import { reachSettings } from './settings.ts'
import { timed } from './timed.ts'
import { reachWrites } from './writes.ts'

/** 联系承办人: a party who cannot reach the case officer asks once; somebody named reaches her by a date, and she says whether he did. */
export const reach = defineRoom({
  name: 'reach',
  title: '联系承办人',
  flows: [reachFlow],
  settings: reachSettings,
  sayings: reachSayings,
  overridableWords: texts.overridable,
  writes: { reach: reachWrites },
  checks: { reach: reachChecks },
  card: reachCard,
  desks: reachDesks,
  routes: reachRoutes,
  ledgers: house => [reachLedger(house), reachMonthLedger(house)],
  pages: reachPages,
  timed,
  toCitizens: ['reach.answered', 'reach.explained'],
  problems: reachProblems,
  effects: { tell, tell_rung: tellRung, tell_party: tellParty, raise, hear_papers: hearPapers, hear_help: hears('reach', 'hear_help') },
  migrations: new URL('./migrations/', import.meta.url),
})
