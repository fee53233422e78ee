import { dayOf, isUndetermined, replayDue } from '../../../calendar/index.ts'
import type { WorkCalendar } from '../../../calendar/index.ts'
import type { Terms } from '../../../engine/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { appointmentOpened } from '../contract.ts'
import type { StuckOpened } from '../contract.ts'
import type { StuckSettings } from '../settings.ts'
import { escalateUncleared, escalateWeek, explainWeek } from './clearing.ts'
import { givenAt, leadStands, returnsOf } from './handover.ts'

const settingsOf = (given: { readonly settings: unknown }): StuckSettings => given.settings as StuckSettings
const inRound = (trail: readonly TrailEntry[], round: number, ...actions: readonly string[]): readonly TrailEntry[] =>
  trail.filter(entry => entry.round === round && actions.includes(entry.action))
const isCourt = (trail: readonly TrailEntry[]): boolean => (trail[0]?.input as StuckOpened | undefined)?.form === 'court'

/** Nothing is told to somebody who was not spoken with: no end of ours comes before the day's contact. */
const contacted: Check = ({ trail, round }) => (inRound(trail, round, 'record_contact').length > 0 ? null : refuse('contact_first'))

/** A hand-over names an entry of the register of powers, where the city keeps one. */
const listedGround = (given: Parameters<Check>[0]): Refusal | null => {
  const { ground } = (given.input ?? {}) as { ground?: string }
  const titles = Object.values(settingsOf(given).powers).map(power => power.title)
  if (ground === undefined || titles.length === 0 || titles.some(title => ground.includes(title))) return null
  return refuse('power_not_listed', { field: 'ground', values: { powers: titles.join('、') } })
}

const nameLead: Check = given => {
  const { unit } = (given.input ?? {}) as { unit?: string }
  if (given.input === undefined || Object.keys(settingsOf(given).powers).length > 0) return listedGround(given)
  return unit === undefined ? refuse('unit_needed', { field: 'unit' }) : null
}

const dueFrom = (calendar: unknown, at: string, terms: Terms): Date | undefined => {
  const due = replayDue(calendar as WorkCalendar, { startedAt: new Date(at), terms })
  return isUndetermined(due) ? undefined : due.dueAt
}

/** Whoever has let the time for it pass keeps what he was given. */
const tooLate = (given: Parameters<Check>[0], since: string | undefined): Refusal | null => {
  const until = since === undefined ? undefined : dueFrom(given.calendar, since, settingsOf(given).return_within)
  return until !== undefined && given.now >= until ? refuse('return_late') : null
}

/** X17: the first return goes back to the window, the second to the office; there is no third. */
const mayReturn =
  (nth: 1 | 2): Check =>
  given => {
    const { trail } = given
    if (leadStands(trail)) return refuse('lead_stands')
    const returns = returnsOf(trail)
    if (returns !== nth - 1) return refuse(nth === 1 ? 'second_return' : 'first_return')
    return tooLate(given, givenAt(trail)) ?? listedGround(given)
  }

/** Co-handlers have a clock of their own; the lead answers once each has done its part or was let off. */
const allShared: Check = ({ trail, round }) => {
  const asked = inRound(trail, round, 'ask_share').length
  const heard = inRound(trail, round, 'hear_share').length
  return heard >= asked ? null : refuse('shares_open', { values: { open: asked - heard } })
}

const answerable: Check = given => contacted(given) ?? allShared(given)

const markComplex: Check = ({ trail, round }) =>
  isCourt(trail) ? refuse('court_replies') : inRound(trail, round, 'mark_complex').length > 0 ? refuse('already_complex') : null

/** 咨询件: where the programme sets them apart, and on the day of the intake, so that its term never begins later than the matter. */
const markEnquiry: Check = given => {
  const { trail, round, now } = given
  const began = inRound(trail, round, 'open')[0]
  if (!settingsOf(given).enquiry_apart) return refuse('enquiry_not_apart')
  if (isCourt(trail)) return refuse('court_replies')
  if (inRound(trail, round, 'mark_complex').length > 0) return refuse('already_complex')
  if (inRound(trail, round, 'mark_enquiry').length > 0) return refuse('already_enquiry')
  return began && dayOf(new Date(began.at)) === dayOf(now) ? null : refuse('enquiry_same_day')
}

const isUrgent = (trail: readonly TrailEntry[]): boolean => trail.some(entry => entry.action === 'mark_urgent')
const markUrgent: Check = ({ trail }) => (isUrgent(trail) ? refuse('already_urgent') : null)
/** 宣化: an extension is never given for an urgent matter, whoever asked before it was marked so. */
const neverExtended = (given: Parameters<Check>[0]): Refusal | null => {
  const { urgent_never_extended: never, complex_within: terms } = settingsOf(given)
  if (!terms.extension) return refuse('no_extension')
  return never && isUrgent(given.trail) ? refuse('urgent_not_extended') : null
}

const firstReply: Check = ({ trail, round }) =>
  !isCourt(trail)
    ? refuse('hall_finishes')
    : inRound(trail, round, 'first_reply').length > 0
      ? refuse('already_replied')
      : contacted({ trail, round } as Parameters<Check>[0])

/** Nobody agrees to his own "the law does not allow it", whatever posts he holds. */
const anotherReader: Check = ({ trail, round }) =>
  inRound(trail, round, 'explain', 'report_negative').at(-1)?.own ? refuse('own_negative') : null

