import { expect, test } from 'vitest'
import { monthsOf } from './calendarYear.ts'

const year = {
  year: 2026,
  off: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }],
  worked: [{ name: '国庆节', days: ['2026-09-20', '2026-10-10'] }],
}
const day = (text: string) =>
  monthsOf(year)
    .flatMap(month => month.weeks.flat())
    .find(one => one?.day === text)

test('a year has every day once, each week from Monday', () => {
  const months = monthsOf(year)
  expect(months.flatMap(month => month.weeks.flat()).filter(one => one !== undefined)).toHaveLength(365)
  expect(months[0]!.weeks[0]!.findIndex(one => one !== undefined)).toBe(3)
  expect(
    monthsOf({ ...year, year: 2028 })[1]!
      .weeks.flat()
      .filter(one => one !== undefined),
  ).toHaveLength(29)
})

test('days off and worked weekends are marked apart, because a worked Saturday is what people forget', () => {
  expect([day('2026-10-04'), day('2026-10-10'), day('2026-10-11'), day('2026-10-12')].map(one => one!.mark)).toEqual([
    'off',
    'made_up',
    'weekend',
    'working',
  ])
  expect(day('2026-10-10')!.name).toBe('国庆节')
})
