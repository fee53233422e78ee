import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { supervisorsOf } from '../../org/rules/ladder.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { zonePosts } from './rules/seating.ts'

const leading: readonly string[] = ['leader', 'deputy_head', 'head', 'supervisor']

/** Whoever works in a zone takes requests in; whoever leads its hall or supervises it reads what came of them. */
export const zoneDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const places = Object.values(settingsNow(house).places)
  if (places.length === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const holds = (found: readonly Pick<HeldPost, 'unit' | 'role'>[]): boolean =>
    found.some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  const units = places.flatMap(place => unitByCode(org, place.unit) ?? [])
  if (units.some(unit => holds(zonePosts(org, unit.id)))) return ['zone_desk']
  const organs = units.map(unit => organOf(org, unit.id))
  const offices = places.map(place => unitByCode(org, place.office)?.id)
  const reads = posts.some(post => leading.includes(post.role) && (organs.includes(organOf(org, post.unit)) || offices.includes(post.unit)))
  return reads || units.some(unit => holds(supervisorsOf(org, unit.id))) ? ['zone_board'] : []
}
