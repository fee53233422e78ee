import { levels } from '../contract.ts'
import type { HallBody, Held, ItemBody, Kind, WindowBody } from '../contract.ts'

/** How a city counts what the sources leave open. */
export interface Counting {
  /** Whether items of the negative list stand in the denominator of the share moved in. */
  readonly negativeListCounts: boolean
}

export const shareNames = ['entered', 'online', 'whole', 'once', 'instant', 'firstCheck', 'guide'] as const
export type ShareName = (typeof shareNames)[number]

/** 进驻率、网上可办率、全程网办率、最多跑一次、即办件、受理初核权、指南要素齐全: which items stand above the line and which below it. */
const formulas: Readonly<
  Record<ShareName, { readonly part: (item: ItemBody) => boolean; readonly of: (item: ItemBody, counting: Counting) => boolean }>
> = {
  entered: { part: item => item.hall === 'in', of: (item, counting) => counting.negativeListCounts || item.hall !== 'negative' },
  online: { part: item => item.online, of: () => true },
  whole: { part: item => item.whole, of: () => true },
  once: { part: item => item.visits <= 1, of: () => true },
  instant: { part: item => item.instant, of: () => true },
  // The hall can check a first time only what is done in it.
  firstCheck: { part: item => item.firstCheck, of: item => item.hall === 'in' },
  guide: { part: item => item.guide === true, of: () => true },
}

/** Behind a share: the items that are counted, those of the denominator alone, or those that are missing from the numerator. */
export const sides = ['part', 'of', 'rest'] as const
export type Side = (typeof sides)[number]

export const standsIn = (name: ShareName, side: Side, item: ItemBody, counting: Counting): boolean => {
  const { part, of } = formulas[name]
  if (!of(item, counting)) return false
  return side === 'of' || part(item) === (side === 'part')
}

export interface Fraction {
  readonly part: number
  readonly of: number
}
export interface Shares {
  readonly items: number
  readonly shares: Readonly<Record<ShareName, Fraction>>
  /** 时限压缩: working days saved, of the working days that the law allows, over items that have a legal limit. */
  readonly shortened: Fraction
}

export const sharesOf = (items: readonly ItemBody[], counting: Counting): Shares => {
  const limited = items.filter(item => item.legal !== undefined)
  const legal = limited.reduce((sum, item) => sum + (item.legal ?? 0), 0)
  return {
    items: items.length,
    shares: Object.fromEntries(
      shareNames.map(name => [
        name,
        {
          part: items.filter(item => standsIn(name, 'part', item, counting)).length,
          of: items.filter(item => standsIn(name, 'of', item, counting)).length,
        },
      ]),
    ) as Record<ShareName, Fraction>,
    shortened: { part: legal - limited.reduce((sum, item) => sum + item.promised, 0), of: legal },
  }
}

export const groupings = ['level', 'place', 'unit'] as const
export type Grouping = (typeof groupings)[number]
export interface Group extends Shares {
  readonly level: ItemBody['level']
  readonly name: string
}

const byLevelThenName = (a: Group, b: Group): number =>
  levels.indexOf(a.level) - levels.indexOf(b.level) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** By level, place or unit, in the order of levels and names: never by how well they do. */
export const groupsOf = (items: readonly ItemBody[], by: Grouping, counting: Counting): readonly Group[] => {
  const groups = new Map<string, ItemBody[]>()
  for (const item of items) {
    const key = JSON.stringify([item.level, item[by]])
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()]
    .map(some => ({ level: some[0]!.level, name: some[0]![by], ...sharesOf(some, counting) }))
    .sort(byLevelThenName)
}

/**
 * 平均进驻率: the mean of the places' shares, every place counting the same. The report that names 89.32 % does not say whether
 * it is this mean or all items together, so both are shown. Undefined where no place has an item to move in.
 */
export const meanEntered = (items: readonly ItemBody[], counting: Counting): number | undefined => {
  const counted = groupsOf(items, 'place', counting).filter(group => group.shares.entered.of > 0)
  return counted.length === 0
    ? undefined
    : counted.reduce((sum, { shares }) => sum + shares.entered.part / shares.entered.of, 0) / counted.length
}

export interface Windows {
  readonly all: number
  readonly integrated: number
  readonly managed: number
  readonly apart: number
}
export const windowsOf = (windows: readonly WindowBody[]): Windows => {
  const count = (state: WindowBody['state']): number => windows.filter(window => window.state === state).length
  return { all: windows.length, integrated: count('integrated'), managed: count('managed'), apart: count('apart') }
}

export interface Halls {
  readonly all: number
  /** Square metres. */
  readonly area: number
  readonly counters: number
}
export const hallsOf = (halls: readonly HallBody[]): Halls => ({
  all: halls.length,
  area: halls.reduce((sum, hall) => sum + hall.area, 0),
  counters: halls.reduce((sum, hall) => sum + hall.counters, 0),
})

export interface OneThing {
  readonly name: string
  readonly items: number
  readonly entered: number
  readonly online: number
}
/** 高效办成一件事: each with its items, and how many of these are in the hall and online; by name. */
export const oneThingsOf = (items: readonly ItemBody[]): readonly OneThing[] =>
  [...new Set(items.flatMap(item => item.oneThing ?? []))]
    .sort((a, b) => (a < b ? -1 : 1))
    .map(name => {
      const some = items.filter(item => item.oneThing === name)
      return {
        name,
        items: some.length,
        entered: some.filter(item => item.hall === 'in').length,
        online: some.filter(item => item.online).length,
      }
    })

export interface Narrowed {
  readonly level?: string | undefined
  readonly place?: string | undefined
  readonly unit?: string | undefined
  /** Codes of units of the organisation. */
  readonly units?: ReadonlySet<string> | undefined
  /** Part of the code, name or unit. */
  readonly find?: string | undefined
}
export const matches = ({ code, body }: Held<Kind>, { level, place, unit, units, find }: Narrowed): boolean =>
  (level === undefined || body.level === level) &&
  (place === undefined || body.place === place) &&
  (unit === undefined || body.unit === unit) &&
  (units === undefined || (body.unitCode !== undefined && units.has(body.unitCode))) &&
  (find === undefined || [code, body.name, body.unit].some(text => text.toLowerCase().includes(find.toLowerCase())))
