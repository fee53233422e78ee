import type { WorkCalendar } from '../calendar/index.ts'
import type { As } from '../org/viewer.ts'
import type { Clock } from '../platform/clock.ts'
import type { Keys } from '../platform/crypto/index.ts'
import type { Programmes } from '../programme/contract.ts'
import { actIn, announce, note, open, seat } from './act.ts'
import type { Parts } from './parts.ts'
import type { Engine } from './contract.ts'
import type { House } from './house.ts'
import { countBy, list, read, readIn, unseal } from './read.ts'
import type { Room } from './room.ts'
import { indexRooms, makeSettings } from './rooms.ts'
import { cityOf } from './store/matter.ts'
import { insertPromise } from './store/promise.ts'
import { viewsIn } from './views.ts'
import { closedWithKey } from './store/trail.ts'
import { eraseMatter } from './erased.ts'

export { LiveStreams, readNews } from './live.ts'
export interface EngineParts {
  readonly as: As
  readonly keys: Keys
  readonly clock: Clock
  readonly programmes: Programmes
  readonly calendar: () => WorkCalendar
  readonly rooms: readonly Room[]
  /** The house that this engine is part of; asked only while an act runs, so it may be built afterwards. */
  readonly house: () => House
}

/** Throws, with sentences, when a flow of these rooms has a fault. */
export const makeEngine = ({ rooms, ...given }: EngineParts): Engine => {
  const parts: Parts = { ...given, kinds: indexRooms(rooms), settings: makeSettings(given.programmes) }
  return {
    open: (tx, viewer, matter) => open(parts, tx, viewer, matter),
    act: (viewer, act) => parts.as(viewer, tx => actIn(parts, tx, viewer, act)),
    actIn: (tx, viewer, act) => actIn(parts, tx, viewer, act),
    seat: (tx, matter, change) => seat(parts, tx, matter, change),
    note: (tx, viewer, matter, given) => note(parts, tx, viewer, matter, given),
    announce: (tx, event, payload, matter) => announce(parts, tx, event, payload, matter),
    promise: async (tx, promised) => insertPromise(tx, await cityOf(tx), promised),
    unseal: (tx, matter, entry) => unseal(parts, tx, matter, entry),
    read: (viewer, matter) => read(parts, viewer, matter),
    readIn: (tx, viewer, matter) => readIn(parts, tx, viewer, matter),
    list: (viewer, filter) => list(parts, viewer, filter),
    viewsIn: (tx, viewer, matters) => viewsIn(parts, tx, viewer, matters),
    countBy: (viewer, by, filter = {}) => countBy(parts, viewer, by, filter),
    closedBefore: async (tx, kinds, before) => closedWithKey(tx, await cityOf(tx), kinds, before),
    erase: async (tx, matter) => {
      const erased = await eraseMatter(tx, await cityOf(tx), matter, given.clock.now())
      if (erased) await given.house().files.erase(tx, matter)
      return erased
    },
  }
}

export { hears } from './hearing.ts'
export { checkNamesOf } from './names.ts'
export { checkTermsOf, indexRooms } from './rooms.ts'
export { checkFlow } from './rules/checkFlow.ts'
export { isNumber, matterNumber, readNumber, sayNumber } from './rules/number.ts'
export { commitmentOf, drawFrom, howMany, isSealedBefore, promisedHash, weekOf } from './rules/draw.ts'
export type { DrawSheet, HashHex } from './rules/draw.ts'
export { receiptCodes } from './rules/receiptCode.ts'
export { ladderSchema, lateRung, nearRung, openTermSetting, rungSchema, termSetting, termsSchema } from './rules/terms.ts'
export type { Rung, Terms } from './rules/terms.ts'
export { checkLoops, checkOpened, loopsBehind, runLoops } from './loops.ts'
export { engineProblems } from './problems.ts'
export { lentRoutes } from './lentRoutes.ts'
export { matterRoutes } from './routes.ts'
export { checkSeal } from './checkSeal.ts'
export type { SealCheck } from './checkSeal.ts'
export { sealDays } from './seal.ts'
export { rootRoutes, rootsFile } from './rootRoutes.ts'
export { inOfficeTime } from './officeTime.ts'
export { eraseClosed } from './retention.ts'
export { countErasedMatters, eraseAgain, erasedMatters, keepErasedList } from './erased.ts'
export { exportTrail, rootLines } from './trail.ts'
export { matterColumns, matterLedger, matterRow } from './ledger.ts'
export { limitAtMost } from './read.ts'
export { countOpenByProgramme } from './store/matter.ts'
export { engineSettings } from './settings.ts'
export { engineSayings, sayLadder, sayTerms } from './sayings.ts'
export { defineTexts, tellSeat } from './telling.ts'
export { followLimit, followPages } from './followPages.ts'
export { numberOf, seatPosts } from './store/seat.ts'
export type { SeatPost } from './store/seat.ts'
export { contactIn } from './contact.ts'
export { runSweep } from './sweep.ts'
export { faultName } from './parts.ts'
export { warrantRoutes } from './warrants/routes.ts'
export { drawnOn } from './warrants/store.ts'
export { drawnMatter, drawnReceipt } from './warrants/told.ts'
export { warrantProblems } from './warrants/words.ts'
