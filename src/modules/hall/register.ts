import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerRow } from '../../org/ledger.ts'
import { standsWithin } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { cellWords, columns } from './columns.ts'
import { entered, levels, windowStates } from './contract.ts'
import type { Held, Kind } from './contract.ts'
import { matches, shareNames, sides, standsIn } from './rules/shares.ts'
import type { Counting } from './rules/shares.ts'
import { hallSettings } from './settings.ts'
import { listHeld } from './store.ts'

/** Whose screens the register has; it holds nothing that a citizen may not read but who changed it and why. */
export const readers = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor', 'callback_centre'] as const

const text = z.string().trim().min(1).max(80).optional()
/** Which part of the register, and as of which day. */
export const narrowing = z.strictObject({
  on: z.iso.date().optional(),
  level: z.enum(levels).optional(),
  place: text,
  unit: text,
  /** A unit of the organisation: what it and its departments answer for. */
  org: z.uuid().optional(),
})
export const itemFilter = narrowing.extend({
  find: text,
  hall: z.enum(entered).optional(),
  oneThing: text,
  /** A share and what of it: the items behind a figure. */
  share: z.enum(shareNames).optional(),
  side: z.enum(sides).optional(),
})
export const windowFilter = narrowing.extend({ find: text, state: z.enum(windowStates).optional() })
export const hallFilter = narrowing.extend({ find: text })
export type ItemFilter = z.infer<typeof itemFilter>
export type WindowFilter = z.infer<typeof windowFilter>
export type HallFilter = z.infer<typeof hallFilter>

export const countingNow = (house: House): Counting => ({
  negativeListCounts: house.programmes.current().settings('hall', hallSettings).negative_list_counts,
})
export const dayAsked = (house: House, on: string | undefined): string => on ?? dayOf(house.clock.now())

/** What holds on the day that is asked for, in the part of the register that is asked for. */
const heldFor = async <K extends Kind>(
  house: House,
  tx: Tx,
  kind: K,
  { org, ...filter }: z.infer<typeof hallFilter>,
): Promise<readonly Held<K>[]> => {
  const held = await listHeld(tx, kind, dayAsked(house, filter.on))
  if (org === undefined) return held.filter(one => matches(one, filter))
  const tree = await house.org.snapshot(tx, dayAsked(house, undefined))
  const units = new Set([...tree.units.values()].filter(unit => standsWithin(tree, unit.id, org)).map(unit => unit.code))
  return held.filter(one => matches(one, { ...filter, units }))
}

export const itemsFor = async (house: House, tx: Tx, filter: ItemFilter): Promise<readonly Held<'item'>[]> => {
  const counting = countingNow(house)
  const { share, side = 'of', hall, oneThing } = filter
  return (await heldFor(house, tx, 'item', filter)).filter(
    item =>
      (oneThing === undefined || item.body.oneThing === oneThing) &&
      (hall === undefined || item.body.hall === hall) &&
      (share === undefined || standsIn(share, side, item.body, counting)),
  )
}
export const windowsFor = async (house: House, tx: Tx, filter: WindowFilter): Promise<readonly Held<'window'>[]> =>
  (await heldFor(house, tx, 'window', filter)).filter(window => filter.state === undefined || window.body.state === filter.state)
export const hallsFor = (house: House, tx: Tx, filter: HallFilter): Promise<readonly Held<'hall'>[]> => heldFor(house, tx, 'hall', filter)

/** One line in the office's columns and words. */
export const lineOf = (kind: Kind, { code, body }: Held<Kind>, language: 'zh' | 'en'): LedgerRow => {
  const kept: Readonly<Record<string, unknown>> = { code, ...body }
  return Object.fromEntries(
    columns[kind].map(({ key }) => {
      const value = kept[key]
      if (value === undefined) return [key, null]
      return [key, cellWords[key]?.[String(value)]?.[language] ?? (typeof value === 'number' ? value : String(value))]
    }),
  )
}

const rowsAtOnce = 500
async function* inPages(rows: readonly LedgerRow[]): AsyncGenerator<readonly LedgerRow[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce)
}

/** The register as files, in the columns in which it is taken in. */
export const hallLedgers = (house: House): readonly Ledger[] => [
  defineLedger<ItemFilter>({
    name: 'hall_items',
    title: { zh: '政务服务事项登记册', en: 'Register of service items' },
    roles: readers,
    filter: itemFilter,
    columns: columns.item,
    pages: async function* ({ viewer, filter, language }) {
      yield* inPages((await house.as(viewer, tx => itemsFor(house, tx, filter))).map(item => lineOf('item', item, language)))
    },
  }),
  defineLedger<WindowFilter>({
    name: 'hall_windows',
    title: { zh: '单设窗口登记册', en: 'Register of windows set up apart' },
    roles: readers,
    filter: windowFilter,
    columns: columns.window,
    pages: async function* ({ viewer, filter, language }) {
      yield* inPages((await house.as(viewer, tx => windowsFor(house, tx, filter))).map(one => lineOf('window', one, language)))
    },
  }),
  defineLedger<HallFilter>({
    name: 'hall_halls',
    title: { zh: '政务服务大厅登记册', en: 'Register of service halls' },
    roles: readers,
    filter: hallFilter,
    columns: columns.hall,
    pages: async function* ({ viewer, filter, language }) {
      yield* inPages((await house.as(viewer, tx => hallsFor(house, tx, filter))).map(one => lineOf('hall', one, language)))
    },
  }),
]
