import type { Check } from '../../../engine/room.ts'
import { hintsIn, hintTitles } from '../../../kit/hints.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { MarkGiven } from '../contract.ts'
import type { CallbackSettings } from '../settings.ts'
import { marksFault } from './marks.ts'

/** Whoever marks has read; the look stands on the trail. */
const marked: Check = ({ trail, input, settings }) => {
  const asked = trail.findLast(entry => entry.action === 'object')?.seq ?? 0
  if (!trail.some(entry => entry.action === 'open_record' && entry.own && entry.seq > asked)) return refuse('read_record_first')
  return input === undefined ? null : marksFault((settings as CallbackSettings).marks, input as MarkGiven)
}

/** The second marker is another person than the first, whatever posts one person holds. */
const another: Check = ({ trail }) => (trail.some(entry => entry.action === 'give_mark' && entry.own) ? refuse('own_mark') : null)

export const markingChecks: Readonly<Record<string, Check>> = {
  open_record: another,
  give_mark: marked,
  mark_again: given => another(given) ?? marked(given),
  object: ({ input }) => {
    if (input === undefined) return null
    const { why, checked_hints: looked } = input as { why: string; checked_hints?: boolean }
    const hints = looked ? [] : hintsIn(why)
    return hints.length === 0
      ? null
      : refuse('text_gives_hints', { field: 'why', values: { hints: hints.map(hint => hintTitles[hint]).join('、') } })
  },
}
