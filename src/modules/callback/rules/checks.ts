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

/** What the callback centre sent back as too thin is written out first. */
const recordWhole: Check = ({ trail, round }) => {
  const returned = inRound(trail, round, 'return_record').at(-1)
  return !returned || inRound(trail, round, 'complete_record').some(entry => entry.seq > returned.seq) ? null : refuse('record_returned')
}

/** Every answer follows upon having listened: no order, answer or report without a call (or a text, where that was wished) in the same round. */
const afterCall: Check = given =>
  ['record_call', 'text_first'].some(action => inRound(given.trail, given.round, action).length > 0)
    ? recordWhole(given)
    : refuse('call_first')

const returnRecord: Check = given => (recordWhole(given) === null ? null : refuse('already_returned'))
const completeRecord: Check = given => (recordWhole(given) === null ? refuse('nothing_returned') : null)

const acknowledge: Check = ({ trail, round }) => (inRound(trail, round, 'acknowledge').length === 0 ? null : refuse('already_acknowledged'))

/** Whoever says "call me later" has been reached, and is called later. */
const failed = (entry: TrailEntry): boolean => (entry.input as { outcome?: string } | undefined)?.outcome !== 'asked_later'

const triedOn = (given: Parameters<Check>[0], after: number): Refusal | null => {
  const { count } = settingsOf(given).attempts
  const days = new Set(
    inRound(given.trail, given.round, 'record_attempt')
      .filter(entry => entry.seq > after && failed(entry))
      .map(entry => dayOf(new Date(entry.at))),
  )
  return days.size >= count ? null : refuse('attempts_missing', { values: { days: days.size, count } })
}

/** Three evenings in a row are three tries; three tries in one minute are one. Each check asks for three of its own. */
const concludeUnreachable: Check = given => triedOn(given, inRound(given.trail, given.round, 'call_again').at(-1)?.seq ?? 0)

/** The tries of the first call do not count for the second. */
const leaveAnswer: Check = given =>
  recordWhole(given) ??
  triedOn(given, given.trail.findLast(entry => entry.action === 'answer_now' || entry.action === 'report_repair')?.seq ?? 0)

/** Nobody confirms his own attempts, whatever posts one person holds. */
const anotherChecker: Check = ({ trail, round }) =>
  inRound(trail, round, 'conclude_unreachable').at(-1)?.own ? refuse('own_attempts') : null

const isLate = (trail: readonly TrailEntry[], round: number): boolean =>
  inRound(trail, round, 'ladder').some(entry => entry.rung?.clock === 'call_within' && entry.rung.do !== 'remind')

/** The centre has the call of this round already, by the citizen's wish or by its own act; not where it had to leave it. */
const withCentre = (trail: readonly TrailEntry[], round: number): boolean =>
  trail.findLast(entry => entry.round === round && ['ask_for_centre', 'take_over', 'keep_caller'].includes(entry.action))?.action ===
  'take_over'

/** Once the call is late, the citizen may have the centre call instead; nobody else can choose that for her. */
const askForCentre: Check = ({ trail, round }) => {
  if (inRound(trail, round, 'ask_for_centre').length > 0 || withCentre(trail, round)) return refuse('centre_asked')
  return isLate(trail, round) ? null : refuse('not_late')
}

/** As far as the programme lets it, never before the promise is broken, and never once somebody has been reached. */
const takeOver: Check = given => {
  const { trail, round } = given
  if (settingsOf(given).centre_takes_over === 'asked') return refuse('centre_waits_to_be_asked')
  if (!isLate(trail, round)) return refuse('call_not_late')
  return inRound(trail, round, 'ask_for_centre').length > 0 || inRound(trail, round, 'take_over').length > 0
    ? refuse('centre_had_it')
    : null
}

/** Asks once: a writer who has looked may keep the text. */
const namesNobody = (input: Readonly<Record<string, unknown>>, field: string): Refusal | null => {
  const hints = input['checked_hints'] ? [] : hintsIn(String(input[field]))
  return hints.length === 0
    ? null
    : refuse('text_gives_hints', { field, values: { hints: hints.map(hint => hintTitles[hint]).join('、') } })
}

const orderRepair: Check = given => {
  const no = afterCall(given)
  if (no || given.input === undefined) return no
  const input = given.input as { what_to_change: string; responsible: string; by: string; checked_hints?: boolean }
  if (input.by < dayOf(given.now)) return refuse('day_passed', { field: 'by' })
  if (input.checked_hints) return null
  // Whoever is responsible may be named; a day, a sum or a number beside the name may not slip through.
  const found = (['what_to_change', 'responsible'] as const)
    .map(field => ({ field, hints: hintsIn(input[field]).filter(hint => field !== 'responsible' || hint !== 'person') }))
    .find(one => one.hints.length > 0)
  return found
    ? refuse('text_gives_hints', { field: found.field, values: { hints: found.hints.map(hint => hintTitles[hint]).join('、') } })
    : null
}

