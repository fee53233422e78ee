import { addDays, dayOf, isUndetermined, isWorkingDay, replayDue, weekdayOf } from '../../../calendar/index.ts'
import type { Day, WorkCalendar } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { StuckSettings } from '../settings.ts'

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

/**
 * The last day of the week of `day`, Monday to Sunday, on which offices work: mostly its Friday, in a week with a made-up
 * Saturday that Saturday. Null: nobody works that week. Undefined: no notice speaks about the days that decide it.
 */
export const clearingDay = (calendar: WorkCalendar, day: Day): Day | null | undefined => {
  const monday = mondayOf(day)
  for (let at = addDays(monday, 6); at >= monday; at = addDays(at, -1)) {
    const works = isWorkingDay(calendar, at)
    if (works === undefined) return undefined
    if (works) return at
  }
  return null
}

/** From which day of its week the list can be worked on. @param before working days before `end`; never in the week before */
export const listOpensOn = (calendar: WorkCalendar, end: Day, before: number): Day => {
  let opens = end
  let left = before
  for (let at = addDays(end, -1); left > 0 && at >= mondayOf(end); at = addDays(at, -1)) {
    if (isWorkingDay(calendar, at) !== true) continue
    opens = at
    left -= 1
  }
  return opens
}

const touches: readonly string[] = ['explain_week', 'explain_week_here', 'escalate_week', 'escalate_uncleared']

/** The week whose list this matter stands on and that nobody has settled; a citizen's no since then is a new round, and the next list's. */
export const openLine = (trail: readonly TrailEntry[], round: number): string | undefined => {
  const last = trail.findLast(entry => entry.action === 'list_for_week' || touches.includes(entry.action))
  return last?.action === 'list_for_week' && last.round === round ? (last.input as { until?: string } | undefined)?.until : undefined
}

const onList = ({ trail, round, now }: Parameters<Check>[0]): ReturnType<Check> => {
  const until = openLine(trail, round)
  return until === undefined || until < dayOf(now) ? refuse('not_on_week_list') : null
}

/** The last day that may be promised: the term's own, or the one after an extension that was granted. */
const lastLawfulDay = ({ trail, round, settings, calendar }: Parameters<Check>[0]): Day | undefined => {
  const { enquiry_within, general_within, complex_within } = settings as StuckSettings
  const inRound = (action: string): number => trail.filter(entry => entry.round === round && entry.action === action).length
  const terms = inRound('mark_complex') > 0 ? complex_within : inRound('mark_enquiry') > 0 ? enquiry_within : general_within
  const began = trail.find(entry => entry.round === round)
  if (!began) return undefined
  const granted = terms.extension ? inRound('grant_extension') : 0
  const extensions = Array.from({ length: granted }, () => ({ ...terms, first: undefined, amount: terms.extension?.amount ?? 0 }))
  const due = replayDue(calendar as WorkCalendar, { startedAt: new Date(began.at), terms, extensions })
  // A term ends with its day; a clock of minutes names the instant.
  return isUndetermined(due) ? undefined : dayOf(new Date(due.dueAt.getTime() - 1))
}

/** A sentence is enough; a day may be promised only where the term, or an extension that was granted, still allows it. */
export const explainWeek: Check = given => {
  const { promised } = (given.input ?? {}) as { promised?: string }
  const closed = onList(given)
  if (closed || promised === undefined) return closed
  const last = lastLawfulDay(given)
  const today = dayOf(given.now)
  if (last === undefined) return refuse('promise_undetermined', { field: 'promised' })
  if (last < today) return refuse('promise_after_term', { field: 'promised' })
  return promised < today || promised > last ? refuse('promise_beyond_term', { field: 'promised', values: { last } }) : null
}

export const escalateWeek: Check = onList

/** The clock speaks once the day is over, and never over what somebody said. */
export const escalateUncleared: Check = ({ trail, round, now }) => {
  const until = openLine(trail, round)
  return until === undefined || until >= dayOf(now) ? refuse('not_on_week_list') : null
}
