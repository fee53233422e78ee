import { dayOf } from '../../calendar/index.ts'
import type { Announcement, TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { readOpened } from './opened.ts'
import { addRecovery, recoverySince } from './store/recovery.ts'
import type { Recovery } from './store/recovery.ts'

const ownWords: readonly string[] = ['confirm_solved', 'accept_partly', 'say_unsolved', 'keep_unsolved', 'record_no', 'record_kept_no']

/** What one poor rating counts for after these entries. A yes that its hearer alone wrote down is no word of hers. */
export const countsFor = (trail: readonly Pick<TrailEntry, 'action' | 'stage'>[]): Recovery => ({
  poor: trail.length > 0 ? 1 : 0,
  heard: trail.some(entry => ownWords.includes(entry.action)) ? 1 : 0,
  confirmed: trail.at(-1)?.stage === 'solved' ? 1 : 0,
})

/** Whatever was announced of a call: what it counts for now, less what it counted for before. */
export const countRecovery = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const read = matter === undefined ? undefined : await readOpened(house, tx, { kind: 'system', city: house.city, name: 'loops' }, matter)
  if (!read) return
  const {
    opened,
    page: { trail },
  } = read
  const { seq } = payload as { readonly seq: number }
  const [before, after] = [countsFor(trail.filter(entry => entry.seq < seq)), countsFor(trail.filter(entry => entry.seq <= seq))]
  const changes = opened.poor
    ? { poor: after.poor - before.poor, heard: after.heard - before.heard, confirmed: after.confirmed - before.confirmed }
    : { poor: 0, heard: 0, confirmed: 0 }
  await addRecovery(tx, house.city, opened.service.unit, opened.service.finishedOn.slice(0, 7), changes)
}

/** Fewer would let a level be worked out. */
const leastPoor = 10
const monthsBack = 3

/** Since the beginning of the month three months ago. `null` is withheld. */
export const recoveryNow = async (
  house: House,
  tx: Tx,
): Promise<{ readonly since: string; readonly confirmed: number | null; readonly unasked: number | null }> => {
  const [year = 0, month = 0] = dayOf(house.clock.now()).split('-').map(Number)
  const since = new Date(Date.UTC(year, month - 1 - monthsBack, 1)).toISOString().slice(0, 7)
  const { confirmed_share: confirmed, unasked_share: unasked } = await recoverySince(tx, since, leastPoor)
  return { since: `${since}-01`, confirmed, unasked }
}
