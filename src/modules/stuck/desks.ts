import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { officePosts, officesAbove, windowPosts } from './rules/seating.ts'
import { unitByCode } from '../../org/rules/tree.ts'

const leading: readonly string[] = ['leader', 'deputy_head', 'head']

/** Whoever works at a window of last resort has its pages besides those of his role, and so has whoever supervises one. */
export const stuckDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const holds = (wanted: readonly HeldPost[]): boolean =>
    wanted.some(one => posts.some(post => post.unit === one.unit && post.role === one.role))
  const windows = Object.values(settingsNow(house).windows)
  const units = (code: string): readonly string[] => [unitByCode(org, code)?.id ?? ''].filter(id => id !== '')
  const atWindow = windows.some(window => units(window.unit).some(id => holds(windowPosts(org, id))))
  const above = windows.some(window => units(window.office).some(id => holds(officePosts(org, id)) || holds(officesAbove(org, id))))
  // Whoever heads a unit that the register of powers names has its part of the weekly list.
  const leads = Object.values(settingsNow(house).powers).some(power =>
    units(power.unit).some(id => posts.some(post => post.unit === id && leading.includes(post.role))),
  )
  return [...(atWindow ? ['stuck_window'] : []), ...(above ? ['stuck_office'] : []), ...(leads ? ['stuck_lead'] : [])]
}
