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
