import { Runs, dueLine, groundLines, monthLine, restName, standsLine, startLine, unknownLine, workedLine } from './because.ts'
import { addDays, addMonths, daysBetween, startOfDay, yearOf, type Day } from './day.ts'
import { pauseAt, type StandStill } from './pauses.ts'
import { checkTerms, isUndetermined, type DayUnit, type Due, type Roll, type Undetermined } from './terms.ts'
import { kindOfDay, type WorkCalendar } from './workCalendar.ts'

export interface DayTerms {
  readonly amount: number
  readonly unit: DayUnit
  readonly roll?: Roll
}

/** Where counting ended, before the last day is moved off a rest day. */
interface Counted {
  readonly end: Day
  readonly lines: readonly string[]
}

/**
 * Pauses and days. A day counts unless the clock stood still at its 00:00: so the day on which a pause begins still
 * counts, the day on which it ends does not, just as the day of an event is not counted; a pause within one day changes nothing.
 * A clock cannot run out while it stands still: when the last day ends in a pause, one more day is given after it.
 */
function count(calendar: WorkCalendar, from: Day, days: number, working: boolean, still: StandStill): Counted | Undetermined {
  const runs = new Runs(working ? '个工作日' : '日')
  const stop = (reason: Undetermined['reason'], notBefore: Day, last: string): Undetermined => ({
    undetermined: true,
    reason,
    notBefore,
    because: [...runs.lines(), last],
  })
  if (!working && still.length === 0) {
    const end = addDays(from, days)
    runs.add(addDays(from, 1), end, { sort: 'counted' }, 1, days)
    return { end, lines: runs.lines() }
  }
  let used = 0
  for (let day = addDays(from, 1); ; day = addDays(day, 1)) {
    const pause = still.length === 0 ? undefined : pauseAt(still, startOfDay(day).getTime())
    if (pause) {
      if (pause.to === Infinity) return stop('paused', addDays(day, -1), '计时暂停中，恢复后重新计算到期日')
      runs.add(day, day, { sort: 'paused' })
      continue
    }
    let makeUp: string | undefined
    if (working) {
      const kind = kindOfDay(calendar, day)
      if (kind.kind === 'unknown') {
        const notBefore = day > calendar.lastKnown && from < calendar.lastKnown ? calendar.lastKnown : from
        return stop('unknown_year', notBefore, unknownLine(yearOf(day), notBefore))
      }
      if (kind.kind === 'weekend') runs.add(day, day, { sort: 'weekend' })
      else if (kind.kind === 'holiday') runs.add(day, day, { sort: 'holiday', name: kind.name })
      if (kind.kind === 'weekend' || kind.kind === 'holiday') continue
      makeUp = kind.kind === 'made_up' ? kind.name : undefined
    }
    if (used + 1 === days && still.length > 0 && pauseAt(still, startOfDay(addDays(day, 1)).getTime())) {
      runs.add(day, day, { sort: 'expiring' })
      continue
    }
    used++
    runs.add(day, day, makeUp === undefined ? { sort: 'counted' } : { sort: 'made_up', name: makeUp }, used)
    if (used === days) return { end: day, lines: runs.lines() }
  }
}

/** 民法典第二百零三条: the first day after the rest; a day that a pause takes away is no day to act on either. */
function rolled(calendar: WorkCalendar, end: Day, still: StandStill): Counted | Undetermined {
  const runs = new Runs('')
  for (let day = end; ; day = addDays(day, 1)) {
    const kind = kindOfDay(calendar, day)
    const pause = day === end ? undefined : pauseAt(still, startOfDay(day).getTime())
    const endsIn = pauseAt(still, startOfDay(addDays(day, 1)).getTime())
    if (pause?.to === Infinity || (day !== end && endsIn?.to === Infinity)) {
      return { undetermined: true, reason: 'paused', notBefore: end, because: [...runs.lines(), '计时暂停中，恢复后重新计算到期日'] }
    }
    if (kind.kind === 'unknown') {
      return { undetermined: true, reason: 'unknown_year', notBefore: day, because: [...runs.lines(), unknownLine(yearOf(day), day)] }
    }
    if (pause) runs.add(day, day, { sort: 'paused' })
    else if (kind.kind === 'weekend') runs.add(day, day, { sort: 'rolled' })
    else if (kind.kind === 'holiday') runs.add(day, day, { sort: 'rolled_holiday', name: kind.name })
    else if (endsIn) runs.add(day, day, { sort: 'expiring' })
    else return { end: day, lines: kind.kind === 'made_up' ? [...runs.lines(), workedLine(day, kind.name)] : runs.lines() }
  }
}

