import { isRefusal, refuse, type Refusal } from '../kit/refusal.ts'
import { daysBetween, parseDay, weekdayOf, type Day } from './day.ts'

/** One year as its notice words it. */
export interface YearData {
  readonly year: number
  /** Numbers of the notice and of those that changed it; null where not verified. */
  readonly notices: readonly string[] | null
  readonly off: readonly { readonly name: string; readonly from: Day; readonly to: Day }[]
  readonly worked: readonly { readonly name: string; readonly days: readonly Day[] }[]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isName = (value: unknown): value is string => typeof value === 'string' && value.trim().length > 0 && value.length <= 40

/** A notice may begin in the last days of the year before (2018-12-30 off, 2018-12-29 worked). */
const belongs = (day: Day, year: number): boolean =>
  day.startsWith(`${year}-`) || (day >= `${year - 1}-12-20` && day <= `${year - 1}-12-31`)

/** 元旦、劳动节、国庆节 fall on fixed days in every year: a table without them is half typed. */
const FIXED = ['01-01', '05-01', '10-01'] as const
const LONGEST = 12

/** Reads one year and refuses, with the field, whatever cannot be a year's notice. */
export function readYear(data: unknown): YearData | Refusal {
  if (!isRecord(data)) return refuse('not_a_year')
  const { year, notices, off, worked } = data
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 1971 || year > 2999)
    return refuse('year_not_a_number', { field: 'year' })
  if (notices !== null && !(Array.isArray(notices) && notices.length > 0 && notices.every(isName)))
    return refuse('notices_not_numbers', { field: 'notices' })
  if (!Array.isArray(off)) return refuse('not_a_list', { field: 'off' })
  if (!Array.isArray(worked)) return refuse('not_a_list', { field: 'worked' })

  const spans: YearData['off'][number][] = []
  for (const [i, item] of off.entries()) {
    const span = readSpan(item, year, `off[${i}]`)
    if (isRefusal(span)) return span
    spans.push(span)
  }
  const makeUps: YearData['worked'][number][] = []
  for (const [i, item] of worked.entries()) {
    const makeUp = readMakeUp(item, year, `worked[${i}]`)
    if (isRefusal(makeUp)) return makeUp
    makeUps.push(makeUp)
  }
  for (const fixed of FIXED) {
    if (!spans.some(span => span.from <= `${year}-${fixed}` && span.to >= `${year}-${fixed}`)) {
      return refuse('fixed_holiday_missing', { field: 'off', values: { day: `${year}-${fixed}` } })
    }
  }
  return { year, notices: notices as string[] | null, off: spans, worked: makeUps }
}

function readSpan(item: unknown, year: number, field: string): YearData['off'][number] | Refusal {
  if (!isRecord(item) || !isName(item.name)) return refuse('name_missing', { field })
  const from = parseDay(String(item.from))
  const to = parseDay(String(item.to))
  if (from === undefined || to === undefined) return refuse('not_a_day', { field })
  if (!belongs(from, year) || !belongs(to, year)) return refuse('day_of_another_year', { field, values: { year } })
  if (to < from || daysBetween(from, to) >= LONGEST) return refuse('span_not_possible', { field, values: { from, to } })
  return { name: item.name, from, to }
}

function readMakeUp(item: unknown, year: number, field: string): YearData['worked'][number] | Refusal {
  if (!isRecord(item) || !isName(item.name)) return refuse('name_missing', { field })
  if (!Array.isArray(item.days) || item.days.length === 0) return refuse('not_a_list', { field })
  const days: Day[] = []
  for (const text of item.days) {
    const day = parseDay(String(text))
    if (day === undefined) return refuse('not_a_day', { field })
    if (!belongs(day, year)) return refuse('day_of_another_year', { field, values: { year } })
    if (weekdayOf(day) < 6) return refuse('worked_day_not_weekend', { field, values: { day } })
    if (days.includes(day)) return refuse('day_twice', { field, values: { day } })
    days.push(day)
  }
  return { name: item.name, days }
}
