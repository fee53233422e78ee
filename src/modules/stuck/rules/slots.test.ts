import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayFrom,
  dayOf,
  isWorkingDay,
  loadStatutoryCalendar,
  openingsOn,
  replayDue,
  startOfDay,
  weekdayOf,
} from '../../../calendar/index.ts'
import type { OfficeHours } from '../../../calendar/index.ts'
import { bookableDays, isOpenThrough, numberFor, slotsOn } from './slots.ts'

/*
 * 周三夜市、周六晨办、中午不打烊 move bookings (B1): a half hour that is offered is open, lies ahead, and makes no rest day a working day.
 */
const calendar = loadStatutoryCalendar()
const at = (text: string): Date => new Date(`2026-${text}:00+08:00`)
const usual = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '17:00' },
]
const hall: OfficeHours = {
  weekly: { 1: usual, 2: usual, 3: [...usual, { from: '17:30', to: '20:00' }], 4: usual, 5: usual, 6: [{ from: '09:00', to: '12:00' }] },
  noonOpen: true,
  madeUpAs: 1,
}
const on = (day: string, now = '09-14T08:00', hours = hall) => slotsOn(calendar, hours, dayFrom(`2026-${day}`), at(now))

describe('the half hours of a window', () => {
  it('hold Wednesday evening, Saturday morning and noon, where the window is open then', () => {
    expect(on('09-16').slice(-5)).toEqual(['17:30', '18:00', '18:30', '19:00', '19:30'])
    expect(on('09-19')).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'])
    expect(on('09-15')).toContain('12:30')
    expect(on('09-15', '09-14T08:00', { ...hall, noonOpen: false })).not.toContain('12:30')
  })

  it('begin after now: at ten sharp the half hour of ten can be booked no more', () => {
    expect(on('09-15', '09-15T09:59')[0]).toBe('10:00')
    expect(on('09-15', '09-15T10:00')[0]).toBe('10:30')
    expect(on('09-14', '09-15T10:00')).toEqual([])
  })

  it('are none on a statutory holiday whatever weekday it is, and Monday’s on a Saturday that is worked instead', () => {
    expect(on('10-03')).toEqual([])
    // Sunday 20 September is worked for National Day, with Monday's hours.
    expect(on('09-20')).toEqual(on('09-21'))
  })

  it('are promised on no day of which no notice speaks', () => {
    expect(slotsOn(calendar, hall, addDays(calendar.lastKnown, 3), at('12-31T20:00'))).toEqual([])
  })
})

it('the lowest free number is given, and none beyond the places of the programme', () => {
  expect(numberFor([], 2)).toBe(1)
  expect(numberFor([2], 2)).toBe(1)
  expect(numberFor([1, 2], 2)).toBeUndefined()
  expect(numberFor([], 0)).toBeUndefined()
})

const minute = 60_000
const instants = fc
  .integer({ min: at('01-05T00:00').getTime() / minute, max: at('12-10T00:00').getTime() / minute })
  .map(when => new Date(when * minute))
const clockTime = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
const openings = fc
  .uniqueArray(fc.integer({ min: 0, max: 95 }), { maxLength: 6 })
  .map(quarters => quarters.toSorted((a, b) => a - b))
  .map(quarters =>
    Array.from({ length: Math.floor(quarters.length / 2) }, (_, n) => ({
      from: clockTime(quarters[2 * n]!),
      to: clockTime(quarters[2 * n + 1]!),
    })),
  )
const anyHours = fc
  .record({
    weekly: fc.record({ 2: openings, 3: openings, 4: openings, 5: openings, 6: openings, 7: openings }),
    noonOpen: fc.boolean(),
    madeUpAs: fc.constantFrom(1 as const, 6 as const),
  })
  .map(({ weekly, ...rest }): OfficeHours => ({ weekly: { ...weekly, 1: [{ from: '09:00', to: '12:00' }] }, ...rest }))

type Offers = typeof bookableDays
/** @param offers what is offered; given, so that a wrong one can be planted */
const offersStand = (offers: Offers) =>
  fc.property(instants, anyHours, fc.integer({ min: 1, max: 30 }), (now, hours, ahead) => {
    for (const { on: day, slots } of offers(calendar, hours, now, ahead)) {
      expect(day >= dayOf(now) && day <= addDays(dayOf(now), ahead)).toBe(true)
      const open = openingsOn(calendar, hours, day) ?? []
      for (const slot of slots) {
        const begins = Number(slot.slice(0, 2)) * 60 + Number(slot.slice(3, 5))
        expect(startOfDay(day).getTime() + begins * minute).toBeGreaterThan(now.getTime())
        expect(open.some(({ from, to }) => from <= begins && begins + 30 <= to)).toBe(true)
        expect(isOpenThrough(calendar, hours, day, slot)).toBe(true)
      }
    }
  })

describe('whatever the hours of a window', () => {
  it('no half hour is offered outside of them, none that has begun, and each of them stands as long as the hours do', () => {
    fc.assert(offersStand(bookableDays), { numRuns: 300 })
  })

  it('a Saturday that can be booked is a rest day still, and a term in working days ends where it would at a window that never opens on it', () => {
    let saturdays = 0
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 10 }), anyHours, (startedAt, amount, hours) => {
        const terms = { amount, unit: 'working_days' as const }
        expect(replayDue(calendar, { startedAt, terms, officeHours: hours })).toEqual(replayDue(calendar, { startedAt, terms }))
        for (const { on: day } of bookableDays(calendar, hours, startedAt, 7))
          if (weekdayOf(day) === 6 && !isWorkingDay(calendar, day)) saturdays++
      }),
      { numRuns: 300 },
    )
    expect(saturdays).toBeGreaterThan(50)
  })

  it('an offer that forgets the time of day is found, and one that runs past the end of an opening', () => {
    const past: Offers = (known, hours, now, ahead) => bookableDays(known, hours, startOfDay(dayOf(now)), ahead)
    const late: Offers = (known, hours, now, ahead) =>
      bookableDays(known, hours, now, ahead).map(({ on: day, slots }) => ({
        on: day,
        slots: slots.map(slot => `${slot.slice(0, 3)}${String((Number(slot.slice(3)) + 10) % 60).padStart(2, '0')}`),
      }))
    expect(fc.check(offersStand(past), { numRuns: 300 }).failed).toBe(true)
    expect(fc.check(offersStand(late), { numRuns: 300 }).failed).toBe(true)
  })
})
