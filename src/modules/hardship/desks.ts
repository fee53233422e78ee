import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { seatsOfCivil, seatsOfDecider } from './rules/seating.ts'

const atWindows: readonly string[] = ['clerk', 'officer', 'leader']

/** Whoever works at a window writes applications down; whoever decides, stands above, or handles them at civil affairs reads the list. */
export const hardshipDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const places = Object.values(settingsNow(house).places)
  if (places.length === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const holds = (all: readonly { readonly unit: string; readonly role: string }[]): boolean =>
    all.some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  const takesIn = places.some(place => {
    const window = unitByCode(org, place.window)?.id
    return posts.some(post => post.unit === window && atWindows.includes(post.role))
  })
  const reads = places.some(place => {
    const [unit, civil] = [unitByCode(org, place.unit), unitByCode(org, place.civil ?? '')]
    const seats = [...(unit ? seatsOfDecider(org, unit.id) : []), ...(civil ? seatsOfCivil(org, civil.id) : [])]
    return holds(seats)
  })
  return [...(takesIn ? ['hardship_window'] : []), ...(reads ? ['hardship_unit'] : [])]
}
