import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needed, stepFault, steps, stepTo } from './steps.ts'

describe('one question a screen', () => {
  it('leads forward through every question once and then to the list of all, where nothing is wrong', () => {
    let at: (typeof steps)[number] | 'all' = steps[0]
    const seen: string[] = []
    while (at !== 'all') {
      seen.push(at)
      at = stepTo(at, 'next', undefined, false)
    }
    expect(seen).toEqual(steps)
  })

  it('leads back from each question to the one before, whatever is wrong with what stands there: nobody is held fast', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps), fc.constantFrom('needed', 'phone', undefined), (step, fault) => {
        const before = steps[steps.indexOf(step) - 1] ?? step
        expect(stepTo(step, 'back', fault, false)).toBe(before)
      }),
    )
  })

  it('goes no further past a fault, and back to the list of all when one answer was changed there', () => {
    expect(stepTo('phone', 'next', 'phone', false)).toBe('phone')
    expect(stepTo('item', 'next', undefined, true)).toBe('all')
    expect(stepTo('item', 'back', 'needed', true)).toBe('all')
    expect(stepTo('helper', 'words', undefined, true)).toBe('words')
  })

  it('asks for six things; whatever else is left empty is passed over, since no task ends because something personal was refused', () => {
    expect(steps.filter(step => stepFault(step, '') !== undefined)).toEqual(steps.filter(step => needed.includes(step)))
    expect(stepFault('helper', '')).toBeUndefined()
    expect(stepFault('words', '  ')).toBeUndefined()
  })

  it('says what is wrong with an answer: a number that is none, one that is too long, a choice that is not there', () => {
    expect(stepFault('phone', '12')).toBe('phone')
    expect(stepFault('phone', '139 0000 0000')).toBeUndefined()
    expect(stepFault('trips', '好几趟')).toBe('number')
    expect(stepFault('trips', '5')).toBeUndefined()
    expect(stepFault('words', '长'.repeat(1001))).toBe('long')
    expect(stepFault('category', 'bribery', ['other'])).toBe('needed')
    expect(stepFault('category', 'other', ['other'])).toBeUndefined()
    expect(stepFault('whom', '', ['person'])).toBeUndefined()
  })
})
