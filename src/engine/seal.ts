import { addDays, dayOf } from '../calendar/index.ts'
import type { House } from './house.ts'
import { rootHash } from './rules/chain.ts'
import { hashText } from './sealing.ts'
import { insertRootPromises, unsealedPromises } from './store/promise.ts'
import { insertRoot, lastMovedHead, lastRoot, takeSealing, unsealedHeads } from './store/root.ts'

/**
 * One root for the last finished day, over every trail that grew since the root before (if none did, over the last that had): late entries and missed nights
 * fall into the next one. It takes in what was promised since, too. Print it, or copy it to another organ: from then on nobody can rewrite what it covers.
 */
export const sealDays = async (house: House, now: Date): Promise<string | undefined> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
    const { city } = house
    const day = addDays(dayOf(now), -1)
    const before = await lastRoot(tx, city)
    if (before && before.day >= day) return undefined
    if (!(await takeSealing(tx, city))) return undefined
    const last = await lastRoot(tx, city)
    if (last && last.day >= day) return undefined
    // Roots are public: a quiet day has one as well, over a head that nobody outside can guess, or the gap would tell of it.
    const grown = await unsealedHeads(tx, city)
    const heads = grown.length > 0 ? grown : await lastMovedHead(tx, city)
    // A promise waits for no first matter: sealed with it, it would be sealed too late.
    const promised = await unsealedPromises(tx, city)
    if (heads.length === 0 && promised.length === 0) return undefined
    const { suite } = house.keys
    const hash = rootHash(hashText, {
      city,
      day,
      suite,
      previous: last?.hash.toString('hex'),
      heads: heads.map(one => ({ matter: one.matter, length: one.length, head: one.head.toString('hex') })),
      promised,
    })
    await insertRoot(tx, city, { day, suite, count: heads.length, previous: last?.hash ?? null, hash: Buffer.from(hash, 'hex') }, heads)
    await insertRootPromises(tx, city, day, promised)
    return hash
  })
