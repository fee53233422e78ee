import { isRefusal } from '../kit/refusal.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { Announcement } from './contract.ts'
import type { House } from './house.ts'

/**
 * An effect by which a matter notes what another room did about it: an action of the system without a word of its own. A line of
 * `loops.ts` reaches every room that listens, so a matter of another kind is passed over; one that has ended hears no more.
 */
export const hears =
  (kind: string, action: string) =>
  async (house: House, tx: Tx, { matter }: Announcement): Promise<void> => {
    const system = { kind: 'system', city: house.city, name: 'loops' } as const
    const page = matter === undefined ? undefined : await house.engine.readIn(tx, system, matter)
    if (page?.matter.kind !== kind) return
    const done = await house.engine.actIn(tx, system, { matter: page.matter.id, action })
    if (isRefusal(done) && done.because !== 'wrong_stage') throw new Error(`${action} was not heard: ${done.because}`)
  }
