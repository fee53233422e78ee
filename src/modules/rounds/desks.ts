import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { seatsOfInspectors } from './rules/seating.ts'

export const visiting: readonly string[] = ['clerk', 'officer', 'leader', 'deputy_head', 'head']

/** Whoever works in an organ that visits enters visits and reads its ledger. */
export const roundsDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const settings = settingsNow(house)
  const codes = new Set(Object.values(settings.campaigns).map(campaign => campaign.unit))
  if (codes.size === 0 && Object.keys(settings.inspections).length === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const organs = [...codes].map(code => organOf(org, unitByCode(org, code)?.id ?? ''))
  const visits = posts.some(post => visiting.includes(post.role) && organs.includes(organOf(org, post.unit) ?? '-'))
  const inspecting = Object.values(settings.inspections).flatMap(one => seatsOfInspectors(org, unitByCode(org, one.unit)?.id ?? ''))
  const inspects = inspecting.some(seat => posts.some(post => post.unit === seat.unit && post.role === seat.role))
  return [...(visits ? ['rounds_visits'] : []), ...(inspects ? ['rounds_inspections'] : [])]
}
