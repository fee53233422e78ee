import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf } from './opened.ts'
import { askOf, hasOpenedNumber } from './store.ts'
import type { ReachCardView } from './web/card.ts'

/** What the party asked, and her number for whoever opened it by an act on the trail. */
export const reachCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<ReachCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'reach' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const ask = await askOf(tx, house.city, matter)
  const isOpened = await hasOpenedNumber(tx, house.city, matter, viewer.person)
  const phone = isOpened ? contactIn(house, opened.contact).phone : undefined
  return {
    kind: 'reach',
    contact: { opened: isOpened, ...(phone === undefined ? {} : { number: phone }) },
    name: opened.name,
    about: opened.about,
    ...(opened.officer ? { officer: opened.officer } : {}),
    question: opened.question,
    tried: opened.tried,
    unitName: ask?.unit_name ?? opened.unitName,
    ...(ask?.told_name ? { told: [ask.told_name, ask.told_address, ask.told_phone].filter(Boolean).join('，') } : {}),
  }
}
