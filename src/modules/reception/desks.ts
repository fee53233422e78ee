import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { supervisorsOf } from '../../org/rules/ladder.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { officePosts } from './rules/seating.ts'

const leading: readonly string[] = ['leader', 'deputy_head', 'head']

/** Whoever works in a reception office keeps the schedule; whoever leads in its organ or supervises it reads what came of it. */
export const receptionDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const places = Object.values(settingsNow(house).places)
  if (places.length === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const holds = (found: readonly Pick<HeldPost, 'unit' | 'role'>[]): boolean =>
    found.some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  const offices = places.flatMap(place => unitByCode(org, place.office) ?? [])
  if (offices.some(office => holds(officePosts(org, office.id)))) return ['reception_desk']
  const organs = offices.map(office => organOf(org, office.id))
  const leads = posts.some(post => leading.includes(post.role) && organs.includes(organOf(org, post.unit)))
  return leads || offices.some(office => holds(supervisorsOf(org, office.id))) ? ['reception_board'] : []
}
