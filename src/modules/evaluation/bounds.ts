import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { EvaluationSettings } from './settings.ts'
import { countWithin } from './store/bounds.ts'

/** Something that may happen so often a day, and why no more of it is taken. */
export interface Bound {
  readonly what: readonly string[]
  readonly most: number
  readonly full: Refusal
}

/**
 * How often something happened today, for all servers of one database: a visitor must not get twice as much where two
 * stand. A table of windows, numbers and days would tell who was there; so what is counted is kept only as a keyed digest,
 * hashed once more with a salt that goes with the day, in a table that no log, standby or backup has.
 */
export class Bounds {
  readonly #house: House
  constructor(house: House) {
    this.#house = house
  }

  /** Counts all of these, or none. @returns the first that has its fill; all callers name their kinds in the same order */
  async take(now: Date, bounds: readonly Bound[]): Promise<Bound | undefined> {
    const { as, city, keys } = this.#house
    const marks = bounds.map(({ what }) => keys.digest('bound', city, ...what))
    const most = bounds.map(bound => bound.most)
    const full = await as({ kind: 'system', city, name: 'intake' }, tx => countWithin(tx, dayOf(now), keys.randomBytes(32), marks, most))
    return bounds[full - 1]
  }
}

/** A number that a stranger typed at a posted code is asked for once a day, whoever typed it; and one place asks for no more than a busy hall would. */
export const wishBounds = (settings: EvaluationSettings, place: string, phone: string): readonly Bound[] => [
  { what: ['number', phone], most: 1, full: refuse('number_asked_enough', { field: 'phone' }) },
  { what: ['wishes', place], most: settings.window_wishes_a_day, full: refuse('window_wishes_enough', { field: 'wish' }) },
]
