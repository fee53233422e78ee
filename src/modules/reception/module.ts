import { defineRoom } from '../../engine/room.ts'
import { receptionCard } from './card.ts'
import { receptionDayRoutes } from './dayRoutes.ts'
import { receptionDesks } from './desks.ts'
import { carryDay, endDay, raise, tell, tellCitizen, tellRung } from './effects.ts'
import { receptionProblems } from './errors.ts'
import { receptionFlow } from './flows/reception.ts'
import { receptionDaysLedger, receptionLedger } from './list.ts'
import { texts } from './messages.ts'
import { receptionPages } from './pages.ts'
import { receptionRoutes } from './routes.ts'
import { receptionChecks } from './rules/checks.ts'
import { receptionSayings } from './sayings.ts'
import { receptionSettings } from './settings.ts'
import { timed } from './timed.ts'
import { receptionWrites } from './writes.ts'

/** 领导接待日: days on which a leader receives, booked by citizens; what he promises has a unit, a date, and the word of whoever came. */
export const reception = defineRoom({
  name: 'reception',
  title: '领导接待日',
  flows: [receptionFlow],
  settings: receptionSettings,
  sayings: receptionSayings,
  overridableWords: texts.overridable,
  writes: { reception: receptionWrites },
  checks: { reception: receptionChecks },
  card: receptionCard,
  desks: receptionDesks,
  routes: house => async app => {
    await app.register(receptionRoutes(house))
    await app.register(receptionDayRoutes(house))
  },
  ledgers: house => [receptionLedger(house), receptionDaysLedger(house)],
  pages: receptionPages,
  timed,
  announces: ['reception.day_changed', 'reception.day_cancelled'],
  toCitizens: ['reception.moved', 'reception.day_off', 'reception.promised', 'reception.answered'],
  problems: receptionProblems,
  effects: { tell, tell_rung: tellRung, tell_citizen: tellCitizen, carry_day: carryDay, end_day: endDay, raise },
  migrations: new URL('./migrations/', import.meta.url),
})
