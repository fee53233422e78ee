import type { PageView } from '../../../kit/page.ts'
import type { Submitted, Wish } from './fields.ts'

export interface Level {
  readonly level: number
  readonly title: string
}

/** `key` is the form field; `hint` says what the word means in plain speech. */
export interface Dimension {
  readonly key: 'attitude' | 'conduct' | 'ability' | 'result'
  readonly title: string
  readonly hint?: string
}

/** `cause` sorts and is never shown; 'person' comes after everything else (first what, then who). */
export interface Reason {
  readonly code: string
  readonly title: string
  readonly cause: string
}

export interface Fault {
  readonly field: string
  readonly sentence: string
}

export interface RateView extends PageView {
  readonly mode?: 'rate' | 'change'
  readonly unitName: string
  readonly lineName?: string
  /** Three or five, in any order. */
  readonly levels: readonly Level[]
  readonly dimensions: readonly Dimension[]
  readonly reasonsByDimension: Readonly<Record<string, readonly Reason[]>>
  /** Title of the post that would call: 执行局局长. */
  readonly callbackPost: string
  readonly centre: string
  /** The centre may call instead, unasked, once the promised day has passed. */
  readonly centreMayTakeOver?: true
  /** The case has ended: there is nothing to wait for. */
  readonly caseOver?: boolean
  /** Way and term of appeal for this line, ending with a full stop. */
  readonly lawfulRoute?: string
  /** A posted code that belongs to no one service. A typed number then gets no text messages: it is nobody's confirmed number. */
  readonly standingCode?: {
    /** The window's own line, chosen beforehand. */ readonly own?: string
    readonly lines: readonly { readonly code: string; readonly title: string }[]
  }
  /** Whether a number came with the service. */
  readonly serviceKept: boolean
  readonly values?: Submitted
  readonly faults?: readonly Fault[]
  readonly idempotencyKey: string
  /** Where the form is posted. */
  readonly action: string
  /** The helper mark is set from the start (a link given to a helper). */
  readonly helper?: boolean
  /** On the change page: the last day, in words. */
  readonly changeUntil?: string
}

/**
 * What the receipt knows: the wish, never a level, a reason, a word or whether the sealed way was taken. Two ratings with
 * the same wish give the same page (N-07).
 */
export interface ReceiptView extends PageView {
  /** 16 digits. */
  readonly receipt: string
  readonly wish: Wish
  /** Who will be in contact: 执行局局长. Absent with the wish 'none'. */
  readonly who?: string
  /** 9月17日（周四）; absent while the year's calendar is not published. */
  readonly promised?: string
  /** That day is past. */
  readonly overdue?: boolean
  /** With 'after': the wish still waits; and the day on which it waits no longer. */
  readonly waits?: boolean
  readonly latest?: string
  readonly safeWord?: string
  /** Days, in words, on which it was read under a formal order. */
  readonly drawn?: readonly string[]
  /** Both absent once the batch is released. */
  readonly changeUntil?: string
  readonly changeUrl?: string
  /** Only where somebody calls: without a call there is no progress to see. */
  readonly followUrl?: string
  readonly tellUrl: string
  /** After release: proof that this receipt is among the released ones. */
  readonly presenceUrl?: string
  readonly rootsUrl?: string
  /** What was just told here. */
  readonly heard?: 'hurt' | 'sealed'
  readonly fault?: Fault
  readonly typed?: { readonly words: string; readonly sealed_words: string }
}

/** A notice that leads on. */
export interface NoticeView extends PageView {
  readonly receiptUrl?: string
}
export interface WindowUsedView extends PageView {
  readonly againUrl: string
  readonly changeUrl: string
}

export interface RootsView extends PageView {
  readonly roots: readonly { readonly cohort: string; readonly suite: string; readonly receipts: string; readonly released: string }[]
}

export interface UsedView extends PageView {
  readonly notMeAction: string
  readonly changeUrl: string
  readonly idempotencyKey: string
  /** What was just typed, to be sent along with "it was not me"; only where the route takes it. */
  readonly values?: Submitted
}

export interface BusyView extends PageView {
  readonly action: string
  readonly values: Submitted
  /** Seconds, the same as in Retry-After. */
  readonly retryAfter: number
}
