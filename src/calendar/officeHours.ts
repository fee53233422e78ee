import { refuse, type Refusal } from '../kit/refusal.ts'
import { addDays, dayOf, parseDay, spokenDay, spokenInstant, startOfDay, timeOf, weekdayOf, yearOf, type Day, type Weekday } from './day.ts'
import { Runs, unknownLine } from './because.ts'
import type { StandStill } from './pauses.ts'
import type { Undetermined } from './terms.ts'
import { kindOfDay, type WorkCalendar } from './workCalendar.ts'

/** 'HH:MM' to 'HH:MM', 24:00 allowed as the end. */
export interface Opening {
  readonly from: string
  readonly to: string
}

/**
 * When a unit's window is open. Evening and Saturday opening (夜市、周六晨办) move office-hour clocks; they never make a
 * Saturday a working day.
 */
export interface OfficeHours {
  /** By weekday, 1 = Monday. Saturday and Sunday hold on ordinary weekends; on a statutory holiday nothing opens. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Opening[]>>>
  /** Whose hours a make-up day (调休上班) has; Monday's when absent. */
  readonly madeUpAs?: Weekday
  /** 中午不打烊: on working days the gap over noon is open too. */
  readonly noonOpen?: boolean
  /** Whose hours they are, for the explanation; absent where nobody asks. */
  readonly of?: 'window' | 'city'
  /** One-off days; they replace everything else, an empty list closes the day. */
  readonly special?: Readonly<Record<string, readonly Opening[]>>
}

