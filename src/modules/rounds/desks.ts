import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'

export const visiting: readonly string[] = ['clerk', 'officer', 'leader', 'deputy_head', 'head']

/** Whoever works in an organ that visits enters visits and reads its ledger. */
export const roundsDesks = async (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> => {
  const codes = new Set(Object.values(settingsNow(house).campaigns).map(campaign => campaign.unit))
  if (codes.size === 0) return []
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const org = await house.as(system, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
  const organs = [...codes].map(code => organOf(org, unitByCode(org, code)?.id ?? ''))
  return posts.some(post => visiting.includes(post.role) && organs.includes(organOf(org, post.unit) ?? '-')) ? ['rounds_visits'] : []
}
