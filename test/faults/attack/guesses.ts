import type { Account } from './account.ts'
import { upperBound } from './bound.ts'
import type { Lived, ServiceLog, Visit } from './city.ts'

export interface Outcome {
  readonly hits: number
  readonly tries: number
  readonly chance: number
}

/** Which of the log wrote the item-th of so many, all that is known of them being that there are so many. */
type Guess = (log: ServiceLog, item: number, of: number) => Visit

const at = (log: ServiceLog, share: number): Visit =>
  log[Math.min(log.length - 1, Math.max(0, Math.round(share * (log.length - 1))))] as Visit
const share = (item: number, of: number): number => (of < 2 ? 0 : item / (of - 1))

/** No two of them name the same person for the same item but by accident. */
export const guesses: Readonly<Record<string, Guess>> = {
  same_rank: (log, item, of) => at(log, share(item, of)),
  reversed_rank: (log, item, of) => at(log, 1 - share(item, of)),
  by_number: (log, item) => log[item % log.length] as Visit,
  last_ones: (log, item) => log[log.length - 1 - (item % log.length)] as Visit,
  first_half: (log, item, of) => at(log, share(item, of) / 2),
  second_half: (log, item, of) => at(log, 0.5 + share(item, of) / 2),
  every_second: (log, item) => log[(2 * item) % log.length] as Visit,
  every_other: (log, item) => log[(2 * item + 1) % log.length] as Visit,
  from_the_middle: (log, item) => log[(Math.floor(log.length / 2) + item) % log.length] as Visit,
  before_the_look: (log, item) => log.findLast(visit => visit.at % 8 === item % 8 && visit.at <= log.length * 0.75) ?? (log[0] as Visit),
  end_of_each_day: (log, item) => log[(Math.floor(log.length / 5) * ((item % 5) + 1) - 1 - Math.floor(item / 5)) % log.length] as Visit,
  beginning_of_each_day: (log, item) => log[(Math.floor(log.length / 5) * (item % 5) + Math.floor(item / 5)) % log.length] as Visit,
  days_backwards: (log, item, of) => {
    const a = Math.floor(share(item, of) * (log.length - 1))
    const day = Math.floor(log.length / 5)
    return log[Math.min(log.length - 1, (4 - Math.floor(a / day)) * day + (a % day))] ?? (log[0] as Visit)
  },
  around_the_corner: (log, item, of) => at(log, (share(item, of) + 0.25) % 1),
}

const weekLog = ({ visits }: Lived, { unit, week }: Pick<Visit, 'unit' | 'week'>): ServiceLog =>
  visits.filter(visit => visit.unit === unit && visit.week === week)

const tally = (
  items: readonly { readonly author: Visit; readonly log: ServiceLog; readonly item: number; readonly of: number }[],
): Outcome => {
  let [hits, tries, chance] = [0, 0, 0]
  for (const guess of Object.values(guesses)) {
    for (const { author, log, item, of } of items) {
      tries++
      chance += 1 / log.length
      if (guess(log, item, of) === author) hits++
    }
  }
  return { hits, tries, chance: tries === 0 ? 1 : chance / tries }
}

/** Who gave each poor mark of the batches that the board counts. */
export const authorsOfPoor = (lived: Lived): Outcome =>
  tally(
    lived.released.flatMap(all => {
      const weeks = new Set(all.map(visit => visit.week))
      return [...weeks].flatMap(week => {
        const own = all.filter(visit => visit.week === week)
        return own.map((author, item) => ({ author, log: weekLog(lived, author), item, of: own.length }))
      })
    }),
  )

/** Who stands behind each order of the weekly list: the list's day and the order in which it shows them are what there is. */
export const authorsOfOrders = (lived: Lived): Outcome =>
  tally(
    lived.accounts.flatMap((account, unit) => {
      const { items = [] } = (account.answered.get('/api/callback/repair-orders') ?? {}) as { items?: { id: string; releasedOn: string }[] }
      const known = items.flatMap(({ id, releasedOn }) =>
        lived.orders.filter(order => order.id === id && order.author.unit === unit).map(({ author }) => ({ author, releasedOn })),
      )
      return known.map(({ author, releasedOn }) => {
        const same = known.filter(one => one.releasedOn === releasedOn)
        return { author, log: weekLog(lived, author), item: same.findIndex(one => one.author === author), of: same.length }
      })
    }),
  )

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** Every instant that stands anywhere in an answer, against the visit that ended last before it. */
export const authorsByTime = ({ accounts, visits }: Lived): Outcome => {
  let [hits, tries] = [0, 0]
  const logs = accounts.map((_, unit) => visits.filter(visit => visit.unit === unit))
  for (const [unit, account] of accounts.entries()) {
    const told = new Set(
      account.news
        .map(({ value }) => value)
        .filter((value): value is string => typeof value === 'string' && instant.test(value))
        .map(value => Date.parse(value)),
    )
    for (const time of told) {
      tries++
      const named = logs[unit]!.findLast(visit => visit.endedAt <= time && visit.endedAt > time - 12 * 60_000)
      if (named && named.rated && named.ratedAt === time) hits++
    }
  }
  return { hits, tries, chance: 1 / logs[0]!.length }
}

