import { addMonths, dayOf, startOfDay } from '../calendar/index.ts'
import type { House } from './house.ts'

/**
 * Destroys what was recorded in matters of these kinds that were closed longer ago than the room's years: words, numbers,
 * answers. The trail stays and still verifies; erased is erased in every copy that holds no key.
 * @returns how many
 */
export const eraseClosed = async (house: House, kinds: readonly string[], years: number, now: Date): Promise<number> => house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
  const before = startOfDay(addMonths(dayOf(now), -12 * years))
  const closed = await house.engine.closedBefore(tx, kinds, before)
  let erased = 0
  for (const matter of closed) if (await house.engine.erase(tx, matter)) erased++
  if (erased > 0) house.log.info({ event: 'content_erased', count: erased })
  return erased
})
