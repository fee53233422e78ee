/** What the office, the leader and whoever handles it are given besides the trail. */
export interface ReceptionCardView {
  readonly kind: 'reception'
  /** The number is there only after this person's act `open_number`. */
  readonly contact: { readonly opened: boolean; readonly number?: string }
  readonly placeName: string
  readonly onDay: string
  /** Her hour. */
  readonly at: string
  readonly venue: string
  readonly leader: string
  readonly name: string
  readonly helper?: string
  readonly words: string
  /** Whose it is, from a promise on. */
  readonly unitName?: string
}
