import { dayOf } from '../../calendar/index.ts'
import type { Acting, Write, Writes } from '../../engine/room.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { bundleFlow } from './flows/bundle.ts'
import { settingsNow } from './opened.ts'
import { holderSeat, receiverSeat } from './rules/seating.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { bundleOf, freeBag, give, markBag, signFor, undoGiving } from './store.ts'

const personOf = (viewer: Viewer): string | undefined => (viewer.kind === 'person' ? viewer.person : undefined)
const giving = ({ done, viewer, now }: Acting) => ({ matter: done.matter, seq: done.seq, person: personOf(viewer), at: now })

const handToPoint: Write = async (tx, acting) => {
  const { house, done, now, input } = acting
  const { point: name } = input as { point: string }
  const point = Object.values(settingsNow(house).points).find(one => one.name === name)
  const org = await house.org.snapshot(tx, dayOf(now))
  const unit = point && unitByCode(org, point.unit)
  // The check knew the point by its name; a unit that stands no more takes nothing.
  if (!unit) throw new Error('a transfer point of the programme has no unit')
  await give(tx, house.city, { ...giving(acting), to: { unit: unit.id, name } })
  await house.engine.seat(tx, done.matter, { seats: receiverSeat(org, unit.id), emptied: ['receiver'], because: [`交给${name}，待签收`] })
}

const handToOfficer: Write = async (tx, acting) => {
  const { house, done } = acting
  const bundle = await bundleOf(tx, house.city, done.matter)
  if (bundle) await give(tx, house.city, { ...giving(acting), to: { unit: bundle.unit, name: bundle.unit_name } })
}

/** Custody goes over with the signature, and the seat with it; the point that took the papers in keeps sight of them. */
const sign: Write = async (tx, { house, done, viewer, now }) => {
  const bundle = await bundleOf(tx, house.city, done.matter)
  await signFor(tx, house.city, done.matter, personOf(viewer), now)
  if (!bundle?.passing_to) return
  const org = await house.org.snapshot(tx, dayOf(now))
  await house.engine.seat(tx, done.matter, {
    seats: holderSeat(org, bundle.passing_to),
    emptied: ['holder', 'receiver'],
    because: [`${bundle.passing_name ?? ''}签收`],
  })
}

const undone: Write = (tx, { house, done }) => undoGiving(tx, house.city, done.matter)
/** The receiving point has nothing to sign any more. */
const undoneAtPoint: Write = async (tx, acting) => {
  const { house, done } = acting
  const bundle = await bundleOf(tx, house.city, done.matter)
  await undone(tx, acting)
  if (bundle?.passing_to && bundle.passing_to !== bundle.unit)
    await house.engine.seat(tx, done.matter, { seats: [], emptied: ['receiver'], because: ['没有签收，接收席位收回'] })
}

const seal: Write = async (tx, { house, done, input }) => {
  const free = await markBag(tx, house.city, done.matter, (input as { bag: string }).bag)
  if (!free) throw new HttpProblem('bag_under_way', { field: 'bag' })
}
const ended: Write = (tx, { house, done }) => freeBag(tx, house.city, done.matter)

export const bundleWrites: Writes<typeof bundleFlow> = {
  seal,
  hand_to_officer: handToOfficer,
  hand_to_point: handToPoint,
  sign,
  sign_for: sign,
  refuse_bag: undoneAtPoint,
  send_back_bag: undone,
  recall: undoneAtPoint,
  close: ended,
  report_short: null,
  settle_short: ended,
  report_missing: undoneAtPoint,
  found: null,
  found_open: null,
  confirm_lost: ended,
  offer_back: (tx, acting) => give(tx, acting.house.city, { ...giving(acting), to: { unit: null, name: '当事人' } }),
  // The party's page may write nothing of the house's rows: the loop does, on the announcement.
  take_back: null,
  hear_help: null,
}
