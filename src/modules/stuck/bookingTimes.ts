import { addDays, dayOf, parseDay } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { settingsNow } from './opened.ts'
import { isOpenThrough } from './rules/slots.ts'
import { windowHours } from './settings.ts'
import { unmarkedBefore, waitedFor, waitingAt } from './store/bookings.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const
/** Days after which nobody will remember whether somebody came. */
const markedWithin = 7

/** Whatever was said in the same moment by somebody else stands. */
const actOn = async (house: House, matters: readonly string[], action: string): Promise<void> => {
  for (const matter of matters) {
    const done = await house.engine.act(sweepOf(house), { matter, action })
    if (isRefusal(done) && done.because !== 'wrong_stage')
      house.log.warn({ event: 'not_moved_on', room: 'stuck', matter, error: done.because })
  }
}

/** A half hour that a window's hours no longer hold, or whose window is gone, is nobody's appointment any more. */
export const dropClosed = async (house: House, now: Date): Promise<void> => {
  const settings = settingsNow(house)
  for (const slot of await house.as(sweepOf(house), tx => waitedFor(tx, house.city, dayOf(now)))) {
    const hours = windowHours(settings, slot.window)
    const day = parseDay(slot.onDay)
    const stands = hours !== undefined && day !== undefined && isOpenThrough(house.calendar(), hours, day, slot.at) !== false
    if (!stands) await actOn(house, await house.as(sweepOf(house), tx => waitingAt(tx, house.city, slot)), 'drop_with_hours')
  }
}

export const leaveUnmarked = async (house: House, now: Date): Promise<void> =>
  actOn(house, await house.as(sweepOf(house), tx => unmarkedBefore(tx, house.city, addDays(dayOf(now), -markedWithin))), 'leave_unmarked')
