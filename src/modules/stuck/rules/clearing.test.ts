import { describe, expect, it } from 'vitest'
import { dayFrom, loadStatutoryCalendar } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import type { Check } from '../../../engine/room.ts'
import { stuckSettings } from '../settings.ts'
import { clearingDay, escalateUncleared, escalateWeek, explainWeek, listOpensOn } from './clearing.ts'

const calendar = loadStatutoryCalendar()
const settings = stuckSettings.parse({})
const days = (...all: readonly string[]) => all.map(day => clearingDay(calendar, dayFrom(day)))

describe('the day of the weekly clearing', () => {
  it('is the Friday of an ordinary week, whichever day of the week is asked', () => {
    expect(days('2026-10-12', '2026-10-16', '2026-10-18')).toEqual(['2026-10-16', '2026-10-16', '2026-10-16'])
  })
  it('is the worked Saturday after National Day, and the Wednesday before it, because Thursday to Sunday are off', () => {
    expect(days('2026-10-09', '2026-09-30')).toEqual(['2026-10-10', '2026-09-30'])
  })
  it('is the Sunday that makes up for National Day, in the week of the 20th of September', () => {
    expect(days('2026-09-17')).toEqual(['2026-09-20'])
  })
  it('is not determined in a week that reaches into a year without a notice: it is never guessed', () => {
    expect(days('2026-12-30')).toEqual([undefined])
  })
  it('has its list a working day before, and never in the week before', () => {
    const opens = (end: string, before: number) => listOpensOn(calendar, dayFrom(end), before)
    expect([opens('2026-10-16', 1), opens('2026-10-16', 0), opens('2026-10-10', 4)]).toEqual(['2026-10-15', '2026-10-16', '2026-10-08'])
  })
})

const trail = (...entries: readonly (readonly [action: string, at: string, input?: object])[]): readonly TrailEntry[] =>
  entries.map(([action, at, input], seq) => ({ seq, action, at: `2026-${at}:00+08:00`, round: 1, input }) as unknown as TrailEntry)
const given = (entries: readonly TrailEntry[], now: string, input?: object, round = 1): Parameters<Check>[0] => ({
  trail: entries,
  round,
  input,
  now: new Date(`2026-${now}:00+08:00`),
  settings,
  viewer: { kind: 'system', city: 'x', name: 'sweep' },
  calendar,
})
const why = '自然资源的意见还没有回来'
/** Complex, from the 12th on: ten working days end on the 26th. */
const listed = trail(
  ['open', '10-12T09:30'],
  ['mark_complex', '10-12T10:00', { why }],
  ['list_for_week', '10-15T00:01', { until: '2026-10-16' }],
)

describe('a line of the weekly list', () => {
  it('is explained or escalated until its day is over, once, and by the clock only afterwards', () => {
    expect(explainWeek(given(listed, '10-16T23:59', { why }))).toBeNull()
    expect(escalateUncleared(given(listed, '10-16T23:59'))?.because).toBe('not_on_week_list')
    expect(explainWeek(given(listed, '10-17T00:00', { why }))?.because).toBe('not_on_week_list')
    expect(escalateUncleared(given(listed, '10-17T00:00'))).toBeNull()
    const explained = [...listed, ...trail(['explain_week', '10-16T10:00', { why }])]
    expect(escalateWeek(given(explained, '10-16T11:00'))?.because).toBe('not_on_week_list')
    expect(escalateUncleared(given(explained, '10-17T00:00'))?.because).toBe('not_on_week_list')
  })
  it('is nobody’s to explain without a list, nor when a citizen’s no has begun another round since', () => {
    expect(explainWeek(given(trail(['open', '10-12T09:30']), '10-15T10:00', { why }))?.because).toBe('not_on_week_list')
    expect(escalateUncleared(given(listed, '10-17T00:00', undefined, 2))?.because).toBe('not_on_week_list')
  })
  it('promises a day within the term, and a later one only after an extension was granted', () => {
    const promise = (promised: string, entries = listed) => explainWeek(given(entries, '10-16T10:00', { why, promised }))?.because
    expect(promise('2026-10-26')).toBeUndefined()
    expect(promise('2026-10-27')).toBe('promise_beyond_term')
    expect(promise('2026-10-15')).toBe('promise_beyond_term')
    const granted = [
      ...listed.slice(0, 2),
      ...trail(['ask_extension', '10-14T09:00', { why }], ['grant_extension', '10-14T10:00']),
      ...listed.slice(2),
    ]
    expect(promise('2026-11-02', granted)).toBeUndefined()
    expect(promise('2026-11-03', granted)).toBe('promise_beyond_term')
  })
  it('promises nothing once the term is over, nor while no calendar tells when it will be', () => {
    const late = trail(['open', '10-08T09:30'], ['list_for_week', '10-15T00:01', { until: '2026-10-16' }])
    expect(explainWeek(given(late, '10-16T10:00', { why, promised: '2026-10-16' }))?.because).toBe('promise_after_term')
    const next = trail(
      ['open', '12-21T09:30'],
      ['mark_complex', '12-21T10:00', { why }],
      ['list_for_week', '12-24T00:01', { until: '2026-12-25' }],
    )
    expect(explainWeek(given(next, '12-25T10:00', { why, promised: '2026-12-31' }))?.because).toBe('promise_undetermined')
    expect(explainWeek(given(next, '12-25T10:00', { why }))).toBeNull()
  })
})
