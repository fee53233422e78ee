import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { seatPosts, tellSeat } from '../../engine/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { texts } from './messages.ts'
import { handlerOfRound } from './rules/seating.ts'
import { standingOf } from './store.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, { readonly what: string; readonly seat: string }>> = {
  'rounds.raised': { what: 'arrived', seat: 'handler' },
  'rounds.given': { what: 'arrived', seat: 'handler' },
  'rounds.returned': { what: 'returned', seat: 'visitor' },
  'rounds.answered': { what: 'answered', seat: 'visitor' },
  'rounds.reopened': { what: 'reopened', seat: 'handler' },
  'rounds.inspection_set': { what: 'inspection_set', seat: 'inspector' },
  'rounds.finding_opened': { what: 'finding_opened', seat: 'handler' },
  'rounds.fixed': { what: 'fixed', seat: 'inspector' },
  'rounds.refused': { what: 'refused', seat: 'handler' },
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  const telling = tellings[event]
  if (telling && matter !== undefined) await tellSeat(house, tx, texts, matter, { key: id, ...telling })
}

/** A rung whose seat stands empty is heard by whoever visited. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'visitor_lead', 'visitor', 'inspector_lead', 'inspector']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'rounds' })
}

/** A no: one rung higher; whoever had it before may still put it right. Where nobody stands above, he keeps it. */
export const raise: Effect = async (house, tx, announcement) => {
  const { matter } = announcement
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const standing = matter === undefined ? undefined : await standingOf(tx, house.city, matter)
  if (matter === undefined || !page || !standing) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const seats = handlerOfRound(org, standing.unit, page.matter.round)
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
      because: ['本人说没解决，提一级办'],
    })
  await tell(house, tx, announcement)
}
