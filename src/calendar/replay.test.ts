import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dueAtOf,
  isUndetermined,
  isWorkingDay,
  loadStatutoryCalendar,
  replayDue,
  type ClockHistory,
  type OfficeHours,
  type Pause,
  type Terms,
  type Unit,
} from './index.ts'

const calendar = loadStatutoryCalendar()
/** 'MM-DD HH:MM' of 2026, Shanghai. */
const at = (text: string): Date => new Date(`2026-${text.replace(' ', 'T')}:00+08:00`)
const said = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
const pause = (from: string, to?: string): Pause => (to === undefined ? { from: at(from) } : { from: at(from), to: at(to) })
const fiveWorkingDays: Terms = { amount: 5, unit: 'working_days' }

function due(history: ClockHistory): string {
  const answer = replayDue(calendar, history)
  if (isUndetermined(answer)) return `${answer.reason} ${answer.notBefore.slice(5)}`
  return answer.due?.slice(5) ?? said(answer.dueAt)
}

describe('a day clock', () => {
  test('is overdue from 00:00 of the day after its due day, whatever hour it started at', () => {
    for (const start of ['09-16 00:00', '09-16 10:20', '09-16 23:59']) {
      const answer = dueAtOf(calendar, { from: at(start), terms: fiveWorkingDays })
      expect(answer).toMatchObject({ due: '2026-09-22', dueAt: at('09-23 00:00') })
    }
  })

  test('started after midnight in Shanghai belongs to the new day, though it is still yesterday in UTC', () => {
    expect(due({ startedAt: new Date('2026-09-16T15:59:00Z'), terms: fiveWorkingDays })).toBe('09-22')
    expect(due({ startedAt: new Date('2026-09-16T16:00:00Z'), terms: fiveWorkingDays })).toBe('09-23')
  })
})

describe('pauses of a day clock', () => {
  const from = (pauses: Pause[]): string => due({ startedAt: at('09-07 09:00'), terms: fiveWorkingDays, pauses })

  test('take away the working days whose 00:00 they cover: the day of the pause counts, the day of the resumption does not', () => {
    expect(from([])).toBe('09-14')
    expect(from([pause('09-08 10:00', '09-09 15:00')])).toBe('09-15')
    expect(from([pause('09-08 10:00', '09-10 09:00')])).toBe('09-16')
  })

  test('within one day change nothing, so that five minutes a day cannot hold a clock', () => {
    expect(from([pause('09-08 09:00', '09-08 17:00'), pause('09-09 09:00', '09-09 09:05')])).toBe('09-14')
  })

  test('over a weekend change nothing, because no working day was lost', () => {
    expect(from([pause('09-11 17:00', '09-13 20:00')])).toBe('09-14')
  })

  test('on the last day leave a day after the resumption: a clock never runs out while it stands still', () => {
    expect(from([pause('09-14 16:00', '09-16 11:00')])).toBe('09-17')
  })

  test('after the due time change nothing any more', () => {
    expect(from([pause('09-15 08:00', '09-20 09:00')])).toBe('09-14')
    expect(from([pause('09-15 08:00')])).toBe('09-14')
  })

  test('that are open leave the date unknown, not before the date that resuming today would give', () => {
    expect(from([pause('09-09 10:00')])).toBe('paused 09-14')
    expect(from([pause('09-08 10:00', '09-09 15:00'), pause('09-10 10:00')])).toBe('paused 09-15')
  })

  test('that overlap count once, in whatever order they are given, and what lies before the start is ignored', () => {
    expect(from([pause('09-09 12:00', '09-11 09:00'), pause('09-08 10:00', '09-10 09:00')])).toBe('09-17')
    expect(from([pause('09-01 08:00', '09-07 08:00')])).toBe('09-14')
  })

  test('cannot end before they begin', () => {
    expect(() => from([pause('09-09 12:00', '09-08 12:00')])).toThrow(RangeError)
  })

  test('move a calendar term by the days they cover, and the rest day after it still counts', () => {
    const petition = { startedAt: at('03-02 09:00'), terms: { amount: 60, unit: 'calendar_days' } as Terms }
    expect(due(petition)).toBe('05-06')
    expect(due({ ...petition, pauses: [pause('03-10 09:00', '03-20 09:00')] })).toBe('05-11')
    expect(due({ startedAt: at('01-31 09:00'), terms: { amount: 1, unit: 'months' }, pauses: [pause('02-02 09:00', '02-04 09:00')] })).toBe(
      '03-02',
    )
  })

  test('never shorten a term in months that follows them into February', () => {
    const history: ClockHistory = {
      startedAt: at('01-10 15:00'),
      terms: { amount: 16, unit: 'calendar_days', roll: 'none' },
      extensions: [{ amount: 1, unit: 'months', roll: 'none' }],
    }
    expect(due(history)).toBe('02-26')
    expect(due({ ...history, pauses: [pause('01-26 17:00', '01-29 17:00')] })).toBe('03-02')
    expect(due({ ...history, pauses: [pause('01-12 09:00', '01-13 09:00'), pause('01-26 17:00', '01-29 17:00')] })).toBe('03-02')
  })

  test('are named in the explanation', () => {
    expect(
      replayDue(calendar, { startedAt: at('09-07 09:00'), terms: fiveWorkingDays, pauses: [pause('09-08 10:00', '09-10 09:00')] }).because,
    ).toEqual([
      '2026-09-07 周一：起算，当日不计入',
      '2026-09-08 周二：第1个工作日',
      '2026-09-09 周三 至 2026-09-10 周四：计时暂停，不计',
      '2026-09-11 周五：第2个工作日',
      '2026-09-12 周六 至 2026-09-13 周日：休息日，不计',
      '2026-09-14 周一 至 2026-09-16 周三：第3至5个工作日',
      '2026-09-16 周三：到期；2026-09-17 零时起逾期',
      '依据：2026年放假安排国办发明电〔2025〕7号',
    ])
  })
})

