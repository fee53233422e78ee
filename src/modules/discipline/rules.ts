import type { Check, SeenMatter } from '../../engine/room.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Fields } from '../../platform/documents/contract.ts'
import { reportOpened, reportShown } from './contract.ts'

/** A number within the words themselves: whoever reports by the sealed lane alone is asked to write it there. */
export const writesNumber = (words: string): boolean =>
  /(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)/.test(words.normalize('NFKC').replaceAll(/[\s　]/g, ''))

/**
 * A real-name report is told of its acceptance and its result; one that left no number cannot be. Nobody is telephoned
 * without the number having been opened on the trail, and a number that was left is not passed over.
 */
const told: Check = ({ trail, input }) => {
  if (input === undefined) return null
  const { told: how } = input as { told: string }
  const opened = reportOpened.safeParse(trail[0]?.input).data
  const left = opened?.contact !== undefined
  const written = opened !== undefined && writesNumber(opened.words)
  if (how === 'cannot') return left || written ? refuse('contact_was_left', { field: 'told' }) : null
  if (how === 'in_person' || (written && !left)) return null
  if (!left) return refuse('no_contact_left', { field: 'told' })
  return trail.some(entry => entry.action === 'open_contact') ? null : refuse('open_contact_first', { field: 'told' })
}

/** The result is told once; what was told stands on the trail. */
const tellResult: Check = given => (given.trail.some(entry => entry.action === 'give_feedback') ? refuse('feedback_given') : told(given))

const contact: Check = ({ trail }) =>
  reportOpened.safeParse(trail[0]?.input).data?.contact === undefined ? refuse('no_contact_left') : null

export const reportChecks: Readonly<Record<string, Check>> = { accept: told, give_feedback: tellResult, open_contact: contact }

/** For the bound file: what the report says, as its card shows it. */
export const reportInWords = ({ trail }: SeenMatter): Fields | undefined => {
  const opened = reportShown.safeParse(trail[0]?.input).data
  return (
    opened && { 单位: opened.unitName, 反映的内容: opened.words, 反映对象: opened.about.join('、'), 此前联系人: opened.calledBy.join('、') }
  )
}
