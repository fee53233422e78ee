import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { aboutHeld } from './intake.ts'
import { decodeHeld, encodeKept, keptSize } from './rules/body.ts'
import { receiptDigestOf } from './rules/code.ts'
import { leavesFor, rootOf, treeOf } from './rules/presence.ts'
import type { Presence } from './rules/presence.ts'
import { insertReleasedReceipts, receiptsOf } from './store/release.ts'
import { findPresence, listRoots } from './store/intake.ts'

export const aboutKept = (city: string, cohort: string, digest: Buffer): string =>
  `evaluation.released_receipt/${city}/${cohort}/${digest.toString('hex')}`

const atOnce = 2_000

/**
 * Takes the cohort's receipts over into the released ones: of what a receipt held the unit and the wish remain, and
 * nothing that leads to a service. Rows drawn at random fill up, so that nobody counts them.
 */
export const keepReceipts = async (
  house: House,
  tx: Tx,
  cohort: string,
): Promise<{ readonly receipts: Buffer; readonly nodes: Buffer }> => {
  const { city, keys } = house
  const kept = new Map<string, Buffer>()
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const rows = await receiptsOf(tx, city, cohort, after, atOnce)
    for (const { digest, held } of rows) {
      const plain = decodeHeld(keys.open('receipt', held, aboutHeld(city, cohort, digest)))
      kept.set(digest.toString('hex'), keys.seal('receipt', encodeKept(plain), aboutKept(city, cohort, digest)))
    }
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) break
    after = last.digest
  }
  for (const leaves = leavesFor(kept.size); kept.size < leaves;) {
    const digest = keys.randomBytes(32)
    kept.set(digest.toString('hex'), keys.seal('receipt', keys.randomBytes(keptSize), aboutKept(city, cohort, digest)))
  }
  const digests = [...kept.keys()].sort()
  for (let at = 0; at < digests.length; at += atOnce) {
    await insertReleasedReceipts(
      tx,
      city,
      cohort,
      digests.slice(at, at + atOnce).map((digest, n) => ({ digest, place: at + n, kept: (kept.get(digest) as Buffer).toString('hex') })),
    )
  }
  const nodes = treeOf(
    bytes => keys.hash(bytes),
    digests.map(digest => Buffer.from(digest, 'hex')),
  )
  return { receipts: rootOf(nodes), nodes }
}

export const presenceOf = async (house: House, receipt: string): Promise<Presence | undefined> => {
  const digest = receiptDigestOf(house.keys, house.city, receipt)
  const row = await findPresence(house.database.pool('public'), house.city, digest)
  if (!row) return undefined
  const path = Array.from({ length: row.path.length / 32 }, (_, step) => row.path.subarray(step * 32, step * 32 + 32).toString('hex'))
  return { cohort: row.cohort, suite: row.suite, digest: digest.toString('hex'), place: row.place, path, root: row.root.toString('hex') }
}

export interface PublishedRoot {
  readonly cohort: string
  readonly suite: 'std' | 'gm'
  readonly receipts: string
  readonly released: string
}

export const publishedRoots = async (house: House): Promise<readonly PublishedRoot[]> =>
  (await listRoots(house.database.pool('public'), house.city)).map(row => ({
    cohort: row.cohort,
    suite: row.suite,
    receipts: row.receipts.toString('hex'),
    released: row.released.toString('hex'),
  }))
