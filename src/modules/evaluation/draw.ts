import type { House } from '../../engine/house.ts'
import { drawnBody } from './release.ts'
import { readReceipt, receiptDigestOf, slotOf } from './rules/code.ts'
import { decodeHeld } from './rules/body.ts'
import { linksOfService, receiptHeld } from './store/release.ts'
import { aboutHeld } from './intake.ts'

export interface Drawn { readonly rating?: readonly unknown[]; readonly released?: boolean }

/**
 * 调取 of one rating, by its receipt or by its service, before its cohort is released. Afterwards nothing leads from a
 * receipt or a service to a rating any more: that is answered as such, not as absence. Agreed by two; written down before.
 * @param people none of whom may have served
 */
export const drawRating = async (house: House, scope: 'receipt' | 'service', reference: string, people: readonly string[]): Promise<Drawn | undefined> => {
  const { keys, city } = house
  return house.as({ kind: 'system', city, name: 'mixer' }, async tx => {
    if (scope === 'receipt') {
      const receipt = readReceipt(reference)
      const digest = receipt === undefined ? undefined : receiptDigestOf(keys, city, receipt)
      const found = digest && await receiptHeld(tx, city, digest)
      if (!found || !digest) return undefined
      if (found.held === null) return { released: true }
      const held = decodeHeld(keys.open('receipt', found.held, aboutHeld(city, found.cohort, digest)))
      const origin = Buffer.from(held.origin, 'base64url')
      const body = await drawnBody(house, tx, found.cohort, held.standing ? origin : slotOf(keys, city, origin))
      return body ? { rating: [body] } : { released: true }
    }
    const links = await linksOfService(tx, city, reference)
    if (links === undefined || links.served.some(person => people.includes(person))) return undefined
    if (links.links.length === 0) return { released: true }
    const bodies = []
    for (const link of links.links) {
      const body = await drawnBody(house, tx, link.cohort, slotOf(keys, city, link.digest))
      if (body) bodies.push(body)
    }
    return { rating: bodies }
  })
}
