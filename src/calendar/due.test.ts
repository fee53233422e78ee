import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  daysBetween,
  dayFrom,
  dueOf,
  isUndetermined,
  isWorkingDay,
  loadStatutoryCalendar,
  workingDaysBetween,
  type Day,
  type DayUnit,
  type Roll,
} from './index.ts'

const calendar = loadStatutoryCalendar()
const cases = readFileSync(new URL('./data/workday-cases.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map(line => line.split(',') as [string, string, string])

function due(from: string, amount: number, unit: DayUnit, roll: Roll = 'next'): string {
  const answer = dueOf(calendar, { from: dayFrom(from), amount, unit, roll })
  return isUndetermined(answer) ? `待定 ${answer.notBefore}` : answer.due
}

describe('due days that others have worked out (H-05)', () => {
  test('the list of cases is whole', () => expect(cases).toHaveLength(80))
  test.each(cases)('%s and %s working days end on %s', (from, amount, expected) => {
    expect(due(from, Number(amount), 'working_days')).toBe(expected)
  })

  test.each([
    ['2026-02-05', 15, 'calendar_days', '2026-02-24', 'it ends in the Spring Festival and moves behind it'],
    ['2026-02-10', 15, 'calendar_days', '2026-02-25', 'it ends on an ordinary day'],
    ['2026-02-12', 5, 'working_days', '2026-02-26', 'Saturday 14 February is worked'],
    ['2026-09-18', 5, 'working_days', '2026-09-24', 'Sunday 20 September is worked'],
    ['2026-09-30', 3, 'working_days', '2026-10-10', 'it ends on a worked Saturday'],
    ['2026-04-30', 1, 'working_days', '2026-05-06', 'Labour Day lies between'],
    ['2026-02-13', 15, 'working_days', '2026-03-12', 'two worked Saturdays lie between'],
    ['2026-09-05', 30, 'calendar_days', '2026-10-08', 'judicial confirmation moves behind National Day'],
    ['2026-03-02', 60, 'calendar_days', '2026-05-06', 'a petition moves behind Labour Day'],
    ['2026-03-02', 90, 'calendar_days', '2026-06-01', 'a prolonged petition moves from Sunday'],
    ['2025-09-26', 5, 'working_days', '2025-10-10', 'a list of holidays alone would say the 13th'],
  ] as const)('%s and %i %s end on %s: %s', (from, amount, unit, expected, _why) => {
    expect(due(from, amount, unit)).toBe(expected)
  })
})

describe('the story of the invented town', () => {
  test.each([
    ['2026-09-16', 5, 'working_days', '2026-09-22', 'the callback about the forms'],
    ['2026-09-26', 1, 'working_days', '2026-09-28', 'the callback after the night of Mid-autumn'],
    ['2026-09-28', 3, 'working_days', '2026-10-08', 'the slip three working days late'],
    ['2026-09-23', 10, 'working_days', '2026-10-14', 'the lift, a complex item'],
    ['2026-10-14', 5, 'working_days', '2026-10-21', 'the lift, once prolonged'],
    ['2026-10-12', 1, 'working_days', '2026-10-13', 'papers left at the transfer point'],
    ['2026-09-10', 15, 'calendar_days', '2026-09-28', 'the petition is told'],
    ['2026-10-23', 15, 'calendar_days', '2026-11-09', 'faults to be put right, from Saturday'],
    ['2026-10-14', 15, 'working_days', '2026-11-04', 'the sealed report is told'],
    ['2026-09-05', 30, 'calendar_days', '2026-10-08', 'the confirmation'],
    ['2026-11-06', 5, 'working_days', '2026-11-13', 'the judge calls'],
  ] as const)('%s and %i %s end on %s: %s', (from, amount, unit, expected, _why) => {
    expect(due(from, amount, unit)).toBe(expected)
  })

  test('clocks of 5 working days from 25 December wait for the notice', () => {
    expect(due('2026-12-24', 5, 'working_days')).toBe('2026-12-31')
    expect(due('2026-12-25', 5, 'working_days')).toBe('待定 2026-12-31')
    expect(due('2026-12-10', 15, 'working_days')).toBe('2026-12-31')
    expect(due('2026-12-11', 15, 'working_days')).toBe('待定 2026-12-31')
  })
})

describe('calendar terms and months', () => {
  test('custody never moves off a rest day', () => {
    expect(due('2026-09-05', 30, 'calendar_days', 'none')).toBe('2026-10-05')
    expect(due('2026-08-31', 1, 'months', 'none')).toBe('2026-09-30')
  })

  test('months end on the corresponding day or the last, and then move off a rest day', () => {
    expect(due('2026-08-01', 2, 'months')).toBe('2026-10-08')
    expect(due('2025-12-31', 2, 'months')).toBe('2026-02-28')
    expect(due('2024-01-31', 1, 'months')).toBe('2024-02-29')
    expect(due('2026-03-15', 6, 'months')).toBe('2026-09-15')
  })

  test('a term that ends on a worked weekend day stays there', () => {
    expect(due('2026-09-05', 15, 'calendar_days')).toBe('2026-09-20')
    expect(due('2026-09-25', 15, 'calendar_days')).toBe('2026-10-10')
  })

  test('in an unknown year a moving term has no date, one that never moves has', () => {
    expect(due('2026-12-20', 30, 'calendar_days')).toBe('待定 2027-01-19')
    expect(due('2026-12-20', 30, 'calendar_days', 'none')).toBe('2027-01-19')
    expect(due('2026-11-30', 2, 'months')).toBe('待定 2027-01-30')
    expect(due('2003-12-20', 3, 'working_days')).toBe('待定 2003-12-20')
    expect(due('2027-03-01', 1, 'working_days')).toBe('待定 2027-03-01')
  })

  test('an amount that is no term is a fault of the caller', () => {
    for (const amount of [0, -1, 1.5, Number.NaN, 40_000]) expect(() => due('2026-01-05', amount, 'calendar_days')).toThrow(RangeError)
  })
})

describe('why a date is what it is', () => {
  test('names weekday, holiday, make-up day and notice, one line a stretch', () => {
    expect(dueOf(calendar, { from: dayFrom('2026-09-18'), amount: 12, unit: 'working_days' }).because).toEqual([
      '2026-09-18 周五：起算，当日不计入',
      '2026-09-19 周六：休息日，不计',
      '2026-09-20 周日：国庆节调休上班，第1个工作日',
      '2026-09-21 周一 至 2026-09-24 周四：第2至5个工作日',
      '2026-09-25 周五 至 2026-09-27 周日：中秋节放假，不计',
      '2026-09-28 周一 至 2026-09-30 周三：第6至8个工作日',
      '2026-10-01 周四 至 2026-10-07 周三：国庆节放假，不计',
      '2026-10-08 周四 至 2026-10-09 周五：第9至10个工作日',
      '2026-10-10 周六：国庆节调休上班，第11个工作日',
      '2026-10-11 周日：休息日，不计',
      '2026-10-12 周一：第12个工作日',
      '2026-10-12 周一：到期；2026-10-13 零时起逾期',
      '依据：2026年放假安排国办发明电〔2025〕7号',
    ])
  })

  test('says why a last day moved, stayed, or could not be told', () => {
    const because = (from: string, amount: number, unit: DayUnit, roll: Roll = 'next') =>
      dueOf(calendar, { from: dayFrom(from), amount, unit, roll }).because
    expect(because('2026-02-05', 15, 'calendar_days')).toContain('2026-02-20 周五 至 2026-02-23 周一：春节放假，期满日顺延')
    expect(because('2026-09-05', 30, 'calendar_days', 'none')).toContain('2026-10-05 周一：期满日为国庆节放假，此类期限不顺延')
    expect(because('2026-01-31', 1, 'months')).toContain('1个月：到期月没有对应日，月末日为 2026-02-28 周六')
    expect(because('2026-01-31', 1, 'months')).toContain('2026-02-28 周六：春节调休上班，是工作日，期满不再顺延')
    expect(because('2026-12-25', 5, 'working_days').at(-1)).toBe('2027年放假安排未载入，期限待定，不早于 2026-12-31 周四')
    expect(because('2008-01-02', 1, 'working_days').at(-1)).toBe('依据：2008年放假安排（文号未核实）')
  })

  test('stays readable for sixty working days', () => {
    expect(dueOf(calendar, { from: dayFrom('2026-07-15'), amount: 60, unit: 'working_days' }).because.length).toBeLessThanOrEqual(35)
  })
})

describe('properties of counting (H-05)', () => {
  const first = dayFrom('2004-01-01')
  const anyDay = fc.integer({ min: 0, max: daysBetween(first, dayFrom('2026-09-30')) }).map(n => addDays(first, n))
  const amounts = fc.integer({ min: 1, max: 60 })
  const workingDue = (from: Day, amount: number): Day | undefined => {
    const reached = addWorkingDays(calendar, from, amount)
    return typeof reached === 'string' ? reached : undefined
  }

  test('a working-day term ends on a working day, with exactly that many working days behind it', () => {
    fc.assert(
      fc.property(anyDay, amounts, (from, amount) => {
        const reached = workingDue(from, amount)
        if (reached === undefined) return
        expect(isWorkingDay(calendar, reached)).toBe(true)
        expect(workingDaysBetween(calendar, from, reached)).toBe(amount)
        expect(workingDaysBetween(calendar, reached, from)).toBe(-amount)
      }),
      { numRuns: 2000 },
    )
  })

  test('terms add up: a and then b is a + b', () => {
    fc.assert(
      fc.property(anyDay, amounts, amounts, (from, a, b) => {
        const middle = workingDue(from, a)
        expect(middle === undefined ? undefined : workingDue(middle, b)).toBe(workingDue(from, a + b))
      }),
      { numRuns: 1000 },
    )
  })

  test('a later start or a longer term never ends earlier', () => {
    const units = fc.constantFrom<DayUnit>('working_days', 'calendar_days', 'months')
    fc.assert(
      fc.property(anyDay, amounts, units, fc.constantFrom<Roll>('next', 'none'), (from, amount, unit, roll) => {
        const ends = (start: Day, length: number): Day => {
          const answer = dueOf(calendar, { from: start, amount: length, unit, roll })
          return isUndetermined(answer) ? dayFrom('2999-12-31') : answer.due
        }
        expect(ends(addDays(from, 1), amount) >= ends(from, amount)).toBe(true)
        expect(ends(from, amount + 1) >= ends(from, amount)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  test('a moving calendar term never lands on a rest day and moves only over rest days', () => {
    fc.assert(
      fc.property(anyDay, amounts, (from, amount) => {
        const answer = dueOf(calendar, { from, amount, unit: 'calendar_days', roll: 'next' })
        if (isUndetermined(answer)) return
        expect(isWorkingDay(calendar, answer.due)).toBe(true)
        for (let at = addDays(from, amount); at < answer.due; at = addDays(at, 1)) expect(isWorkingDay(calendar, at)).toBe(false)
      }),
      { numRuns: 1500 },
    )
  })

  test('no date past the last notice is ever stated for a term that needs the notices', () => {
    const late = fc.integer({ min: 0, max: 500 }).map(n => addDays(dayFrom('2026-09-01'), n))
    fc.assert(
      fc.property(
        late,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom<DayUnit>('working_days', 'calendar_days', 'months'),
        (from, amount, unit) => {
          const answer = dueOf(calendar, { from, amount, unit, roll: 'next' })
          if (!isUndetermined(answer)) expect(answer.due <= calendar.lastKnown).toBe(true)
          else expect(answer.notBefore >= calendar.lastKnown || answer.notBefore === from).toBe(true)
        },
      ),
      { numRuns: 1500 },
    )
  })
})
