import type { Database } from '../platform/database/contract.ts'
import type { CityProgrammes, Programme } from './contract.ts'
import { programmeOf } from './load.ts'
import type { Loaded } from './load.ts'
import type { ProgrammeData } from './read.ts'
import { keepVersion, listVersions } from './store.ts'

export type { CityProgrammes, Programme, Programmes } from './contract.ts'
export { compareProgrammes, sayProgramme } from './explain.ts'
export type { Difference, Origin, Sentence } from './explain.ts'
export { groupsForEverybody, isEntries, listed, saying, sayingGroups, yesOrNo } from './sayings.ts'
export type { AnySaying, EntrySaying, RoomSayings, Said, Saying, SayingGroup, Sayings } from './sayings.ts'
export { explainProgramme, faultAt, isLoaded, loadProgramme } from './load.ts'
export type { Loaded, RoomNames, RoomSettings } from './load.ts'
export { readProgramme, sayFault } from './read.ts'
export type { ProgrammeData, ProgrammeFault } from './read.ts'

/** The folder's version, kept in the database beside all that were in force before; another one may be adopted over it. */
export const openProgrammes = async (database: Database, loaded: Loaded): Promise<CityProgrammes> => {
  const known = new Map<string, Loaded>()
  const take = async (): Promise<void> => {
    for (const read of await listVersions(database, loaded.programme.city))
      if (!known.has(read.version)) known.set(read.version, { programme: programmeOf(read), read })
  }
  await keepVersion(database, loaded.read)
  known.set(loaded.programme.version, loaded)
  await take()
  let current: Programme = loaded.programme
  const of = (version: string): Loaded => {
    const found = known.get(version)
    if (!found) throw new Error(`programme version ${version} was never kept in this database`)
    return found
  }
  return {
    inFolder: loaded.programme,
    current: () => current,
    at: version => of(version).programme,
    read: (version): ProgrammeData => of(version).read,
    keep: async one => {
      await keepVersion(database, one.read)
      if (!known.has(one.programme.version)) known.set(one.programme.version, one)
    },
    adopt: async (version = loaded.programme.version, agreed = []) => {
      if ([version, ...agreed].some(one => !known.has(one))) await take()
      const before = current.version
      current = of(version).programme
      return current.version !== before
    },
  }
}
