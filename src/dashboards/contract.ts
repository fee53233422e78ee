/** The five counts of 闭环情况, in the order in which a call passes through them. Each is also a list. */
export const loopHealthKeys = ['call_overdue', 'repair_overdue', 'second_contact_missing', 'said_unsolved', 'in_new_round'] as const
export type LoopHealthKey = (typeof loopHealthKeys)[number]

export interface LoopHealthCounts {
  readonly counts: readonly { readonly key: LoopHealthKey; readonly title: string; readonly count: number }[]
  /** ISO instant. */
  readonly asOf: string
}

/** A line of the desk. It names no matter: what is behind it is drawn formally, or was handed over. */
export interface DeskLine {
  readonly unitName?: string
  readonly who?: string
  readonly post?: string
  readonly why?: string
  /** A civil day, never an hour. */
  readonly on?: string
  /** The Monday of the week in which the citizen spoke. */
  readonly weekOf?: string
  readonly ending?: string
  readonly rung?: string
  readonly dueOn?: string
}

/** What a post does not get is absent: an empty list would say that there was nothing. */
export interface DisciplineDesk {
  readonly opened?: readonly DeskLine[]
  readonly closedWithoutContact?: readonly DeskLine[]
  readonly changedAfterContact?: readonly { readonly unitName: string; readonly count: number }[]
  readonly routedAround?: readonly DeskLine[]
  readonly rungsMissed?: readonly DeskLine[]
  /** To the audit administrator: openings of the whole city, by day alone. */
  readonly openedByDay?: readonly { readonly on: string; readonly count: number }[]
  /** unknown: no day has been sealed yet. `at`: where the first break lies. */
  readonly chain: { readonly state: 'whole' | 'broken' | 'unknown'; readonly at?: string }
}

/** 月报: ratings by whole released weeks that begin in the month, and the five counts as they stand now. `null` is withheld, which is not zero. */
export interface MonthReport {
  /** 'YYYY-MM' */
  readonly month: string
  readonly firstDay: string
  readonly lastDay: string
  readonly releasedUpTo: string | null
  /** Every week of the month has been released. */
  readonly whole: boolean
  readonly asOf: string
  readonly units: readonly {
    readonly unit: string
    readonly unitName: string
    readonly ratings: number
    readonly poor: number | null
    readonly rateable: number
    readonly silent: number | null
    readonly reasons: readonly { readonly title: string; readonly count: number }[] | null
    /** null where this viewer sees no matters. */
    readonly calls: { readonly opened: number; readonly ended: number; readonly confirmed: number; readonly unsolved: number } | null
  }[]
  readonly counts: readonly {
    readonly key: LoopHealthKey
    readonly title: string
    readonly count: number
    /** At most 200, nearest due first. */
    readonly matters: readonly {
      readonly id: string
      readonly number: string
      readonly unitName: string
      readonly stageTitle: string
      readonly dueOn?: string
    }[]
  }[]
}
