import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { factsOf, ratedOf } from './calls.ts'
import { settingsOf } from './push.ts'
import type { Body } from './rules/body.ts'
import { describeLevels } from './rules/rating.ts'
import type { EvaluationSettings } from './settings.ts'
import { drawnBody } from './release.ts'
import { readReceipt, receiptDigestOf, slotOf } from './rules/code.ts'
import { decodeHeld } from './rules/body.ts'
import { linksOfService, receiptHeld, receiptsHeldIn } from './store/release.ts'
import { aboutHeld } from './intake.ts'

export interface Drawn {
  readonly rating?: readonly unknown[]
  readonly released?: boolean
  /** Of those whose word was opened. */ readonly receipts?: readonly Buffer[]
}

/** The least that answers the question: not the channel, not how long it took, nothing of a device. */
const shownOf = ({ levels, reasons, words, helper, withdrawn }: Body, settings: EvaluationSettings): unknown =>
  withdrawn
    ? { withdrawn }
    : {
        levels: describeLevels(levels, settings, '总体'),
        reasons: reasons.map(code => settings.reasons[code]?.title ?? code),
        words,
        helper,
      }

interface Receipted {
  readonly digest: Buffer
  readonly cohort: string
  /** Null once its cohort is released. */ readonly origin: Buffer | null
  readonly standing: boolean
}

const receiptedOf = async ({ keys, city }: House, tx: Tx, reference: string): Promise<Receipted | undefined> => {
  const receipt = readReceipt(reference)
  const digest = receipt === undefined ? undefined : receiptDigestOf(keys, city, receipt)
  const found = digest && (await receiptHeld(tx, city, digest))
  if (!found || !digest) return undefined
  if (found.held === null) return { digest, cohort: found.cohort, origin: null, standing: false }
  const held = decodeHeld(keys.open('receipt', found.held, aboutHeld(city, found.cohort, digest)))
  return { digest, cohort: found.cohort, origin: Buffer.from(held.origin, 'base64url'), standing: held.standing }
}

/** Which receipts were given for these links: nothing but what a receipt itself holds leads there, so those of the week are opened one by one. */
const receiptsOf = async (
  { keys, city }: House,
  tx: Tx,
  links: readonly { readonly digest: Buffer; readonly cohort: string }[],
): Promise<readonly Buffer[]> => {
  const found: Buffer[] = []
  for (const cohort of new Set(links.map(link => link.cohort))) {
    const wanted = new Set(links.filter(link => link.cohort === cohort).map(link => link.digest.toString('base64url')))
    for (const { digest, held } of await receiptsHeldIn(tx, city, cohort)) {
      if (wanted.has(decodeHeld(keys.open('receipt', held, aboutHeld(city, cohort, digest))).origin)) found.push(digest)
    }
  }
  return found
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
      return body ? { rating: [shownOf(body, settingsOf(house))], receipts: [found.digest] } : { released: true }
    }
    const links = await linksOfService(tx, city, reference)
    if (links === undefined || links.served.some(person => people.includes(person))) return undefined
    if (links.links.length === 0) return { released: true }
    const bodies = []
    for (const link of links.links) {
      const body = await drawnBody(house, tx, link.cohort, slotOf(keys, city, link.digest))
      if (body) bodies.push(body)
    }
    return {
      rating: bodies.map(body => shownOf(body, settingsOf(house))),
      receipts: bodies.length === 0 ? [] : await receiptsOf(house, tx, links.links),
    }
  })
}
