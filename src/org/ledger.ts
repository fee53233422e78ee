import type { ZodType } from 'zod'
import type { Cell, CellKind } from '../platform/sheets/index.ts'
import type { Role, Viewer } from './viewer.ts'

export interface Said {
  readonly zh: string
  readonly en: string
}

export interface LedgerColumn {
  readonly key: string
  readonly title: Said
  readonly kind: CellKind
  readonly width?: number
}

export type LedgerRow = Readonly<Record<string, Cell>>

export type Person = Extract<Viewer, { kind: 'person' }>

/** Who takes a list out, which part of it, and in whose language. */
export interface LedgerAsked<F> {
  readonly viewer: Person
  readonly filter: F
  readonly language: 'zh' | 'en'
}

/**
 * A list that can be taken out (台账). Its rows come through the very function that its screen asks, as the same viewer, so
 * that a file never shows what the screen withholds.
 */
export interface Ledger<F = unknown> {
  readonly name: string
  readonly title: Said
  /** The roles that its screen opens to; absent: whoever may sign in. */
  readonly roles?: readonly Role[]
  /** Holds names or free words: whoever takes it out says what for. */
  readonly personal?: boolean
  readonly filter: ZodType<F>
  readonly columns: readonly LedgerColumn[]
  /** For the progress bar; absent where the list is short. */
  readonly count?: (asked: LedgerAsked<F>) => Promise<number>
  readonly pages: (asked: LedgerAsked<F>) => AsyncIterable<readonly LedgerRow[]>
}

/** Page after page of a list that its screen asks for by places, until there is none. */
export async function* allPages<P, L>(
  read: (after: P | undefined) => Promise<{ readonly lines: readonly L[]; readonly next?: P }>,
): AsyncGenerator<readonly L[]> {
  for (let after: P | undefined, more = true; more;) {
    const { lines, next } = await read(after)
    yield lines
    after = next
    more = next !== undefined
  }
}

/** Keeps the type of the filter together with whoever reads it. */
export const defineLedger = <F>(ledger: Ledger<F>): Ledger => ledger as Ledger

export const mayTakeOut = (ledger: Pick<Ledger, 'roles'>, viewer: Person): boolean =>
  ledger.roles === undefined || viewer.posts.some(post => ledger.roles?.includes(post.role))
