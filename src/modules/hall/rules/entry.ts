import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import type { BodyOf, ItemBody, Kind, WindowBody } from '../contract.ts'

const ofItem = (item: ItemBody): readonly Refusal[] => [
  ...(item.whole && !item.online ? [refuse('hall_whole_not_online', { field: 'whole' })] : []),
  ...(item.hall !== 'in' && item.reason === undefined ? [refuse('hall_reason_missing', { field: 'reason' })] : []),
  ...(item.legal !== undefined && item.promised > item.legal ? [refuse('hall_promised_too_long', { field: 'promised' })] : []),
  ...(item.hall === 'in' && item.window === undefined && !item.online ? [refuse('hall_window_missing', { field: 'window' })] : []),
]
const ofWindow = (window: WindowBody): readonly Refusal[] =>
  window.state === 'apart' && window.reason === undefined ? [refuse('hall_reason_missing', { field: 'reason' })] : []

/** What is wrong with an entry as a whole, though each of its fields can be read. */
export const faultsOf = <K extends Kind>(kind: K, body: BodyOf[K]): readonly Refusal[] =>
  kind === 'item' ? ofItem(body as ItemBody) : kind === 'window' ? ofWindow(body as WindowBody) : []

/** Whether two entries say the same, whatever the order of their fields. */
export const isSame = (one: object, other: object): boolean => {
  const written = (body: object): string => JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)))
  return written(one) === written(other)
}
