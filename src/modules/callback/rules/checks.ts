import { dayOf } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import type { CallbackSettings } from '../settings.ts'
import { hintsIn, hintTitles } from '../../../kit/hints.ts'

const settingsOf = (given: { readonly settings: unknown }): CallbackSettings => given.settings as CallbackSettings
const inRound = (trail: readonly TrailEntry[], round: number, action: string): readonly TrailEntry[] =>
  // The entry that reopened belongs to the round that it began.
  trail.filter(entry => entry.round === round && entry.action === action)

/** Every answer follows upon having listened: no order, answer or report without a call in the same round. */
const afterCall: Check = ({ trail, round }) => inRound(trail, round, 'record_call').length > 0 ? null : refuse('call_first')

const acknowledge: Check = ({ trail, round }) => inRound(trail, round, 'acknowledge').length === 0 ? null : refuse('already_acknowledged')

/** Three evenings in a row are three tries; three tries in one minute are one. */
const concludeUnreachable: Check = given => {
  const { count } = settingsOf(given).attempts
  const days = new Set(inRound(given.trail, given.round, 'record_attempt').map(entry => dayOf(new Date(entry.at))))
  return days.size >= count ? null : refuse('attempts_missing', { values: { days: days.size, count } })
}

/** Asks once: a writer who has looked may keep the text. */
const namesNobody = (input: Readonly<Record<string, unknown>>, field: string): Refusal | null => {
  const hints = input['checked_hints'] ? [] : hintsIn(String(input[field]))
  return hints.length === 0 ? null : refuse('text_gives_hints', { field, values: { hints: hints.map(hint => hintTitles[hint]).join('、') } })
}

const orderRepair: Check = given => {
  const no = afterCall(given)
  if (no || given.input === undefined) return no
  const input = given.input as { what_to_change: string; responsible: string; by: string; checked_hints?: boolean }
  if (input.by < dayOf(given.now)) return refuse('day_passed', { field: 'by' })
  if (input.checked_hints) return null
  // Whoever is responsible may be named; a day, a sum or a number beside the name may not slip through.
  const found = (['what_to_change', 'responsible'] as const).map(field => ({ field, hints: hintsIn(input[field]).filter(hint => field !== 'responsible' || hint !== 'person') })).find(one => one.hints.length > 0)
  return found ? refuse('text_gives_hints', { field: found.field, values: { hints: found.hints.map(hint => hintTitles[hint]).join('、') } }) : null
}

/** What a second reader is told must not tell more than the question. */
const explain: Check = given => afterCall(given) ?? (given.input === undefined ? null : namesNobody(given.input as Readonly<Record<string, unknown>>, 'asked'))

/** The second reader is another person than the writer, whatever posts one person holds. */
const anotherReader: Check = ({ trail, round }) => inRound(trail, round, 'explain').at(-1)?.own ? refuse('own_explanation') : null

/** And has read what is judged; the look stands on the trail. */
const hasRead: Check = given => {
  const written = inRound(given.trail, given.round, 'explain').at(-1)
  const looked = inRound(given.trail, given.round, 'open_explanation').some(entry => entry.own && entry.seq > (written?.seq ?? 0))
  return anotherReader(given) ?? (looked ? null : refuse('read_first'))
}

/** Another round while somebody has not looked yet; after the last one the "no" is kept and counted for good. */
const another: Check = given => given.round < settingsOf(given).rounds ? null : refuse('last_organ_has_looked')
const kept: Check = given => given.round >= settingsOf(given).rounds ? null : refuse('another_round_open')

export const callChecks: Readonly<Record<string, Check>> = {
  acknowledge, conclude_unreachable: concludeUnreachable,
  order_repair: orderRepair, answer_now: afterCall, report_repair: afterCall, explain, guide_elsewhere: afterCall,
  open_explanation: anotherReader, agree_explanation: hasRead, refuse_explanation: hasRead,
  record_no: another, say_unsolved: another, keep_unsolved: kept,
}
