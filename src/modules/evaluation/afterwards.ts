import { addDays, dayOf, startOfDay } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { OpenedContact } from './contract.ts'
import { inDaytime, queueInvitation, randomShare } from './invitations.ts'
import { aboutContact, settingsOf } from './push.ts'
import { slotOf, tokenOf } from './rules/code.ts'
import { isUnverified, mondayOf } from './rules/cohort.ts'
import { takeHeldWishes } from './store/held.ts'
import { invitedLinks, listOpenCohorts, markReminded, spentSlots } from './store/release.ts'

/** 办完再联系: when the case is over, the sealed wish takes the same way as every other. */
export const passOnHeldWishes = async (house: House, now: Date): Promise<void> => {
  for (;;) {
    const taken = await house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
      const rows = await takeHeldWishes(tx, house.city, dayOf(now), 100)
      for (const row of rows) await house.engine.announce(tx, 'evaluation.call_wished', { request: row.id, sealed: row.sealed })
      return rows.length
    })
    if (taken < 100) return
  }
}

const hour = 3_600_000
const most = 500

/**
 * At fixed days a message to those who have not answered. No person, screen, export or count ever holds that list: it
 * goes from the links straight into the outbox, where messages lie sealed.
 */
export const remindSilent = async (house: House, now: Date): Promise<void> => {
  const { city, keys } = house
  const settings = settingsOf(house)
  const asMixer = <T>(work: Parameters<House['as']>[1]): Promise<T> => house.as({ kind: 'system', city, name: 'mixer' }, work) as Promise<T>
  const open = await house.as({ kind: 'system', city, name: 'mixer' }, tx => listOpenCohorts(tx, city))
  for (const { cohort, answer_until: answerUntil } of open) {
    if (isUnverified(cohort)) continue
    for (const [reminder, days] of settings.remind_after_days.entries()) {
      const due = new Date(startOfDay(addDays(mondayOf(cohort), 7 + days)).getTime() + settings.messages_from * hour)
      if (due.getTime() > now.getTime() || answerUntil.getTime() <= now.getTime() + 24 * hour) continue
      await asMixer(async tx => {
        if (!(await markReminded(tx, city, cohort, reminder))) return
        for (let after: Buffer = Buffer.alloc(0); ;) {
          const links = await invitedLinks(tx, city, cohort, after, most)
          const slots = links.map(link => slotOf(keys, city, link.digest))
          const spent = await spentSlots(tx, city, cohort, slots)
          for (const [at, link] of links.entries()) {
            if (spent.has((slots[at] as Buffer).toString('hex'))) continue
            const { phone } = JSON.parse(
              keys.open('contact', link.sealed, aboutContact(city, link.service, link.party)).toString('utf8'),
            ) as OpenedContact
            if (phone === undefined) continue
            const notBefore = inDaytime(new Date(now.getTime() + randomShare(house) * 4 * hour), settings)
            await queueInvitation(house, tx, {
              kind: 'remind',
              once: `${reminder}/${link.digest.toString('base64url')}`,
              phone,
              token: tokenOf(keys, city, link.service, link.party, link.generation),
              notBefore,
            })
          }
          const last = links.at(-1)
          if (!last || links.length < most) break
          after = last.digest
        }
      })
    }
  }
}
