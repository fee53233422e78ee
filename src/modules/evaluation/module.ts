import { defineRoom } from '../../engine/room.ts'
import { passOnHeldWishes, remindSilent } from './afterwards.ts'
import { evaluationEvents } from './contract.ts'
import { makeDesk, overridablePageWords } from './desk.ts'
import { drawRating, servedOf } from './draw.ts'
import { withoutEnglish } from './english.ts'
import { evaluationProblems } from './errors.ts'
import { forgetOutdated } from './forgetting.ts'
import { inDaytime, sayWhatIsTooLong } from './invitations.ts'
import { ratingsLedger } from './ledger.ts'
import { settingsOf } from './push.ts'
import { releaseDue } from './release.ts'
import { boardRoutes } from './routes/board.ts'
import { importRoutes } from './routes/import.ts'
import { mappingRoutes } from './routes/mappings.ts'
import { rateRoutes, scriptRoute } from './routes/rate.ts'
import { receiptRoutes } from './routes/receipt.ts'
import { rootsRoute } from './routes/roots.ts'
import { serviceRoutes } from './routes/services.ts'
import { windowRoutes } from './routes/window.ts'
import { sheetRoutes } from './routes/sheets.ts'
import { showingRoutes } from './routes/showing.ts'
import { wordsRoutes } from './routes/words.ts'
import { evaluationSayings } from './sayings.ts'
import { evaluationSettings } from './settings.ts'
import type { EvaluationSettings } from './settings.ts'
import { overridableMessages, words } from './words.ts'

/** 评价: services are rated back to back, sealed, mixed, and released in batches that single nobody out. */
export const evaluation = defineRoom({
  name: 'evaluation',
  title: words.room,
  settings: evaluationSettings,
  withoutEnglish: settings => withoutEnglish(settings as EvaluationSettings),
  sayings: evaluationSayings,
  overridableWords: [...Object.keys(overridableMessages), ...overridablePageWords],
  problems: evaluationProblems,
  announces: [...evaluationEvents],
  toCitizens: ['evaluation.invite', 'evaluation.remind'],
  draws: { read: drawRating, served: servedOf },
  pages: house => async app => {
    sayWhatIsTooLong(house)
    const desk = makeDesk(house)
    app.addHook('onClose', () => desk.intake.drain())
    await app.register(scriptRoute)
    await app.register(rateRoutes(desk))
    await app.register(receiptRoutes(desk))
    await app.register(rootsRoute(desk))
    await app.register(windowRoutes(desk))
    await app.register(serviceRoutes(desk))
    await app.register(importRoutes(house))
    await app.register(mappingRoutes(house))
    await app.register(showingRoutes(house))
    await app.register(wordsRoutes(house))
    await app.register(boardRoutes(house))
    await app.register(sheetRoutes(house))
  },
  mayBeWrittenTo: (house, at) => inDaytime(at, settingsOf(house)),
  ledgers: house => [ratingsLedger(house)],
  timed: [
    { name: 'release', sentence: '到期关批、混合、公布，并销毁通向个人的一切', run: releaseDue },
    { name: 'held_wishes', sentence: '案件办完，把“办完再联系”转给回访岗位', run: passOnHeldWishes },
    { name: 'reminders', sentence: '到定好的日子，提醒还没有评价的人', run: remindSilent },
    { name: 'forget', sentence: '保留期满的办件记录和防重复记号，删除并记下删了几条', run: forgetOutdated },
  ],
  migrations: new URL('./migrations/', import.meta.url),
})
