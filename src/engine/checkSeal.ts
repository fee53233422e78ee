import type { House } from './house.ts'
import { entryHash, rootHash } from './rules/chain.ts'
import { hashText } from './sealing.ts'
import { sayNumber } from './rules/number.ts'
import { promisesOf } from './store/promise.ts'
import { headsOf, lastRoot, sealedEntries } from './store/root.ts'
import type { SealedEntryRow } from './store/root.ts'

export interface SealCheck {
  /** unknown: no day has been sealed yet. */
  readonly state: 'whole' | 'broken' | 'unknown'
  /** The sealed day and, outside of the accusation lane, number and entry of the first break. */
  readonly at?: string
}

const holds = (city: string, row: SealedEntryRow, before: string | undefined): boolean => {
  const previous = row.previous?.toString('hex')
  if (previous !== before) return false
  return (
    row.hash.toString('hex') ===
    entryHash(hashText, {
      city,
      matter: row.matter,
      seq: row.seq,
      action: row.action,
      seat: row.seat,
      at: row.at.toISOString(),
      stage: row.stage,
      round: row.round,
      effect: row.effect,
      suite: row.suite,
      ...(row.unit === null ? {} : { unit: row.unit }),
      ...(row.role === null ? {} : { role: row.role }),
      ...(row.person === null ? {} : { person: row.person }),
      ...(row.digest === null ? {} : { digest: row.digest.toString('hex') }),
      ...(previous === undefined ? {} : { previous }),
    })
  )
}

const pageLength = 200

/**
 * Whether the last daily root still matches what it sealed, and each trail under it its own chain. The whole history is
 * for `verify-trail`, which also compares the roots with those that were printed.
 */
export const checkSeal = async (house: House): Promise<SealCheck> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
    const { city } = house
    const root = await lastRoot(tx, city)
    if (!root) return { state: 'unknown' }
    const heads = (await headsOf(tx, city, root.day)).map(one => ({
      matter: one.matter,
      length: one.length,
      head: one.head.toString('hex'),
    }))
    const hash = rootHash(hashText, {
      city,
      day: root.day,
      suite: root.suite,
      heads,
      promised: await promisesOf(tx, city, root.day),
      ...(root.previous ? { previous: root.previous.toString('hex') } : {}),
    })
    if (hash !== root.hash.toString('hex')) return { state: 'broken', at: root.day }
    for (let from = 0; from < heads.length; from += pageLength) {
      const page = heads.slice(from, from + pageLength)
      const rows = await sealedEntries(
        tx,
        city,
        root.day,
        page.map(one => one.matter),
      )
      for (const { matter, length, head } of page) {
        const entries = rows.filter(row => row.matter === matter)
        const at = entries.findIndex((row, n) => row.seq !== n + 1 || !holds(city, row, entries[n - 1]?.hash.toString('hex')))
        const seq =
          at >= 0 ? at + 1 : entries.length !== length || entries.at(-1)?.hash.toString('hex') !== head ? entries.length : undefined
        if (seq === undefined) continue
        const [one] = entries
        return { state: 'broken', at: one && one.lane !== 'accusation' ? `${root.day} ${sayNumber(one.number)} #${seq}` : root.day }
      }
    }
    return { state: 'whole' }
  })
