import type { ZodType } from 'zod'

/** 席位: who stands where relative to one matter. `system` and `citizen` hold no post. */
export type Seat = string

/** What one action does to the clocks of its matter, by the clock's name. */
export interface ClockMoves<C extends string> {
  readonly start?: readonly C[]
  readonly stop?: readonly C[]
  readonly pause?: readonly C[]
  readonly resume?: readonly C[]
}

/** An action as the regulation would say it. At most 12 keys, checked by a test; no condition lives here. */
export interface Action<S extends string, C extends string> {
  /** What the button says. */
  readonly title: string
  /** Stages it starts from; 'open' means every stage that is not an end. */
  readonly from: readonly S[] | 'open'
  /** Where it leads; absent: the matter stays where it is. */
  readonly to?: S
  readonly by: readonly Seat[]
  /** What must be recorded. The form is generated from it. Stands sealed under the matter's key. */
  readonly records?: ZodType
  readonly clocks?: ClockMoves<C>
  /** The citizen's no: a new round, new clocks, a higher rung, another checker. */
  readonly reopens?: true
  /** Event written with the act; `loops.ts` says what follows. Past tense, room in front: 'callback.concluded'. */
  readonly announces?: string
  /** Paper that the act produces, by template name. */
  readonly document?: string
  /** A sentence that the screen asks before acting; for what cannot be undone. */
  readonly confirm?: string
}

export interface Flow<S extends string = string, C extends string = string, A extends string = string> {
  readonly kind: string
  readonly title: string
  /** Stage → what people read. */
  readonly stages: Readonly<Record<S, string>>
  readonly first: S
  /** What the first trail entry ('open', by system) starts and says; the same clocks start again on reopening. */
  readonly opening: { readonly records?: ZodType; readonly starts: readonly C[]; readonly announces?: string }
  /** Ends: stage → ending counted on boards. */
  readonly ends: Partial<Readonly<Record<S, string>>>
  /** Clock → title. Terms come from the programme: settings of the room, key of the same name. */
  readonly clocks: Readonly<Record<C, string>>
  readonly seats: Readonly<Record<Seat, string>>
  readonly actions: Readonly<Record<A, Action<S, C>>>
}

/** Keeps the literal types, so that a misspelt stage or clock does not compile. */
export const defineFlow = <const S extends string, const C extends string, const A extends string>(flow: Flow<S, C, A>): Flow<S, C, A> => flow
