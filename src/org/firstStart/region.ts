import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'

/** From above to below, as a code of GB/T 2260 counts them. A town has nine digits and is no city of ours. */
export const regionLevels = ['province', 'city', 'county'] as const
export type RegionLevel = (typeof regionLevels)[number]

export interface Region {
  /** 行政区划代码 */ readonly code: string
  readonly level: RegionLevel
  /** From province to itself in one word, as the table had it or as it was typed; a city that began before has none. */
  readonly name?: string
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

export interface TypedRegion {
  readonly code: string
  /** Empty where the table says it. */
  readonly level: string
  /** Typed by hand, where the place is newer than the table or called otherwise by now. */
  readonly name: string
}

/** A region with the names on the way down to it, from which those of its organs are proposed. */
export interface FoundRegion extends Region {
  readonly name: string
  readonly path: readonly string[]
}

/** As `places.ts` has it. */
interface Table {
  find(code: string): { readonly level: RegionLevel; readonly path: readonly string[] } | undefined
}

/** A place that was typed by hand lies where its digits say. */
const pathByHand = (table: Table, code: string, name: string): readonly string[] => {
  const known = table.find(code)?.path.slice(0, -1)
  const above = known ?? [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].flatMap(one => table.find(one)?.path ?? []).slice(0, 2)
  return above[0] === undefined || name.startsWith(above[0]) ? [name] : [...above, name]
}

/**
 * What the table knows needs no more than its code. What it does not know is refused, unless its name is typed by hand: then the
 * level is typed too, and proves the code. No place is kept out because our table is older than it.
 */
export const findRegionIn = (table: Table, typed: TypedRegion): FoundRegion | Refusal => {
  const code = plainRegion(typed.code)
  const name = typed.name.normalize('NFKC').trim()
  const level = levelOfRegion(code)
  if (isRefusal(level)) return level
  const known = table.find(code)
  if (known && name === '' && typed.level === '') return { code, level, name: known.path.join(''), path: known.path }
  if (!known && name === '') return refuse('region_unknown', { field: 'region', values: { code } })
  const region = readRegion(code, typed.level)
  if (isRefusal(region)) return region
  if (known && name === '') return { ...region, name: known.path.join(''), path: known.path }
  if ([...name].length < 2 || [...name].length > 40) return refuse('region_name', { field: 'regionName' })
  const path = pathByHand(table, code, name)
  return { ...region, name: path.join(''), path }
}

/** Both are typed, and one proves the other: a slip in the last digits makes a county of a city. */
export const readRegion = (code: string, level: string): Region | Refusal => {
  const is = levelOfRegion(plainRegion(code))
  if (isRefusal(is)) return is
  if (!(regionLevels as readonly string[]).includes(level)) return refuse('region_level', { field: 'level' })
  return is === level ? { code: plainRegion(code), level: is } : refuse('region_level_other', { field: 'level', values: { level: is } })
}
