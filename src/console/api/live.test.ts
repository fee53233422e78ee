import { describe, expect, test } from 'vitest'
import { pauseAfter, readEvents } from './live.ts'

describe('the line to the server', () => {
  test('an event counts when it is whole, however the text was cut on its way', () => {
    expect(readEvents('retry: 5000\n\n: still here\n\nevent: work\ndata: changed\n\nevent: bo')).toEqual({
      events: ['work'],
      rest: 'event: bo',
    })
    expect(readEvents('event: board\ndata: changed\n\n')).toEqual({ events: ['board'], rest: '' })
  })

  test('it is tried again after a second or less, then more and more rarely, once a minute at last', () => {
    expect([0, 1, 2, 3, 50].map(failures => pauseAfter(failures, 1))).toEqual([1_000, 2_000, 4_000, 8_000, 60_000])
  })

  test('an office whose server was away does not come back in one moment', () => {
    expect(pauseAfter(3, 0)).toBe(pauseAfter(3, 1) / 2)
  })
})
