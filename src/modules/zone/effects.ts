import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn, seatPosts, tellSeat } from '../../engine/index.ts'
import { holdersIn } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { texts } from './messages.ts'
import { openedOf } from './opened.ts'
import { handlerOfRound } from './rules/seating.ts'
import { giveTo, requestOf } from './store.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, { readonly what: string; readonly seat: string }>> = {
  'zone.asked': { what: 'arrived', seat: 'handler' },
  'zone.changed': { what: 'arrived', seat: 'handler' },
  'zone.reopened': { what: 'reopened', seat: 'handler' },
  'zone.not_delivered': { what: 'not_delivered', seat: 'handler' },
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  const telling = tellings[event]
  if (telling && matter !== undefined) await tellSeat(house, tx, texts, matter, { key: id, ...telling })
}

/** A rung whose seat stands empty is heard by whoever leads the zone. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'leader', 'handler']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'zone' })
}

/** An answer was given: whoever asked is asked whether that solved it. */
export const askCitizen: Effect = async (house, tx, { id, matter }) => {
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const opened = page && openedOf(page.trail)
  const phone = opened && contactIn(house, opened.contact).phone
  if (matter === undefined || phone === undefined) return
  await house.outbox.queue(tx, {
    key: `zone/asked/${id}`,
    channel: 'sms',
    to: phone,
    template: 'zone.answered',
    text: texts.say(house.programmes.current().words, 'sms.answered'),
    matter,
  })
}

/** Her no: one rung higher; whoever had it before may still put it right. Where nobody stands above, he keeps it. */
export const raise: Effect = async (house, tx, announcement) => {
  const { matter } = announcement
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const request = matter === undefined ? undefined : await requestOf(tx, house.city, matter)
  if (matter === undefined || !page || !request) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const seats = handlerOfRound(org, request.unit, page.matter.round)
  const before = await seatPosts(tx, house.city, matter, 'handler')
  const [next] = seats.flatMap(seat => holdersIn(org, seat.unit, seat.role))
  if (next) {
    await giveTo(tx, house.city, matter, next)
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
      because: ['本人说没解决，提一级办'],
    })
  }
  await tell(house, tx, announcement)
}
