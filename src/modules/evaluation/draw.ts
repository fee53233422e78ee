import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { factsOf, ratedOf } from './calls.ts'
import { drawnBody } from './release.ts'
import { readReceipt, receiptDigestOf, slotOf } from './rules/code.ts'
import { decodeHeld } from './rules/body.ts'
import { linksOfService, receiptHeld } from './store/release.ts'
import { aboutHeld } from './intake.ts'

export interface Drawn {
  readonly rating?: readonly unknown[]
  readonly released?: boolean
}

interface Receipted {
  readonly cohort: string
  /** Null once its cohort is released. */ readonly origin: Buffer | null
  readonly standing: boolean
}

const receiptedOf = async ({ keys, city }: House, tx: Tx, reference: string): Promise<Receipted | undefined> => {
  const receipt = readReceipt(reference)
  const digest = receipt === undefined ? undefined : receiptDigestOf(keys, city, receipt)
  const found = digest && (await receiptHeld(tx, city, digest))
  if (!found || !digest) return undefined
  if (found.held === null) return { cohort: found.cohort, origin: null, standing: false }
  const held = decodeHeld(keys.open('receipt', found.held, aboutHeld(city, found.cohort, digest)))
  return { cohort: found.cohort, origin: Buffer.from(held.origin, 'base64url'), standing: held.standing }
}

/** A posted window's code speaks for no service. */
const servedFor = async (house: House, { origin, standing }: Receipted): Promise<readonly string[]> =>
  origin === null || standing ? [] : ratedOf(await factsOf(house, origin))

/** Who served at what a drawing asks for: none of them hears of it, nor opens it. */
export const servedOf = (house: House, scope: 'receipt' | 'service', reference: string): Promise<readonly string[]> =>
  house.as({ kind: 'system', city: house.city, name: 'mixer' }, async tx => {
    if (scope === 'service') return (await linksOfService(tx, house.city, reference))?.served ?? []
    const receipted = await receiptedOf(house, tx, reference)
    return receipted ? servedFor(house, receipted) : []
  })

/**
 * 调取 of one rating, by its receipt or by its service, before its cohort is released. Afterwards nothing leads from a
 * receipt or a service to a rating any more: that is answered as such, not as absence. Agreed by two; written down before.
 * @param people none of whom may have served
 */
export const drawRating = async (
  house: House,
  scope: 'receipt' | 'service',
  reference: string,
  people: readonly string[],
): Promise<Drawn | undefined> => {
  const { keys, city } = house
  return house.as({ kind: 'system', city, name: 'mixer' }, async tx => {
    if (scope === 'receipt') {
      const found = await receiptedOf(house, tx, reference)
      if (!found || (await servedFor(house, found)).some(person => people.includes(person))) return undefined
      const { cohort, origin, standing } = found
      const body = origin && (await drawnBody(house, tx, cohort, standing ? origin : slotOf(keys, city, origin)))
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
