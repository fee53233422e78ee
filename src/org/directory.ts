import type { Keys } from '../platform/crypto/index.ts'
import type { OrgDirectory, OrgSnapshot } from './contract.ts'
import { findPersonByCode, findUnit, findUnits, readAddress, readPhone, readPosts, readSnapshot, versionNow } from './store.ts'
import { holdersIn } from './rules/tree.ts'

/** Who may know all ties; every other viewer's snapshot says that it does not. */
const knowsTies = new Set(['loops', 'sweep', 'intake', 'import'])

/** What a sealed phone number is bound to. */
export const phoneOfPerson = (city: string, person: string): string => `org.person_phone/${city}/${person}`

const atMost = (limit: number | undefined): number => Math.min(Math.max(limit ?? 20, 1), 50)

const readWhole: OrgDirectory['snapshot'] = async (tx, day) => {
  const { viewer, units, edges, holdings, ties } = await readSnapshot(tx, day)
  const standing = new Set(units.map(unit => unit.id))
  const org: OrgSnapshot = {
    day,
    units: new Map(units.map(unit => [unit.id, unit])),
    edges: edges.filter(edge => standing.has(edge.lower) && standing.has(edge.upper)),
    holdings: holdings.filter(holding => standing.has(holding.unit)),
    ties,
  }
  return knowsTies.has(viewer ?? '') ? org : { ...org, tiesHidden: true }
}

/** Days whose organisation is kept: today, and the days of the services that are rated just now. */
const keptAtMost = 24

/**
 * Snapshots kept until the organisation changes. The version is asked in the reader's own transaction, so a change
 * counts from its commit on, on every server. Only for those who see all of it and change none of it: everybody else
 * reads what the policies show.
 */
const keepSnapshots = (): OrgDirectory['snapshot'] => {
  const kept = new Map<string, OrgSnapshot>()
  return async (tx, day) => {
    const { city, version } = await versionNow(tx)
    if (version === null) return readWhole(tx, day)
    const key = `${city} ${day} ${version}`
    const known = kept.get(key) ?? (await readWhole(tx, day))
    kept.delete(key)
    kept.set(key, known)
    for (const oldest of kept.keys())
      if (kept.size > keptAtMost || (!oldest.endsWith(version) && oldest.startsWith(`${city} `))) kept.delete(oldest)
    return known
  }
}

export const makeOrgDirectory = (keys: Pick<Keys, 'open'>): OrgDirectory => {
  const snapshot = keepSnapshots()
  return {
    snapshot,
    phoneOf: async (tx, person) => {
      const row = await readPhone(tx, person)
      return row && keys.open('contact', row.sealed, phoneOfPerson(row.city, person)).toString('utf8')
    },
    holdersOf: async (tx, post, day) => holdersIn(await snapshot(tx, day), post.unit, post.role),
    postsHeld: (tx, person, day, at) => readPosts(tx, person, day, at ?? null),
    searchUnits: (tx, text, limit) => findUnits(tx, text, atMost(limit)),
    unitByCode: (tx, code) => findUnit(tx, { code }),
    addressOf: (tx, unit) => readAddress(tx, unit),
    personByCode: (tx, code) => findPersonByCode(tx, code),
  }
}
