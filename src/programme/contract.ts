import type { ZodType } from 'zod'

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
