import { dayOf } from '../calendar/index.ts'
import type { As } from '../org/viewer.ts'
import { erasedListOf, makeShelf, readBackupKey, writeErasedList } from '../platform/backup/index.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { House } from './house.ts'
import { countErased, insertErased, listErased, withKeyOf } from './store/erased.ts'
import { deleteKey } from './store/trail.ts'

const sweep = (city: string) => ({ kind: 'system', city, name: 'sweep' }) as const

/** Destroys a matter's key and writes down that it did, so that no backup brings it back. False: it was erased before. */
export const eraseMatter = async (tx: Tx, city: string, matter: string, now: Date): Promise<boolean> => {
  if (!(await deleteKey(tx, city, matter))) return false
  await insertErased(tx, city, [matter], dayOf(now))
  return true
}

/** The matters whose content was erased; ids alone. */
export const erasedMatters = (as: As, city: string): Promise<readonly string[]> => as(sweep(city), tx => listErased(tx, city))

export const countErasedMatters = (as: As, city: string): Promise<number> => as(sweep(city), tx => countErased(tx, city))

const atOnce = 500

/**
 * Erases again what an older backup has brought back.
 * @param eraseFiles destroys the keys of a matter's files
 * @returns how many could be read again until now
 */
export const eraseAgain = async (
  as: As,
  city: string,
  matters: readonly string[],
  now: Date,
  eraseFiles: (tx: Tx, matter: string) => Promise<void>,
): Promise<number> => {
  let count = 0
  for (let from = 0; from < matters.length; from += atOnce) {
    await as(sweep(city), async tx => {
      const some = matters.slice(from, from + atOnce)
      count += (await withKeyOf(tx, city, some)).length
      for (const matter of some) {
        await deleteKey(tx, city, matter)
        await eraseFiles(tx, matter)
      }
      await insertErased(tx, city, some, dayOf(now))
    })
  }
  return count
}

/** Keeps the list beside the nightly backups as long as the city's own: what was erased today must not come back with last night's. */
export const keepErasedList = (house: Pick<House, 'as' | 'city' | 'config' | 'keys'>): (() => Promise<void>) => {
  let written = -1
  return async () => {
    const {
      as,
      city,
      config: { backups, dataFolder },
      keys,
    } = house
    if (!backups) return
    const count = await countErasedMatters(as, city)
    if (count === written) return
    makeShelf(backups.folder)
    await writeErasedList(
      erasedListOf(backups.folder, city),
      readBackupKey(backups.keyFile, [dataFolder, backups.folder]),
      keys.suite,
      await erasedMatters(as, city),
    )
    written = count
  }
}