describe('extensions', () => {
  test('in working days go on from the day that was told', () => {
    const lift = { startedAt: at('09-23 10:00'), terms: { amount: 10, unit: 'working_days' } as Terms }
    expect(due(lift)).toBe('10-14')
    expect(due({ ...lift, extensions: [fiveWorkingDays] })).toBe('10-21')
    expect(replayDue(calendar, { ...lift, extensions: [fiveWorkingDays] }).because).toContain('延长5个工作日')
  })

  test('in calendar days make one term of both: 60 and 30 are 90, moved off a rest day once', () => {
    expect(
      due({
        startedAt: at('03-02 09:00'),
        terms: { amount: 60, unit: 'calendar_days' },
        extensions: [{ amount: 30, unit: 'calendar_days' }],
      }),
    ).toBe('06-01')
  })

  test('in working days after a calendar term start behind the rest that it moved over', () => {
    expect(
      due({
        startedAt: at('03-02 09:00'),
        terms: { amount: 60, unit: 'calendar_days' },
        extensions: [{ amount: 1, unit: 'working_days' }],
      }),
    ).toBe('05-07')
  })

  test('never shorten a day that was told, even where the extension itself does not move off a rest day', () => {
    const history: ClockHistory = {
      startedAt: at('09-11 09:00'),
      terms: { amount: 15, unit: 'calendar_days' },
      extensions: [{ amount: 1, unit: 'calendar_days', roll: 'none' }],
    }
    expect(due({ ...history, extensions: [] })).toBe('09-28')
    expect(due(history)).toBe('09-28')
    expect(replayDue(calendar, history).because).toContain('2026-09-28 周一：已告知的到期日不提前')
  })

  test('of hours and days may follow one another', () => {
    expect(
      due({ startedAt: at('09-16 10:00'), terms: { amount: 24, unit: 'hours' }, extensions: [{ amount: 1, unit: 'working_days' }] }),
    ).toBe('09-18')
    expect(
      due({ startedAt: at('09-16 10:00'), terms: { amount: 1, unit: 'working_days' }, extensions: [{ amount: 12, unit: 'hours' }] }),
    ).toBe('09-18 12:00')
  })

  test('into an unknown year leave the clock undetermined', () => {
    expect(due({ startedAt: at('12-21 09:00'), terms: fiveWorkingDays, extensions: [fiveWorkingDays] })).toBe('unknown_year 12-31')
  })
})

describe('hour clocks', () => {
  test('run on wall time, through nights, holidays and unknown years', () => {
    expect(due({ startedAt: at('09-30 20:00'), terms: { amount: 24, unit: 'hours' } })).toBe('10-01 20:00')
    expect(due({ startedAt: at('12-31 20:00'), terms: { amount: 24, unit: 'hours' } })).toBe('01-01 20:00')
  })

  test('lose exactly what a pause covers', () => {
    expect(
      due({
        startedAt: at('09-16 10:00'),
        terms: { amount: 24, unit: 'hours' },
        pauses: [pause('09-16 12:00', '09-16 12:30'), pause('09-16 20:00', '09-17 08:00')],
      }),
    ).toBe('09-17 22:30')
    expect(due({ startedAt: at('09-16 10:00'), terms: { amount: 2, unit: 'hours' }, pauses: [pause('09-16 13:00')] })).toBe('09-16 12:00')
    expect(due({ startedAt: at('09-16 10:00'), terms: { amount: 2, unit: 'hours' }, pauses: [pause('09-16 11:00')] })).toBe('paused 09-16')
  })
})

