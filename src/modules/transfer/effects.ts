import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn, tellSeat } from '../../engine/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { texts } from './messages.ts'
import type { TextKey } from './messages.ts'
import { openedOf } from './opened.ts'
import { freeBag, signFor } from './store.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, readonly { readonly what: string; readonly seat: string }[]>> = {
  'transfer.handed_to_point': [{ what: 'on_way', seat: 'receiver' }],
  'transfer.handed_to_officer': [{ what: 'on_way', seat: 'addressee' }],
  'transfer.refused': [{ what: 'refused', seat: 'holder' }],
  'transfer.short': [{ what: 'short', seat: 'office' }],
  'transfer.missing': [
    { what: 'missing', seat: 'holder' },
    { what: 'missing', seat: 'office' },
  ],
  'transfer.not_delivered': [{ what: 'not_delivered', seat: 'point' }],
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  if (matter === undefined) return
  for (const telling of tellings[event] ?? []) await tellSeat(house, tx, texts, matter, { key: `${id}/${telling.seat}`, ...telling })
}

/** A rung whose seat stands empty is heard by whoever holds the bag, and by the centre. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'office', 'holder']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'transfer' })
}

const partyTexts: Readonly<Record<string, TextKey>> = {
  'transfer.arrived': 'sms.arrived',
  'transfer.missing': 'sms.searching',
  'transfer.found': 'sms.found',
  'transfer.settled': 'sms.settled',
  'transfer.lost': 'sms.settled',
  'transfer.fetch': 'sms.fetch',
}

/** Where her papers are now, for whoever left a number. */
export const tellParty: Effect = async (house, tx, { id, event, matter }) => {
  const text = partyTexts[event]
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const contact = page && openedOf(page.trail)?.contact
  const phone = contact && contactIn(house, contact).phone
  if (text === undefined || matter === undefined || phone === undefined) return
  await house.outbox.queue(tx, {
    key: `transfer/party/${id}`,
    channel: 'sms',
    to: phone,
    template: `transfer.${text.slice('sms.'.length)}`,
    text: texts.say(house.programmes.current().words, text),
    matter,
  })
}

/** The party has her papers back: the last signature is hers. */
export const hearTakenBack: Effect = async (house, tx, { matter, at }) => {
  if (matter === undefined) return
  await signFor(tx, house.city, matter, undefined, new Date(at))
  await freeBag(tx, house.city, matter)
}
