import type { WorkCalendar } from '../calendar/index.ts'
import type { OrgDirectory } from '../org/contract.ts'
import type { As } from '../org/viewer.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { Papers } from '../platform/documents/contract.ts'
import type { Files } from '../platform/files/index.ts'
import type { Keys } from '../platform/crypto/index.ts'
import type { Log } from '../platform/log.ts'
import type { Outbox } from '../platform/outbox/index.ts'
import type { Programmes } from '../programme/contract.ts'
import type { Database } from '../platform/database/contract.ts'
import type { Engine } from './contract.ts'

/** What `main.ts` builds once and hands down. A rule never gets the house; it gets what it needs. */
export interface House {
  readonly config: Config
  readonly city: string
  readonly clock: Clock
  readonly log: Log
  readonly database: Database
  readonly as: As
  readonly keys: Keys
  readonly files: Files
  readonly papers: Papers
  readonly outbox: Outbox
  readonly programmes: Programmes
  readonly calendar: () => WorkCalendar
  /** Takes over the years that administrators have confirmed since, here or on another server. */
  readonly readCalendar: () => Promise<void>
  readonly org: OrgDirectory
  readonly engine: Engine
}
