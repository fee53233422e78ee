import { createHmac, randomBytes } from 'node:crypto'
import { dayOf } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { EvaluationSettings } from './settings.ts'

const mostKnown = 100_000

/**
 * How often something happened today. In memory and by a salt that is thrown away with the day: a table of windows,
 * numbers and days would tell who was there. After a restart the day begins anew, which errs on the citizen's side.
 */
export class Bounds {
  #day = ''
  #salt = randomBytes(32)
  readonly #counts = new Map<string, number>()

  /** @returns false when it has happened `most` times today; then it is not counted. */
  take(now: Date, most: number, ...what: readonly string[]): boolean {
    const key = this.#keyOf(now, what)
    const count = this.#counts.get(key) ?? 0
    if (count >= most) return false
    this.#counts.delete(key)
    this.#counts.set(key, count + 1)
    if (this.#counts.size > mostKnown) this.#counts.delete(this.#counts.keys().next().value as string)
    return true
  }

  has(now: Date, ...what: readonly string[]): boolean {
    return this.#counts.has(this.#keyOf(now, what))
  }

  #keyOf(now: Date, what: readonly string[]): string {
    if (dayOf(now) !== this.#day) {
      this.#day = dayOf(now)
      this.#salt = randomBytes(32)
      this.#counts.clear()
    }
    return createHmac('sha256', this.#salt).update(JSON.stringify(what)).digest('base64url')
  }
}

/** A number that a stranger typed at a posted code is asked for once a day, whoever typed it; and one place asks for no more than a busy hall would. */
export const wishOverBounds = (
  bounds: Bounds,
  settings: EvaluationSettings,
  place: string,
  phone: string,
  now: Date,
): Refusal | undefined => {
  if (bounds.has(now, 'number', phone)) return refuse('number_asked_enough', { field: 'phone' })
  if (!bounds.take(now, settings.window_wishes_a_day, 'wishes', place)) return refuse('window_wishes_enough', { field: 'wish' })
  bounds.take(now, 1, 'number', phone)
  return undefined
}
