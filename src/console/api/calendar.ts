import { queryOptions } from '@tanstack/react-query'
import { get, post } from './client.ts'

export interface YearDays {
  readonly year: number
  readonly off: readonly { readonly name: string; readonly from: string; readonly to: string }[]
  readonly worked: readonly { readonly name: string; readonly days: readonly string[] }[]
}

export interface NoticeView {
  readonly year: number
  readonly version: number
  readonly notice: string
  readonly source: string
  readonly state: 'waiting' | 'confirmed' | 'withdrawn'
  /** null: from the command line. */
  readonly enteredByName: string | null
  readonly enteredAt: string
  readonly confirmedByName: string | null
  readonly confirmedAt: string | null
  readonly mayConfirm: boolean
  readonly mayWithdraw: boolean
  readonly days: YearDays
}

export interface CalendarView {
  readonly firstKnown: string
  readonly lastKnown: string
  readonly alarm: boolean
  /** How far the calendar reaches, in the server's words. */
  readonly because: string
  readonly years: readonly (YearDays & { readonly notice: string | null })[]
  readonly notices: readonly NoticeView[]
}

export interface TypedNotice {
  readonly kind: 'csv' | 'json'
  readonly text: string
  readonly year?: number
  readonly notice?: string
  readonly source?: string
}
export interface NoticeFaultView {
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}

export const calendarQuery = queryOptions({ queryKey: ['calendar'], queryFn: () => get<CalendarView>('/api/calendar') })
export const previewNotice = (typed: TypedNotice) =>
  post<{ readonly faults: readonly NoticeFaultView[]; readonly days?: YearDays }>('/api/calendar/preview', typed)
export const enterNotice = (typed: TypedNotice) => post<{ readonly year: number; readonly version: number }>('/api/calendar/notices', typed)
export const decideNotice = ({ year, version }: Pick<NoticeView, 'year' | 'version'>, decision: 'confirm' | 'withdraw') =>
  post<void>(`/api/calendar/notices/${year}/${version}/${decision}`, {})
