import { expect, it } from 'vitest'
import { loadStatutoryCalendar } from '../calendar/index.ts'
import type { House } from './house.ts'
import { inOfficeTime } from './officeTime.ts'

const house = (engine: object = {}): Pick<House, 'calendar' | 'programmes'> =>
  ({
    calendar: () => loadStatutoryCalendar(),
    programmes: { current: () => ({ settings: (_room: string, schema: { parse(given: object): unknown }) => schema.parse(engine) }) },
  }) as unknown as Pick<House, 'calendar' | 'programmes'>
const at = (time: string): Date => new Date(`2026-${time}:00+08:00`)

it('offices are at work in the hours that the programme sets once, on the worked Sunday too, and not in the Mid-Autumn days', () => {
  const open = ['09-14T08:30', '09-14T17:59', '09-20T10:00'].map(time => inOfficeTime(house(), at(time)))
  const shut = ['09-14T08:29', '09-14T18:00', '09-26T10:00', '09-13T10:00'].map(time => inOfficeTime(house(), at(time)))
  expect([open, shut]).toEqual([
    [true, true, true],
    [false, false, false, false],
  ])
  expect(inOfficeTime(house({ office_hours: { from: '09:00', to: '17:00' } }), at('09-14T17:30')), 'another city, other hours').toBe(false)
})
