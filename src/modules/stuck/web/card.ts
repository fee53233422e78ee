/** What whoever handles a stuck matter is given besides its trail. */
export interface StuckCardView {
  readonly kind: 'stuck'
  /** The number is there only after this person's act `open_number`. */
  readonly contact: { readonly opened: boolean; readonly number?: string }
  readonly complex: boolean
  readonly enquiry?: true
  readonly urgent?: true
  readonly court: boolean
  /** Whoever supervises the window may set up a class from this matter. */
  readonly setsUpClass?: { readonly unit?: string }
  /** Entries of the register of powers that a hand-over may name. */
  readonly powers: readonly { readonly title: string; readonly unitName: string; readonly basis?: string }[]
  readonly returns: number
  readonly leadStands: boolean
  readonly handovers: readonly {
    readonly unitName: string
    readonly givenAt: string
    readonly returnedAt?: string
    readonly hours?: number
  }[]
}

/** The matters that a class was drawn from, as far as the viewer sees them. */
export interface ClassCardView {
  readonly kind: 'class'
  readonly matters: readonly { readonly id: string; readonly number: string; readonly item: string }[]
}
