import { addDays, dayFrom, daysBetween, startOfDay } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Rota, Watch } from './contract.ts'

/** A quarter is as far as an office writes its roster ahead. */
const daysAtMost = 92
const minute = 60_000

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The watches of a roster, night by night. Never one that has begun: whoever was on duty was told of the calls of that night.
 */
export const watchesOf = ({ unit, people, from, until, begins, ends }: Rota, now: Date): readonly Watch[] | Refusal => {
  const days = daysBetween(dayFrom(from), dayFrom(until)) + 1
  if (days < 1) return refuse('watch_backwards', { field: 'until' })
  if (days > daysAtMost) return refuse('watch_too_far', { field: 'until', values: { days: daysAtMost } })
  const [first, last] = [minutesOf(begins), minutesOf(ends)]
  const lasts = (last > first ? last : last + 24 * 60) - first
  const watches = Array.from({ length: days }, (_, at): Watch => {
    const fromAt = new Date(startOfDay(addDays(dayFrom(from), at)).getTime() + first * minute)
    return { unit, person: people[at % people.length]!, fromAt, untilAt: new Date(fromAt.getTime() + lasts * minute) }
  })
  return watches[0]!.fromAt <= now ? refuse('watch_begun', { field: 'from' }) : watches
}
