import type { ZoneKind } from '../contract.ts'

/** What whoever handles a request is given besides the trail. */
export interface ZoneCardView {
  readonly kind: 'zone'
  /** The number is there only after this person's act `open_number`. */
  readonly contact: { readonly opened: boolean; readonly number?: string }
  readonly work: ZoneKind
  readonly name: string
  readonly firm?: string
  readonly words: string
  /** Who has it now, as whoever asked reads it. */
  readonly specialist: string
}
