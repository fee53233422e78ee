import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, isUndetermined, isWorkingDay, loadStatutoryCalendar, replayDue, weekdayOf } from '../../../calendar/index.ts'
import type { ClockHistory, OfficeHours, Terms } from '../../../calendar/index.ts'
import { moveClocks } from '../../../engine/rules/clocks.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { stuckSettings, windowHours } from '../settings.ts'
import { weekdays } from './opening.ts'

/*
 * 周三夜市、周六晨办、中午不打烊 (B1): the hours of a window move what is counted in office hours, and never a working day.
 */
const calendar = loadStatutoryCalendar()
const at = (text: string): Date => new Date(`2026-${text}:00+08:00`)
const usual = '09:00-12:00 14:00-17:00'
const five = weekdays.slice(0, 5).map(day => `${day} ${usual}`)
const settingsOf = (open: readonly string[], over_noon = false) =>
  stuckSettings.parse({
    windows: {
      hall: { name: '某窗口', unit: 'a', office: 'b', level: 'county', address: '一楼', open: [...open], open_over_noon: over_noon },
    },
    on_spot_within: { amount: 30, unit: 'office_minutes' },
    contact_within: { amount: 4, unit: 'office_hours' },
  })
type Settings = ReturnType<typeof settingsOf>
const hoursOf = (settings: Settings): OfficeHours => ({ ...windowHours(settings, 'hall')!, of: 'window' })

/** When the clocks of a matter end that was taken in at this window. */
const taken = (settings: Settings, when: Date, ...clocks: readonly string[]): (string | undefined)[] => {
  const changes = moveClocks(
    calendar,
    { ladder: [], terms: clock => settings[clock as 'general_within'], officeHours: hoursOf(settings) },
    { stage: '', round: 1, length: 0, clocks: [], rungs: new Set(), seats: [] },
    { start: [...clocks] },
    when,
    1,
  )
  if (isRefusal(changes)) throw new Error(changes.because)
  return changes.map(({ run }) => run.told.dueAt)
}

describe('a clock in office hours', () => {
  const market = settingsOf([...five.filter(line => !line.startsWith('wed')), `wed ${usual} 17:30-20:00`, 'sat 09:00-12:00'])

  it('runs on Wednesday evening and on Saturday morning, where the window is open, and stands still while it is shut', () => {
    const onSpot = (when: string, settings = market) => taken(settings, at(when), 'on_spot_within')[0]
    expect(onSpot('09-23T19:20')).toBe(at('09-23T19:50').toISOString())
    expect(onSpot('09-19T11:50')).toBe(at('09-20T09:20').toISOString())
    expect(onSpot('09-22T11:50')).toBe(at('09-22T14:20').toISOString())
    expect(onSpot('09-22T11:50', settingsOf(five, true))).toBe(at('09-22T12:20').toISOString())
    expect(onSpot('09-23T19:20', settingsOf(five))).toBe(at('09-24T09:30').toISOString())
  })

  it('leaves the terms in working days where they were, which is on the same days at every window', () => {
    const days = ['general_within', 'complex_within', 'second_reading_within'] as const
    for (const when of ['09-23T19:20', '09-19T11:50', '09-30T16:00'])
      expect(taken(market, at(when), ...days)).toEqual(taken(settingsOf(five), at(when), ...days))
    expect(dayOf(new Date(Date.parse(taken(market, at('09-11T11:00'), 'general_within')[0]!) - 1))).toBe('2026-09-16')
  })

  it('says day by day what was open, by whose hours, and that a Saturday of opening is no working day', () => {
    const told = (when: string) =>
      replayDue(calendar, { startedAt: at(when), terms: { amount: 4, unit: 'office_hours' }, officeHours: hoursOf(market) }).because
    expect(told('09-25T16:30')).toEqual([
      '2026-09-25 周五 16:30：起算',
      '按窗口公布的开门时间计',
      '2026-09-25 周五 至 2026-09-27 周日：不开门，不计',
      '2026-09-28 周一：开门至 15:00 计4小时，计满',
      '2026-09-28 周一 15:00：到期，自此时起逾期',
    ])
    expect(told('09-11T16:30')).toEqual([
      '2026-09-11 周五 16:30：起算',
      '按窗口公布的开门时间计',
      '2026-09-11 周五：开门计30分',
      '2026-09-12 周六（休息日，不算工作日）：开门计3小时',
      '2026-09-13 周日：不开门，不计',
      '2026-09-14 周一：开门至 09:30 计30分，计满',
      '2026-09-14 周一 09:30：到期，自此时起逾期',
    ])
  })

  it('a term that a rule of the room reckons by itself is refused in office hours, since no rule is told the window', () => {
    for (const clock of ['general_within', 'return_within', 'complex_within'])
      expect(stuckSettings.safeParse({ [clock]: { amount: 4, unit: 'office_hours' } }).success, clock).toBe(false)
    for (const clock of ['contact_within', 'on_spot_within'])
      expect(stuckSettings.safeParse({ [clock]: { amount: 4, unit: 'office_hours' } }).success, clock).toBe(true)
  })
})

