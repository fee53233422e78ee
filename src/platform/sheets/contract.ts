/** What a cell may hold. Days are '2026-09-30', instants are ISO with an offset; anything that does not fit its column is text. */
export type Cell = string | number | null
export type CellKind = 'text' | 'number' | 'day' | 'instant'

export interface SheetColumn {
  readonly title: string
  readonly kind: CellKind
  /** In characters; by kind when absent. */ readonly width?: number
}

/** A table on its way out: rows come in pages, so that a million of them never stand in memory together. */
export interface SheetOut {
  readonly name: string
  /** Who took it out, when, under which number: a visible row, and the header and footer of every printed page. */
  readonly mark: string
  readonly columns: readonly SheetColumn[]
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>
}

export type SheetFormat = 'xlsx' | 'csv'

/** One row as it was read; `line` is where its owner finds it again. */
export interface ReadRow {
  readonly line: number
  readonly cells: readonly string[]
}
export interface ReadSheet {
  readonly name: string
  readonly rows: readonly ReadRow[]
}
