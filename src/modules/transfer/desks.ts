import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { officePosts, worksAt } from './rules/seating.ts'
import { unitByCode } from '../../org/rules/tree.ts'

/** Whoever works at a transfer point takes papers in; whoever they are for, and whoever answers for the points, sees where they are. */
export const transferDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const points = Object.values(settingsNow(house).points)
  if (points.length === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const held = (code: string, postsOf: typeof worksAt): boolean => {
    const unit = unitByCode(org, code)
    return unit !== undefined && postsOf(org, unit.id).some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  }
  if (points.some(point => held(point.unit, worksAt))) return ['transfer_point']
  return points.some(point => held(point.office, officePosts) || point.serves.some(code => held(code, worksAt))) ? ['transfer_unit'] : []
}
