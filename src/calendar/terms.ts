import type { Day } from './day.ts'

export type DayUnit = 'working_days' | 'calendar_days' | 'months'
/** `office_hours` and `office_minutes` run while a unit is open, the others that are shorter than a day on wall time. */
export type Unit = DayUnit | 'minutes' | 'hours' | 'office_hours' | 'office_minutes'

/**
 * What happens when the last day is a statutory rest day. 'next': it moves to the first day after the rest
 * (民法典第二百零三条, 民诉法第八十五条). 'none': it stands; custody never moves (刑诉法第一百零五条).
 */
export type Roll = 'next' | 'none'

export interface Terms {
  /** Whole and positive. */
  readonly amount: number
  readonly unit: Unit
  /** 'next' when absent. Means nothing for working days and hours. */
  readonly roll?: Roll
  /** 当天: the day of the event is the first that counts, where it is a working day; absent: counting begins on the next. */
  readonly first?: 'same_day'
}

export interface Due {
  readonly due: Day
  /** Line by line in Chinese. */
  readonly because: readonly string[]
}

export interface DueAt {
  /** Overdue from this instant on; for a day clock 00:00 of the day after the due day. */
  readonly dueAt: Date
  /** The due day of a day clock; absent for hour clocks. */
  readonly due?: Day
  readonly because: readonly string[]
}

/** 期限待定: no date is stated, because a year's notice is not loaded or because the clock stands still now. */
export interface Undetermined {
  readonly undetermined: true
  readonly reason: 'unknown_year' | 'paused'
  readonly notBefore: Day
  readonly because: readonly string[]
}

export const isUndetermined = (value: object): value is Undetermined => 'undetermined' in value

const NAMES: Record<Unit, string> = {
  working_days: '个工作日',
  calendar_days: '日',
  months: '个月',
  minutes: '分钟',
  hours: '小时',
  office_hours: '个办公小时',
  office_minutes: '个办公分钟',
}
export const spokenTerms = (terms: Terms): string => `${terms.amount}${NAMES[terms.unit]}`

/** A wrong amount is a fault of the caller, who has checked his input before: it throws. */
export function checkTerms(terms: Terms): void {
  if (!Number.isInteger(terms.amount) || terms.amount < 1 || terms.amount > 36_600)
    throw new RangeError(`terms need a whole amount from 1 to 36600, got ${terms.amount}`)
}
