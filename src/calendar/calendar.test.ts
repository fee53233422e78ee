import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../kit/refusal.ts'
import {
  addDays,
  addMonths,
  calendarEndsIn,
  calendarOf,
  dayFrom,
  dayOf,
  isWorkingDay,
  kindOfDay,
  loadStatutoryCalendar,
  parseDay,
  startOfDay,
  weekdayName,
  withYear,
  type Day,
  type WorkCalendar,
} from './index.ts'
import statutory from './data/statutory.json' with { type: 'json' }

const calendar = loadStatutoryCalendar()
const read = (name: string): string[][] =>
  readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(','))

function daysOfYear(year: number): Day[] {
  const days: Day[] = []
  for (let at = dayFrom(`${year}-01-01`); at <= `${year}-12-31`; at = addDays(at, 1)) days.push(at)
  return days
}

/** Made up for tests: no notice for 2027 exists. */
const invented2027 = {
  year: 2027,
  notices: ['试验〔2026〕1号'],
  off: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
    { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
  ],
  worked: [{ name: '国庆节', days: ['2027-10-09'] }],
}
const accepted = (value: ReturnType<typeof withYear>): WorkCalendar => {
  if (isRefusal(value)) throw new Error(value.because)
  return value
}

describe('a day', () => {
  test('is one that exists, written YYYY-MM-DD', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29')
    for (const text of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026/01/01',
      '20260101',
      '2026-01-01T00:00',
      '',
      '1969-12-31',
      '3000-01-01',
    ])
      expect(parseDay(text), text).toBeUndefined()
  })

  test('begins at 16:00 UTC of the day before, because Shanghai is eight hours ahead all year', () => {
    expect(startOfDay(dayFrom('2026-07-01')).toISOString()).toBe('2026-06-30T16:00:00.000Z')
    expect(dayOf(new Date('2026-06-30T15:59:59.999Z'))).toBe('2026-06-30')
    expect(dayOf(new Date('2026-06-30T16:00:00Z'))).toBe('2026-07-01')
  })

  test('knows its weekday', () => {
    expect(['1970-01-01', '2026-09-20', '2026-10-10', '2026-10-12'].map(text => weekdayName(dayFrom(text)))).toEqual([
      '周四',
      '周日',
      '周六',
      '周一',
    ])
  })

  test('has a corresponding day months later, or the last day of that month', () => {
    expect(addMonths(dayFrom('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(dayFrom('2023-11-30'), 3)).toBe('2024-02-29')
    expect(addMonths(dayFrom('2026-08-31'), 6)).toBe('2027-02-28')
    expect(addMonths(dayFrom('2026-12-15'), 1)).toBe('2027-01-15')
  })
})

describe('the statutory calendar', () => {
  test('has as many working days in each year as the notices give', () => {
    const counted = Object.fromEntries(
      [2020, 2021, 2022, 2023, 2024, 2025, 2026].map(year => [year, daysOfYear(year).filter(at => isWorkingDay(calendar, at)).length]),
    )
    expect(counted).toEqual({ 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248 })
  })

  test('agrees day by day with the table of 2020 to 2026 (H-05)', () => {
    const table = new Map<string, string>()
    for (const [date, kind, , name] of read('holidays-2020-2026.csv')) if (kind !== 'in_lieu_day_off') table.set(date!, `${kind} ${name}`)
    const short = (name: string): string => name.replace(/^(清明|端午|中秋)节$/, '$1')
    for (let year = 2020; year <= 2026; year++) {
      for (const at of daysOfYear(year)) {
        const kind = kindOfDay(calendar, at)
        const said =
          kind.kind === 'holiday'
            ? `holiday ${short(kind.name)}`
            : kind.kind === 'made_up'
              ? `makeup_workday ${short(kind.name)}`
              : undefined
        expect(said, at).toBe(table.get(at))
      }
    }
  })

  test('keeps the late notice of January 2020: Saturday 1 February was off after all (H-05)', () => {
    expect(kindOfDay(calendar, dayFrom('2020-02-01'))).toEqual({ kind: 'holiday', name: '春节' })
    expect(calendar.notices.get(2020)).toBe('国办发明电〔2019〕16号、国办发明电〔2020〕1号')
  })

  test('knows nothing outside its years (H-05), and names no notice whose number was not verified', () => {
    expect([calendar.firstKnown, calendar.lastKnown]).toEqual(['2004-01-01', '2026-12-31'])
    expect(isWorkingDay(calendar, dayFrom('2027-01-04'))).toBeUndefined()
    expect(isWorkingDay(calendar, dayFrom('2003-12-31'))).toBeUndefined()
    expect(calendar.notices.get(2026)).toBe('国办发明电〔2025〕7号')
    expect(calendar.notices.has(2004)).toBe(false)
  })
})

describe('a further year', () => {
  test('carries the calendar on and changes its version', () => {
    const longer = accepted(withYear(calendar, invented2027))
    expect(longer.lastKnown).toBe('2027-12-31')
    expect(longer.version).not.toBe(calendar.version)
    expect(isWorkingDay(longer, dayFrom('2027-10-09'))).toBe(true)
    expect(calendar.lastKnown).toBe('2026-12-31')
  })

  test('may begin in the last days of December, as the notices for 2019 and 2023 did', () => {
    const longer = accepted(
      withYear(calendar, { ...invented2027, off: [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }, ...invented2027.off.slice(1)] }),
    )
    expect(isWorkingDay(longer, dayFrom('2026-12-31'))).toBe(false)
  })

  test('replaces a known year when a late notice changes it, and leaves the others', () => {
    const year = statutory.find(data => data.year === 2025)!
    const changed = accepted(withYear(calendar, { ...year, worked: year.worked.filter(makeUp => makeUp.name !== '劳动节') }))
    expect(isWorkingDay(changed, dayFrom('2025-04-27'))).toBe(false)
    expect(isWorkingDay(changed, dayFrom('2026-10-10'))).toBe(true)
    expect(changed.lastKnown).toBe('2026-12-31')
  })

  test.each([
    [
      'a gap between the years',
      JSON.parse(JSON.stringify(invented2027).replaceAll('2027', '2028').replace('10-09', '10-08')),
      'year_not_next',
    ],
    ['no record', null, 'not_a_year'],
    ['a year in words', { ...invented2027, year: '2027' }, 'year_not_a_number'],
    ['no word about the notice', { ...invented2027, notices: undefined }, 'notices_not_numbers'],
    ['a missing list', { ...invented2027, worked: undefined }, 'not_a_list'],
    ['a half-typed table', { ...invented2027, off: invented2027.off.slice(0, 2) }, 'fixed_holiday_missing'],
    ['a day that does not exist', { ...invented2027, off: [{ name: '元旦', from: '2027-02-29', to: '2027-03-01' }] }, 'not_a_day'],
    ['a day of another year', { ...invented2027, off: [{ name: '元旦', from: '2026-10-01', to: '2026-10-02' }] }, 'day_of_another_year'],
    ['a holiday of a month', { ...invented2027, off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-31' }] }, 'span_not_possible'],
    ['a make-up day on a weekday', { ...invented2027, worked: [{ name: '元旦', days: ['2027-01-04'] }] }, 'worked_day_not_weekend'],
    ['a make-up day named twice', { ...invented2027, worked: [{ name: '元旦', days: ['2027-01-09', '2027-01-09'] }] }, 'day_twice'],
    ['a day both off and worked', { ...invented2027, worked: [{ name: '元旦', days: ['2027-01-02'] }] }, 'day_both_off_and_worked'],
    ['a holiday without a name', { ...invented2027, off: [{ from: '2027-01-01', to: '2027-01-01' }] }, 'name_missing'],
  ])('is refused with %s', (_why, data, because) => {
    expect(withYear(calendar, data)).toMatchObject({ refused: true, because })
  })

  test('is refused in a whole set too, and an empty set is no calendar', () => {
    expect(calendarOf([])).toMatchObject({ refused: true, because: 'no_years' })
    expect(calendarOf(statutory.filter(data => data.year !== 2010))).toMatchObject({ refused: true, because: 'year_not_next' })
  })
})

describe('the end of the calendar', () => {
  test('raises the alarm as soon as the longest usual term started today would end without a date', () => {
    expect(calendarEndsIn(calendar, dayFrom('2026-10-02'))).toMatchObject({ days: 90, alarm: false })
    expect(calendarEndsIn(calendar, dayFrom('2026-10-03'))).toMatchObject({ days: 89, alarm: true })
    expect(calendarEndsIn(calendar, dayFrom('2026-12-10'), { amount: 15, unit: 'working_days' }).alarm).toBe(false)
    expect(calendarEndsIn(calendar, dayFrom('2026-12-11'), { amount: 15, unit: 'working_days' }).alarm).toBe(true)
    expect(calendarEndsIn(calendar, dayFrom('2027-02-01'))).toMatchObject({
      alarm: true,
      because: '2027年放假安排未载入，新开期限一律待定',
    })
  })
})
