import { dayOf } from '../../calendar/index.ts'
import { seatPosts } from '../../engine/index.ts'
import type { Acting, Write, Writes } from '../../engine/room.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { appointmentFlow } from './flows/appointment.ts'
import type { stuckFlow } from './flows/matter.ts'
import type { classFlow } from './flows/class.ts'
import type { shareFlow } from './flows/share.ts'
import { settingsNow } from './opened.ts'
import { leadFor, leadSeats } from './rules/seating.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { freeSlot } from './store/bookings.ts'
import { insertLine, leadOf, settleLine } from './store/clearing.ts'
import type { Outcome } from './store/clearing.ts'
import { giveTo, ledBefore, markComplex, markTreatment, takeBack } from './store.ts'

/** A unit has it now: its row is written while the viewer still sees the matter, its seats come last. */
const give = async (tx: Tx, { house, done, now }: Acting, unit: string): Promise<void> => {
  const org = await house.org.snapshot(tx, dayOf(now))
  const before = await ledBefore(tx, house.city, done.matter, done.round)
  const found = leadFor(org, unit, done.round, before)
  // Nobody of the unit may lead any more: the office that gives it keeps it, so that it lies with nobody.
  const seats =
    found.length > 0
      ? found
      : (await seatPosts(tx, house.city, done.matter, 'office')).map(post => ({
          seat: 'lead',
          unit: post.unit,
          role: post.role,
          sight: 'full' as const,
        }))
  await giveTo(tx, house.city, done.matter, done.seq, { unit, name: org.units.get(unit)?.name ?? '' }, now)
  await house.engine.seat(tx, done.matter, { seats, emptied: leadSeats, because: [`交${org.units.get(unit)?.name ?? ''}`] })
}

const dispatch =
  (treatment: string): Write =>
  async (tx, acting) => {
    const { house, done, input } = acting
    await markTreatment(tx, house.city, done.matter, treatment)
    await give(tx, acting, (input as { unit: string }).unit)
  }

/** The lead stands in the register of powers; only where the city keeps none, or none fits, the office chose the unit itself. */
const nameLead: Write = async (tx, acting) => {
  const { house, now, done, input } = acting
  const { ground, unit } = input as { ground: string; unit?: string }
  const org = await house.org.snapshot(tx, dayOf(now))
  const power = Object.values(settingsNow(house).powers).find(one => ground.includes(one.title))
  const listed = power && unitByCode(org, power.unit)?.id
  // A register that names a unit which stands no more leaves it with the office.
  const lead = listed ?? unit ?? (await seatPosts(tx, house.city, done.matter, 'office'))[0]?.unit
  if (lead === undefined) return
  await markTreatment(tx, house.city, done.matter, 'joint')
  await give(tx, acting, lead)
}

/** Whoever returned it sees it no longer. */
const returnIt: Write = async (tx, { house, done, now }) => {
  await takeBack(tx, house.city, done.matter, now)
  await house.engine.seat(tx, done.matter, { seats: [], emptied: leadSeats, because: ['退回，原牵头席位收回'] })
}

const sorted =
  (treatment: string): Write =>
  (tx, { house, done }) =>
    markTreatment(tx, house.city, done.matter, treatment)

/** The unit that has it now: its lead; before anybody leads, or while the office decides, whoever has it there. */
const listForWeek: Write = async (tx, { house, done, now, input }) => {
  const { until } = input as { until: string }
  const org = await house.org.snapshot(tx, dayOf(now))
  const atOffice = done.stage === 'awaiting_lead' || done.stage === 'awaiting_second_reader'
  const seat = atOffice ? 'office' : 'window'
  // After a citizen's no the item still names whoever led before: what is to be decided now lies with the office.
  const lead = atOffice ? undefined : await leadOf(tx, house.city, done.matter)
  const post = lead ? undefined : (await seatPosts(tx, house.city, done.matter, seat))[0]
  const unit = lead ?? (post && { unit: post.unit, name: org.units.get(post.unit)?.name ?? '' })
  if (unit) await insertLine(tx, house.city, { matter: done.matter, weekEnd: until, unit: unit.unit, unitName: unit.name })
}

const settles =
  (outcome: Outcome): Write =>
  (tx, { house, done }) =>
    settleLine(tx, house.city, done.matter, outcome)

export const stuckWrites: Writes<typeof stuckFlow> = {
  accept: null,
  record_contact: null,
  open_number: null,
  assign_joint: dispatch('joint'),
  assign_guide: dispatch('guide'),
  assign_attitude: dispatch('attitude'),
  settle_at_once: sorted('at_once'),
  explain: null,
  report_negative: null,
  approve_negative: sorted('forbidden'),
  refuse_negative: null,
  guide_elsewhere: sorted('elsewhere'),
  mark_complex: (tx, { house, done }) => markComplex(tx, house.city, done.matter),
  note_item: null,
  mark_enquiry: null,
  mark_urgent: null,
  first_reply: null,
  call_head: null,
  head_came: null,
  return_item: returnIt,
  return_again: returnIt,
  name_lead: nameLead,
  answer: null,
  report_guide: null,
  report_conduct: null,
  ask_share: null,
  ask_extension: null,
  grant_extension: null,
  refuse_extension: null,
  note_improvement: null,
  confirm_solved: null,
  accept_partly: null,
  say_unsolved: null,
  keep_unsolved: null,
  record_no: null,
  record_kept_no: null,
  withdraw: null,
  hear_share: null,
  hear_help: null,
  list_for_week: listForWeek,
  explain_week: settles('explained'),
  explain_week_here: settles('explained'),
  escalate_week: settles('escalated'),
  escalate_uncleared: settles('escalated_by_clock'),
  enter_last_organ: null,
  conclude_silent: null,
  conclude_guide: null,
  conclude_conduct: null,
  conclude_explained: null,
  conclude_guided: null,
  conclude_at_once: null,
}

/** Everything of a class stands on its trail. */
export const classWrites: Writes<typeof classFlow> = {
  answer_class: null,
  accept_class: null,
  return_class: null,
  drop_class: null,
}

export const shareWrites: Writes<typeof shareFlow> = {
  deliver_share: null,
  object_share: null,
  uphold_share: null,
  release_share: null,
}

/** Her half hour is somebody else's to book. */
const free: Write = (tx, { house, done }) => freeSlot(tx, house.city, done.matter)

export const appointmentWrites: Writes<typeof appointmentFlow> = {
  record_came: null,
  record_missed: null,
  call_off: free,
  record_call_off: free,
  drop_with_hours: free,
  leave_unmarked: null,
}
