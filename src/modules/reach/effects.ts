import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn, numberOf, sayNumber, seatPosts, tellSeat } from '../../engine/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { texts } from './messages.ts'
import type { TextKey } from './messages.ts'
import { openedOf } from './opened.ts'
import { handlerOfRound } from './rules/seating.ts'
import { askedByBundle, askOf } from './store.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, { readonly what: string; readonly seat: string }>> = {
  'reach.asked': { what: 'arrived', seat: 'handler' },
  'reach.assigned': { what: 'arrived', seat: 'handler' },
  'reach.returned': { what: 'returned', seat: 'registry' },
  'reach.reopened': { what: 'reopened', seat: 'handler' },
  'reach.not_delivered': { what: 'not_delivered', seat: 'registry' },
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  const telling = tellings[event]
  if (telling && matter !== undefined) await tellSeat(house, tx, texts, matter, { key: id, ...telling })
}

/** A rung whose seat stands empty is heard by the registry. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'registry', 'handler']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'reach' })
}

const partyTexts: Readonly<Record<string, TextKey>> = { 'reach.answered': 'sms.answered', 'reach.explained': 'sms.explained' }

/** Somebody says that she was reached: the party is asked whether that is so. */
export const tellParty: Effect = async (house, tx, { id, event, matter }) => {
  const text = partyTexts[event]
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const opened = page && openedOf(page.trail)
  const phone = opened && contactIn(house, opened.contact).phone
  if (text === undefined || matter === undefined || phone === undefined) return
  await house.outbox.queue(tx, {
    key: `reach/party/${id}`,
    channel: 'sms',
    to: phone,
    template: `reach.${text.slice('sms.'.length)}`,
    text: texts.say(house.programmes.current().words, text),
    matter,
  })
}

/** The party's no: one rung higher; whoever had it before may still put it right. Where nobody stands above, he keeps it. */
export const raise: Effect = async (house, tx, announcement) => {
  const { matter } = announcement
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const ask = matter === undefined ? undefined : await askOf(tx, house.city, matter)
  if (matter === undefined || !page || !ask) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const seats = handlerOfRound(org, ask.unit, page.matter.round)
  const before = await seatPosts(tx, house.city, matter, 'handler')
  if (seats.length > 0)
    await house.engine.seat(tx, matter, {
      seats: [
        ...seats,
        ...before.map(({ unit, role, person }) => ({
          seat: 'earlier',
          unit,
          role,
          ...(person === null ? {} : { person }),
          sight: 'full' as const,
        })),
      ],
      emptied: ['handler'],
      because: ['当事人说没联系上，提一级办'],
    })
  await tell(house, tx, announcement)
}

/** Papers arrived at the case officer's unit: whoever waits for that under their number has been answered. */
export const hearPapers: Effect = async (house, tx, { matter: bundle }) => {
  const number = bundle === undefined ? undefined : await numberOf(tx, house.city, bundle)
  if (number === undefined) return
  for (const matter of await askedByBundle(tx, house.city, number)) {
    const input = { bundle: sayNumber(number), told: '您交的材料，承办人单位已经签收。' }
    const done = await house.engine.actIn(tx, systemOf(house), { matter, action: 'hear_papers', input })
    if (isRefusal(done) && done.because !== 'wrong_stage') throw new Error(`papers were not heard: ${done.because}`)
  }
}
