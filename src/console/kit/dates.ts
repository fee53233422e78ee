import type { Language } from './language.ts'

/** Instants and civil days as people read them, always in Asia/Shanghai whatever the machine's zone. */

const zone = 'Asia/Shanghai'
const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB')

const civil = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The civil day of an instant, 'YYYY-MM-DD'. */
export const dayOfInstant = (at: Date): string => civil.format(at)

/** Whole civil days from one day to another; negative when `to` lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** 9月22日（周二）; the year only when it is not that of `now`. */
export function sayDay(day: string, language: Language, now?: Date): string {
  const at = new Date(`${day}T12:00:00+08:00`)
  const year = now !== undefined && dayOfInstant(now).slice(0, 4) === day.slice(0, 4) ? {} : { year: 'numeric' as const }
  const date = new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    ...year,
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(at)
  const week = new Intl.DateTimeFormat(locale(language), { timeZone: zone, weekday: 'short' }).format(at)
  return language === 'zh' ? `${date}（${week}）` : `${week} ${date}`
}

/** 17:00 */
export const sayTime = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)

/** 9月17日（周四）17:00 */
export const sayInstant = (at: Date, language: Language, now?: Date): string =>
  `${sayDay(dayOfInstant(at), language, now)}${language === 'zh' ? '' : ' '}${sayTime(at)}`
