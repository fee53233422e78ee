/** What whoever answers a party is given besides the trail. */
export interface ReachCardView {
  readonly kind: 'reach'
  /** The number is there only after this person's act `open_number`. */
  readonly contact: { readonly opened: boolean; readonly number?: string }
  readonly name: string
  readonly about: string
  readonly officer?: string
  readonly question: string
  readonly tried: string
  readonly unitName: string
  /** Where she was sent instead. */
  readonly told?: string
}
