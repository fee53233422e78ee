import { hears } from '../../engine/index.ts'
import { defineRoom } from '../../engine/room.ts'
import { bundleCard } from './card.ts'
import { transferDesks } from './desks.ts'
import { hearTakenBack, tell, tellParty, tellRung } from './effects.ts'
import { transferProblems } from './errors.ts'
import { bundleFlow } from './flows/bundle.ts'
import { transferLedger } from './list.ts'
import { texts } from './messages.ts'
import { transferPages } from './pages.ts'
import { transferRoutes } from './routes.ts'
import { bundleChecks } from './rules/checks.ts'
import { transferSayings } from './sayings.ts'
import { transferSettings } from './settings.ts'
import { timed } from './timed.ts'
import { bundleWrites } from './writes.ts'

/** 材料接转: papers travel in a sealed bag from a party to the case officer, and at every moment somebody has signed for them. */
export const transfer = defineRoom({
  name: 'transfer',
  title: '材料接转',
  flows: [bundleFlow],
  settings: transferSettings,
  sayings: transferSayings,
  overridableWords: texts.overridable,
  writes: { bundle: bundleWrites },
  checks: { bundle: bundleChecks },
  card: bundleCard,
  desks: transferDesks,
  routes: transferRoutes,
  ledgers: house => [transferLedger(house)],
  pages: transferPages,
  timed,
  toCitizens: ['transfer.arrived', 'transfer.found', 'transfer.searching', 'transfer.settled', 'transfer.fetch'],
  problems: transferProblems,
  effects: { tell, tell_rung: tellRung, tell_party: tellParty, hear_taken_back: hearTakenBack, hear_help: hears('bundle', 'hear_help') },
  migrations: new URL('./migrations/', import.meta.url),
})
