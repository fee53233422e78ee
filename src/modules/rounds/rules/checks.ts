import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { concernOpened, inspectionOpened } from '../contract.ts'
import type { RoundsSettings } from '../settings.ts'

type Given = Parameters<Check>[0]
const settingsOf = ({ settings }: Given): RoundsSettings => settings as RoundsSettings

/** Nobody writes down the word on his own answer, whatever posts he holds. */
const anotherHand = ({ trail }: Given): Refusal | null =>
  trail.findLast(entry => entry.action === 'answer_concern')?.own ? refuse('own_answer') : null

const isProblem = ({ trail }: Given): Refusal | null =>
  concernOpened.safeParse(trail[0]?.input).data?.kind === 'suggestion' ? refuse('suggestion_not_solved') : null

const tried = (given: Given): Refusal | null => {
  const tries = given.trail.filter(entry => entry.round === given.round && entry.action === 'record_attempt').length
  return tries >= settingsOf(given).attempts_before_untold ? null : refuse('attempts_first')
}

/** After the last round a no is kept, so that nothing goes round for ever. */
const anotherRound = (given: Given): Refusal | null => (given.round < settingsOf(given).rounds ? null : refuse('last_round_over'))
const lastRound = (given: Given): Refusal | null => (given.round < settingsOf(given).rounds ? refuse('round_left') : null)

export const concernChecks: Readonly<Record<string, Check>> = {
  record_solved: given => anotherHand(given) ?? isProblem(given),
  record_accepted: anotherHand,
  record_untold: given => anotherHand(given) ?? tried(given),
  record_withdrawn: anotherHand,
  record_no: anotherRound,
  keep_no: lastRound,
}

/** The item is one of the list that the inspection was opened with. */
const listedItem: Check = ({ trail, input }) => {
  const { item } = (input ?? {}) as { item?: number }
  const listed = inspectionOpened.safeParse(trail[0]?.input).data?.items.length ?? 0
  return item !== undefined && item > listed ? refuse('no_such_item', { field: 'item', values: { listed } }) : null
}
/** Nobody leaves before he came. */
const leftAfter: Check = ({ input }) => {
  const { arrived, left } = (input ?? {}) as { arrived?: string; left?: string }
  return arrived !== undefined && left !== undefined && left < arrived ? refuse('left_before_arrived', { field: 'left' }) : null
}
export const inspectionChecks: Readonly<Record<string, Check>> = { note_finding: listedItem, finish_inspection: leftAfter }

/** Nobody clears his own repair, whatever posts he holds. */
const anotherEye: Check = ({ trail }) => (trail.findLast(entry => entry.action === 'report_fixed')?.own ? refuse('own_repair') : null)
export const findingChecks: Readonly<Record<string, Check>> = { clear_finding: anotherEye }
