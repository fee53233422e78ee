import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf } from './opened.ts'
import { hasOpenedNumber, requestOf } from './store.ts'
import type { ZoneCardView } from './web/card.ts'

/** What was asked, and the number for whoever opened it by an act on the trail. */
export const zoneCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<ZoneCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'zone' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const request = await requestOf(tx, house.city, matter)
  const isOpened = await hasOpenedNumber(tx, house.city, matter, viewer.person)
  const phone = isOpened ? contactIn(house, opened.contact).phone : undefined
  return {
    kind: 'zone',
    contact: { opened: isOpened, ...(phone === undefined ? {} : { number: phone }) },
    work: opened.kind,
    name: opened.name,
    ...(opened.firm ? { firm: opened.firm } : {}),
    words: opened.words,
    specialist: request?.specialist_name ?? opened.specialist,
  }
}
