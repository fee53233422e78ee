import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { noteAccess } from '../access/index.ts'
import type { Viewer } from '../viewer.ts'

/** What administrators and the machine room do, as the trail of access names it. */
export type AdministrationAct =
  | 'account_opened'
  | 'account_reset'
  | 'account_disabled'
  | 'account_enabled'
  | 'factor_reset_asked'
  | 'factor_reset_agreed'
  | 'factor_reset_ended'
  | 'password_reset_asked'
  | 'password_reset_agreed'
  | 'password_reset_ended'
  | 'key_made'
  | 'key_rotated'
  | 'key_revoked'
  | 'unit_added'
  | 'unit_renamed'
  | 'window_added'
  | 'window_changed'
  | 'window_closed'
  | 'window_opened'
  | 'window_code_renewed'
  | 'watches_entered'
  | 'watch_removed'
  | 'services_imported'
  | 'import_undone'
  | 'person_added'
  | 'proposal_made'
  | 'proposal_approved'
  | 'proposal_refused'
  | 'proposal_withdrawn'
  | 'programme_proposed'
  | 'programme_approved'
  | 'programme_withdrawn'

export interface Actor {
  readonly city: string
  readonly keys: Pick<Keys, 'uuid'>
  /** An administrator, or the machine room as `import`. */
  readonly viewer: Viewer
  /** Real time, as everything on the trail of access. */
  readonly now: Date
}

/** In the transaction of the act itself: what is not on the trail has not happened. Names, never a password or a token. */
export const note = (
  tx: Tx,
  { city, keys, viewer, now }: Actor,
  act: AdministrationAct,
  about: Readonly<Record<string, unknown>>,
): Promise<void> => noteAccess(tx, city, { id: keys.uuid(), at: now, person: viewer.kind === 'person' ? viewer.person : null, act, about })