interface Minutes {
  readonly from: number
  readonly to: number
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const NOON = 12 * 60 + 30

function faultIn(openings: readonly Opening[], field: string): Refusal | undefined {
  let last = -1
  for (const { from, to } of openings) {
    if (!TIME.test(from) || !TIME.test(to)) return refuse('not_a_time', { field })
    if (minutes(from) >= minutes(to) || minutes(from) < last) return refuse('openings_out_of_order', { field, values: { from, to } })
    last = minutes(to)
  }
  return undefined
}

/** Undefined when the hours can be used: times exist, stand in order, and some weekday opens. */
export function faultOfOfficeHours(hours: OfficeHours): Refusal | undefined {
  for (const [weekday, openings] of Object.entries(hours.weekly)) {
    if (!/^[1-7]$/.test(weekday)) return refuse('not_a_weekday', { field: `weekly.${weekday}` })
    const fault = faultIn(openings, `weekly.${weekday}`)
    if (fault) return fault
  }
  for (const [text, openings] of Object.entries(hours.special ?? {})) {
    if (parseDay(text) === undefined) return refuse('not_a_day', { field: `special.${text}` })
    const fault = faultIn(openings, `special.${text}`)
    if (fault) return fault
  }
  const opens = ([1, 2, 3, 4, 5] as const).some(weekday => (hours.weekly[weekday]?.length ?? 0) > 0)
  return opens ? undefined : refuse('never_open', { field: 'weekly' })
}

const overNoon = (openings: readonly Minutes[]): Minutes[] => {
  const joined: Minutes[] = []
  for (const opening of openings) {
    const last = joined.at(-1)
    if (last && last.to <= NOON && NOON <= opening.from) joined[joined.length - 1] = { from: last.from, to: opening.to }
    else joined.push(opening)
  }
  return joined
}

const read = (openings: readonly Opening[] | undefined): Minutes[] =>
  (openings ?? []).map(({ from, to }) => ({ from: minutes(from), to: minutes(to) }))

/** Undefined on a day that no loaded notice speaks about. */
export function openingsOn(calendar: WorkCalendar, hours: OfficeHours, day: Day): readonly Minutes[] | undefined {
  const special = hours.special?.[day]
  if (special) return read(special)
  const { kind } = kindOfDay(calendar, day)
  if (kind === 'unknown') return undefined
  if (kind === 'holiday') return []
  const openings = read(hours.weekly[kind === 'made_up' ? (hours.madeUpAs ?? 1) : weekdayOf(day)])
  return hours.noonOpen && kind !== 'weekend' ? overNoon(openings) : openings
}

const MS_OF_MINUTE = 60_000
/** '2小时30分' */
export function spokenSpan(ms: number): string {
  const whole = Math.round(ms / MS_OF_MINUTE)
  const hours = Math.floor(whole / 60)
  return `${hours > 0 ? `${hours}小时` : ''}${whole % 60 > 0 || hours === 0 ? `${whole % 60}分` : ''}`
}

/** The pieces of [from, to) in which the clock runs. */
function* running(from: number, to: number, still: StandStill): Generator<{ from: number; to: number }> {
  let at = from
  for (const pause of still) {
    if (pause.to <= at || pause.from >= to) continue
    if (pause.from > at) yield { from: at, to: pause.from }
    at = Math.min(pause.to, to)
  }
  if (at < to) yield { from: at, to }
}

/** What an explanation says first of a clock that runs while somebody is open. */
export const hoursLine = (hours: OfficeHours | undefined): string | undefined =>
  hours?.of === undefined ? undefined : hours.of === 'window' ? '按窗口公布的开门时间计' : '按本市办公时间计'

export interface Reached {
  readonly at: Date
  readonly lines: readonly string[]
}

/** Adds open time only. Pauses take exactly the open time they cover. */
export function addOfficeTime(
  calendar: WorkCalendar,
  hours: OfficeHours,
  start: Date,
  ms: number,
  still: StandStill,
): Reached | Undetermined {
  const fault = faultOfOfficeHours(hours)
  if (fault) throw new RangeError(`office hours: ${fault.because} ${fault.field ?? ''}`)
  const lines: string[] = []
  let closed = new Runs('')
  const said = (): string[] => {
    lines.push(...closed.lines())
    closed = new Runs('')
    return lines
  }
  let left = ms
  for (let day = dayOf(start); ; day = addDays(day, 1)) {
    const midnight = startOfDay(day).getTime()
    if (still.at(-1)?.to === Infinity && still.at(-1)!.from <= midnight) {
      return { undetermined: true, reason: 'paused', notBefore: dayOf(start), because: [...said(), '计时暂停中，恢复后重新计算到期时间'] }
    }
    const openings = openingsOn(calendar, hours, day)
    if (openings === undefined) {
      const notBefore = day > calendar.lastKnown && dayOf(start) < calendar.lastKnown ? calendar.lastKnown : dayOf(start)
      return { undetermined: true, reason: 'unknown_year', notBefore, because: [...said(), unknownLine(yearOf(day), notBefore)] }
    }
    if (openings.length === 0) {
      closed.add(day, day, { sort: 'closed' })
      continue
    }
    const kind = kindOfDay(calendar, day)
    const named = `${spokenDay(day)}${kind.kind === 'made_up' ? `（${kind.name}调休上班）` : kind.kind === 'weekend' ? '（休息日，不算工作日）' : ''}`
    let used = 0
    for (const opening of openings) {
      const from = Math.max(midnight + opening.from * MS_OF_MINUTE, start.getTime())
      for (const piece of running(from, midnight + opening.to * MS_OF_MINUTE, still)) {
        if (piece.to - piece.from < left) {
          left -= piece.to - piece.from
          used += piece.to - piece.from
          continue
        }
        const at = new Date(piece.from + left)
        return { at, lines: [...said(), `${named}：开门至 ${timeOf(at)} 计${spokenSpan(used + left)}，计满`] }
      }
    }
    if (used > 0) said().push(`${named}：开门计${spokenSpan(used)}`)
  }
}

/** Adds wall time; pauses take exactly what they cover. */
export function addWallTime(start: Date, ms: number, still: StandStill): Reached | Undetermined {
  let at = start.getTime()
  let left = ms
  const lines: string[] = []
  for (const pause of still) {
    if (pause.to <= at) continue
    const run = Math.max(0, pause.from - at)
    if (left <= run && left > 0) break
    left -= run
    if (pause.to === Infinity) {
      return { undetermined: true, reason: 'paused', notBefore: dayOf(start), because: [...lines, '计时暂停中，恢复后重新计算到期时间'] }
    }
    lines.push(`${spokenInstant(new Date(pause.from))} 至 ${spokenInstant(new Date(pause.to))}：计时暂停，不计`)
    at = pause.to
  }
  return { at: new Date(at + left), lines }
}
