import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../../console/api/client.ts'
import { readUnit } from '../../../console/api/org.ts'
import type { BodyOf, HallBody, ItemBody, Kind, WindowBody } from '../contract.ts'
import type { Fraction, Grouping, Halls, OneThing, ShareName, Shares, Side, Windows } from '../rules/shares.ts'

export type { BodyOf, Fraction, Grouping, HallBody, ItemBody, Kind, ShareName, Shares, Side, WindowBody }

// The wall lets types through alone; the server says the same.
export const kinds = ['item', 'window', 'hall'] as const satisfies readonly Kind[]
export const levels = ['city', 'county', 'town', 'village'] as const satisfies readonly ItemBody['level'][]
export const entered = ['in', 'negative', 'out'] as const satisfies readonly ItemBody['hall'][]
export const windowStates = ['integrated', 'managed', 'apart'] as const satisfies readonly WindowBody['state'][]
export const shareNames = ['entered', 'online', 'whole', 'once', 'instant', 'firstCheck', 'guide'] as const satisfies readonly ShareName[]
const sides = ['part', 'of', 'rest'] as const satisfies readonly Side[]
export const groupings = ['level', 'place', 'unit'] as const satisfies readonly Grouping[]

/** What is looked at lives in the address, so that a figure, a colleague and "back" find the same. */
export interface HallSearch {
  readonly on?: string | undefined
  readonly level?: ItemBody['level'] | undefined
  readonly place?: string | undefined
  readonly unit?: string | undefined
  readonly org?: string | undefined
}
export interface BoardSearch extends HallSearch {
  /** Another day, whose figures stand beside. */
  readonly than?: string | undefined
  readonly by?: Grouping | undefined
}
export interface ListSearch extends HallSearch {
  readonly find?: string | undefined
  readonly hall?: ItemBody['hall'] | undefined
  readonly oneThing?: string | undefined
  readonly share?: ShareName | undefined
  readonly side?: Side | undefined
  readonly state?: WindowBody['state'] | undefined
}

type Given = Record<string, unknown>
const textIn = (search: Given, key: string): string | undefined => {
  // The router reads what looks like a number as one.
  const value = typeof search[key] === 'number' ? String(search[key]) : search[key]
  return typeof value === 'string' && value.trim() !== '' && value.length <= 80 ? value : undefined
}
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined => values.find(one => one === value)
const dayIn = (search: Given, key: string): string | undefined => {
  const value = textIn(search, key)
  return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}
const narrowed = (search: Given): HallSearch => {
  const org = textIn(search, 'org')
  return {
    on: dayIn(search, 'on'),
    level: oneOf(levels, search['level']),
    place: textIn(search, 'place'),
    unit: textIn(search, 'unit'),
    org: org !== undefined && /^[0-9a-f-]{36}$/.test(org) ? org : undefined,
  }
}
export const readBoardSearch = (search: Given): BoardSearch => ({
  ...narrowed(search),
  than: dayIn(search, 'than'),
  by: oneOf(groupings, search['by']),
})
export const readItemsSearch = (search: Given): ListSearch => {
  const share = oneOf(shareNames, search['share'])
  return {
    ...narrowed(search),
    find: textIn(search, 'find'),
    hall: oneOf(entered, search['hall']),
    oneThing: textIn(search, 'oneThing'),
    share,
    side: share === undefined ? undefined : (oneOf(sides, search['side']) ?? 'of'),
  }
}
export const readWindowsSearch = (search: Given): ListSearch => ({
  ...narrowed(search),
  find: textIn(search, 'find'),
  state: oneOf(windowStates, search['state']),
})
export const readHallsSearch = (search: Given): ListSearch => ({ ...narrowed(search), find: textIn(search, 'find') })

export interface Board {
  readonly negativeListCounts: boolean
  readonly mayChange: boolean
  readonly all: Shares
  readonly meanEntered?: number
  readonly groups: readonly (Shares & { readonly level: ItemBody['level']; readonly name: string })[]
  readonly windows: Windows
  readonly halls: Halls
  readonly negative: number
  readonly oneThings: readonly OneThing[]
}
export const boardQuery = (asked: HallSearch & { readonly by?: Grouping | undefined }, language: string) =>
  queryOptions({ queryKey: ['hall', 'board', asked, language], queryFn: () => get<Board>('/api/hall/shares', { ...asked }) })

export interface ColumnSaid {
  readonly key: string
  readonly title: string
  readonly known: readonly string[]
  readonly needed: boolean
}
export type Line = Readonly<Record<string, string | number | null>> & { readonly code: string }
interface Listed {
  readonly total: number
  readonly columns: readonly ColumnSaid[]
  readonly items: readonly Line[]
  readonly next?: string
}
const doors = { item: 'items', window: 'windows', hall: 'halls' } as const satisfies Record<Kind, string>
export const askList = (kind: Kind, search: ListSearch, cursor?: string, limit?: number) =>
  get<Listed>(`/api/hall/${doors[kind]}`, { ...search, cursor, limit })
/** The columns of a kind, and how many there are behind the filters. */
export const columnsQuery = (kind: Kind, search: ListSearch, language: string) =>
  queryOptions({ queryKey: ['hall', 'columns', kind, search, language], queryFn: () => askList(kind, search, undefined, 1) })
export const listOf = { item: '/hall/items', window: '/hall/windows', hall: '/hall/halls' } as const satisfies Record<Kind, string>
export const ledgerOf = { item: 'hall_items', window: 'hall_windows', hall: 'hall_halls' } as const satisfies Record<Kind, string>

export interface Version {
  readonly version: number
  readonly fromOn: string
  readonly gone: boolean
  readonly line: Readonly<Record<string, string | number | null>>
  readonly body: BodyOf[Kind]
  readonly changedAt: string
  readonly byName: string
  readonly why: string
  readonly org?: { readonly id: string; readonly name: string }
}
export interface Entry {
  readonly mayChange: boolean
  readonly columns: readonly ColumnSaid[]
  /** The newest first. */
  readonly versions: readonly Version[]
}
export const entryQuery = (kind: Kind, code: string, language: string) =>
  queryOptions({
    queryKey: ['hall', 'entry', kind, code, language],
    queryFn: () => get<Entry>(`/api/hall/entries/${kind}/${encodeURIComponent(code)}`),
  })

/** What holds on a day: of those from the latest day the one that was written last. */
export const heldOn = (versions: readonly Version[], day: string): Version | undefined =>
  versions
    .filter(version => version.fromOn <= day)
    .toSorted((a, b) => (a.fromOn === b.fromOn ? b.version - a.version : a.fromOn < b.fromOn ? 1 : -1))[0]

export interface Change {
  readonly kind: Kind
  readonly code: string
  readonly seen: number
  readonly fromOn: string
  readonly why: string
  readonly gone?: boolean
  readonly body: BodyOf[Kind]
}
export const enter = (change: Change) => post<{ readonly version: number }>('/api/hall/entries', change)
export const codeOfUnit = async (id: string): Promise<string> => (await readUnit(id)).code

export interface Taken {
  readonly columns: readonly string[]
  readonly sample: readonly (readonly string[])[]
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly faultCount: number
  readonly faults: readonly { readonly line: number; readonly field: string; readonly title: string }[]
}
export const takeIn = (asked: object) => post<Taken>('/api/hall/import', asked)
