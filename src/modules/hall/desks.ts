import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { readers } from './register.ts'

/** Whoever works at a service hall has the register among his pages; others who may read it find it by its address. */
export const hallDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const { units } = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const isOfHall = (post: Pick<HeldPost, 'unit' | 'role'>): boolean =>
    units.get(post.unit)?.organ === 'hall' && readers.some(role => role === post.role)
  return posts.some(isOfHall) ? ['hall_register'] : []
}
