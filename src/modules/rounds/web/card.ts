/** What whoever answers or tells is given besides the trail. */
export interface ConcernCardView {
  readonly kind: 'concern'
  /** Whether one was left; the number is there only after this person's act `open_number`. */
  readonly contact: { readonly left: boolean; readonly number?: string }
  readonly campaignName: string
  readonly visitedOn: string
  readonly place: string
  readonly visitors: string
  readonly concern: 'suggestion' | 'problem'
  readonly words: string
  readonly name?: string
  readonly unitName: string
  readonly visitingUnitName: string
}

export interface InspectionCardView {
  readonly kind: 'inspection'
  readonly inspectionName: string
  readonly way: 'daily' | 'random' | 'special' | 'walk'
  readonly placeName: string
  readonly day: string
  readonly hour?: string
  readonly isDrawn: boolean
  readonly items: readonly {
    readonly text: string
    readonly findings: readonly { readonly at: string; readonly what: string; readonly photos: readonly string[] }[]
  }[]
}

/** What was found, as the inspector saw it, beside what has been done about it. */
export interface FindingCardView {
  readonly kind: 'finding'
  readonly inspectionName: string
  readonly placeName: string
  readonly day: string
  readonly at: string
  readonly item: string
  readonly what: string
  readonly photos: readonly string[]
  /** The last repair that was reported. */
  readonly fixed?: { readonly what: string; readonly photos: readonly string[] }
}
