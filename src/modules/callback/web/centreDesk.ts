import type { ClockView } from '../../../engine/contract.ts'

/** A clock without the instant at which it began, which is that of a citizen's act. */
export type DeskClock = Omit<ClockView, 'startedAt' | 'stoppedAt'>

/** One open call as the centre's desk shows it. */
export interface DeskLine {
  readonly id: string
  readonly number: string
  readonly unitName: string
  readonly stage: string
  readonly stageTitle: string
  readonly round: number
  readonly clock?: DeskClock
  /** A record was sent back and is not completed yet. */
  readonly returned: boolean
  /** How often records were sent back, in all rounds. */
  readonly returns: number
  /** The centre itself calls. */
  readonly own: boolean
}

/** Stages in which a call is open, in the flow's order; a test holds them against the flow. */
export const openCallStages = [
  'awaiting_contact',
  'contacted',
  'being_put_right',
  'awaiting_second_reader',
  'awaiting_second_contact',
  'awaiting_unreachable_check',
  'awaiting_word',
  'awaiting_word_on_explanation',
  'awaiting_word_on_guidance',
  'awaiting_own_word',
] as const

/** The desk's filters live in the address, so that "back" finds them again. */
export interface DeskSearch {
  readonly stage?: string | undefined
  readonly clock?: string | undefined
  readonly mark?: 'near' | 'overdue' | undefined
  readonly unit?: string | undefined
  readonly returned?: 'true' | undefined
}

export function readDeskSearch(search: Record<string, unknown>): DeskSearch {
  const text = (key: string): string | undefined => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  const mark = text('mark')
  return {
    stage: text('stage'),
    clock: text('clock'),
    mark: mark === 'near' || mark === 'overdue' ? mark : undefined,
    unit: text('unit'),
    returned: search['returned'] === true || search['returned'] === 'true' ? 'true' : undefined,
  }
}
