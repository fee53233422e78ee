import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receptionFlow } from '../flows/reception.ts'
import { shareOfDay, sharesOf } from './shares.ts'

const today = '2026-10-20'
const day = { onDay: '2026-10-19', state: 'open', held: null, changed: false } as const

describe('what a day counts for', () => {
  it('is held as promised where day, hour, place and leader are those that were published first, and held otherwise where not', () => {
    expect(shareOfDay({ ...day, held: 'promised' }, today)).toBe('held')
    expect(shareOfDay({ ...day, held: 'promised', changed: true }, today), 'moved on the way').toBe('held_other')
    expect(shareOfDay({ ...day, held: 'other' }, today)).toBe('held_other')
  })
  it('is nobody’s word where nobody wrote it down: a day that is over never counts as held by itself', () => {
    expect(shareOfDay(day, today)).toBe('unsaid')
    expect(shareOfDay({ ...day, onDay: today }, today)).toBe('coming')
    expect(shareOfDay({ ...day, state: 'cancelled' }, today)).toBe('cancelled')
  })
})

describe('what a booking counts for', () => {
  const stages = Object.keys(receptionFlow.stages)
  it('is one end at most, solved by that end alone, and silence is never solved', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.boolean(), fc.boolean(), fc.boolean(), (stage, came, opened, late) => {
        const found = sharesOf({ stage, came, opened, late })
        expect(found).toContain('booked')
        const ends = found.filter(one => ['waiting', 'missed', 'called_off', 'in_hand', 'solved', 'silent', 'unsolved'].includes(one))
        expect(ends.length).toBeLessThanOrEqual(1)
        expect(found.includes('solved')).toBe(stage === 'solved')
      }),
    )
    expect(sharesOf({ stage: 'citizen_silent', came: true, opened: true, late: false })).toEqual(['booked', 'came', 'opened', 'silent'])
  })
})
