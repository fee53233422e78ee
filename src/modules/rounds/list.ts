import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerRow, Person } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { kindWords, listColumns, stateWords } from './columns.ts'
import { concernAnswered } from './contract.ts'
import { openedOf, wordsIn } from './opened.ts'
import { shares } from './rules/shares.ts'
import { listPage } from './store/list.ts'
import type { ConcernFilter, ConcernItem } from './store/list.ts'

type Language = 'zh' | 'en'

/** Whose screen the ledger is; which lines stand in it the walls of the organ and of each matter decide. */
export const listRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor'] as const

export const campaignCode = z.string().regex(/^[a-z0-9_]{1,40}$/)
export const periodFilter = z.strictObject({
  campaign: campaignCode.optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})
export const concernFilter = periodFilter.extend({ unit: z.uuid().optional(), share: z.enum(shares).optional() })

export type ListLine = LedgerRow & { readonly id: string; readonly matter: string | null }

/** What was said and answered: of a matter no more than this viewer's page of it shows. */
const spoken = async (
  house: House,
  tx: Tx,
  viewer: Person,
  item: ConcernItem,
): Promise<Readonly<Record<'number' | 'words' | 'told', string | null>>> => {
  if (item.matter === null) {
    const kept = item.words === null ? undefined : wordsIn(house, item.id, item.words)
    return { number: null, words: kept?.words ?? null, told: kept?.told || null }
  }
  const page = await house.engine.readIn(tx, viewer, item.matter)
  if (page?.matter.sight !== 'full') return { number: page?.matter.number ?? null, words: null, told: null }
  const answered = page.trail.findLast(entry => entry.action === 'answer_concern')
  return {
    number: page.matter.number,
    words: openedOf(page.trail)?.words ?? null,
    told: concernAnswered.safeParse(answered?.input).data?.told ?? null,
  }
}

interface Asked {
  readonly viewer: Person
  readonly filter: ConcernFilter
  readonly language: Language
}

/** A page of the ledger in the viewer's own transaction. */
export const readList = async (
  house: House,
  tx: Tx,
  { viewer, filter, language }: Asked,
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly ListLine[]; readonly next?: ListPlace }> => {
  const found = await listPage(tx, filter, after, most + 1)
  const lines: ListLine[] = []
  for (const item of found.slice(0, most)) {
    const { number, words, told } = await spoken(house, tx, viewer, item)
    lines.push({
      id: item.id,
      matter: number === null ? null : item.matter,
      number,
      visitedOn: item.visited_on,
      visitingUnit: item.visiting_name,
      place: item.place,
      kind: kindWords[item.kind]?.[language] ?? item.kind,
      words,
      unit: item.unit_name,
      state: stateWords[item.state]?.[language] ?? item.state,
      endedOn: item.ended_on,
      told,
    })
  }
  const last = found[most - 1]
  return { lines, ...(last && found.length > most ? { next: { at: last.at, id: last.id } } : {}) }
}

const rowsAtOnce = 100

/** The ledger as a file: the same lines, by the same filters. */
export const roundsLedger = (house: House): Ledger =>
  defineLedger<ConcernFilter>({
    name: 'rounds_concerns',
    title: { zh: '走访意见台账', en: 'Ledger of what was said at visits' },
    roles: listRoles,
    personal: true,
    filter: concernFilter,
    columns: listColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, ListLine>(after => house.as(viewer, tx => readList(house, tx, { viewer, filter, language }, after, rowsAtOnce))),
  })
