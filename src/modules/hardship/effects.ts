import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn, seatPosts, tellSeat } from '../../engine/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { texts } from './messages.ts'
import type { TextKey } from './messages.ts'
import { openedOf } from './opened.ts'
import { deciderName, handlerOfRound } from './rules/seating.ts'
import { applicationOf, awayFrom, markMoved } from './store.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, { readonly what: string; readonly seat: string }>> = {
  'hardship.asked': { what: 'arrived', seat: 'handler' },
  'hardship.handed_over': { what: 'handed_over', seat: 'civil' },
  'hardship.sent_back': { what: 'sent_back', seat: 'handler' },
  'hardship.reopened': { what: 'reopened', seat: 'handler' },
  'hardship.not_delivered': { what: 'not_delivered', seat: 'handler' },
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  const telling = tellings[event]
  if (!telling || matter === undefined) return
  const told = await tellSeat(house, tx, texts, matter, { key: id, ...telling })
  // Nobody at civil affairs today: whoever handed it over hears of it.
  if (!told && telling.seat !== 'handler') await tellSeat(house, tx, texts, matter, { key: id, what: telling.what, seat: 'handler' })
}

/** A rung whose seat stands empty is heard by whoever decides. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'handler']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'hardship' })
}

const citizenTexts: Readonly<Record<string, TextKey>> = {
  'hardship.granted': 'sms.result',
  'hardship.refused': 'sms.result',
  'hardship.handed_over': 'sms.moved',
  'hardship.papers_asked': 'sms.papers',
  'hardship.given': 'sms.given',
}

/** Every step that concerns her is told to her; of whoever left no number, whoever decides hears that it must be told another way. */
export const tellCitizen: Effect = async (house, tx, { id, event, matter }) => {
  const text = citizenTexts[event]
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const opened = page && openedOf(page.trail)
  if (text === undefined || matter === undefined || !opened) return
  const { phone } = contactIn(house, opened.contact)
  if (phone === undefined) {
    await tellSeat(house, tx, texts, matter, { key: `${id}/told`, what: 'not_delivered', seat: 'handler' })
    return
  }
  await house.outbox.queue(tx, {
    key: `hardship/citizen/${id}`,
    channel: 'sms',
    to: phone,
    template: `hardship.${text.slice('sms.'.length)}`,
    text: texts.say(house.programmes.current().words, text),
    matter,
  })
}

/** Her no: one rung higher; whoever decided before may still grant it. Where nobody stands above, he keeps it; civil affairs is out of it. */
export const raise: Effect = async (house, tx, announcement) => {
  const { matter } = announcement
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const application = matter === undefined ? undefined : await applicationOf(tx, house.city, matter)
  if (matter === undefined || !page || !application) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const { round } = page.matter
  const away = await awayFrom(tx, house.city, matter, false)
  const seats = handlerOfRound(org, application.unit, round, away)
  // Whoever decided in any round keeps reading what became of it, and his month keeps counting it.
  const before = [...(await seatPosts(tx, house.city, matter, 'earlier')), ...(await seatPosts(tx, house.city, matter, 'handler'))].filter(
    (one, at, all) => all.findIndex(({ unit, role }) => unit === one.unit && role === one.role) === at,
  )
  await markMoved(tx, house.city, matter, { decider: deciderName(org, application.unit, round, away), civil: null, decision: null })
  await house.engine.seat(tx, matter, {
    seats:
      seats.length === 0 ? [] : [...seats, ...before.map(({ unit, role }) => ({ seat: 'earlier', unit, role, sight: 'full' as const }))],
    emptied: seats.length === 0 ? ['civil', 'civil_head'] : ['handler', 'civil', 'civil_head'],
    because: ['本人说没有得到帮助，提一级办'],
  })
  await tell(house, tx, announcement)
}
