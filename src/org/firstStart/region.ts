import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'

/** From above to below, as a code of GB/T 2260 counts them. A town has nine digits and is no city of ours. */
export const regionLevels = ['province', 'city', 'county'] as const
export type RegionLevel = (typeof regionLevels)[number]

export interface Region {
  /** 行政区划代码 */ readonly code: string
  readonly level: RegionLevel
}

const provinces = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' ')
/** A municipality under the State Council has no city below it: its 01 and 02 are headings, its districts are counties. */
const municipalities = ['11', '12', '31', '50']

export const plainRegion = (typed: string): string => typed.normalize('NFKC').trim()

/** The level that the code itself says; a code that names no region, a heading of the list among them, is refused. */
export const levelOfRegion = (code: string): RegionLevel | Refusal => {
  const not = refuse('region_not_possible', { field: 'region' })
  if (!/^\d{6}$/.test(code) || !provinces.includes(code.slice(0, 2))) return not
  if (code.endsWith('0000')) return 'province'
  if (!code.endsWith('00')) return code.slice(2, 4) === '00' ? not : 'county'
  return municipalities.includes(code.slice(0, 2)) || code.slice(2, 4) === '90' ? not : 'city'
}

/** Both are typed, and one proves the other: a slip in the last digits makes a county of a city. */
export const readRegion = (code: string, level: string): Region | Refusal => {
  const is = levelOfRegion(plainRegion(code))
  if (isRefusal(is)) return is
  if (!(regionLevels as readonly string[]).includes(level)) return refuse('region_level', { field: 'level' })
  return is === level ? { code: plainRegion(code), level: is } : refuse('region_level_other', { field: 'level', values: { level: is } })
}
