import { hears } from '../../engine/index.ts'
import { defineRoom } from '../../engine/room.ts'
import { roundsCard } from './card.ts'
import { roundsDesks } from './desks.ts'
import { raise, tell, tellRung } from './effects.ts'
import { roundsProblems } from './errors.ts'
import { concernFlow } from './flows/concern.ts'
import { findingFlow } from './flows/finding.ts'
import { inspectionFlow } from './flows/inspection.ts'
import { inspectionRoutes } from './inspectionRoutes.ts'
import { openFinding } from './inspections.ts'
import { roundsLedger } from './list.ts'
import { texts } from './messages.ts'
import { roundsRoutes } from './routes.ts'
import { concernChecks, findingChecks, inspectionChecks } from './rules/checks.ts'
import { showPhotos } from './photos.ts'
import { roundsSayings } from './sayings.ts'
import { roundsSettings } from './settings.ts'
import { timed } from './timed.ts'
import { concernWrites, findingWrites, inspectionWrites } from './writes.ts'

/** 走访、巡查: places are inspected by check lists, drawn or chosen, and what is found becomes a matter; what households and firms say at a visit is answered by a named unit by a date, and they say whether it is solved. */
export const rounds = defineRoom({
  name: 'rounds',
  title: '走访巡查',
  flows: [concernFlow, inspectionFlow, findingFlow],
  settings: roundsSettings,
  sayings: roundsSayings,
  overridableWords: texts.overridable,
  writes: { concern: concernWrites, inspection: inspectionWrites, finding: findingWrites },
  checks: { concern: concernChecks, inspection: inspectionChecks, finding: findingChecks },
  card: roundsCard,
  desks: roundsDesks,
  routes: house => async app => {
    await app.register(roundsRoutes(house))
    await app.register(inspectionRoutes(house))
  },
  ledgers: house => [roundsLedger(house)],
  timed,
  problems: roundsProblems,
  effects: {
    tell,
    tell_rung: tellRung,
    raise,
    open_finding: openFinding,
    show_photos: showPhotos,
    hear_help: hears('concern', 'hear_help'),
  },
  migrations: new URL('./migrations/', import.meta.url),
})
