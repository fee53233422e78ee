/** What whoever handles a bag of papers is given besides its trail. */
export interface BundleCardView {
  readonly kind: 'bundle'
  readonly number: string
  readonly unitName: string
  readonly officer: string
  readonly papers: readonly { readonly kind: string; readonly copies: number; readonly pages: number }[]
  readonly holder: string
  readonly since: string
  readonly lastSignedBy: string
  readonly passing?: { readonly to: string; readonly at: string; readonly by: string }
  readonly bag?: string
  readonly sealedOn?: string
  readonly signatures: readonly {
    readonly from: string
    readonly to: string
    readonly givenAt: string
    readonly givenBy: string
    readonly signedAt: string
    readonly signedBy: string
  }[]
  /** Where it may be handed to. */
  readonly points: readonly string[]
}
