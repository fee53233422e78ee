import type { ZodType } from 'zod'

/** 席位: who stands where relative to one matter. `system` and `citizen` hold no post. */
export type Seat = string

/** What one action does to the clocks of its matter, by the clock's name. */
export interface ClockMoves<C extends string> {
  readonly start?: readonly C[]
  readonly stop?: readonly C[]
  readonly pause?: readonly C[]
  readonly resume?: readonly C[]
  /** Grants the extension that the programme allows for the clock; refused when it is overdue or used up. */
  readonly extend?: readonly C[]
}

/** An action as the regulation would say it. At most 12 keys, checked by a test; no condition lives here. */
export interface Action<S extends string, C extends string> {
  /** What the button says. */
  readonly title: string
  /** Stages it starts from; 'open' means every stage that is not an end. */
  readonly from: readonly S[] | 'open'
  /** Where it leads; absent: the matter stays where it is. */
  readonly to?: S
  /** The first seat is the one whose turn it is; the others may act too. */
  readonly by: readonly Seat[]
  /** What must be recorded. The form is generated from it. Stands sealed under the matter's key. */
  readonly records?: ZodType
  /** What a screen may show of it; absent: all that `records` names. */
  readonly shows?: ZodType
  readonly clocks?: ClockMoves<C>
  /** The citizen's no: a new round, new clocks, a higher rung, another checker. */
  readonly reopens?: true
  /** Hands on what the citizen said; a right of whoever heard it, and nobody's turn to wait for. */
  readonly passesOn?: true
  /** Event written with the act; `loops.ts` says what follows. Past tense, room in front: 'callback.concluded'. */
  readonly announces?: string
  /** Paper that the act produces, by template name. */
  readonly document?: string
  /** Opens what is sealed: only for whoever has just shown all factors of the account. */
  readonly stepUp?: true
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
  readonly opening: {
    readonly records?: ZodType
    /** What a screen may show of it; absent: nothing, since another room wrote it and may have sent what nobody shall read. */
    readonly shows?: ZodType
    readonly starts: readonly C[]
    readonly announces?: string
  }
  /** Ends: stage → ending counted on boards. */
  readonly ends: Partial<Readonly<Record<S, string>>>
  /** Clock → title. Terms come from the programme: settings of the room, key of the same name. */
  readonly clocks: Readonly<Record<C, string>>
  readonly seats: Readonly<Record<Seat, string>>
  /** What a seat with mere progress is told of where: the organ alone, since a department and a day may name one visitor. */
  readonly shell?: 'organ'
  /**
   * Ends that a seat with mere progress is told as one: which of them it was would tell what nobody below may know. Their lists,
   * trails and boards are the same to the letter.
   */
  readonly alike?: { readonly stages: readonly S[]; readonly as: string; readonly title: string }
  readonly actions: Readonly<Record<A, Action<S, C>>>
}

/** Keeps the literal types, so that a misspelt stage or clock does not compile. */
export const defineFlow = <const S extends string, const C extends string, const A extends string>(flow: Flow<S, C, A>): Flow<S, C, A> =>
  flow

/** Entries that the engine itself writes on a trail; no flow may call an action so. */
export const engineActions = {
  open: '立件',
  seated: '席位调整',
  ladder: '到期阶梯',
  date_set: '期限确定',
  printed: '打印文书',
  scan_filed: '扫描件归卷',
} as const
/** What a rung of the ladder does, for people. */
export const rungTitles: Readonly<Record<string, string>> = {
  remind: '催办',
  tell_superior: '报上一级',
  supervision_slip: '督办',
  propose_inquiry: '提请启动问责',
}

export const isEngineAction = (action: string): action is keyof typeof engineActions => Object.hasOwn(engineActions, action)

export const isEnd = (flow: Flow, stage: string): boolean => Object.hasOwn(flow.ends, stage)

export const startsFrom = (flow: Flow, action: Action<string, string>, stage: string): boolean =>
  action.from === 'open' ? !isEnd(flow, stage) : action.from.includes(stage)

/**
 * Whose turn it is, as (stage, seat) pairs: the first seat of an action that leads on from a stage that is not an end.
 * Actions open at every stage (handing over, withdrawing) are rights, not duties; so is passing on the citizen's no.
 */
export const turnsOf = (flow: Flow): readonly { readonly stage: string; readonly seat: Seat }[] => {
  const pairs = new Map<string, { stage: string; seat: Seat }>()
  for (const action of Object.values(flow.actions)) {
    const [seat] = action.by
    if (action.from === 'open' || action.to === undefined || action.reopens || action.passesOn || seat === undefined) continue
    for (const stage of action.from) {
      if (stage !== action.to && !isEnd(flow, stage)) pairs.set(`${stage} ${seat}`, { stage, seat })
    }
  }
  return [...pairs.values()]
}
