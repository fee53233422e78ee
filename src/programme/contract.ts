import type { ZodType } from 'zod'
import type { ProgrammeData } from './read.ts'

/** A loaded programme is one immutable version; a matter remembers the one it was opened with. */
export interface Programme {
  readonly city: string
  /** Digest of all its files and its presets': the same data is the same version. */
  readonly version: string
  readonly name: string
  readonly modules: readonly string[]
  /** The room's settings, parsed by the room's own schema; the same frozen object for the same schema. */
  settings<T>(room: string, schema: ZodType<T>): T
  /** Overrides of listed word keys. */
  readonly words: Readonly<Record<string, string>>
  /** Where a value came from: 'programmes/<city>/programme.yaml:12'. */
  origin(path: string): string | undefined
}

export interface Programmes {
  /** The version in force. */
  current(): Programme
  /** A version that a matter was opened with; kept in the database, so old matters keep their rules. */
  at(version: string): Programme
}

/** The programmes of a city that runs: what is in force changes when a version is adopted, on every server alike. */
export interface CityProgrammes extends Programmes {
  /** The version that the folder of this server holds; what is in force until one is adopted on screen. */
  readonly inFolder: Programme
  /** Of a kept version: its data and where each value comes from. */
  read(version: string): ProgrammeData
  /** Keeps a checked version beside those in force before, without putting it in force. */
  keep(loaded: { readonly programme: Programme; readonly read: ProgrammeData }): Promise<void>
  /**
   * Puts a kept version in force here, whichever server kept it; undefined: the folder's. Tells whether that was new.
   * @param agreed versions whose day is to come: this server knows them before any other opens a matter with one
   */
  adopt(version: string | undefined, agreed?: readonly string[]): Promise<boolean>
}
