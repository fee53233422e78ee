import type { Ledger, Person } from '../../org/ledger.ts'
import type { ChosenColumn, LedgerView } from './contract.ts'
import { fitting } from './rules.ts'
import type { ColumnSetRow } from './store.ts'

type Language = 'zh' | 'en'

export const usualColumns = (ledger: Ledger, language: Language): readonly ChosenColumn[] =>
  ledger.columns.map(({ key, title }) => ({ key, heading: title[language] }))

/** Whoever serves a unit uses its columns; its leaders set them. */
const setsColumns = (role: string): boolean => role !== 'officer' && role !== 'clerk' && role !== 'inspector'
export const unitSetBy = (viewer: Person): string | undefined => viewer.posts.find(post => setsColumns(post.role))?.unit

/** One's own columns before the unit's, the unit's before the house's. */
export const chosenColumns = (
  ledger: Ledger,
  viewer: Person,
  sets: readonly ColumnSetRow[],
  language: Language,
): Pick<LedgerView, 'chosen' | 'chosenBy'> => {
  const of = (owner: 'person' | 'unit', ids: readonly string[]): ColumnSetRow | undefined =>
    ids.map(id => sets.find(set => set.ledger === ledger.name && set.owner === owner && set.of === id)).find(set => set !== undefined)
  const own = of('person', [viewer.person])
  const found =
    own ??
    of(
      'unit',
      viewer.posts.map(post => post.unit),
    )
  return {
    chosen: fitting(found?.columns, usualColumns(ledger, language)),
    chosenBy: found === undefined ? 'house' : own ? 'person' : 'unit',
  }
}
