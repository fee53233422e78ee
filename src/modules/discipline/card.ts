import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { reportOpened } from './contract.ts'
import { writesNumber } from './rules.ts'
import { hasOpenedContact } from './store.ts'
import type { ReportCardView } from './web/card.ts'

/** The reporter's number, for whoever has opened it by an act on the trail; and the word that proves who calls. */
export const reportCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<ReportCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = reportOpened.safeParse(page?.trail[0]?.input).data
  if (!page || page.matter.kind !== 'report' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const isOpened = opened.contact !== undefined && (await hasOpenedContact(tx, house.city, matter, viewer.person))
  const { phone } = isOpened && opened.contact ? contactIn(house, opened.contact) : {}
  return {
    ...(opened.safeWord === undefined ? {} : { safeWord: opened.safeWord }),
    contact: {
      left: opened.contact !== undefined,
      written: writesNumber(opened.words),
      opened: isOpened,
      ...(phone === undefined ? {} : { number: phone }),
    },
  }
}
