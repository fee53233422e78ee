import type { MatterView } from '../api/matters.ts'
import { nearest } from '../kit/clockReading.ts'
import { dayOfInstant, daysBetween, sayDay, sayTime } from '../kit/dates.ts'
import type { Language } from '../kit/language.ts'
import type { KitWords } from '../kit/words.ts'
import { kinds } from '../rooms.ts'

export interface WorkSummary {
  readonly calls: number
  readonly others: number
  readonly overdue: number
  /** When the first that is not yet overdue falls due, as said: 17:00 today, 明天, 9月22日（周二）. */
  readonly earliest?: string
}

export function summarise(items: readonly MatterView[], now: Date, language: Language, words: KitWords): WorkSummary {
  const calls = items.filter(matter => kinds[matter.kind]?.calls?.includes(matter.stage)).length
  const dues = items.flatMap(matter => {
    const due = nearest(matter.clocks)?.dueAt
    return due === undefined ? [] : [Date.parse(due)]
  })
  const ahead = dues.filter(due => due > now.getTime())
  return {
    calls,
    others: items.length - calls,
    overdue: dues.length - ahead.length,
    earliest: ahead.length === 0 ? undefined : sayWhen(new Date(Math.min(...ahead)), now, language, words),
  }
}

/** Midnight ends the day before it: a due of 00:00 is told as the day, not as an hour nobody works. */
function sayWhen(at: Date, now: Date, language: Language, words: KitWords): string {
  const midnight = sayTime(at) === '00:00'
  const day = dayOfInstant(midnight ? new Date(at.getTime() - 1) : at)
  const away = daysBetween(dayOfInstant(now), day)
  const named = away === 0 ? words.today : away === 1 ? words.tomorrow : sayDay(day, language, now)
  return midnight ? named.trim() : away === 0 ? sayTime(at) : `${named}${sayTime(at)}`
}