/** Lists of single marks, in the order in which an answer shows them, against the order of the visits. */
export const authorsByOrder = ({ accounts, visits }: Lived): Outcome => {
  let [hits, tries] = [0, 0]
  const logs = accounts.map((_, unit) => visits.filter(visit => visit.unit === unit))
  for (const [unit, account] of accounts.entries()) {
    const log = logs[unit]!
    const arrived = log.filter(visit => visit.rated).sort((a, b) => a.ratedAt - b.ratedAt)
    for (const body of account.answered.values()) {
      for (const list of Object.values(body as object).filter(
        (one): one is { poor: boolean; unit?: string }[] =>
          Array.isArray(one) && one.length >= 10 && one.every(row => typeof row?.poor === 'boolean'),
      )) {
        for (const item of list.keys()) {
          tries++
          if (at(log, share(item, list.length)) === arrived[item]) hits++
        }
      }
    }
  }
  return { hits, tries, chance: 1 / logs[0]!.length }
}

interface BoardRow {
  readonly unit: string
  readonly ratings: number
  readonly coverage: {
    readonly rateable: number
    readonly lines: readonly { readonly line: string; readonly rateable: number; readonly answered: number | null }[]
  }
}
/** What the board said of each unit, one entry for each change. */
const boards = (account: Account): ReadonlyMap<string, readonly BoardRow[]> => {
  const byUnit = new Map<string, BoardRow[]>()
  for (const { rows } of account.history as readonly { rows: readonly BoardRow[] }[]) {
    for (const row of rows) {
      const known = byUnit.get(row.unit) ?? []
      if (JSON.stringify(known.at(-1)) !== JSON.stringify(row)) byUnit.set(row.unit, [...known, row])
    }
  }
  return byUnit
}

/** Of how many people the boards leave no doubt that they have rated, or that they have not: by a figure or by the difference of two. */
export const knownForCertain = (account: Account): number => {
  let certain = 0
  for (const rows of boards(account).values()) {
    for (const [n, row] of rows.entries()) {
      const before = rows[n - 1]
      const people = row.coverage.rateable - (before?.coverage.rateable ?? 0)
      const answered = row.ratings - (before?.ratings ?? 0)
      if (people > 0 && (answered === people || answered === 0)) certain += people
      for (const line of row.coverage.lines) {
        const old = before?.coverage.lines.find(one => one.line === line.line)
        if (line.answered === null || old?.answered === null) continue
        const asked = line.rateable - (old?.rateable ?? 0)
        const said = line.answered - (old?.answered ?? 0)
        if (asked > 0 && people !== asked && (said === asked || said === 0)) certain += asked
      }
    }
  }
  return certain
}

/**
 * "Has this person rated?": whoever knows how many kept silent names that many. @returns how much more often he is right
 * than by answering "yes" to everybody at random as often as the board says.
 */
export const advantageOverBaseRate = (lived: Lived): { readonly right: number; readonly base: number; readonly tries: number } => {
  let [right, base, tries] = [0, 0, 0]
  const units = lived.released.length
  for (let unit = 0; unit < units; unit++) {
    for (const week of new Set(lived.released[unit]!.map(visit => visit.week))) {
      const log = weekLog(lived, { unit, week })
      const silent = log.filter(visit => !visit.rated).length
      for (const guess of Object.values(guesses)) {
        const named = new Set(Array.from({ length: silent }, (_, item) => guess(log, item, silent)))
        right += log.filter(visit => named.has(visit) !== visit.rated).length
        // Naming so many out of so many by lot.
        base += log.length - silent - named.size + (2 * named.size * silent) / log.length
        tries += log.length
      }
    }
  }
  return { right: right / tries, base: base / tries, tries }
}

export const pooled = (outcomes: readonly Outcome[]): Outcome & { readonly ratio: number; readonly bound: number } => {
  const hits = outcomes.reduce((sum, one) => sum + one.hits, 0)
  const tries = outcomes.reduce((sum, one) => sum + one.tries, 0)
  const chance = outcomes.reduce((sum, one) => sum + one.chance * one.tries, 0) / tries
  return { hits, tries, chance, ratio: hits / tries / chance, bound: upperBound(hits, tries, 0.99) / chance }
}
