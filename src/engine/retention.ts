import { addMonths, dayOf, startOfDay } from '../calendar/index.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { House } from './house.ts'

/**
 * Destroys what was recorded in matters of these kinds that were closed longer ago than the room's years: words, numbers,
 * answers. The trail stays and still verifies; erased is erased in every copy that holds no key.
 * @param alongside takes away in the same transaction what led to them
 * @returns how many
 */
export const eraseClosed = async (
  house: House,
  kinds: readonly string[],
  years: number,
  now: Date,
  alongside?: (tx: Tx, matters: readonly string[]) => Promise<void>,
): Promise<number> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
    const before = startOfDay(addMonths(dayOf(now), -12 * years))
    const closed = await house.engine.closedBefore(tx, kinds, before)
    let erased = 0
    for (const matter of closed) if (await house.engine.erase(tx, matter)) erased++
    await alongside?.(tx, closed)
    if (erased > 0) house.log.info({ event: 'content_erased', count: erased })
    return erased
  })
