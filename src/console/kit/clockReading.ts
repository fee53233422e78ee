import type { ClockView } from '../../engine/contract.ts'
import { dayOfInstant, daysBetween, sayDay, sayTime } from './dates.ts'
import type { Language } from './language.ts'
import type { KitWords } from './words.ts'

/** What a reading needs of a clock; when it began is nobody's who is not told. */
export type ClockRead = Omit<ClockView, 'startedAt' | 'stoppedAt'>

export type ClockTone = 'calm' | 'near' | 'overdue' | 'kept' | 'late' | 'open'

/** How one clock reads now: a tone for the colour and words that say the same without it. */
export interface ClockReading {
  readonly tone: ClockTone
  readonly words: string
  readonly due?: string
}

const hour = 3_600_000

/** A day clock is overdue from midnight after its day; any other instant is an hour clock and tells its hour. */
const isDayClock = (clock: ClockRead): boolean =>
  clock.dueOn !== undefined && (clock.dueAt === undefined || sayTime(new Date(clock.dueAt)) === '00:00')

function sayDue(clock: ClockRead, now: Date, language: Language, words: KitWords): string | undefined {
  const day = isDayClock(clock) ? clock.dueOn : clock.dueAt === undefined ? undefined : dayOfInstant(new Date(clock.dueAt))
  if (day === undefined) return undefined
  const away = daysBetween(dayOfInstant(now), day)
  const named = away === 0 ? words.today : away === 1 ? words.tomorrow : sayDay(day, language, now)
  return isDayClock(clock) || clock.dueAt === undefined ? named.trim() : `${named}${sayTime(new Date(clock.dueAt))}`
}

function sayLeft(clock: ClockRead, now: Date, words: KitWords): string {
  const dueAt = Date.parse(clock.dueAt ?? '')
  if (isDayClock(clock) && clock.dueOn !== undefined) {
    const away = daysBetween(dayOfInstant(now), clock.dueOn)
    if (away < 0) return words.clock.overdueDays(-away)
    return away === 0 ? words.clock.dueToday : words.clock.leftDays(away)
  }
  const left = dueAt - now.getTime()
  if (left <= 0)
    return -left < hour
      ? words.clock.overdueNow
      : -left < 48 * hour
        ? words.clock.overdueHours(Math.floor(-left / hour))
        : words.clock.overdueDays(Math.floor(-left / (24 * hour)))
  if (left < hour) return words.clock.leftMinutes(Math.max(1, Math.floor(left / 60_000)))
  return left < 48 * hour ? words.clock.leftHours(Math.floor(left / hour)) : words.clock.leftDays(Math.floor(left / (24 * hour)))
}

export function readClock(clock: ClockRead, now: Date, language: Language, words: KitWords): ClockReading {
  if (clock.state === 'undetermined') {
    const floor = clock.notBefore === undefined ? undefined : words.clock.notBefore(sayDay(clock.notBefore, language, now))
    return { tone: 'open', words: words.clock.undetermined, due: floor }
  }
  if (clock.state === 'stopped')
    return clock.mark === 'late' ? { tone: 'late', words: words.clock.late } : { tone: 'kept', words: words.clock.kept }
  const said = sayDue(clock, now, language, words)
  const due = said === undefined ? undefined : words.clock.due(said)
  if (clock.state === 'paused') return { tone: 'open', words: words.clock.paused, due }
  const left = sayLeft(clock, now, words)
  const overdue = clock.mark === 'overdue' || (clock.dueAt !== undefined && now.getTime() >= Date.parse(clock.dueAt))
  return {
    tone: overdue ? 'overdue' : clock.mark === 'near' ? 'near' : 'calm',
    words: left,
    due: left === words.clock.dueToday ? undefined : due,
  }
}

/** The running clock that falls due first; clocks without a date come last. */
export function nearest(clocks: readonly ClockView[]): ClockView | undefined {
  const running = clocks.filter(clock => clock.state === 'running' || clock.state === 'undetermined' || clock.state === 'paused')
  return [...running].sort((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'))[0]
}
