import { dayOf } from '../../calendar/index.ts'
import type { SeatFilling } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { seatPosts } from '../../engine/index.ts'
import type { Write, Writes } from '../../engine/room.ts'
import { organOf } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Ended } from './contract.ts'
import type { concernFlow } from './flows/concern.ts'
import type { findingFlow } from './flows/finding.ts'
import type { inspectionFlow } from './flows/inspection.ts'
import { seatsOfUnit, unitSeats } from './rules/seating.ts'
import { endConcern, giveTo, reopenConcern } from './store.ts'

/** Whoever visited has it, and finds out whose it is. */
const backToVisitors = async (tx: Tx, house: House, matter: string): Promise<readonly SeatFilling[]> =>
  (await seatPosts(tx, house.city, matter, 'visitor')).map(({ unit, role, person }) => ({
    seat: 'handler',
    unit,
    role,
    ...(person === null ? {} : { person }),
    sight: 'full' as const,
  }))

/** The clock runs on: whoever hands it on has used up part of it. Where nobody holds a post it comes back. */
const nameUnit: Write = async (tx, { house, done, now, input }) => {
  const { unit } = input as { unit: string }
  const org = await house.org.snapshot(tx, dayOf(now))
  const name = org.units.get(unit)?.name ?? ''
  const seats = seatsOfUnit(org, unit)
  if (seats) await giveTo(tx, house.city, done.matter, { unit, name, organ: organOf(org, unit) ?? unit })
  await house.engine.seat(tx, done.matter, {
    seats: seats ?? (await backToVisitors(tx, house, done.matter)),
    emptied: unitSeats,
    because: [seats ? `改交${name}` : `${name}没有在岗的人，仍在走访单位`],
  })
}

const notOurs: Write = async (tx, { house, done }) =>
  house.engine.seat(tx, done.matter, {
    seats: await backToVisitors(tx, house, done.matter),
    emptied: unitSeats,
    because: ['不归本单位，退回走访单位'],
  })

const end =
  (state: Ended): Write =>
  (tx, { house, done, now }) =>
    endConcern(tx, house.city, done.matter, state, dayOf(now))

export const concernWrites: Writes<typeof concernFlow> = {
  answer_concern: null,
  not_ours: notOurs,
  name_unit: nameUnit,
  open_number: null,
  record_attempt: null,
  record_solved: end('solved'),
  record_accepted: end('accepted'),
  record_no: (tx, { house, done }) => reopenConcern(tx, house.city, done.matter),
  keep_no: end('unsolved'),
  record_untold: end('untold'),
  record_withdrawn: end('withdrawn'),
  hear_help: null,
}

export const inspectionWrites: Writes<typeof inspectionFlow> = { finish_inspection: null, note_finding: null, give_up_inspection: null }
export const findingWrites: Writes<typeof findingFlow> = {
  show_photos: null,
  report_fixed: null,
  clear_finding: null,
  refuse_fixed: null,
  drop_finding: null,
}
