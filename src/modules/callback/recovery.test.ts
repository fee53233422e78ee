import { expect, it } from 'vitest'
import { countsFor } from './recovery.ts'

const after = (...entries: readonly (readonly [string, string])[]) => countsFor(entries.map(([action, stage]) => ({ action, stage })))
const opened = ['open', 'awaiting_contact'] as const

it('counts a poor rating as made good by the citizen’s own yes alone, and takes it back with her no', () => {
  expect(countsFor([])).toEqual({ poor: 0, heard: 0, confirmed: 0 })
  expect(after(opened)).toEqual({ poor: 1, heard: 0, confirmed: 0 })
  expect(after(opened, ['conclude_silent', 'citizen_silent'])).toEqual({ poor: 1, heard: 0, confirmed: 0 })
  expect(
    after(opened, ['record_yes', 'awaiting_own_word'], ['conclude_one_sided', 'one_sided']),
    'what its hearer wrote is not her word',
  ).toEqual({ poor: 1, heard: 0, confirmed: 0 })
  expect(after(opened, ['confirm_solved', 'solved'])).toEqual({ poor: 1, heard: 1, confirmed: 1 })
  expect(after(opened, ['accept_partly', 'partly_solved'])).toEqual({ poor: 1, heard: 1, confirmed: 0 })
  expect(after(opened, ['confirm_solved', 'solved'], ['say_unsolved', 'awaiting_contact'])).toEqual({ poor: 1, heard: 1, confirmed: 0 })
})
