import { hears } from '../../engine/index.ts'
import { defineRoom } from '../../engine/room.ts'
import { zoneCard } from './card.ts'
import { zoneDesks } from './desks.ts'
import { askCitizen, raise, tell, tellRung } from './effects.ts'
import { zoneProblems } from './errors.ts'
import { zoneFlow } from './flows/zone.ts'
import { zoneCountsLedger, zoneLedger } from './list.ts'
import { texts } from './messages.ts'
import { zonePages } from './pages.ts'
import { pastRoutes } from './pastRoutes.ts'
import { zoneRoutes } from './routes.ts'
import { zoneChecks } from './rules/checks.ts'
import { zoneSayings } from './sayings.ts'
import { zoneSettings } from './settings.ts'
import { timed } from './timed.ts'
import { zoneWrites } from './writes.ts'

/** 服务保障专区: four works of a hall counted apart, each request with a specialist by name; what cannot be got done goes to the window of last resort. */
export const zone = defineRoom({
  name: 'zone',
  title: '服务保障专区',
  flows: [zoneFlow],
  settings: zoneSettings,
  sayings: zoneSayings,
  names: [{ list: 'places', key: 'window', among: { room: 'stuck', list: 'windows' }, called: '办不成事窗口' }],
  overridableWords: texts.overridable,
  writes: { zone: zoneWrites },
  checks: { zone: zoneChecks },
  card: zoneCard,
  desks: zoneDesks,
  routes: house => async app => {
    await app.register(zoneRoutes(house))
    await app.register(pastRoutes(house))
  },
  ledgers: house => [zoneLedger(house), zoneCountsLedger(house)],
  pages: zonePages,
  timed,
  announces: ['zone.moved'],
  toCitizens: ['zone.answered'],
  problems: zoneProblems,
  effects: { tell, tell_rung: tellRung, ask_citizen: askCitizen, raise, hear_help: hears('zone', 'hear_help') },
  migrations: new URL('./migrations/', import.meta.url),
})
