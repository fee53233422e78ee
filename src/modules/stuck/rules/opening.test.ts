import { describe, expect, it } from 'vitest'
import { loadStatutoryCalendar } from '../../../calendar/index.ts'
import { stuckSettings } from '../settings.ts'
import { standingOf } from './opening.ts'
import type { WindowOpen } from './opening.ts'

const calendar = loadStatutoryCalendar()
const day = '09:00-12:00 14:00-17:00'
const open: WindowOpen = {
  open: [`mon ${day}`, `tue ${day}`, `wed ${day} 17:30-20:00`, `thu ${day}`, `fri ${day}`, 'sat 09:00-12:00'],
  open_over_noon: true,
  made_up_as: 'mon',
}
const at = (time: string, hours: WindowOpen = open) => standingOf(calendar, hours, new Date(`2026-${time}:00+08:00`))

describe('whether a window is open now', () => {
  it('noon does not close it where it says so, and closes the others', () => {
    expect(at('09-22T12:40')).toEqual({ until: '17:00' })
    expect(at('09-22T12:40', { ...open, open_over_noon: false })).toEqual({ on: '2026-09-22', at: '14:00' })
  })

  it('Wednesday evening and Saturday morning are open, and a Saturday that opens is still no working day', () => {
    expect(at('09-23T17:10')).toEqual({ on: '2026-09-23', at: '17:30' })
    expect(at('09-23T19:59')).toEqual({ until: '20:00' })
    expect(at('09-19T10:00')).toEqual({ until: '12:00' })
    // Saturday the 19th closes at noon; Sunday the 20th is worked, with Monday's hours.
    expect(at('09-19T12:00')).toEqual({ on: '2026-09-20', at: '09:00' })
  })

  it('on a statutory holiday nothing opens, whatever weekday it falls on', () => {
    expect(at('09-30T20:00')).toEqual({ on: '2026-10-08', at: '09:00' })
    expect(at('10-03T10:00')).toEqual({ on: '2026-10-08', at: '09:00' })
  })

  it('no door is promised beyond the last notice', () => expect(at('12-31T20:00')).toBeUndefined())
})

describe('hours in a programme', () => {
  const window = { name: '某窗口', unit: 'a', office: 'b', level: 'county', address: '一楼' }
  const reads = (...days: readonly string[]) => stuckSettings.safeParse({ windows: { one: { ...window, open: days } } }).success
  it('are refused where they run backwards, overlap, or never open on a working day', () => {
    expect(reads(`mon ${day}`)).toBe(true)
    expect(reads('mon 12:00-09:00')).toBe(false)
    expect(reads('mon 09:00-12:00 11:00-17:00')).toBe(false)
    expect(reads('mon 9-12')).toBe(false)
    expect(reads('sat 09:00-12:00')).toBe(false)
  })
})
