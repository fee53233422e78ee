import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { As } from '../viewer.ts'
import type { AccessSettings } from './settings.ts'
import type { Slowdown } from './slowdown.ts'
import type { SessionRow } from './store.ts'

export interface AccessParts {
  readonly as: As
  readonly keys: Keys
  readonly city: string
  /** The house's clock: which posts are held now. */
  readonly clock: Clock
  /** Sessions, keys and slowed guesses run on real time, also in the demo. */
  readonly realClock: Clock
  /** Whose cookies are plain. */
  readonly demo?: boolean
  /** Where browsers find the console; keys are bound to it. */
  readonly publicUrl?: string
  readonly cityName?: () => string
  readonly settings?: () => AccessSettings
  readonly slowdown?: Slowdown
  /** Holds an answer back; given by tests. */
  readonly wait?: (seconds: number) => Promise<void>
}

export interface SignedIn {
  readonly token: string
  /** Absent until the second factor has been shown. */ readonly device?: string
  readonly session: SessionRow
}

export interface Origin {
  /** The limiter's hash of the caller's network. */
  readonly neighbourhood: string
  /** The network in a form that every server knows; digested with the house's key before it is counted. */
  readonly network: string
  /** Content of the device cookie, whoever wrote it. */
  readonly device?: string
  /** The session that the browser had before. It ends: nobody is put into a session that somebody else prepared. */
  readonly token?: string
}