describe('office-hour clocks', () => {
  const weekdays = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ]
  const hall: OfficeHours = {
    weekly: {
      1: weekdays,
      2: weekdays,
      3: [...weekdays, { from: '18:30', to: '20:30' }],
      4: weekdays,
      5: weekdays,
      6: [{ from: '09:00', to: '11:00' }],
    },
  }
  const office = (start: string, amount: number, officeHours: OfficeHours = hall, pauses: Pause[] = []): string =>
    due({ startedAt: at(start), terms: { amount, unit: 'office_hours' }, officeHours, pauses })

  test('count open time only, and stop over noon and night', () => {
    expect(office('09-14 11:00', 2)).toBe('09-14 14:30')
    expect(office('09-14 17:00', 1)).toBe('09-15 09:30')
    expect(office('09-14 06:00', 1)).toBe('09-14 10:00')
  })

  test('count an evening and a Saturday morning, without making Saturday a working day', () => {
    expect(office('09-16 17:00', 2)).toBe('09-16 20:00')
    expect(office('09-11 17:00', 2)).toBe('09-12 10:30')
    expect(due({ startedAt: at('09-11 17:00'), terms: { amount: 1, unit: 'working_days' }, officeHours: hall })).toBe('09-14')
  })

  test('open over noon where the unit does', () => {
    expect(office('09-14 11:00', 2, { ...hall, noonOpen: true })).toBe('09-14 13:00')
  })

  test('stand still on a statutory holiday, even on a Saturday, and run on a make-up Sunday with the hours of a weekday', () => {
    expect(office('09-24 17:00', 1)).toBe('09-28 09:30')
    expect(office('09-19 10:00', 2)).toBe('09-20 10:00')
    expect(office('09-19 10:00', 9, { ...hall, madeUpAs: 3 })).toBe('09-20 19:30')
  })

  test('obey a one-off day above everything else', () => {
    expect(office('09-24 17:00', 1, { ...hall, special: { '2026-09-25': [{ from: '10:00', to: '11:00' }] } })).toBe('09-25 10:30')
    expect(office('09-14 17:00', 1, { ...hall, special: { '2026-09-15': [] } })).toBe('09-16 09:30')
  })

  test('lose the open time that a pause covers', () => {
    expect(office('09-14 09:00', 3, hall, [pause('09-14 11:00', '09-14 14:00')])).toBe('09-14 15:00')
    expect(office('09-14 09:00', 3, hall, [pause('09-14 11:00')])).toBe('paused 09-14')
  })

  test('say per day what was counted', () => {
    expect(dueAtOf(calendar, { from: at('09-18 17:00'), terms: { amount: 4, unit: 'office_hours' }, officeHours: hall }).because).toEqual([
      '2026-09-18 周五 17:00：起算',
      '2026-09-18 周五：开门计30分',
      '2026-09-19 周六（休息日，不算工作日）：开门计2小时',
      '2026-09-20 周日（国庆节调休上班）：开门至 10:30 计1小时30分，计满',
      '2026-09-20 周日 10:30：到期，自此时起逾期',
    ])
  })

  test('have no date in an unknown year, and no use without hours', () => {
    expect(office('12-31 16:00', 4)).toBe('unknown_year 12-31')
    expect(() => due({ startedAt: at('09-14 09:00'), terms: { amount: 1, unit: 'office_hours' } })).toThrow(RangeError)
    expect(() => office('09-14 09:00', 1, { weekly: { 6: weekdays } })).toThrow('never_open')
    expect(() => office('09-14 09:00', 1, { weekly: { 1: [{ from: '9:00', to: '12:00' }] } })).toThrow('not_a_time')
    expect(() => office('09-14 09:00', 1, { weekly: { 1: weekdays.toReversed() } })).toThrow('openings_out_of_order')
  })
})

const terms = (units: Unit[]) =>
  fc.record({
    amount: fc.integer({ min: 1, max: 20 }),
    unit: fc.constantFrom(...units),
    roll: fc.constantFrom('next' as const, 'none' as const),
  })

const end = (given: ClockHistory): number => {
  const answer = replayDue(calendar, given)
  return isUndetermined(answer) ? Infinity : answer.dueAt.getTime()
}

