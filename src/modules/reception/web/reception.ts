import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'
import type { DayShare, Share } from '../rules/shares.ts'

export type { DayShare }
export type BookingShare = Share
export const dayShares = ['published', 'held', 'held_other', 'unsaid', 'cancelled', 'coming'] as const satisfies readonly DayShare[]
export const bookingShares = [
  'booked',
  'waiting',
  'came',
  'missed',
  'called_off',
  'opened',
  'in_hand',
  'solved',
  'silent',
  'unsolved',
  'late',
] as const satisfies readonly Share[]

/** The filters live in the address, so that a figure, a colleague and "back" find the same lines. */
export interface Period {
  readonly place?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}
export interface DaysSearch extends Period {
  readonly share?: DayShare | undefined
}
export interface ReceptionSearch extends Period {
  readonly share?: Share | undefined
}
const text = (search: Record<string, unknown>, key: string, shape: RegExp): string | undefined => {
  const value = search[key]
  return typeof value === 'string' && shape.test(value) ? value : undefined
}
const day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const readPeriod = (search: Record<string, unknown>): Period => ({
  place: text(search, 'place', /^[a-z0-9_]{1,40}$/),
  from: text(search, 'from', day),
  until: text(search, 'until', day),
})
export const readDaysSearch = (search: Record<string, unknown>): DaysSearch => ({
  ...readPeriod(search),
  share: dayShares.find(one => one === search['share']),
})
export const readReceptionSearch = (search: Record<string, unknown>): ReceptionSearch => ({
  ...readPeriod(search),
  share: bookingShares.find(one => one === search['share']),
})

export interface Day {
  readonly id: string
  readonly place: string
  readonly placeName: string
  readonly onDay: string
  readonly from: string
  readonly until: string
  readonly venue: string
  readonly leader: string
  readonly leaderTitle: string
  readonly purpose: string | null
  readonly slots: number
  readonly minutes: number
  readonly free: number
  readonly share: Exclude<DayShare, 'published'>
}
export interface OneDay {
  readonly day: Day
  readonly leaderId: string
  readonly keeps: boolean
  readonly entries: readonly {
    readonly what: 'published' | 'changed' | 'cancelled' | 'held'
    readonly said: string
    readonly why: string | null
    readonly byName: string
    readonly at: string
  }[]
}
export interface Desk {
  readonly items: readonly {
    readonly code: string
    readonly name: string
    readonly leaders: readonly { readonly id: string; readonly name: string; readonly title: string }[]
    readonly days: readonly {
      readonly id: string
      readonly onDay: string
      readonly from: string
      readonly until: string
      readonly leader: string
      readonly venue: string
      readonly free: number
    }[]
  }[]
  /** Present where there is one. */
  readonly key?: string
}

export type Cell = string | number | null
export type Line = Readonly<Record<string, Cell>> & { readonly id: string }
export interface ListColumn {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'number' | 'day' | 'instant'
}
export type BoardRow = Readonly<Record<Share | DayShare | 'offered', number>> & { readonly place: string; readonly placeName: string }
export interface Board {
  readonly rows: readonly BoardRow[]
  readonly columns: readonly ListColumn[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
/** Its key is that of the form on the page: it changes when something was sent, never while somebody types. */
export const deskQuery = (language: string) =>
  queryOptions({ queryKey: ['reception', 'desk', language], staleTime: Infinity, queryFn: () => get<Desk>('/api/reception/desk') })
export const dayQuery = (id: string, language: string) =>
  queryOptions({ queryKey: ['work', 'reception-day', id, language], queryFn: () => get<OneDay>(`/api/reception/days/${id}`) })
export const boardQuery = ({ place, from, until }: Period, language: string) =>
  queryOptions({
    queryKey: ['work', 'reception-board', place, from, until, language],
    queryFn: () => get<Board>('/api/reception/board', { place, from, until }),
  })
export const askDays = (filter: DaysSearch, cursor: string | undefined) => get<Page<Day>>('/api/reception/days', { ...filter, cursor })
export const askList = (filter: ReceptionSearch & { readonly day?: string }, cursor: string | undefined) =>
  get<Page<Line>>('/api/reception/list', { ...filter, cursor })

export interface DayTyped {
  readonly place: string
  readonly onDay: string
  readonly from: string
  readonly leader: string
  readonly venue: string
  readonly purpose?: string
  readonly slots: number
  readonly minutes: number
  readonly why?: string
}
const parts = ({ onDay, from, leader, venue, purpose, slots, minutes }: DayTyped) => ({
  onDay,
  from,
  leader,
  venue,
  slots,
  minutes,
  ...(purpose?.trim() ? { purpose } : {}),
})
export const publishDay = (key: string, typed: DayTyped): Promise<{ id: string }> =>
  post('/api/reception/days', { place: typed.place, ...parts(typed), key })
export const changeDay = (id: string, typed: DayTyped): Promise<unknown> =>
  post(`/api/reception/days/${id}/change`, { ...parts(typed), why: typed.why })
export const cancelDay = (id: string, why: string): Promise<unknown> => post(`/api/reception/days/${id}/cancel`, { why })
export const sayHeld = (id: string, held: 'promised' | 'other', note?: string): Promise<unknown> =>
  post(`/api/reception/days/${id}/held`, { held, ...(note?.trim() ? { note } : {}) })

export interface BookTyped {
  readonly channel: 'window' | 'phone'
  readonly day: string
  readonly words: string
  readonly name: string
  readonly phone: string
  readonly first?: boolean
  readonly helper?: string
}
export interface Booked {
  readonly matter: string
  readonly number: string
  readonly code: string
  readonly onDay: string
  readonly at: string
  readonly venue: string
  readonly leader: string
  readonly url: string
}
export const book = (key: string, { first, helper, ...typed }: BookTyped): Promise<Booked> =>
  post<Booked>('/api/reception/intake', { ...typed, ...(first ? { first } : {}), ...(helper?.trim() ? { helper } : {}), key })
