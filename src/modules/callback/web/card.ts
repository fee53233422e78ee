import type { Criterion, MarkGiven, RecordLine } from '../contract.ts'

/** What a second reader is given: one explanation, and nothing of whoever spoke. */
export interface ReadingCardView {
  readonly reading: { readonly asked: string; readonly article: string; readonly explanation: string }
}

/** What the callback centre is given of a call that it does not make: signs counted, no word. */
export interface DeskCardView {
  readonly desk: { readonly records: readonly { readonly title: string; readonly signs: number }[] }
}

/** What a unit is to put right, as the batch told it: reasons, never how many of whom. */
export interface RepairCardView {
  readonly repair: { readonly unitName: string; readonly reasons: readonly string[] }
}

/** One line of the unit's weekly list, with its answers. */
export interface OrderCardView {
  readonly order: {
    readonly unitName: string
    readonly cause: string
    readonly what: string
    readonly responsible: string
    readonly by: string
    readonly releasedOn: string
    readonly answers: readonly { readonly done: boolean; readonly said: string; readonly answeredOn: string }[]
  }
}

/** What somebody is given who asks again: a password, a number, a question. */
export interface RecheckCardView {
  readonly recheck: { readonly safeWord: string; readonly number?: string; readonly script: readonly string[] }
}

/** What a marker, or the caller whose record was marked, is given: the record without what could name the citizen. */
export interface MarkingCardView {
  readonly marking: {
    readonly seat: 'marker' | 'second_marker' | 'caller'
    /** Absent until the look stands on the trail, and for good once the call was handed over or withdrawn. */
    readonly held?: {
      readonly week: string
      readonly ticket: string
      readonly criteria: readonly Criterion[]
      readonly record: readonly RecordLine[]
      readonly first?: MarkGiven['marks']
      readonly objection?: string
      readonly second?: MarkGiven['marks']
    }
  }
}

/** What the matter page is given about a callback, by `card` of the room; the leader's phone shows nothing else. */
export interface CallCardView {
  readonly service: { readonly line: string; readonly title?: string; readonly finishedOn: string; readonly unitName: string }
  readonly dimensions: readonly { readonly key: string; readonly title: string; readonly level: number; readonly levelTitle: string }[]
  /** Whose released ratings tell how often the same was said before. */
  readonly unit: string
  readonly reasons: readonly {
    readonly code?: string
    readonly title: string
    readonly rule?: { readonly says: string; readonly source: string }
  }[]
  readonly words?: string
  readonly wish: {
    readonly how: string
    readonly by: string
    readonly when: readonly string[]
    readonly speech?: string
    readonly helper?: boolean
    readonly unconfirmed?: boolean
  }
  readonly safeWord: string
  readonly attempts: readonly { readonly at: string; readonly outcome: string }[]
  /** The last text was given up, and nobody has reached her since. */
  readonly outOfReach?: true
  /** Why the centre sent the record of this round back, until it is completed. */
  readonly returned?: string
  /** The number is there only after the act `open_number`. */
  readonly contact: {
    readonly opened: boolean
    readonly number?: string
    /** Whom to call instead. */ readonly family?: { readonly name: string; readonly number: string }
  }
  readonly script: readonly string[]
  readonly orders: readonly {
    readonly what: string
    readonly by: string
    readonly responsible?: string
    readonly cause?: string
    /** The day on which the unit reads it. */ readonly releasedOn?: string
    readonly answers?: readonly { readonly done: boolean; readonly said: string; readonly answeredOn: string }[]
  }[]
  readonly answer?: { readonly found?: string; readonly measure?: string; readonly from?: string; readonly words?: string }
  /** What may be said when the citizen does not accept the ruling itself: the route and its term. */
  readonly rulingText: string
}
