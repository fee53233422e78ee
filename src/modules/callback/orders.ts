import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { answersTo } from './store/orders.ts'
import type { OrderAnswer } from './store/orders.ts'

/**
 * An order's id is a keyed digest of the entry that wrote it: whoever reads the trail finds the order, and nothing that
 * is stored leads from an order to its matter.
 */
export const orderId = (house: Pick<House, 'keys' | 'city'>, matter: string, seq: number): string => {
  const bytes = Buffer.from(house.keys.digest('order', house.city, matter, String(seq)).subarray(0, 16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export interface OrderHeard {
  readonly by: string
  readonly releasedOn: string
  readonly answers: readonly OrderAnswer[]
}

/** What the unit reads of the orders on this trail and has answered; by the place of the entry on the trail. */
export const ordersOnTrail = async (
  house: House,
  tx: Tx,
  matter: string,
  trail: readonly TrailEntry[],
): Promise<ReadonlyMap<number, OrderHeard>> => {
  const ids = new Map(trail.filter(entry => entry.action === 'order_repair').map(entry => [orderId(house, matter, entry.seq), entry.seq]))
  const heard = new Map<number, OrderHeard>()
  for (const row of ids.size === 0 ? [] : await answersTo(tx, [...ids.keys()])) {
    const seq = ids.get(row.order)
    if (seq === undefined) continue
    const before = heard.get(seq)?.answers ?? []
    const answer =
      row.said === null || row.answeredOn === null ? [] : [{ done: row.done ?? false, said: row.said, answeredOn: row.answeredOn }]
    heard.set(seq, { by: row.by, releasedOn: row.releasedOn, answers: [...before, ...answer] })
  }
  return heard
}