/** Asks for what no office ever asks by SMS, or leads to a page that is not ours. */
const likeFraud = /https?:|www\.|[a-z0-9]\.(?:cn|com|net|top|xyz)|验证码|银行卡|转账|汇款|密码/iu

interface Wished {
  readonly wish?: { readonly how?: string; readonly unconfirmed?: boolean }
  readonly how?: string
  readonly service?: Readonly<Record<'unitName' | 'lineName' | 'title', string | undefined>>
}

/** X13: only whoever chose a text is written to, and whoever else reads over her shoulder learns of no office. */
const text: Check = given => {
  const opened = given.trail[0]?.input as Wished | undefined
  const corrected = given.trail.findLast(entry => entry.action === 'correct_wish')?.input as Wished | undefined
  if ((corrected?.how ?? opened?.wish?.how) !== 'sms') return refuse('text_not_wished')
  if (given.input === undefined) return null
  const written = given.input as { text: string }
  if (likeFraud.test(written.text)) return refuse('text_like_fraud', { field: 'text' })
  const names = [opened?.service?.unitName, opened?.service?.lineName, opened?.service?.title].filter(
    name => name !== undefined && name !== '',
  )
  if (names.some(name => written.text.includes(name!))) return refuse('text_names_office', { field: 'text' })
  return namesNobody(given.input as Readonly<Record<string, unknown>>, 'text')
}
const textAnswer: Check = given => recordWhole(given) ?? text(given)

/** Shown is what was looked through for others; there is something to show once it was put right or answered. */
const showEvidence: Check = given => {
  if (!['report_repair', 'answer_now'].some(action => inRound(given.trail, given.round, action).length > 0))
    return refuse('nothing_to_show')
  if (given.input === undefined) return null
  const { files, nobody_else: looked } = given.input as { files: readonly string[]; nobody_else: boolean }
  return files.length > 0 && !looked ? refuse('look_for_others', { field: 'nobody_else' }) : null
}

/** What a second reader is told must not tell more than the question. */
const explain: Check = given =>
  afterCall(given) ?? (given.input === undefined ? null : namesNobody(given.input as Readonly<Record<string, unknown>>, 'asked'))

/** The second reader is another person than the writer, whatever posts one person holds. */
const anotherReader: Check = ({ trail, round }) => (inRound(trail, round, 'explain').at(-1)?.own ? refuse('own_explanation') : null)

/** And has read what is judged; the look stands on the trail. */
const hasRead: Check = given => {
  const written = inRound(given.trail, given.round, 'explain').at(-1)
  const looked = inRound(given.trail, given.round, 'open_explanation').some(entry => entry.own && entry.seq > (written?.seq ?? 0))
  return anotherReader(given) ?? (looked ? null : refuse('read_first'))
}

/** Another round while somebody has not looked yet; after the last organ the "no" is kept and counted for good. */
const lastHasLooked = ({ trail, round }: Parameters<Check>[0]): boolean => inRound(trail, round, 'enter_last_organ').length > 0
const another: Check = given => (lastHasLooked(given) ? refuse('last_organ_has_looked') : null)
const kept: Check = given => (lastHasLooked(given) ? null : refuse('another_round_open'))
const enterLast: Check = given => (lastHasLooked(given) ? refuse('last_organ_entered') : null)

/** As for the caller: three days, and whoever asked to be called later has been reached. */
export const recheckChecks: Readonly<Record<string, Check>> = { conclude_not_reached: concludeUnreachable }

/** A slip reaches the unit: it says no more of a citizen than an order does. */
export const slipChecks: Readonly<Record<string, Check>> = {
  issue_slip: given => (given.input === undefined ? null : namesNobody(given.input as Readonly<Record<string, unknown>>, 'asks')),
}

export const callChecks: Readonly<Record<string, Check>> = {
  acknowledge,
  conclude_unreachable: concludeUnreachable,
  leave_answer: leaveAnswer,
  order_repair: orderRepair,
  answer_now: afterCall,
  report_repair: afterCall,
  show_evidence: showEvidence,
  explain,
  guide_elsewhere: afterCall,
  open_explanation: anotherReader,
  agree_explanation: hasRead,
  refuse_explanation: hasRead,
  record_second_contact: recordWhole,
  record_yes: recordWhole,
  return_record: returnRecord,
  complete_record: completeRecord,
  text_first: text,
  text_answer: textAnswer,
  confirm_unreachable: anotherChecker,
  call_again: anotherChecker,
  ask_for_centre: askForCentre,
  take_over: takeOver,
  record_no: another,
  say_unsolved: another,
  keep_unsolved: kept,
  record_kept_no: kept,
  enter_last_organ: enterLast,
}
