import { isRefusal } from '../../kit/refusal.ts'
import { levelOfRegion } from './region.ts'
import type { RegionLevel } from './region.ts'

/** A row of the table of regions. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly level: RegionLevel
  /** From above to below, itself the last: province, city where it has one, county. */
  readonly path: readonly string[]
}

/** The table that this release brings, and the day up to which it is right. */
export interface Places {
  readonly on: string
  find(code: string): Place | undefined
  /** What lies directly below: all provinces where nothing is given. Counties that no city gathers lie below their province. */
  listWithin(code?: string): readonly Place[]
  /** By the first digits of a code or by any signs of the names on the way down, in any order: the best first. */
  search(typed: string, atMost: number): readonly Place[]
}

const order: Readonly<Record<RegionLevel, number>> = { province: 0, city: 1, county: 2 }

/** What people leave out when they type a name. */
const bare = (name: string): string =>
  name.replace(/(?:省|市|自治区|特别行政区|自治州|地区|盟|自治县|自治旗|林区|特区|县|区|旗)$/u, '') || name

/**
 * @param text the table: a line of its origin with its day, a line of headings, then one place a row
 * @throws where the table itself is broken, which a test of ours would have found
 */
export const placesOf = (text: string): Places => {
  const [origin = '', , ...rows] = text.trimEnd().split('\n')
  const on = /\d{4}-\d{2}-\d{2}/.exec(origin)?.[0]
  if (on === undefined) throw new Error('the table of regions does not say its day')
  const names = new Map(rows.map(row => [row.slice(0, 6), row.slice(7)]))
  const aboveOf = (code: string): string | undefined =>
    [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].find(above => above < code && names.has(above))
  const pathOf = (code: string): readonly string[] => {
    const above = aboveOf(code)
    return [...(above === undefined ? [] : pathOf(above)), names.get(code)!]
  }
  const all = new Map<string, Place>()
  const within = new Map<string, Place[]>()
  for (const [code, name] of names) {
    const level = levelOfRegion(code)
    if (isRefusal(level)) throw new Error(`${code} of the table of regions is no region`)
    const place = { code, name, level, path: pathOf(code) }
    all.set(code, place)
    const above = aboveOf(code) ?? ''
    within.set(above, [...(within.get(above) ?? []), place])
  }

  /** 0 the very name, 1 its beginning, 2 within it; undefined where a word is nowhere. */
  const rank = (place: Place, words: readonly string[]): number | undefined => {
    const way = place.path.join('')
    if (!words.every(word => way.includes(word))) return undefined
    // One word at least must be of its own name, or a province would bring all that it holds.
    const own = words.filter(word => place.name.includes(word))
    if (own.length === 0) return undefined
    if (own.some(word => word === place.name || word === bare(place.name))) return 0
    return own.some(word => place.name.startsWith(word)) ? 1 : 2
  }

  return {
    on,
    find: code => all.get(code),
    listWithin: code => within.get(code ?? '') ?? [],
    search: (typed, atMost) => {
      const plain = typed.normalize('NFKC').trim()
      if (plain === '') return []
      if (/^\d{1,6}$/.test(plain)) return [...all.values()].filter(({ code }) => code.startsWith(plain)).slice(0, atMost)
      const words = plain.split(/[\s,，、›/]+/u).filter(word => word !== '')
      return [...all.values()]
        .map(place => ({ place, rank: rank(place, words) ?? (words.length === 1 ? rankJoined(place, plain) : undefined) }))
        .filter((one): one is { place: Place; rank: number } => one.rank !== undefined)
        .sort((a, b) => a.rank - b.rank || order[a.place.level] - order[b.place.level] || a.place.code.localeCompare(b.place.code))
        .slice(0, atMost)
        .map(one => one.place)
    },
  }
}

/** "大连中山", as people say it: each name on the way down may stand with or without its last sign, and the place itself must. */
const rankJoined = (place: Place, typed: string): number | undefined => {
  for (let from = place.path.length - 2; from >= 0; from--) {
    let rest = typed
    for (const name of place.path.slice(from)) {
      const said = [name, bare(name)].find(one => rest.startsWith(one))
      // What is typed last may be half a name.
      if (said === undefined) rest = rest !== '' && name === place.name && name.startsWith(rest) ? '' : `${rest}✗`
      else rest = rest.slice(said.length)
    }
    if (rest === '' && from < place.path.length - 1) return 0
  }
  return undefined
}
