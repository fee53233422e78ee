import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { hoursOf } from './intake.ts'
import { openedOf } from './opened.ts'
import { bookingOf, hasOpenedNumber } from './store.ts'
import { dayById } from './store/days.ts'
import type { ReceptionCardView } from './web/card.ts'

/** Whom she wants to see, when, about what; and the number for whoever opened it by an act on the trail. */
export const receptionCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<ReceptionCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'reception' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const booking = await bookingOf(tx, house.city, matter)
  const day = booking && (await dayById(tx, house.city, booking.day))
  const hours = day ? hoursOf(day, booking.slot) : opened
  const isOpened = await hasOpenedNumber(tx, house.city, matter, viewer.person)
  const phone = isOpened ? contactIn(house, opened.contact).phone : undefined
  return {
    kind: 'reception',
    contact: { opened: isOpened, ...(phone === undefined ? {} : { number: phone }) },
    placeName: opened.placeName,
    onDay: hours.onDay,
    at: hours.at,
    venue: hours.venue,
    leader: `${hours.leaderTitle} ${hours.leader}`,
    name: opened.name,
    ...(opened.helper ? { helper: opened.helper } : {}),
    words: opened.words,
    ...(booking?.unit_name ? { unitName: booking.unit_name } : {}),
  }
}
