import { defineRoom } from '../../engine/room.ts'
import { stuckCard } from './card.ts'
import { stuckDesks } from './desks.ts'
import { clearingLedger } from './clearingList.ts'
import { clearingRoutes } from './clearingRoutes.ts'
import { tellWeek } from './clearing.ts'
import { askCitizen, hearShare, openShare, raise, tell, tellExtended, tellRung } from './effects.ts'
import { stuckProblems } from './errors.ts'
import { stuckFlow } from './flows/matter.ts'
import { shareFlow } from './flows/share.ts'
import { texts } from './messages.ts'
import { stuckPages } from './pages.ts'
import { stuckLedger } from './ledger.ts'
import { ledgerRoutes } from './ledgerRoutes.ts'
import { stuckRoutes } from './routes.ts'
import { shareChecks, stuckChecks } from './rules/checks.ts'
import { stuckSayings } from './sayings.ts'
import { stuckSettings } from './settings.ts'
import { timed } from './timed.ts'
import { shareWrites, stuckWrites } from './writes.ts'

/** 办不成事: the window of last resort. A named unit, a clock, and an end that the citizen judges. */
export const stuck = defineRoom({
  name: 'stuck',
  title: '办不成事',
  flows: [stuckFlow, shareFlow],
  settings: stuckSettings,
  sayings: stuckSayings,
  overridableWords: texts.overridable,
  writes: { stuck: stuckWrites, share: shareWrites },
  checks: { stuck: stuckChecks, share: shareChecks },
  card: stuckCard,
  desks: stuckDesks,
  routes: house => async app => {
    await app.register(stuckRoutes(house))
    await app.register(ledgerRoutes(house))
    await app.register(clearingRoutes(house))
  },
  ledgers: house => [stuckLedger(house), clearingLedger(house)],
  pages: stuckPages,
  timed,
  toCitizens: ['stuck.answered', 'stuck.extended'],
  problems: stuckProblems,
  effects: {
    tell,
    tell_week: tellWeek,
    tell_rung: tellRung,
    ask_citizen: askCitizen,
    tell_extended: tellExtended,
    open_share: openShare,
    hear_share: hearShare,
    raise,
  },
  migrations: new URL('./migrations/', import.meta.url),
})
