/**
 * A rule that says no returns a refusal; it never throws. `because` is a stable word from the owning room's
 * `errors.ts`, `field` names the input that was wrong, `values` fill the sentence that the person reads.
 */
export interface Refusal {
  readonly refused: true
  readonly because: string
  readonly field?: string
  readonly values?: Readonly<Record<string, string | number>>
}

export const refuse = (because: string, more: Omit<Refusal, 'refused' | 'because'> = {}): Refusal => ({ refused: true, because, ...more })

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true
