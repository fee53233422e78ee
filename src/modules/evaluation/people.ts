import { dayOf, timeOf } from '../../calendar/index.ts'
import { dueOf, isUndetermined, isWorkingDay } from '../../calendar/index.ts'
import type { DayUnit } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { termsSchema } from '../../engine/rules/terms.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import { callbackRoute } from '../../org/rules/routing.ts'
import { z } from 'zod'
import { words } from './words.ts'

const freshFor = 60_000

/** The organisation as the citizen's page needs it: names of units, and the title of whoever would call. */
export class People {
  readonly #house: House
  #known: { readonly at: number; readonly day: string; readonly org: Promise<OrgSnapshot> } | undefined
  constructor(house: House) { this.#house = house }

  snapshot(): Promise<OrgSnapshot> {
    const now = this.#house.clock.now()
    const day = dayOf(now)
    const age = this.#known ? now.getTime() - this.#known.at : Infinity
    if (this.#known?.day === day && age >= 0 && age < freshFor) return this.#known.org
    const org = this.#house.as({ kind: 'system', city: this.#house.city, name: 'intake' }, tx => this.#house.org.snapshot(tx, day))
    this.#known = { at: now.getTime(), day, org }
    org.catch(() => { this.#known = undefined })
    return org
  }

  async unitName(unit: string): Promise<string> {
    const org = await this.snapshot()
    const own = org.units.get(unit)
    const parent = own?.parent === undefined ? undefined : org.units.get(own.parent)
    return [parent?.name, own?.name].filter(Boolean).join('')
  }

  /** 执行局局长: the title of the post that would call, routed around the rated. Names nobody. */
  async callerTitle(unit: string, rated: readonly string[], wantsCentre: boolean): Promise<string> {
    const org = await this.snapshot()
    const route = callbackRoute(org, { unit, rated, wantsCentre, round: 1 })
    if (isRefusal(route)) return words.nobody
    const title = org.holdings.find(held => held.unit === route.unit && held.role === route.role && held.person === route.person)?.title
    const name = org.units.get(route.unit)?.name ?? ''
    return title === undefined ? `${name}${words.nobody}` : title.startsWith(name) ? title : `${name}${title}`
  }
}

/** The callback room's own key of the programme; the same default as there, which a test of the loops compares. */
const promiseSettings = z.looseObject({ call_within: termsSchema.default({ amount: 1, unit: 'working_days', roll: 'next' }) })

/** The day by which somebody will have called, as the callback's clock will say; undefined while a year's notice is missing. */
export const promisedDay = (house: House): string | undefined => {
  const now = house.clock.now()
  const terms = house.programmes.current().settings('callback', promiseSettings).call_within
  if (terms.unit === 'hours') return dayOf(new Date(now.getTime() + terms.amount * 3_600_000))
  const due = dueOf(house.calendar(), { from: dayOf(now), amount: terms.amount, unit: terms.unit as DayUnit, roll: terms.roll })
  return isUndetermined(due) ? undefined : due.due
}

const dayNames = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] } as const

/** 9月17日（周四） */
export const spokenDate = (date: string, lang: 'zh' | 'en'): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return lang === 'zh' ? `${month}月${day}日（周${dayNames.zh[weekday]}）` : `${dayNames.en[weekday]}, ${date}`
}

/** Outside of office hours the leader on duty stands in, so the call must know it. */
export const isNight = (house: Pick<House, 'calendar'>, at: Date): boolean => isWorkingDay(house.calendar(), dayOf(at)) === false || timeOf(at) < '08:30' || timeOf(at) >= '18:00'
