import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { disciplineOf } from '../../org/rules/ladder.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Accused as AccusedByCallback } from '../callback/contract.ts'
import type { Accused as AccusedByRating, SealedPayload } from '../evaluation/contract.ts'
import { reportOpened } from './contract.ts'

/**
 * A report reaches the stationed group over the unit, and no post besides. Where no such post is filled by somebody who
 * is not accused, the announcement waits and is tried again: it is neither lost nor given to anybody else.
 */
export const openReport = async (house: House, tx: Tx, { event, payload }: Announcement): Promise<void> => {
  const { request, sealed } = payload as SealedPayload
  const room = event.slice(0, event.indexOf('.'))
  const accused = JSON.parse(house.keys.open('matter.accusation', Buffer.from(sealed, 'base64'), `${room}.accused/${house.city}/${request}`).toString('utf8')) as AccusedByCallback | AccusedByRating
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const post = disciplineOf(org, accused.unit, accused.rated)
  if (!post) throw new Error('no discipline post over the unit is filled')
  const viewer = { kind: 'system', city: house.city, name: 'loops' } as const
  await house.engine.open(tx, viewer, {
    kind: 'report', lane: 'accusation', unit: accused.unit, seats: [{ seat: 'discipline', unit: post.unit, role: 'discipline', sight: 'full' }],
    barred: [...new Set(accused.rated)], input: reportOpened.parse(accused), source: `report/${request}`,
  })
}
