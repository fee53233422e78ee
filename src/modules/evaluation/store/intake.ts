import type { Pool } from 'pg'
import { askInBulk } from '../../../platform/database/index.ts'

/**
 * The public login's statements. It holds no right on any table of this room; each call is one function, one round trip,
 * one transaction. Equal parts lie behind one another in one bytea: pg sends a Buffer as it is, an array of them as hex.
 */
export interface LinkRow {
  readonly digest: Buffer
  readonly cohort: string
  readonly state: 'open' | 'closing' | 'released'
  readonly change_until: Date
  readonly unit: string
  readonly line: string
  readonly generation: number
  readonly has_contact: boolean
}

type LinkFacts = readonly [
  at: number,
  cohort: string,
  state: LinkRow['state'],
  changeUntil: number,
  unit: string,
  line: string,
  generation: number,
  hasContact: boolean,
]

/** In the order of the digests; undefined where there is no such link. One value for all: a column for each would cost more than the look-up. */
export const findLinks = async (pool: Pool, city: string, digests: readonly Buffer[]): Promise<readonly (LinkRow | undefined)[]> => {
  const {
    rows: [answer],
  } = await pool.query<{ found: readonly LinkFacts[] | null }>({
    name: 'evaluation.find_links',
    text: 'select evaluation.find_links($1, $2) as found',
    values: [city, Buffer.concat(digests)],
  })
  const links = Array<LinkRow | undefined>(digests.length).fill(undefined)
  for (const [at, cohort, state, changeUntil, unit, line, generation, hasContact] of answer?.found ?? []) {
    links[at] = {
      digest: digests[at] as Buffer,
      cohort,
      state,
      change_until: new Date(changeUntil),
      unit,
      line,
      generation,
      has_contact: hasContact,
    }
  }
  return links
}

export interface CallFactsRow {
  readonly service: string
  readonly party: Buffer
  readonly title: string | null
  readonly finished_at: Date
  readonly officer: string | null
  readonly others: readonly string[]
  readonly contact: Buffer | null
  readonly case_key: Buffer | null
  /** The end of the case has been told: nothing can wait for it. */
  readonly case_over: boolean
}

export const findCallFacts = async (pool: Pool, city: string, digest: Buffer): Promise<CallFactsRow | undefined> =>
  (
    await pool.query<CallFactsRow>({
      name: 'evaluation.call_facts',
      text: 'select service, party, title, finished_at, officer, others, contact, case_key, case_over from evaluation.call_facts($1, $2)',
      values: [city, digest],
    })
  ).rows[0]

/** What goes out with a rating: a wish for a call, one that waits for the end of the case, or a report to the sealed lane. */
export interface PassedOn {
  readonly kind: 'call' | 'held' | 'report'
  readonly id: string
  readonly once: Buffer
  /** Base64. */
  readonly sealed: string
  /** The instant that what was promised counts from. */
  readonly at: Date
  readonly waitsFor?: Buffer
  readonly until?: string
}

const toCall = (call: PassedOn, slot?: Buffer): Record<string, string> => ({
  kind: call.kind,
  id: call.id,
  once: call.once.toString('hex'),
  sealed: call.sealed,
  at: call.at.toISOString(),
  ...(slot ? { slot: slot.toString('hex') } : {}),
  ...(call.waitsFor ? { waits_for: call.waitsFor.toString('hex') } : {}),
  ...(call.until ? { until: call.until } : {}),
})

export interface SealedRow {
  readonly cohort: string
  /** 32 bytes; absent for a window's code. */
  readonly link?: Buffer
  readonly slot: Buffer
  readonly receipt: Buffer
  readonly held: Buffer
  readonly body: Buffer
  readonly key: WrappedKey
  readonly calls: readonly PassedOn[]
}

/** A data key as the store keeps it; `id` is 16 bytes. */
export interface WrappedKey {
  readonly id: Buffer
  readonly wrapped: Buffer
}

export type Became = 'new' | 'again' | 'conflict' | 'gone'
const letters = { n: 'new', a: 'again', c: 'conflict', g: 'gone' } as const satisfies Record<string, Became>

const digestSize = 32
/** Two places (week and data key), then three digests; the held part and the body come after. */
const headSize = 2 + 3 * digestSize

/**
 * Memory that rows are laid out in, used again for later flushes: what each flush took anew, several copies of some hundred
 * kilobytes, was most of the collector's work.
 */
const sheets: Buffer[] = []

