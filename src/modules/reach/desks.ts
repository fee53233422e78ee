import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { supervisorsOf } from '../../org/rules/ladder.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { registryPosts } from './rules/seating.ts'

const working: readonly string[] = ['clerk', 'officer', 'leader', 'deputy_head', 'head']

/** Whoever works at a registry takes questions in; everybody of that organ may be asked for, and supervision reads the months. */
export const reachDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const places = Object.values(settingsNow(house).places)
  if (places.length === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const atRegistry = places.some(place => {
    const unit = unitByCode(org, place.registry)
    return unit && registryPosts(org, unit.id).some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  })
  if (atRegistry) return ['reach_registry']
  const supervises = places.some(place => {
    const unit = unitByCode(org, place.unit)
    return unit && supervisorsOf(org, unit.id).some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  })
  if (supervises) return ['reach_unit']
  const organs = places.map(place => unitByCode(org, place.unit)?.id)
  return posts.some(post => working.includes(post.role) && organs.includes(organOf(org, post.unit))) ? ['reach_unit'] : []
}
