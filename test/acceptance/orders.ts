import { readFileSync } from 'node:fs'
import { addDays, dayFrom, weekdayOf } from '../../src/calendar/index.ts'

/** One line of a hotline's file, as far as this program reads it; the rest goes through the mapping untouched. */
export interface Order {
  readonly id: string
  readonly date: string
  readonly body?: string | null
  readonly days_to_first_perfunctory?: number | null
  readonly days_to_first_explanation?: number | null
  readonly days_to_first_substantive?: number | null
}

export const readOrders = (path: string): Order[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Order)

/** The reply as it was judged by those who coded it; it decides how likely the person was to be content. */
export const chanceOfPoor = (order: Order): number => {
  if (typeof order.days_to_first_perfunctory === 'number') return 0.5
  if (typeof order.days_to_first_substantive === 'number') return 0.06
  return typeof order.days_to_first_explanation === 'number' ? 0.2 : 0.12
}

const isDate = (text: unknown): boolean => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text)

export const firstDay = dayFrom('2026-09-07')
export const lastDay = dayFrom('2026-09-25')

/**
 * The same orders in the same sequence, as if they had been done in three weeks of September 2026: nothing older than a
 * quarter can be rated. Every other one gets an invented number. A date that is none stays as it is.
 */
export const asOfToday = (orders: readonly Order[]): string => {
  const days = Array.from({ length: 19 }, (_, n) => addDays(firstDay, n)).filter(day => weekdayOf(day) < 6)
  const sequence = new Map(
    orders
      .filter(order => isDate(order.date))
      .map((order, at) => ({ order, at }))
      .sort((a, b) => (a.order.date < b.order.date ? -1 : a.order.date > b.order.date ? 1 : a.at - b.at))
      .map(({ order }, at) => [order, at] as const),
  )
  return orders
    .map((order, at) => {
      const place = sequence.get(order)
      const minute = 9 * 60 + ((at * 37) % (8 * 60))
      const date =
        place === undefined
          ? order.date
          : `${days[Math.floor((place * days.length) / sequence.size)]} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
      return JSON.stringify({ ...order, date, ...(at % 2 === 0 ? { phone: `100${String(30_000_000 + at)}` } : {}) })
    })
    .join('\n')
}