/** From when the complex term of this round is over; undefined while the calendar does not reach. */
const complexDue = ({ trail, round, settings, calendar }: Parameters<Check>[0]): Date | undefined => {
  const began = trail.find(entry => entry.round === round)
  if (!began) return undefined
  return dueFrom(calendar, began.at, (settings as StuckSettings).complex_within)
}

/** Once, before the due time, and only of a complex matter: a general one is made complex first. */
const askExtension: Check = given => {
  const { trail, round, now } = given
  const never = neverExtended(given)
  if (never) return never
  if (inRound(trail, round, 'mark_complex').length === 0) return refuse('complex_first')
  if (inRound(trail, round, 'grant_extension').length > 0) return refuse('extension_used_up')
  const asked = inRound(trail, round, 'ask_extension').at(-1)
  if (asked && !inRound(trail, round, 'refuse_extension').some(entry => entry.seq > asked.seq)) return refuse('extension_waits')
  const { ask_before_hours: hours } = settingsOf(given)
  const due = complexDue(given)
  return due !== undefined && now.getTime() > due.getTime() - hours * 3_600_000 ? refuse('asked_late', { values: { hours } }) : null
}

const extensionWaits: Check = ({ trail, round }) => {
  const asked = inRound(trail, round, 'ask_extension').at(-1)
  return asked && !inRound(trail, round, 'grant_extension', 'refuse_extension').some(entry => entry.seq > asked.seq)
    ? asked.own
      ? refuse('own_extension')
      : null
    : refuse('no_extension_asked')
}

const lastOrganIn = (trail: readonly TrailEntry[], round: number): boolean => inRound(trail, round, 'enter_last_organ').length > 0
const sayNo: Check = ({ trail, round }) => (lastOrganIn(trail, round) ? refuse('last_organ_has_looked') : null)
const keepNo: Check = ({ trail, round }) => (lastOrganIn(trail, round) ? null : refuse('not_last_round'))

/** Whoever is said to have come was asked to. */
const headCame: Check = ({ trail, round }) =>
  inRound(trail, round, 'call_head').length > inRound(trail, round, 'head_came').length ? null : refuse('head_not_called')

const reportGuide: Check = given => {
  const { from } = (given.input ?? {}) as { from?: string }
  return (
    contacted(given) ??
    (from !== undefined && from > dayOf(new Date(given.now.getTime() + 90 * 86_400_000)) ? refuse('day_far', { field: 'from' }) : null)
  )
}

export const stuckChecks: Readonly<Record<string, Check>> = {
  assign_joint: listedGround,
  assign_guide: listedGround,
  assign_attitude: listedGround,
  ask_share: listedGround,
  settle_at_once: contacted,
  explain: contacted,
  report_negative: answerable,
  approve_negative: anotherReader,
  refuse_negative: anotherReader,
  guide_elsewhere: contacted,
  mark_complex: markComplex,
  mark_enquiry: markEnquiry,
  mark_urgent: markUrgent,
  first_reply: firstReply,
  head_came: headCame,
  return_item: mayReturn(1),
  return_again: mayReturn(2),
  name_lead: nameLead,
  answer: answerable,
  report_guide: reportGuide,
  report_conduct: contacted,
  ask_extension: askExtension,
  grant_extension: given => extensionWaits(given) ?? neverExtended(given),
  refuse_extension: extensionWaits,
  explain_week: explainWeek,
  explain_week_here: explainWeek,
  escalate_week: escalateWeek,
  escalate_uncleared: escalateUncleared,
  enter_last_organ: given => (lastOrganIn(given.trail, given.round) ? refuse('last_organ_entered') : null),
  say_unsolved: sayNo,
  keep_unsolved: keepNo,
  record_no: sayNo,
  record_kept_no: keepNo,
}

/** A co-handler objects once, and within the hours that a unit has to return a matter. */
const objectShare: Check = given => {
  if (given.trail.some(entry => entry.action === 'object_share')) return refuse('already_objected')
  return tooLate(given, given.trail[0]?.at) ?? listedGround(given)
}

export const shareChecks: Readonly<Record<string, Check>> = { object_share: objectShare }

/** The day from which it holds is not far off: what begins later is not put right yet. */
const answerClass: Check = ({ input, now }) => {
  const { from } = (input ?? {}) as { from?: string }
  return from !== undefined && from > dayOf(new Date(now.getTime() + 90 * 86_400_000)) ? refuse('day_far', { field: 'from' }) : null
}
/** Nobody accepts what he answered himself, whatever posts he holds. */
const acceptClass: Check = ({ trail }) => (trail.findLast(entry => entry.action === 'answer_class')?.own ? refuse('own_class') : null)

export const classChecks: Readonly<Record<string, Check>> = { answer_class: answerClass, accept_class: acceptClass }

/** Whether somebody came is written down on the day or later, never beforehand. */
const dayHasCome: Check = ({ trail, now }) => {
  const booked = appointmentOpened.safeParse(trail[0]?.input).data
  return booked !== undefined && booked.onDay > dayOf(now) ? refuse('booking_not_yet') : null
}

export const appointmentChecks: Readonly<Record<string, Check>> = { record_came: dayHasCome, record_missed: dayHasCome }
