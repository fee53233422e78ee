/** What the discipline post is given about a report besides its trail. */
export interface ReportCardView {
  readonly safeWord?: string
  /** The number is there only after this person's act `open_contact`. */
  readonly contact: { readonly left: boolean; readonly written: boolean; readonly opened: boolean; readonly number?: string }
}
