import { dayOf, dueOf, isUndetermined } from '../../calendar/index.ts'
import type { Day, DayUnit } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { inOfficeTime } from '../../engine/index.ts'
import { termsSchema } from '../../engine/rules/terms.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { findCaller } from '../../org/caller.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import { z } from 'zod'
import { words } from './words.ts'

const freshFor = 60_000

/** Everything that decides who would call. */
export interface CallerWanted {
  readonly unit: string
  readonly rated: readonly string[]
  readonly finishedAt: Date
  readonly by: 'department' | 'centre'
}

/** The organisation as the citizen's page needs it: names of units, and the title of whoever would call. */
export class People {
  readonly #house: House
  readonly #snapshots = new Map<string, Promise<OrgSnapshot>>()
  #known = { from: -Infinity, day: '' }
  constructor(house: House) {
    this.#house = house
  }

  /** Read anew every minute; a page asks for the same few days again and again. */
  #snapshot(day: Day): Promise<OrgSnapshot> {
    const now = this.#house.clock.now()
    const age = now.getTime() - this.#known.from
    if (this.#known.day !== dayOf(now) || age < 0 || age >= freshFor) {
      this.#known = { from: now.getTime(), day: dayOf(now) }
      this.#snapshots.clear()
    }
    const known = this.#snapshots.get(day)
    if (known) return known
    const read = this.#house.as({ kind: 'system', city: this.#house.city, name: 'intake' }, tx => this.#house.org.snapshot(tx, day))
    this.#snapshots.set(day, read)
    read.catch(() => {
      if (this.#snapshots.get(day) === read) this.#snapshots.delete(day)
    })
    return read
  }

  async unitName(unit: string): Promise<string> {
    const org = await this.#snapshot(dayOf(this.#house.clock.now()))
    const own = org.units.get(unit)
    const parent = own?.parent === undefined ? undefined : org.units.get(own.parent)
    return [parent?.name, own?.name].filter(Boolean).join('')
  }

  /**
   * 执行局局长: the title of the post that would call, found as the callback room will find it. Names nobody.
   * @param centre how the city calls its callback centre; said only where the centre itself would call
   */
  async callerTitle({ unit, rated, finishedAt, by }: CallerWanted, centre: string): Promise<string> {
    const { route, title } = await findCaller(day => this.#snapshot(day), dayOf(this.#house.clock.now()), {
      unit,
      rated,
      round: 1,
      wantsCentre: by === 'centre',
      finishedOn: dayOf(finishedAt),
      ...nightOf(this.#house, finishedAt),
    })
    return isRefusal(route) || title === undefined ? words.nobody : by === 'centre' && route.role === 'callback_centre' ? centre : title
  }
}

/** The callback room's own key of the programme; the same default as there. */
const overdueSettings = z.looseObject({ centre_takes_over: z.enum(['asked', 'may', 'overdue']).default('asked') })

/** Whether the callback centre may come to call without having been asked, once the promise is broken: whoever wishes a call is told before. */
export const centreMayTakeOver = (house: Pick<House, 'programmes'>): boolean =>
  house.programmes.current().settings('callback', overdueSettings).centre_takes_over !== 'asked'

/** The callback room's own key of the programme; the same default as there, which a test of the loops compares. */
const promiseSettings = z.looseObject({ call_within: termsSchema.default({ amount: 1, unit: 'working_days', roll: 'next' }) })

/**
 * The day by which somebody will have called; undefined while a year's notice is missing. The callback's clock says the
 * same, since it starts at the instant of the announcement, which is this one.
 */
export const promisedDay = (house: House, now: Date): string | undefined => {
  const terms = house.programmes.current().settings('callback', promiseSettings).call_within
  if (terms.unit === 'hours') return dayOf(new Date(now.getTime() + terms.amount * 3_600_000))
  const due = dueOf(house.calendar(), { from: dayOf(now), amount: terms.amount, unit: terms.unit as DayUnit, roll: terms.roll })
  return isUndetermined(due) ? undefined : due.due
}

const dayNames = {
  zh: ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const

/** 9月17日（周四）; with the year where it lies far ahead. */
export const spokenDate = (date: string, lang: 'zh' | 'en', withYear = false): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return lang === 'zh'
    ? `${withYear ? `${year}年` : ''}${month}月${day}日（周${dayNames.zh[weekday]}）`
    : `${dayNames.en[weekday]}, ${date}`
}

/** Outside of office hours the leader on duty stands in, so the call must know it. */
export const nightOf = (house: Pick<House, 'calendar' | 'programmes'>, finishedAt: Date): { readonly nightAt?: string } =>
  inOfficeTime(house, finishedAt) ? {} : { nightAt: finishedAt.toISOString() }
