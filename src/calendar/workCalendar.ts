import { isRefusal, refuse, type Refusal } from '../kit/refusal.ts'
import { addDays, weekdayOf, yearOf, type Day } from './day.ts'
import { readYear, type YearData } from './yearData.ts'
import statutory from './data/statutory.json' with { type: 'json' }

/** The statutory calendar: two lists and the last day that a notice of the State Council speaks about. */
export interface WorkCalendar {
  /** Digest of its data, frozen with every due time. */
  readonly version: string
  /** Weekdays and weekend days off by notice, with the name of the holiday. */
  readonly daysOff: ReadonlyMap<Day, string>
  /** Weekend days worked by notice (调休), with the holiday they make up for. */
  readonly workedWeekends: ReadonlyMap<Day, string>
  readonly firstKnown: Day
  readonly lastKnown: Day
  /** Year → number of the notice (国办发明电〔…〕…号); absent where it was not verified. */
  readonly notices: ReadonlyMap<number, string>
  /** What the lists were made from; `withYear` makes a new calendar of it. */
  readonly years: readonly YearData[]
}

export type DayKind = { readonly kind: 'working' | 'weekend' | 'unknown' } | { readonly kind: 'holiday' | 'made_up'; readonly name: string }

export function kindOfDay(calendar: WorkCalendar, day: Day): DayKind {
  if (day < calendar.firstKnown || day > calendar.lastKnown) return { kind: 'unknown' }
  const off = calendar.daysOff.get(day)
  if (off !== undefined) return { kind: 'holiday', name: off }
  const worked = calendar.workedWeekends.get(day)
  if (worked !== undefined) return { kind: 'made_up', name: worked }
  return { kind: weekdayOf(day) > 5 ? 'weekend' : 'working' }
}

/** Undefined for a day that no loaded notice speaks about: the caller must not guess. */
export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean | undefined {
  const { kind } = kindOfDay(calendar, day)
  return kind === 'unknown' ? undefined : kind === 'working' || kind === 'made_up'
}

/** 64-bit FNV-1a: names a version, proves nothing. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

function build(years: readonly YearData[]): WorkCalendar | Refusal {
  const daysOff = new Map<Day, string>()
  const workedWeekends = new Map<Day, string>()
  for (const year of years) {
    for (const { name, from, to } of year.off) for (let day = from; day <= to; day = addDays(day, 1)) daysOff.set(day, name)
    for (const { name, days } of year.worked) for (const day of days) workedWeekends.set(day, name)
  }
  const torn = [...workedWeekends.keys()].find(day => daysOff.has(day))
  if (torn !== undefined) return refuse('day_both_off_and_worked', { field: 'worked', values: { day: torn } })
  const first = years[0]!.year
  const last = years.at(-1)!.year
  return {
    version: `${first}-${last}-${fingerprint(JSON.stringify(years))}`,
    daysOff,
    workedWeekends,
    years,
    firstKnown: `${first}-01-01` as Day,
    lastKnown: `${last}-12-31` as Day,
    notices: new Map(years.flatMap(year => (year.notices ? [[year.year, year.notices.join('、')] as const] : []))),
  }
}

/** Refuses data of a wrong shape, and years that do not follow one another without a gap. */
export function calendarOf(data: readonly unknown[]): WorkCalendar | Refusal {
  const years: YearData[] = []
  for (const item of data) {
    const year = readYear(item)
    if (isRefusal(year)) return year
    if (years.length > 0 && year.year !== years.at(-1)!.year + 1)
      return refuse('year_not_next', { field: 'year', values: { year: year.year } })
    years.push(year)
  }
  return years.length === 0 ? refuse('no_years') : build(years)
}

/**
 * The calendar with one more year, or with one known year replaced (a notice that changes a running year, as in
 * February 2020). A year beyond the next is refused: the days between would be unknown.
 */
export function withYear(calendar: WorkCalendar, data: unknown): WorkCalendar | Refusal {
  const added = readYear(data)
  if (isRefusal(added)) return added
  const first = yearOf(calendar.firstKnown)
  const last = yearOf(calendar.lastKnown)
  if (added.year < first || added.year > last + 1)
    return refuse('year_not_next', { field: 'year', values: { year: added.year, next: last + 1 } })
  return build([...calendar.years.filter(year => year.year !== added.year), added].sort((a, b) => a.year - b.year))
}

let loaded: WorkCalendar | undefined
/** The years committed with this release. Throws only when the committed data are broken, which a test forbids. */
export function loadStatutoryCalendar(): WorkCalendar {
  if (loaded) return loaded
  const calendar = calendarOf(statutory)
  if (isRefusal(calendar)) throw new Error(`statutory.json: ${calendar.because} ${JSON.stringify(calendar.values ?? {})}`)
  return (loaded = calendar)
}
