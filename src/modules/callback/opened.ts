import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { callOpened, wishCorrected } from './contract.ts'
import type { Accused, CallOpened } from './contract.ts'
import { callbackSettings } from './settings.ts'
import type { CallbackSettings } from './settings.ts'

export type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** What the citizen said, from the first entry of the trail, with the number and the times given last; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): CallOpened | undefined => {
  const opened = callOpened.safeParse(trail[0]?.input).data
  const corrected = wishCorrected.safeParse(
    trail.findLast(entry => entry.action === 'correct_wish' && entry.input !== undefined)?.input,
  ).data
  if (!opened || !corrected) return opened
  const { contact, family, ...wish } = corrected
  return { ...opened, contact, family, wish: { ...opened.wish, ...wish } }
}

export const readOpened = async (
  house: House,
  tx: Tx,
  viewer: Viewer,
  matter: string,
): Promise<{ page: MatterPage; opened: CallOpened } | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  return page && opened && { page, opened }
}

export const settingsNow = (house: House): CallbackSettings => house.programmes.current().settings('callback', callbackSettings)

/** To the discipline organ alone; the matter is not named, so that nothing leads back from a report to this trail. */
export const tellDiscipline = async (
  house: House,
  tx: Tx,
  event: 'callback.handed_over' | 'callback.pressure_reported',
  accused: Accused,
): Promise<void> => {
  const request = house.keys.uuid()
  const sealed = house.keys.seal('matter.accusation', Buffer.from(JSON.stringify(accused)), `callback.accused/${house.city}/${request}`)
  await house.engine.announce(tx, event, { request, sealed: sealed.toString('base64') })
}