describe('properties of a clock with a history (H-05)', () => {
  const hall: OfficeHours = {
    weekly: {
      1: [{ from: '09:00', to: '17:00' }],
      2: [{ from: '09:00', to: '17:00' }],
      3: [{ from: '09:00', to: '20:00' }],
      4: [{ from: '09:00', to: '17:00' }],
      5: [{ from: '09:00', to: '17:00' }],
    },
  }
  const minute = 60_000
  const instants = fc
    .integer({ min: at('01-01 00:00').getTime() / minute - 400 * 1440, max: at('08-01 00:00').getTime() / minute })
    .map(n => new Date(n * minute))
  const days = terms(['working_days', 'calendar_days'])
  const all = fc.oneof(
    days,
    terms(['hours', 'office_hours', 'office_minutes']),
    fc.record({ amount: fc.integer({ min: 1, max: 2 }), unit: fc.constant<Unit>('months') }),
  )
  const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 * 1440 }), fc.integer({ min: 0, max: 6 * 1440 })), { maxLength: 4 })
  const history = fc
    .record({ startedAt: instants, terms: all, extensions: fc.array(all, { maxLength: 2 }), gaps })
    .map(({ gaps: drawn, ...rest }) => ({
      ...rest,
      officeHours: hall,
      pauses: drawn.map(([after, length]): Pause => ({
        from: new Date(rest.startedAt.getTime() + after * minute),
        to: new Date(rest.startedAt.getTime() + (after + length) * minute),
      })),
    }))
  test('a pause never shortens and an extension never shortens', () => {
    fc.assert(
      fc.property(history, given => {
        for (let n = 0; n < given.pauses.length; n++) {
          expect(end({ ...given, pauses: given.pauses.slice(0, n + 1) })).toBeGreaterThanOrEqual(
            end({ ...given, pauses: given.pauses.slice(0, n) }),
          )
        }
        for (let n = 0; n < given.extensions.length; n++) {
          expect(end({ ...given, extensions: given.extensions.slice(0, n + 1) })).toBeGreaterThanOrEqual(
            end({ ...given, extensions: given.extensions.slice(0, n) }),
          )
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('a clock never runs out in a pause, and a moving day clock never on a rest day', () => {
    fc.assert(
      fc.property(history, given => {
        const answer = replayDue(calendar, given)
        if (isUndetermined(answer)) return
        const last = answer.dueAt.getTime() - 1
        expect(given.pauses.some(still => still.from.getTime() <= last && last + 1 < still.to!.getTime())).toBe(false)
        const ending = given.extensions.at(-1) ?? given.terms
        if (answer.due && (ending.unit === 'working_days' || ('roll' in ending ? ending.roll : 'next') === 'next'))
          expect(isWorkingDay(calendar, answer.due)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  test('an open pause states no date, or the pause came too late; its lower bound holds whenever it is resumed', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 40 * 1440 }), fc.integer({ min: 0, max: 9 * 1440 }), (given, after, length) => {
        const from = new Date(given.startedAt.getTime() + after * minute)
        const open = replayDue(calendar, { ...given, pauses: [...given.pauses, { from }] })
        const resumed = replayDue(calendar, {
          ...given,
          pauses: [...given.pauses, { from, to: new Date(from.getTime() + length * minute) }],
        })
        if (!isUndetermined(open)) expect(open.dueAt.getTime()).toBeLessThanOrEqual(from.getTime())
        else if (!isUndetermined(resumed))
          expect(resumed.dueAt.getTime()).toBeGreaterThan(new Date(`${open.notBefore}T00:00:00+08:00`).getTime() - 1)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('terms that begin on their own day', () => {
  const sameDay = { amount: 1, unit: 'working_days', first: 'same_day' } as const
  test('end on that day where it is worked, else on the next working day: a Saturday morning opening makes no Saturday one', () => {
    expect(['09-23 16:50', '09-26 10:00', '09-20 10:00', '10-03 09:00'].map(from => due({ startedAt: at(from), terms: sameDay }))).toEqual([
      '09-23',
      '09-28',
      '09-20',
      '10-08',
    ])
    expect(dueAtOf(calendar, { from: at('09-23 16:50'), terms: sameDay }).because[0]).toBe('2026-09-23 周三：起算，当日是工作日就计入')
  })

  test('in minutes run on the wall clock', () => {
    expect(due({ startedAt: at('09-23 16:50'), terms: { amount: 30, unit: 'minutes' } })).toBe('09-23 17:20')
  })
})
