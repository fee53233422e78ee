import type { Check, SeenMatter } from '../../engine/room.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Fields } from '../../platform/documents/contract.ts'
import { reportOpened, reportShown } from './contract.ts'

/**
 * A real-name report is told of its acceptance and its result; one that left no number cannot be. Nobody is telephoned
 * without the number having been opened on the trail, and a number that was left is not passed over.
 */
const told: Check = ({ trail, input }) => {
  if (input === undefined) return null
  const { told: how } = input as { told: string }
  const left = reportOpened.safeParse(trail[0]?.input).data?.contact !== undefined
  if (how === 'cannot') return left ? refuse('contact_was_left', { field: 'told' }) : null
  if (how === 'in_person') return null
  if (!left) return refuse('no_contact_left', { field: 'told' })
  return trail.some(entry => entry.action === 'open_contact') ? null : refuse('open_contact_first', { field: 'told' })
}

const contact: Check = ({ trail }) => reportOpened.safeParse(trail[0]?.input).data?.contact === undefined ? refuse('no_contact_left') : null

export const reportChecks: Readonly<Record<string, Check>> = { accept: told, give_feedback: told, open_contact: contact }

/** For the bound file: what the report says, as its card shows it. */
export const reportInWords = ({ trail }: SeenMatter): Fields | undefined => {
  const opened = reportShown.safeParse(trail[0]?.input).data
  return opened && { 单位: opened.unitName, 反映的内容: opened.words, 反映对象: opened.about.join('、'), 此前联系人: opened.calledBy.join('、') }
}
