import { dayOf } from '../../calendar/index.ts'
import type { Write, Writes } from '../../engine/room.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { hardshipFlow } from './flows/hardship.ts'
import { settingsNow } from './opened.ts'
import { seatsOfCivil } from './rules/seating.ts'
import { applicationOf, markMoved } from './store.ts'

/** Civil affairs reads it from now on, and not before she agreed. */
const handOver: Write = async (tx, { house, done, now }) => {
  const org = await house.org.snapshot(tx, dayOf(now))
  const { place } = (await applicationOf(tx, house.city, done.matter)) ?? {}
  const unit = unitByCode(org, settingsNow(house).places[place ?? '']?.civil ?? '')
  await markMoved(tx, house.city, done.matter, { civil: unit?.name ?? '' })
  const seats = unit ? seatsOfCivil(org, unit.id) : []
  await house.engine.seat(tx, done.matter, { seats, emptied: ['civil', 'civil_head'], because: [`转${unit?.name ?? '民政'}`] })
}

/** Whoever sent it back, or never signed for it, has no more to do with it. */
const backFromCivil =
  (because: string): Write =>
  async (tx, { house, done }) => {
    await markMoved(tx, house.city, done.matter, { civil: null })
    await house.engine.seat(tx, done.matter, { seats: [], emptied: ['civil', 'civil_head'], because: [because] })
  }

const decided =
  (decision: 'granted' | 'refused'): Write =>
  (tx, { house, done }) =>
    markMoved(tx, house.city, done.matter, { decision })

export const hardshipWrites: Writes<typeof hardshipFlow> = {
  grant: decided('granted'),
  refuse: decided('refused'),
  hand_over: handOver,
  ask_papers: null,
  open_number: null,
  sign_for: null,
  send_back: backFromCivil('民政退回'),
  take_back: backFromCivil('民政没有签收，收回'),
  civil_grant: decided('granted'),
  civil_refuse: decided('refused'),
  give: null,
  confirm_helped: null,
  accept_refusal: null,
  say_unhelped: null,
  keep_unhelped: null,
  record_no: null,
  withdraw: null,
  conclude_silent: null,
  conclude_refused: null,
}