/** Writes the rows behind one another as equal records. */
const layOut = (sheet: Buffer, rows: readonly SealedRow[], size: number, weeks: readonly string[], keys: readonly WrappedKey[]): Buffer => {
  let at = 0
  for (const row of rows) {
    sheet[at] = weeks.indexOf(row.cohort)
    sheet[at + 1] = keys.indexOf(row.key)
    if (row.link) sheet.set(row.link, at + 2)
    else sheet.fill(0, at + 2, at + 2 + digestSize)
    sheet.set(row.slot, at + 2 + digestSize)
    sheet.set(row.receipt, at + 2 + 2 * digestSize)
    sheet.set(row.held, at + headSize)
    sheet.set(row.body, at + headSize + row.held.length)
    at += size
  }
  return sheet.subarray(0, rows.length * size)
}

export const writeIntake = async (pool: Pool, city: string, now: Date, rows: readonly SealedRow[]): Promise<readonly Became[]> => {
  const [first] = rows
  if (!first) return []
  const weeks = [...new Set(rows.map(row => row.cohort))]
  const keys = [...new Set(rows.map(row => row.key))]
  const calls = rows.flatMap(row => row.calls.map(call => toCall(call, row.slot)))
  const size = headSize + first.held.length + first.body.length
  const spare = sheets.pop()
  const sheet = spare !== undefined && spare.length >= rows.length * size ? spare : Buffer.alloc(rows.length * size)
  try {
    const {
      rows: [answer],
    } = await askInBulk<{ became: string }>(pool, {
      name: 'evaluation.intake.rows',
      text: 'select evaluation.intake($1, $2, $3, $4, $5, $6, $7, $8, $9) as became',
      values: [
        city,
        now.toISOString(),
        `{${weeks.join(',')}}`,
        Buffer.concat(keys.flatMap(key => [key.id, key.wrapped])),
        String((keys[0] as WrappedKey).id.length + (keys[0] as WrappedKey).wrapped.length),
        String(first.held.length),
        String(first.body.length),
        calls.length > 0 ? JSON.stringify(calls) : null,
      ],
      bulk: layOut(sheet, rows, size, weeks, keys),
    })
    return [...(answer?.became ?? '')].map(letter => letters[letter as keyof typeof letters])
  } finally {
    sheets.push(sheet)
  }
}

export type Changed = 'changed' | 'gone' | 'too_often' | 'call_open'

export interface Change {
  readonly cohort: string
  readonly slot: Buffer
  readonly body: Buffer
  readonly receipt: Buffer
  readonly held?: Buffer
  readonly calls: readonly PassedOn[]
}

export const writeChange = async (pool: Pool, city: string, now: Date, change: Change, key: WrappedKey): Promise<Changed> => {
  const { rows } = await pool.query<{ became: Changed }>({
    name: 'evaluation.amend',
    text: 'select evaluation.amend($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as became',
    values: [
      city,
      now,
      change.cohort,
      change.slot,
      key.id,
      key.wrapped,
      change.body,
      change.receipt,
      change.held ?? null,
      change.calls.length > 0 ? JSON.stringify(change.calls.map(call => toCall(call))) : null,
    ],
  })
  return (rows[0] as { became: Changed }).became
}

export interface ReceiptRow {
  readonly cohort: string
  readonly state: 'open' | 'closing' | 'released'
  readonly change_until: Date
  readonly held: Buffer | null
  readonly kept: Buffer | null
  readonly waits: boolean
}

export const findReceipt = async (pool: Pool, city: string, digest: Buffer, follow: Buffer): Promise<ReceiptRow | undefined> =>
  (
    await pool.query<ReceiptRow>({
      name: 'evaluation.find_receipt',
      text: 'select cohort, state, change_until, held, kept, waits from evaluation.find_receipt($1, $2, $3)',
      values: [city, digest, follow],
    })
  ).rows[0]

/** `path`: 32 bytes a step, the lowest neighbour first. */
export interface PresenceRow {
  readonly cohort: string
  readonly suite: 'std' | 'gm'
  readonly root: Buffer
  readonly place: number
  readonly path: Buffer
}

export const findPresence = async (pool: Pool, city: string, digest: Buffer): Promise<PresenceRow | undefined> =>
  (
    await pool.query<PresenceRow>({
      name: 'evaluation.presence',
      text: 'select cohort, suite, root, place, path from evaluation.presence($1, $2)',
      values: [city, digest],
    })
  ).rows[0]

export interface RootRow {
  readonly cohort: string
  readonly suite: 'std' | 'gm'
  readonly receipts: Buffer
  readonly released: Buffer
}

export const listRoots = async (pool: Pool, city: string): Promise<readonly RootRow[]> =>
  (
    await pool.query<RootRow>({
      name: 'evaluation.list_roots',
      text: 'select cohort, suite, receipts, released from evaluation.list_roots($1)',
      values: [city],
    })
  ).rows

export const writeReport = async (pool: Pool, city: string, now: Date, report: PassedOn): Promise<void> => {
  await pool.query({
    name: 'evaluation.report',
    text: 'select evaluation.report($1, $2, $3)',
    values: [city, now, JSON.stringify([toCall(report)])],
  })
}
