export type ExportState = 'making' | 'ready' | 'failed' | 'revoked' | 'expired'

/** One list that was taken out, as its owner's page shows it. */
export interface ExportView {
  readonly id: string
  readonly number: string
  readonly ledger: string
  readonly title: string
  readonly format: 'xlsx' | 'csv'
  readonly purpose?: string
  readonly askedAt: string
  readonly state: ExportState
  readonly done: number
  /** Absent where it was not counted before. */
  readonly total?: number
  readonly bytes?: number
  readonly expiresAt?: string
  readonly opened: number
}

/** A chosen column: which, and what stands above it. */
export interface ChosenColumn {
  readonly key: string
  readonly heading: string
}

export interface LedgerView {
  readonly name: string
  readonly title: string
  readonly personal: boolean
  /** All there are, under their usual headings. */
  readonly columns: readonly ChosenColumn[]
  /** As they will stand in the file, and whose choice that is. */
  readonly chosen: readonly ChosenColumn[]
  readonly chosenBy: 'person' | 'unit' | 'house'
  /** The viewer's unit, where he may set its columns. */
  readonly unit?: string
  readonly unitName?: string
}
