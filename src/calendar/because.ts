import { addDays, addMonths, spokenDay, type Day } from './day.ts'
import { kindOfDay, type WorkCalendar } from './workCalendar.ts'

const span = (from: Day, to: Day): string => (from === to ? spokenDay(from) : `${spokenDay(from)} 至 ${spokenDay(to)}`)
const places = (first: number, last: number): string => (first === last ? `第${first}` : `第${first}至${last}`)

export const startLine = (from: Day): string => `${spokenDay(from)}：起算，当日不计入`
export const sameDayLine = (from: Day): string => `${spokenDay(from)}：起算，当日是工作日就计入`
export const dueLine = (due: Day): string => `${spokenDay(due)}：到期；${addDays(due, 1)} 零时起逾期`
export const standsLine = (end: Day, name: string): string => `${spokenDay(end)}：期满日为${name}，此类期限不顺延`
export const workedLine = (end: Day, name: string): string => `${spokenDay(end)}：${name}调休上班，是工作日，期满不再顺延`
export const unknownLine = (year: number, notBefore: Day): string => `${year}年放假安排未载入，期限待定，不早于 ${spokenDay(notBefore)}`

export function monthLine(from: Day, months: number): string {
  const end = addMonths(from, months)
  return from.slice(8) === end.slice(8)
    ? `${months}个月：到期月的对应日为 ${spokenDay(end)}`
    : `${months}个月：到期月没有对应日，月末日为 ${spokenDay(end)}`
}

export type Run =
  | { readonly sort: 'counted' | 'weekend' | 'paused' | 'rolled' | 'expiring' | 'closed' }
  | { readonly sort: 'made_up' | 'holiday' | 'rolled_holiday'; readonly name: string }

/** Collects neighbouring days of one sort into one line, so that sixty days stay readable. */
export class Runs {
  readonly #lines: string[] = []
  readonly #unit: string
  #open: { run: Run; key: string; from: Day; to: Day; first: number; last: number } | undefined

  /** `unit` stands behind the place: 第3至7个工作日. */
  constructor(unit: string) {
    this.#unit = unit
  }

  /** `place` is the number of the counted day; 0 for days that do not count. */
  add(from: Day, to: Day, run: Run, firstPlace = 0, lastPlace = firstPlace): void {
    const key = 'name' in run ? `${run.sort} ${run.name}` : run.sort
    if (this.#open?.key === key && addDays(this.#open.to, 1) === from) {
      this.#open = { ...this.#open, to, last: lastPlace }
      return
    }
    this.#close()
    this.#open = { run, key, from, to, first: firstPlace, last: lastPlace }
  }

  #close(): void {
    if (!this.#open) return
    const { run, from, to, first, last } = this.#open
    this.#lines.push(`${span(from, to)}：${this.#say(run, first, last)}`)
    this.#open = undefined
  }

  #say(run: Run, first: number, last: number): string {
    switch (run.sort) {
      case 'counted':
        return `${places(first, last)}${this.#unit}`
      case 'made_up':
        return `${run.name}调休上班，${places(first, last)}${this.#unit}`
      case 'holiday':
        return `${run.name}放假，不计`
      case 'weekend':
        return '休息日，不计'
      case 'paused':
        return '计时暂停，不计'
      case 'rolled':
        return '休息日，期满日顺延'
      case 'rolled_holiday':
        return `${run.name}放假，期满日顺延`
      case 'closed':
        return '不开门，不计'
      case 'expiring':
        return '日终时计时暂停，恢复后另计一日'
    }
  }

  lines(): string[] {
    this.#close()
    return this.#lines
  }
}

/** The notices that speak about the days from `from` to `to`. */
export function groundLines(calendar: WorkCalendar, from: Day, to: Day): string[] {
  const lines: string[] = []
  for (const year of calendar.years) {
    if (`${year.year}-12-31` < from || `${year.year}-01-01` > to) continue
    lines.push(`依据：${year.year}年放假安排${calendar.notices.get(year.year) ?? '（文号未核实）'}`)
  }
  return lines
}

/** What a person calls the rest day; undefined for working and unknown days. */
export function restName(calendar: WorkCalendar, day: Day): string | undefined {
  const kind = kindOfDay(calendar, day)
  return kind.kind === 'holiday' ? `${kind.name}放假` : kind.kind === 'weekend' ? '休息日' : undefined
}
