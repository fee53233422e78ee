/** What whoever decides, or civil affairs after a hand-over, is given besides the trail. */
export interface HardshipCardView {
  readonly kind: 'hardship'
  /** The number is there only after this person's act `open_number`; `left`: whether she left one. */
  readonly contact: { readonly opened: boolean; readonly left: boolean; readonly number?: string }
  readonly name: string
  readonly helper?: string
  readonly need: string
  /** Absent where she did not say. */
  readonly hardship?: string
  readonly from?: string
  readonly about?: string
  readonly decider: string
  readonly civil?: string
  /** What was granted in this round, and how much in yuan. */
  readonly granted?: { readonly help: string; readonly amount?: number }
  /** That the running term is a stopgap, and why. */
  readonly unknown?: { readonly zh: string; readonly en: string }
}
