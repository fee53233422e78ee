import type { MatterQuery } from './api/matters.ts'

export type MatterSearch = Pick<MatterQuery, 'kind' | 'stage' | 'unit' | 'mark' | 'mine' | 'number' | 'find'> & {
  readonly state?: 'closed' | 'all'
  /** No filter, on purpose: the one that opens with the page stays away. */ readonly plain?: true
}

/** The filters live in the address, so that a list can be sent to somebody and "back" finds it again. */
export function readMatterSearch(search: Record<string, unknown>): MatterSearch {
  const text = (key: string): string | undefined =>
    typeof search[key] === 'string' && search[key] !== '' ? search[key] : typeof search[key] === 'number' ? String(search[key]) : undefined
  const mark = text('mark')
  const state = text('state')
  return {
    kind: text('kind'),
    stage: text('stage'),
    unit: text('unit'),
    number: text('number'),
    find: text('find'),
    plain: search.plain === true || search.plain === 'true' ? true : undefined,
    mark: mark === 'near' || mark === 'overdue' ? mark : undefined,
    mine: search.mine === true || search.mine === 'true' ? true : undefined,
    state: state === 'closed' || state === 'all' ? state : undefined,
  }
}
