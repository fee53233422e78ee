import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'

export interface Booking {
  readonly id: string
  readonly number: string
  /** Civil day. */
  readonly onDay: string
  readonly at: string
  readonly window: string
  readonly name: string
  readonly item: string | null
  readonly helper: string | null
  readonly first: boolean
  readonly about: string | null
  readonly stage: 'booked' | 'came' | 'missed'
}

// Below 'work': whatever happens to a matter that one sees makes it stale.
export const bookingsQuery = queryOptions({
  queryKey: ['work', 'stuck-bookings'],
  queryFn: () => get<{ readonly items: readonly Booking[]; readonly today?: string }>('/api/stuck/bookings'),
})
export const mark = (id: string, action: 'record_came' | 'record_missed'): Promise<unknown> =>
  post(`/api/matters/${encodeURIComponent(id)}/actions/${action}`, {})

/** By day, each in the server's order. */
export const byDay = (items: readonly Booking[]): readonly (readonly [day: string, bookings: readonly Booking[]])[] =>
  [...new Set(items.map(one => one.onDay))].map(day => [day, items.filter(one => one.onDay === day)] as const)
