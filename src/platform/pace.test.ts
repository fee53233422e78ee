import { expect, it } from 'vitest'
import { paceBy } from './pace.ts'

/** Milliseconds that it waits; undefined when it does not wait at all. */
const waits = async (underway: number, spent: number): Promise<number | undefined> => {
  let waited: number | undefined
  await paceBy(
    () => underway,
    async ms => {
      waited = ms
    },
  )(spent)
  return waited
}

it('does not hold up work behind the scenes while at most a hall’s worth of people wait', async () => {
  expect(await waits(0, 50)).toBeUndefined()
  expect(await waits(31, 50)).toBeUndefined()
})

it('gives people who wait four fifths of the time from the thirty-second on', async () => {
  expect(await waits(32, 10)).toBe(40)
  expect(await waits(1_000, 50)).toBe(200)
})

it('never waits longer than a quarter of a second, so that a call is opened whatever comes in', async () => {
  expect(await waits(1_000, 60_000)).toBe(250)
})

it('counts anew each time: a rush that has passed holds up nothing any more', async () => {
  let underway = 40
  let pauses = 0
  const pace = paceBy(
    () => underway,
    async () => {
      pauses++
    },
  )
  await pace(10)
  underway = 3
  await pace(10)
  expect(pauses).toBe(1)
})

it('really waits where nobody gives it another way to', async () => {
  let passed = false
  const done = paceBy(() => 40)(20).then(() => {
    passed = true
  })
  await Promise.resolve()
  expect(passed).toBe(false)
  await done
})
