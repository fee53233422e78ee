import { addDays, weekdayOf } from '../../calendar/index.ts'
import type { Day } from '../../calendar/index.ts'

/**
 * 抽取: which records of a week are marked (质检), which places are inspected at which hours (巡查). Before it matters only the hash of the seed is known, so that nobody can
 * choose the seed to fit the list, and nobody who has no seed can tell which record will be drawn. Afterwards anybody recomputes it:
 * SHA-256 of the text `SEED TICKET` in hex is a ticket's place, and the lowest places are drawn. Each is drawn at most once.
 */
export type HashHex = (text: string) => string

export interface DrawShare {
  /** Per cent of the week's records, whole. */
  readonly percent: number
  /** At least so many, as far as there are. */
  readonly least: number
}

/** What is said before: SHA-256 of the seed's own text. */
export const commitmentOf = (hash: HashHex, seed: string): string => hash(seed)

/** Rounded up: one record of three is more than a tenth, and none would be less. Nothing at no per cent. */
export const howMany = (listed: number, { percent, least }: DrawShare): number =>
  percent === 0 ? 0 : Math.min(listed, Math.max(least, Math.ceil((listed * percent) / 100)))

/** @returns what is drawn, sorted; the list's order and its doubles change nothing */
export const drawFrom = (hash: HashHex, seed: string, tickets: readonly string[], many: number): readonly string[] =>
  [...new Set(tickets)]
    .map(ticket => ({ ticket, place: hash(`${seed} ${ticket}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.ticket < b.ticket ? -1 : 1))
    .slice(0, many)
    .map(({ ticket }) => ticket)
    .sort()

/** What the trail keeps of a draw before it is made: which one, its hash and its share, so that none of them can be chosen afterwards. */
export const promisedHash = (
  hash: HashHex,
  { about, commitment, percent, least }: DrawShare & { readonly about: string; readonly commitment: string },
): string => hash([about, commitment, percent, least].join(' '))

/** The root of a day is made on the next one, so it must lie a whole day before that of the draw. What is promised on a day stands under its root at the latest. */
export const isSealedBefore = (day: Day, before: Day): boolean => addDays(day, 1) < before

/** What a centre hands out of one week, as JSON. */
export interface DrawSheet {
  /** The Monday. */
  readonly week: string
  /** The draw's name on the trail; sheets had none before promises stood there. */
  readonly about?: string
  readonly commitment: string
  readonly seed: string
  readonly percent: number
  readonly least: number
  readonly tickets: readonly string[]
  readonly drawn: readonly string[]
}

export type DrawFault = 'not_as_copied' | 'seed_differs' | 'doubled' | 'drawn_differs'

/** @param copied the hash as somebody copied it down before the week ended */
export const faultsOf = (hash: HashHex, sheet: DrawSheet, copied?: string): readonly DrawFault[] => {
  const { seed, tickets, drawn, commitment } = sheet
  const again = drawFrom(hash, seed, tickets, howMany(tickets.length, sheet))
  return [
    ...(copied !== undefined && copied !== commitment ? (['not_as_copied'] as const) : []),
    ...(commitmentOf(hash, seed) === commitment ? [] : (['seed_differs'] as const)),
    ...(new Set(tickets).size === tickets.length ? [] : (['doubled'] as const)),
    ...(JSON.stringify(again) === JSON.stringify([...drawn].sort()) ? [] : (['drawn_differs'] as const)),
  ]
}

/** The Monday of this day's week. */
export const weekOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))
