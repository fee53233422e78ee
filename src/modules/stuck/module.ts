import { hears } from '../../engine/index.ts'
import { defineRoom } from '../../engine/room.ts'
import { stuckCard } from './card.ts'
import { stuckDesks } from './desks.ts'
import { clearingLedger } from './clearingList.ts'
import { clearingRoutes } from './clearingRoutes.ts'
import { tellWeek } from './clearing.ts'
import { askCitizen, hearShare, openShare, raise, tell, tellExtended, tellHoursChanged, tellRung } from './effects.ts'
import { bookingPages } from './pages/booking.ts'
import { bookingRoutes } from './bookingRoutes.ts'
import { stuckProblems } from './errors.ts'
import { appointmentFlow } from './flows/appointment.ts'
import { classFlow } from './flows/class.ts'
import { stuckFlow } from './flows/matter.ts'
import { shareFlow } from './flows/share.ts'
import { matterPapers } from './matterPapers.ts'
import { texts } from './messages.ts'
import { openMoved } from './moved.ts'
import { monthLedger } from './monthList.ts'
import { monthRoutes } from './monthRoutes.ts'
import { tellMonth } from './months.ts'
import { stuckPages } from './pages.ts'
import { stuckLedger } from './ledger.ts'
import { ledgerRoutes } from './ledgerRoutes.ts'
import { stuckRoutes } from './routes.ts'
import { appointmentChecks, classChecks, shareChecks, stuckChecks } from './rules/checks.ts'
import { stuckOwnPapers, stuckPapers } from './rules/papers.ts'
import { stuckSayings } from './sayings.ts'
import { stuckSettings, windowHours } from './settings.ts'
import type { StuckSettings } from './settings.ts'
import { timed } from './timed.ts'
import { appointmentWrites, classWrites, shareWrites, stuckWrites } from './writes.ts'

/** 办不成事: the window of last resort. A named unit, a clock, and an end that the citizen judges. */
export const stuck = defineRoom({
  name: 'stuck',
  title: '办不成事',
  flows: [stuckFlow, shareFlow, classFlow, appointmentFlow],
  settings: stuckSettings,
  sayings: stuckSayings,
  officeHours: (settings, place) => windowHours(settings as StuckSettings, place),
  overridableWords: texts.overridable,
  writes: { stuck: stuckWrites, share: shareWrites, class: classWrites, appointment: appointmentWrites },
  checks: { stuck: stuckChecks, share: shareChecks, class: classChecks, appointment: appointmentChecks },
  card: stuckCard,
  desks: stuckDesks,
  routes: house => async app => {
    await app.register(stuckRoutes(house))
    await app.register(ledgerRoutes(house))
    await app.register(clearingRoutes(house))
    await app.register(monthRoutes(house))
    await app.register(bookingRoutes(house))
  },
  ledgers: house => [stuckLedger(house), clearingLedger(house), monthLedger(house)],
  papers: [...matterPapers, ...stuckPapers],
  ownPapers: stuckOwnPapers,
  announces: ['stuck.month_drafted'],
  pages: house => async app => {
    await app.register(stuckPages(house))
    await app.register(bookingPages(house))
  },
  timed,
  toCitizens: ['stuck.answered', 'stuck.extended', 'stuck.hours_changed'],
  problems: stuckProblems,
  effects: {
    tell,
    tell_week: tellWeek,
    tell_month: tellMonth,
    tell_rung: tellRung,
    ask_citizen: askCitizen,
    tell_extended: tellExtended,
    tell_hours_changed: tellHoursChanged,
    open_share: openShare,
    open_moved: openMoved,
    hear_share: hearShare,
    hear_help: hears('stuck', 'hear_help'),
    raise,
  },
  migrations: new URL('./migrations/', import.meta.url),
})
