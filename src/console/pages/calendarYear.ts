import type { YearDays } from '../api/calendar.ts'

export type DayMark = 'off' | 'made_up' | 'weekend' | 'working'
export interface CalendarDay {
  readonly day: string
  readonly number: number
  readonly mark: DayMark
  readonly name?: string
}
/** Weeks from Monday; undefined where the week reaches into another month. */
export interface CalendarMonth {
  readonly month: number
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[]
}

const msOfDay = 86_400_000
const text = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A year by month, with its days off and the weekend days that are worked. */
export function monthsOf({ year, off, worked }: YearDays): readonly CalendarMonth[] {
  const names = new Map<string, string>()
  for (const span of off) for (let at = Date.parse(span.from); at <= Date.parse(span.to); at += msOfDay) names.set(text(at), span.name)
  const madeUp = new Map(worked.flatMap(one => one.days.map(day => [day, one.name] as const)))
  return Array.from({ length: 12 }, (_, month) => {
    const first = Date.UTC(year, month, 1)
    const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    const lead = (new Date(first).getUTCDay() + 6) % 7
    const cells = Array.from({ length: Math.ceil((lead + length) / 7) * 7 }, (__, at): CalendarDay | undefined => {
      const number = at - lead + 1
      if (number < 1 || number > length) return undefined
      const day = text(first + (number - 1) * msOfDay)
      const name = names.get(day) ?? madeUp.get(day)
      const mark: DayMark = names.has(day) ? 'off' : madeUp.has(day) ? 'made_up' : at % 7 > 4 ? 'weekend' : 'working'
      return { day, number, mark, ...(name === undefined ? {} : { name }) }
    })
    return { month: month + 1, weeks: Array.from({ length: cells.length / 7 }, (__, week) => cells.slice(week * 7, week * 7 + 7)) }
  })
}
