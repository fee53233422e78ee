import { addDays, dayFrom, daysBetween } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Keys } from '../../platform/crypto/contract.ts'

/** Whose page it is told on. Keyed, so that the table names neither matter nor receipt. */
export const drawnMatter = (keys: Pick<Keys, 'digest'>, city: string, matter: string): Buffer =>
  keys.digest('follow', 'drawn', city, 'matter', matter)
/** @param receipt the digest that a receipt is looked up by */
export const drawnReceipt = (keys: Pick<Keys, 'digest'>, city: string, receipt: Buffer): Buffer =>
  keys.digest('follow', 'drawn', city, 'receipt', receipt)

/** Why the citizen cannot be told as late as that; null where she can. Not to be told at all is nothing that anybody may ask for. */
export const tellingFault = (askedOn: string, tellFrom: string | undefined, daysAtMost: number): Refusal | null => {
  if (tellFrom === undefined) return null
  if (tellFrom <= askedOn) return refuse('warrant_told_too_early', { field: 'tellFrom' })
  return daysBetween(dayFrom(askedOn), dayFrom(tellFrom)) > daysAtMost
    ? refuse('warrant_told_too_late', { field: 'tellFrom', values: { days: daysAtMost } })
    : null
}

/** The latest day that may be asked for. */
export const latestTelling = (askedOn: string, daysAtMost: number): string => addDays(dayFrom(askedOn), daysAtMost)
