/** A civil day in Asia/Shanghai, 'YYYY-MM-DD'. Never a Date: an instant is a Date and is called …At. Sorts as text. */
export type Day = string & { readonly __day: true }

/** ISO: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const MS_OF_DAY = 86_400_000
/** China has kept +08:00 without summer time since 1991; every statutory clock is younger. */
const SHANGHAI_MS = 8 * 3_600_000
const NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

const numberOf = (day: Day): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_OF_DAY
const ofNumber = (n: number): Day => new Date(n * MS_OF_DAY).toISOString().slice(0, 10) as Day

/** Undefined for anything but an existing day written YYYY-MM-DD between 1970 and 2999. */
export function parseDay(text: string): Day | undefined {
  if (!/^(19[7-9]\d|2\d{3})-\d{2}-\d{2}$/.test(text)) return undefined
  const day = text as Day
  const n = numberOf(day)
  return Number.isFinite(n) && ofNumber(n) === day ? day : undefined
}

/** For days written in code and data that must be right; throws on anything else. */
export function dayFrom(text: string): Day {
  const read = parseDay(text)
  if (read === undefined) throw new RangeError(`not a day: ${text}`)
  return read
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
export const addDays = (day: Day, days: number): Day => ofNumber(numberOf(day) + days)
/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)
/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): Weekday => (((((numberOf(day) + 3) % 7) + 7) % 7) + 1) as Weekday
export const weekdayName = (day: Day): string => NAMES[weekdayOf(day) - 1]!
/** '2026-10-01 周四' */
export const spokenDay = (day: Day): string => `${day} ${weekdayName(day)}`

/** The corresponding day of a later month, or the last day of that month where it has none (民法典第二百零二条). */
export function addMonths(day: Day, months: number): Day {
  const first = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1) / MS_OF_DAY
  const following = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) + months, 1) / MS_OF_DAY
  return ofNumber(Math.min(first + Number(day.slice(8, 10)) - 1, following - 1))
}

/** The civil day in Shanghai on which the instant falls. */
export const dayOf = (instant: Date): Day => new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10) as Day
/** 00:00 in Shanghai. */
export const startOfDay = (day: Day): Date => new Date(numberOf(day) * MS_OF_DAY - SHANGHAI_MS)
/** 'HH:MM' in Shanghai. */
export const timeOf = (instant: Date): string => new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(11, 16)
/** '2026-10-01 周四 09:30' */
export const spokenInstant = (instant: Date): string => `${spokenDay(dayOf(instant))} ${timeOf(instant)}`
