import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { ring } from '../../org/bell/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { isText, sayText } from './messages.ts'
import { numberOf, seatOf } from './store.ts'

/** That something concerns whoever holds the seat today: his bell, and a message. The key makes it go out once. @returns whether anybody was told */
export const tellSeat = async (
  house: House,
  tx: Tx,
  matter: string,
  { key, what, seat }: { readonly key: string | number; readonly what: string; readonly seat: string },
): Promise<boolean> => {
  const today = dayOf(house.clock.now())
  const number = (await numberOf(tx, house.city, matter)) ?? ''
  const template = `sms.${what}`
  let told = false
  for (const post of await seatOf(tx, house.city, matter, seat)) {
    const holders = await house.org.holdersOf(tx, post, today)
    for (const { person } of holders.filter(one => post.person === null || post.person === one.person).slice(0, 1)) {
      told = true
      const phone = await house.org.phoneOf(tx, person)
      const about = `transfer/${matter}/${key}/${person}`
      await ring(tx, { key: about, person, about: `transfer.${what}`, matter, on: today })
      await house.outbox.queue(tx, {
        key: about,
        channel: phone === undefined ? 'console' : 'sms',
        to: phone ?? person,
        template: `transfer.${what}`,
        text: sayText(house.programmes.current().words, isText(template) ? template : 'sms.remind', number),
        matter,
      })
    }
  }
  return told
}
