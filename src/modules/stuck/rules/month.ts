import { addDays, dayFrom, isWorkingDay, startOfDay } from '../../../calendar/index.ts'
import type { Day, WorkCalendar } from '../../../calendar/index.ts'
import type { ClockView, TrailEntry } from '../../../engine/contract.ts'
import type { Figure } from '../contract.ts'
import { stuckFlow } from '../flows/matter.ts'

/** A civil month in Asia/Shanghai, as instants: [from, until). */
export interface Month {
  /** Its first day. */
  readonly first: Day
  readonly next: Day
  readonly from: Date
  readonly until: Date
}

/** @param month '2026-10' */
export const monthOf = (month: string): Month => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  const first = dayFrom(`${month}-01`)
  const next = dayFrom(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`)
  return { first, next, from: startOfDay(first), until: startOfDay(next) }
}

/** @param months earlier (negative) or later */
export const monthAt = (month: string, months: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

const longestHoliday = 20

/** 月结: the first working day after the month. Undefined while no notice speaks about the days that decide it. */
export const draftedOn = (calendar: WorkCalendar, month: string): Day | undefined => {
  const { next } = monthOf(month)
  for (let ahead = 0; ahead < longestHoliday; ahead++) {
    const works = isWorkingDay(calendar, addDays(next, ahead))
    if (works === undefined) return undefined
    if (works) return addDays(next, ahead)
  }
  return undefined
}

/** Why it got stuck: the root that an answer named, or the rule that a negative answer cites. */
export type Cause = { readonly root: string } | { readonly article: string }

export interface MonthFacts {
  readonly counts: ReadonlySet<Exclude<Figure, 'returned'>>
  /** Named by an answer of this month, so that it counts in one month alone. */
  readonly cause?: Cause
}

const isEnded = (stage: string): boolean => Object.hasOwn(stuckFlow.ends, stage)
const terms: readonly string[] = ['enquiry_within', 'general_within', 'complex_within']

/** Overran a term in this month or before it, and was not done with it before this month began. */
const overran = ({ clock, dueAt, stoppedAt }: ClockView, { from, until }: Month): boolean =>
  terms.includes(clock) &&
  dueAt !== undefined &&
  new Date(dueAt) < until &&
  (stoppedAt === undefined || (stoppedAt >= dueAt && new Date(stoppedAt) >= from))

const said = (entry: TrailEntry | undefined): Readonly<Record<string, string | undefined>> => (entry?.input ?? {}) as never

/** A muddled guide and a person's conduct are roots by the very treatment; a negative answer counts once a second reader agreed. */
const causeOf = (own: readonly TrailEntry[], trail: readonly TrailEntry[]): Cause | undefined => {
  const last = own.findLast(entry => ['answer', 'report_guide', 'report_conduct', 'approve_negative'].includes(entry.action))
  switch (last?.action) {
    case 'answer':
      return said(last)['root'] === undefined ? undefined : { root: said(last)['root']! }
    case 'report_guide':
      return { root: 'guide' }
    case 'report_conduct':
      return { root: 'staff' }
    case 'approve_negative': {
      const report = trail.findLast(entry => ['explain', 'report_negative'].includes(entry.action) && entry.seq < last.seq)
      const article = said(report)['article']
      return article === undefined ? undefined : { article }
    }
    default:
      return undefined
  }
}

/** Undefined: the matter was closed all through the month, or came later. Pure; read again, it says the same of the month. */
export const factsOf = (trail: readonly TrailEntry[], clocks: readonly ClockView[], month: Month): MonthFacts | undefined => {
  const before = trail.filter(entry => new Date(entry.at) < month.from)
  const own = trail.filter(entry => new Date(entry.at) >= month.from && new Date(entry.at) < month.until)
  const stages = [...(before.length > 0 ? [before.at(-1)!.stage] : []), ...own.map(entry => entry.stage)]
  if (stages.every(isEnded)) return undefined
  const counts = new Set<Exclude<Figure, 'returned'>>()
  const did = (...actions: readonly string[]): boolean => own.some(entry => actions.includes(entry.action))
  if (did('open')) counts.add('opened')
  counts.add(isEnded(stages.at(-1)!) ? 'closed' : 'open')
  if (clocks.some(clock => overran(clock, month))) counts.add('late')
  if (did('grant_extension')) counts.add('extended')
  if (did('approve_negative', 'guide_elsewhere')) counts.add('not_doable')
  const cause = causeOf(own, [...before, ...own])
  return { counts, ...(cause ? { cause } : {}) }
}

/** Spelling apart, the same article is the same: 《办法》第六条 and 办法 第六条. */
export const sameArticle = (article: string): string =>
  article
    .normalize('NFKC')
    .replaceAll(/[\s《》〈〉"“”'，,。.、]/gu, '')
    .toLowerCase()
