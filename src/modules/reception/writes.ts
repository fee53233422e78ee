import { dayOf } from '../../calendar/index.ts'
import type { SeatFilling } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { seatPosts } from '../../engine/index.ts'
import type { Acting, Write, Writes } from '../../engine/room.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { receptionFlow } from './flows/reception.ts'
import { seatsOfUnit, unitSeats } from './rules/seating.ts'
import { bookingOf, freePlace, giveTo, noteCame, noteOpened } from './store.ts'

/** The office has it, and finds out whose it is. */
const backToOffice = async (tx: Tx, house: House, matter: string): Promise<readonly SeatFilling[]> =>
  (await seatPosts(tx, house.city, matter, 'office')).map(({ unit, role, person }) => ({
    seat: 'handler',
    unit,
    role,
    ...(person === null ? {} : { person }),
    sight: 'full' as const,
  }))

/** Where nobody holds a post there, it stays with the office. */
const giveUnit = async (tx: Tx, { house, done, now, input }: Acting): Promise<void> => {
  const { unit } = input as { unit: string }
  const org = await house.org.snapshot(tx, dayOf(now))
  const name = org.units.get(unit)?.name ?? ''
  const seats = seatsOfUnit(org, unit)
  if (seats) await giveTo(tx, house.city, done.matter, { id: unit, name })
  await house.engine.seat(tx, done.matter, {
    seats: seats ?? (await backToOffice(tx, house, done.matter)),
    emptied: unitSeats,
    because: [seats ? `交给${name}` : `${name}没有在岗的人，仍在接待办公室`],
  })
}

const promise: Write = async (tx, acting) => {
  const { house, done } = acting
  await noteCame(tx, house.city, done.matter)
  await noteOpened(tx, house.city, done.matter)
  await giveUnit(tx, acting)
}
const came: Write = (tx, { house, done }) => noteCame(tx, house.city, done.matter)
const free: Write = (tx, { house, done }) => freePlace(tx, house.city, done.matter)

const notOurs: Write = async (tx, { house, done }) => {
  const booking = await bookingOf(tx, house.city, done.matter)
  await house.engine.seat(tx, done.matter, {
    seats: await backToOffice(tx, house, done.matter),
    emptied: unitSeats,
    because: [`${booking?.unit_name ?? ''}退回接待办公室`],
  })
}

export const receptionWrites: Writes<typeof receptionFlow> = {
  open_number: null,
  day_came: null,
  move_day: null,
  end_with_day: free,
  call_off: free,
  record_call_off: free,
  record_promise: promise,
  record_answered: came,
  record_missed: null,
  answer: null,
  not_ours: notOurs,
  give_unit: giveUnit,
  confirm_solved: null,
  say_unsolved: null,
  keep_unsolved: null,
  record_solved: null,
  record_no: null,
  withdraw: null,
  conclude_silent: null,
}
