import { addDays } from '../../calendar/index.ts'
import type { Day } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'

/** Waits for the second person; agreed and waits for its day; in force; replaced since; taken back; its day came before anybody agreed. */
export const adoptionStates = ['waiting', 'agreed', 'in_force', 'past', 'withdrawn', 'lapsed'] as const
export type AdoptionState = (typeof adoptionStates)[number]

export interface Adoption {
  readonly id: string
  readonly version: string
  readonly way: 'folder' | 'screen'
  readonly fromOn: Day
  readonly proposedAt: Date
  readonly approvedAt: Date | null
  readonly withdrawnAt: Date | null
}

const later = (one: Adoption, other: Adoption): number =>
  one.fromOn === other.fromOn
    ? (other.approvedAt ?? other.proposedAt).getTime() - (one.approvedAt ?? one.proposedAt).getTime()
    : one.fromOn < other.fromOn
      ? 1
      : -1

/** What was adopted on screen and holds today; undefined: nothing was, and the folder holds. */
export const inForceOn = <A extends Adoption>(rows: readonly A[], today: Day): A | undefined =>
  rows.filter(row => row.way === 'screen' && row.approvedAt !== null && row.withdrawnAt === null && row.fromOn <= today).sort(later)[0]

/** Since when each was what new matters are opened with: the folder's rows first, then what was adopted. */
export const stateOf = (row: Adoption, rows: readonly Adoption[], today: Day): AdoptionState => {
  if (row.withdrawnAt !== null) return 'withdrawn'
  const force = inForceOn(rows, today)
  if (row.way === 'folder')
    return force === undefined && rows.filter(one => one.way === 'folder').sort(later)[0]?.id === row.id ? 'in_force' : 'past'
  if (row.approvedAt === null) return row.fromOn > today ? 'waiting' : 'lapsed'
  return row.fromOn > today ? 'agreed' : force?.id === row.id ? 'in_force' : 'past'
}

/** A day from which every server can have it: tomorrow at the earliest, within a year. */
export const faultOfDate = (fromOn: Day, today: Day): Refusal | null =>
  fromOn > today && fromOn <= addDays(today, 366) ? null : refuse('programme_date', { field: 'fromOn' })