const minute = 60_000
const instants = fc
  .integer({ min: at('01-05T00:00').getTime() / minute, max: at('11-01T00:00').getTime() / minute })
  .map(when => new Date(when * minute))
const clockTime = (half: number): string => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
/** A day's openings in half hours, in order and apart. */
const openings = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 })
  .map(halves => halves.toSorted((a, b) => a - b))
  .map(halves =>
    Array.from({ length: Math.floor(halves.length / 2) }, (_, n) => ({
      from: clockTime(halves[2 * n]!),
      to: clockTime(halves[2 * n + 1]!),
    })),
  )
const monday = [{ from: '09:00', to: '12:00' }]
/** Every weekday may open at any hour, Monday always does. */
const anyHours = fc
  .record({ 2: openings, 3: openings, 4: openings, 5: openings, 6: openings, 7: openings })
  .map((weekly): OfficeHours => ({ weekly: { ...weekly, 1: monday } }))

const endOf = (history: ClockHistory): number => {
  const due = replayDue(calendar, history)
  return isUndetermined(due) ? Infinity : due.dueAt.getTime()
}

/** @param end how a term ends; given, so that a wrong one can be planted */
const workingDaysStand = (end: (history: ClockHistory) => number) =>
  fc.property(instants, fc.integer({ min: 1, max: 15 }), fc.boolean(), anyHours, (startedAt, amount, sameDay, officeHours) => {
    const terms: Terms = { amount, unit: 'working_days', ...(sameDay ? { first: 'same_day' as const } : {}) }
    const due = end({ startedAt, terms, officeHours })
    expect(due).toBe(endOf({ startedAt, terms }))
    if (due !== Infinity) expect(isWorkingDay(calendar, dayOf(new Date(due - 1)))).toBe(true)
  })

/** The weekday's hours and whatever else is open beside them. */
const moreOpen = (hours: OfficeHours, extra: OfficeHours): OfficeHours => {
  const halves = (list: readonly { from: string; to: string }[] = []): Set<number> =>
    new Set(
      list.flatMap(({ from, to }) => {
        const [a, b] = [from, to].map(text => Number(text.slice(0, 2)) * 2 + (text.slice(3) === '30' ? 1 : 0)) as [number, number]
        return Array.from({ length: b - a }, (_, n) => a + n)
      }),
    )
  const joined = (day: 1 | 2 | 3 | 4 | 5 | 6 | 7) =>
    [...new Set([...halves(hours.weekly[day]), ...halves(extra.weekly[day])])]
      .toSorted((a, b) => a - b)
      .map(half => ({ from: clockTime(half), to: clockTime(half + 1) }))
  return { weekly: { 1: joined(1), 2: joined(2), 3: joined(3), 4: joined(4), 5: joined(5), 6: joined(6), 7: joined(7) } }
}

const moreIsNeverLater = (end: (history: ClockHistory) => number) =>
  fc.property(
    instants,
    fc.integer({ min: 1, max: 30 }),
    fc.constantFrom('office_hours' as const, 'office_minutes' as const),
    anyHours,
    anyHours,
    fc.boolean(),
    (startedAt, amount, unit, hours, extra, noonOpen) => {
      const few = end({ startedAt, terms: { amount, unit }, officeHours: hours })
      const many = end({ startedAt, terms: { amount, unit }, officeHours: { ...moreOpen(hours, extra), noonOpen } })
      expect(many).toBeLessThanOrEqual(few)
    },
  )

describe('whatever the hours of a window', () => {
  it('a Saturday morning of opening never makes Saturday a working day: a term in working days ends where it would at a window that never opens', () => {
    fc.assert(workingDaysStand(endOf), { numRuns: 400 })
  })

  it('who opens longer never makes a clock in office hours later', () => {
    fc.assert(moreIsNeverLater(endOf), { numRuns: 400 })
  })

  it('a reckoning that counts an open Saturday as worked is found, and one that takes a long opening for a late one', () => {
    // What is due on a Monday would end with the Saturday before it, where the window opened then.
    const saturdays = (history: ClockHistory): number => {
      const due = endOf(history)
      const opens = (history.officeHours?.weekly[6]?.length ?? 0) > 0
      return opens && due !== Infinity && weekdayOf(dayOf(new Date(due - 1))) === 1 ? due - 48 * 60 * minute : due
    }
    const slower = (history: ClockHistory): number =>
      endOf(history) + Object.values(history.officeHours?.weekly ?? {}).flat().length * 600 * minute
    expect(fc.check(workingDaysStand(saturdays), { numRuns: 400 }).failed).toBe(true)
    expect(fc.check(moreIsNeverLater(slower), { numRuns: 400 }).failed).toBe(true)
  })
})
