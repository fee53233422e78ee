import type { Database } from '../platform/database/contract.ts'
import type { Programme, Programmes } from './contract.ts'
import { programmeOf } from './load.ts'
import type { Loaded } from './load.ts'
import { keepVersion, listVersions } from './store.ts'

export type { Programme, Programmes } from './contract.ts'
export { explainProgramme, faultAt, isLoaded, loadProgramme } from './load.ts'
export type { Loaded, RoomNames, RoomSettings } from './load.ts'
export { readProgramme, sayFault } from './read.ts'
export type { ProgrammeData, ProgrammeFault } from './read.ts'

/** The version in force, kept in the database, beside all that were in force before. */
export const openProgrammes = async (database: Database, loaded: Loaded): Promise<Programmes> => {
  await keepVersion(database, loaded.read)
  const versions = new Map<string, Programme>(
    (await listVersions(database, loaded.programme.city)).map(read => [read.version, programmeOf(read)]),
  )
  versions.set(loaded.programme.version, loaded.programme)
  return {
    current: () => loaded.programme,
    at: version => {
      const found = versions.get(version)
      if (!found) throw new Error(`programme version ${version} was never kept in this database`)
      return found
    },
  }
}
