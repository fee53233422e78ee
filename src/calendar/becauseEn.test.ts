import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, becauseInEnglish, dayFrom, loadStatutoryCalendar, replayDue, startOfDay } from './index.ts'
import type { Terms } from './index.ts'

const calendar = loadStatutoryCalendar()
const names = /国办发明电〔\d+〕\d+号|国办发\S+号/g
const officeHours = {
  of: 'window',
  weekly: {
    1: [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ],
    2: [{ from: '09:00', to: '17:00' }],
    3: [{ from: '09:00', to: '17:00' }],
    4: [],
    5: [{ from: '09:00', to: '17:00' }],
    6: [{ from: '09:00', to: '11:00' }],
  },
} as const

it('says every reckoning that the calendar can give in English, whatever the term, the pauses and the extensions', () => {
  const terms = fc.record({
    amount: fc.integer({ min: 1, max: 70 }),
    unit: fc.constantFrom<Terms['unit']>('working_days', 'calendar_days', 'months', 'hours', 'office_hours', 'office_minutes'),
    roll: fc.constantFrom<'next' | 'none'>('next', 'none'),
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 0, max: 86_399 }),
      terms,
      fc.array(fc.record({ from: fc.integer({ min: 0, max: 400 }), hours: fc.integer({ min: 1, max: 300 }) }), { maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      (after, second, first, stops, open, extends_) => {
        const startedAt = new Date(startOfDay(addDays(dayFrom('2019-01-01'), after)).getTime() + second * 1000)
        const pauses = stops.map(({ from, hours }, at) => {
          const begins = new Date(startedAt.getTime() + from * 3_600_000)
          return { from: begins, ...(open && at === stops.length - 1 ? {} : { to: new Date(begins.getTime() + hours * 3_600_000) }) }
        })
        const { because } = replayDue(calendar, {
          startedAt,
          terms: first,
          pauses,
          officeHours,
          ...(extends_ ? { extensions: [{ ...first, amount: 5 }] } : {}),
        })
        for (const line of because)
          expect(becauseInEnglish(line).replace(names, ''), line).not.toMatch(/\p{Script=Han}|[：，；]|undefined/u)
      },
    ),
    { numRuns: 1500 },
  )
})

it.each([
  ['2026-09-16 周三：起算，当日不计入', 'Wed 2026-09-16: the count begins; this day itself is not counted'],
  ['2026-10-01 周四 至 2026-10-07 周三：国庆节放假，不计', 'Thu 2026-10-01 to Wed 2026-10-07: National Day, not counted'],
  ['2026-10-10 周六：国庆节调休上班，第5个工作日', 'Sat 2026-10-10: worked to make up for National Day, working day 5'],
  ['2026-10-08 周四 至 2026-10-09 周五：第3至4个工作日', 'Thu 2026-10-08 to Fri 2026-10-09: working days 3 to 4'],
  ['2026-10-13 周二：到期；2026-10-14 零时起逾期', 'Tue 2026-10-13: due; late from 00:00 on 2026-10-14'],
  ['依据：2026年放假安排国办发明电〔2025〕7号', 'By the holiday notice for 2026: 国办发明电〔2025〕7号'],
  ['2026-09-19 周六（休息日，不算工作日）：开门计2小时', 'Sat 2026-09-19 (a rest day, and no working day for that): 2 h of open time'],
  ['2026-10-01 周四 至 2026-10-07 周三：不开门，不计', 'Thu 2026-10-01 to Wed 2026-10-07: closed, not counted'],
  ['已告知不早于此日', 'It was told that it would be no earlier than this day'],
  ['督办单位定的日子', 'The day set by the office that supervises'],
  ['某人写的话', '某人写的话'],
])('%s → %s', (chinese, english) => {
  expect(becauseInEnglish(chinese)).toBe(english)
})