/** One stretch of a day clock: `end` is where calendar counting goes on, `due` where working-day counting goes on. */
export interface Stretch {
  readonly end: Day
  readonly due: Day
  readonly lines: readonly string[]
}

/** `monthsFrom`: the day whose corresponding day gives a term in months its length; `from` unless pauses moved the start. */
export function stretch(
  calendar: WorkCalendar,
  from: Day,
  terms: DayTerms,
  still: StandStill,
  monthsFrom: Day = from,
): Stretch | Undetermined {
  checkTerms(terms)
  const working = terms.unit === 'working_days'
  const days = terms.unit === 'months' ? daysBetween(monthsFrom, addMonths(monthsFrom, terms.amount)) : terms.amount
  const corresponding =
    terms.unit !== 'months' ? [] : still.length === 0 ? [monthLine(from, terms.amount)] : [`${terms.amount}个月：不计暂停为${days}日`]
  const counted = count(calendar, from, days, working, still)
  if (isUndetermined(counted)) return { ...counted, because: [...corresponding, ...counted.because] }
  const lines = [...corresponding, ...counted.lines]
  if (working) return { end: counted.end, due: counted.end, lines }
  if (terms.roll === 'none') {
    const rest = restName(calendar, counted.end)
    return { end: counted.end, due: counted.end, lines: rest ? [...lines, standsLine(counted.end, rest)] : lines }
  }
  const moved = rolled(calendar, counted.end, still)
  if (isUndetermined(moved)) return { ...moved, because: [...lines, ...moved.because] }
  return { end: counted.end, due: moved.end, lines: [...lines, ...moved.lines] }
}

/**
 * The due day of a term. The day of the event is not counted (民法典第二百零一条); months end on the corresponding day or
 * the month's last (第二百零二条). Past the last loaded notice no date is stated.
 */
export function dueOf(calendar: WorkCalendar, terms: DayTerms & { readonly from: Day }): Due | Undetermined {
  const reached = stretch(calendar, terms.from, terms, [])
  if (isUndetermined(reached)) return { ...reached, because: [startLine(terms.from), ...reached.because] }
  return { due: reached.due, because: dayBecause(calendar, terms.from, reached.due, reached.lines, terms) }
}

/** A calendar term that never moves was not counted by the notices, so it names none. */
export function dayBecause(calendar: WorkCalendar, from: Day, due: Day, lines: readonly string[], last: DayTerms): string[] {
  const grounds =
    last.unit === 'working_days'
      ? groundLines(calendar, addDays(from, 1), due)
      : last.roll === 'none'
        ? []
        : groundLines(calendar, due, due)
  return [startLine(from), ...lines, dueLine(due), ...grounds]
}

/** The working-day term on its own, for rules that move a day they already have. */
export function addWorkingDays(calendar: WorkCalendar, from: Day, amount: number): Day | Undetermined {
  const reached = dueOf(calendar, { from, amount, unit: 'working_days' })
  return isUndetermined(reached) ? reached : reached.due
}

/** Working days after `from` up to and with `to`: 0 on the same day, negative when `to` is earlier; undefined past the notices. */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): number | undefined {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from)
    return back === undefined ? undefined : 0 - back
  }
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const { kind } = kindOfDay(calendar, day)
    if (kind === 'unknown') return undefined
    if (kind === 'working' || kind === 'made_up') days++
  }
  return days
}
