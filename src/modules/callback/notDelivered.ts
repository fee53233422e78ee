import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { tellSeat } from './dispatch.ts'
import { wasToldByVoice } from './rules/told.ts'

/**
 * A text to the citizen was given up. Where it alone was to tell her the result, she has not been told: the second contact is due
 * again, by telephone, in person or on paper, and her days begin when she hears. The caller is told in either case.
 */
export const tellNotDelivered = async (house: House, tx: Tx, { id, matter, payload }: Announcement): Promise<void> => {
  const viewer = { kind: 'system', city: house.city, name: 'loops' } as const
  const { template } = payload as { template: string }
  const page = matter === undefined || template === 'callback.inbound' ? undefined : await house.engine.readIn(tx, viewer, matter)
  if (!page || matter === undefined || page.matter.closedAt !== undefined) return
  const act = (action: string) => house.engine.actIn(tx, viewer, { matter, action })
  const again = wasToldByVoice(page.trail, page.matter.round) ? undefined : await act('second_not_delivered')
  if (again === undefined || isRefusal(again)) {
    const noted = await act('text_not_delivered')
    if (isRefusal(noted)) throw new Error(`that a text did not arrive was not noted: ${noted.because}`)
  }
  await tellSeat(house, tx, matter, { seq: id, do: 'not_delivered', tell: 'caller' })
}
