import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { RegionLevel } from './region.ts'

/** Organs that every region has. The first is where the three administrators sit, unless they say otherwise. */
export const otherOrgans = ['court', 'procuratorate', 'police', 'justice'] as const
export const foundingOrgans = ['committee', ...otherOrgans] as const
export type FoundingOrgan = (typeof foundingOrgans)[number]

export type UnitNames = Readonly<Record<FoundingOrgan, string>>

/** The party's committee shortens to 委 where the place is a province, city, county or district, and to 地委 in a prefecture. */
const partyOf = (name: string): string => {
  if (name.endsWith('地区')) return `中共${name.slice(0, -1)}委政法委员会`
  const short = /[省市县区]$/u.test(name) && !/自治[县区]$/u.test(name)
  return `中共${name}${short ? '委' : '委员会'}政法委员会`
}

/** A prefecture or a league has no congress, so that its procuratorate is a branch of the one above. */
const branchOf = (above: string | undefined, name: string): string =>
  above !== undefined && /(?:地区|盟)$/u.test(name) ? `${above}人民检察院${name.replace(/地区$/u, '')}分院` : `${name}人民检察院`

/** A district's police is a branch of the city's; a name of which one sign would be left keeps its last. */
const branchOfPolice = (above: string, name: string): string =>
  `${above}公安局${[...name].length > 2 && name !== '市中区' ? name.replace(/区$/u, '') : name}分局`

/**
 * How the organs of a region are usually called. A proposal, no more: whoever sits at the keyboard knows better.
 * @param path from province to the region itself
 */
export const unitNamesOf = (level: RegionLevel, path: readonly string[]): UnitNames => {
  const name = path.at(-1) ?? ''
  const above = path.at(-2)
  if (level === 'province') {
    const city = name.endsWith('市')
    return {
      committee: partyOf(name),
      court: `${name}高级人民法院`,
      procuratorate: `${name}人民检察院`,
      police: `${name}公安${city ? '局' : '厅'}`,
      justice: `${name}司法${city ? '局' : '厅'}`,
    }
  }
  if (level === 'city')
    return {
      committee: partyOf(name),
      court: `${name}中级人民法院`,
      procuratorate: branchOf(above, name),
      police: `${name}公安局`,
      justice: `${name}司法局`,
    }
  // Names of districts are the same in many cities: 城关区, 鼓楼区.
  const district = above !== undefined && name.endsWith('区') && above.endsWith('市')
  const full = district ? `${above}${name}` : name
  return {
    committee: partyOf(full),
    court: `${full}人民法院`,
    procuratorate: `${full}人民检察院`,
    police: district ? branchOfPolice(above, name) : `${name}公安局`,
    justice: `${full}司法局`,
  }
}

const isName = (name: string): boolean => [...name].length >= 2 && [...name].length <= 60

/**
 * @param withOthers whether the units beside the office are made too; a name that was emptied is left out
 */
export const faultOfUnits = (names: UnitNames, withOthers: boolean): readonly Refusal[] => [
  ...(isName(names.committee) ? [] : [refuse('office', { field: 'committee' })]),
  ...(withOthers ? otherOrgans : []).flatMap((organ, at, all) => {
    const name = names[organ]
    if (name === '') return []
    if (!isName(name)) return [refuse('unit_name', { field: organ })]
    const before = ['committee' as const, ...all.slice(0, at)]
    return before.some(other => names[other] === name) ? [refuse('unit_twice', { field: organ })] : []
  }),
]

export interface FoundingUnit {
  readonly organ: FoundingOrgan
  readonly name: string
}

/** Those beside the office. */
export const otherUnits = (names: UnitNames): readonly FoundingUnit[] =>
  otherOrgans.flatMap(organ => (names[organ] === '' ? [] : [{ organ, name: names[organ] }]))
