import type { House } from '../../engine/house.ts'
import type { DataKey } from '../../platform/crypto/contract.ts'
import { isUnavailable } from '../../platform/database/faults.ts'
import { GroupCommit } from './groupCommit.ts'
import { bodySize, encodeBody, encodeHeld } from './rules/body.ts'
import type { Body, Held } from './rules/body.ts'
import { linkDigestOf, receiptDigestOf, slotOf } from './rules/code.ts'
import { findLinks, writeChange, writeIntake } from './store/intake.ts'
import type { Became, Changed, LinkRow, PassedOn, SealedRow, WrappedKey } from './store/intake.ts'

/** What sealed bodies and receipts are bound to: neither can be moved to another slot, week or city. */
export const aboutBody = (city: string, cohort: string, slot: Buffer): string =>
  `evaluation.sealed/${city}/${cohort}/${slot.toString('hex')}`
export const aboutHeld = (city: string, cohort: string, digest: Buffer): string =>
  `evaluation.receipt/${city}/${cohort}/${digest.toString('hex')}`

export interface Arriving {
  readonly cohort: string
  readonly link?: Buffer
  readonly slot: Buffer
  readonly receipt: string
  readonly held: Omit<Held, 'origin'>
  readonly body: Body
  readonly calls: readonly PassedOn[]
}

/**
 * No more rows in a flush than the socket to the database takes at one stroke: whatever is over it waits for further
 * turns of the event loop, while the database waits for it. docs/decisions/0009-the-intake-keeps-one-thread.md
 */
const flushes = { most: 64, bound: 4_000 }

/**
 * From request to committed row. A rating costs keyed digests and two symmetric seals; a flush costs one data key
 * wrapped for the mixer, and never anything asymmetric. Two queues: links are looked up together, ratings written
 * together. Rows are sealed as they arrive, while the flush before them is under way; a second flush sets off beside it
 * when it is half full.
 */
export class Intake {
  readonly #house: House
  readonly #links: GroupCommit<Buffer, LinkRow | undefined>
  readonly #ratings: GroupCommit<SealedRow, Became>
  /** Of the one rating that is being sealed, wiped after it: a buffer for each would be most of what the collector has to do. */
  readonly #plain = Buffer.alloc(bodySize)
  #next: { readonly key: DataKey; readonly wrapped: WrappedKey } | undefined
  /** Rows that the key of the next flush may still seal: two flushes beside each other that share one would wait for each other. */
  #room = 0
  readonly #most: number
  constructor(house: House, limits: { readonly most: number; readonly bound: number } = flushes) {
    this.#house = house
    this.#most = limits.most
    const splits = (error: unknown): boolean => !isUnavailable(error)
    this.#links = new GroupCommit(digests => this.#find(digests), { ...limits, splits })
    this.#ratings = new GroupCommit(items => this.#write(items), {
      ...limits,
      splits,
      beside: { lanes: 2, from: limits.most / 2 },
      apart: item => item.slot.toString('latin1'),
    })
  }

  /** The link behind a token; undefined for one that never was and for one long gone alike. */
  findLink(token: string): Promise<LinkRow | undefined> {
    return this.#links.push(linkDigestOf(this.#house.keys, this.#house.city, token))
  }

  slotOf(linkDigest: Buffer): Buffer {
    return slotOf(this.#house.keys, this.#house.city, linkDigest)
  }

  /** Resolves after the commit. */
  rate(item: Arriving): Promise<Became> {
    return this.#ratings.push(this.#seal(item))
  }

  /** A further version in the slot; rare, so it travels alone. */
  async change(change: {
    readonly cohort: string
    readonly slot: Buffer
    readonly receipt: string
    readonly body: Body
    readonly held?: Held
    readonly calls: readonly PassedOn[]
  }): Promise<Changed> {
    const { city, clock, database, keys } = this.#house
    const { key, wrapped } = this.#newKey()
    const digest = receiptDigestOf(keys, city, change.receipt)
    const body = key.seal(encodeBody(change.body), aboutBody(city, change.cohort, change.slot))
    const held = change.held && keys.seal('receipt', encodeHeld(change.held), aboutHeld(city, change.cohort, digest))
    return writeChange(
      database.pool('public'),
      city,
      clock.now(),
      { cohort: change.cohort, slot: change.slot, calls: change.calls, body, receipt: digest, ...(held ? { held } : {}) },
      wrapped,
    )
  }

  openHeld(cohort: string, receipt: string, sealed: Buffer): Buffer {
    const { keys, city } = this.#house
    return keys.open('receipt', sealed, aboutHeld(city, cohort, receiptDigestOf(keys, city, receipt)))
  }

  get waiting(): number {
    return this.#ratings.waiting
  }

  async drain(): Promise<void> {
    await this.#links.drain()
    await this.#ratings.drain()
  }

  #find(digests: readonly Buffer[]): Promise<readonly (LinkRow | undefined)[]> {
    return findLinks(this.#house.database.pool('public'), this.#house.city, digests)
  }

  #seal(item: Arriving): SealedRow {
    const { keys, city } = this.#house
    if (this.#next === undefined || this.#room === 0) {
      this.#next = this.#newKey()
      this.#room = this.#most
    }
    this.#room--
    const digest = receiptDigestOf(keys, city, item.receipt)
    const body = this.#next.key.seal(encodeBody(item.body, this.#plain), aboutBody(city, item.cohort, item.slot))
    this.#plain.fill(0)
    return {
      body,
      cohort: item.cohort,
      slot: item.slot,
      receipt: digest,
      calls: item.calls,
      key: this.#next.wrapped,
      ...(item.link ? { link: item.link } : {}),
      held: keys.seal(
        'receipt',
        encodeHeld({ ...item.held, origin: (item.link ?? item.slot).toString('base64url') }),
        aboutHeld(city, item.cohort, digest),
      ),
    }
  }

  #newKey(): { readonly key: DataKey; readonly wrapped: WrappedKey } {
    const { keys } = this.#house
    const { key, wrapped } = keys.dataKey('mixer')
    return { key, wrapped: { id: keys.randomBytes(16), wrapped } }
  }

  #write(rows: readonly SealedRow[]): Promise<readonly Became[]> {
    // Whatever arrives from now on belongs to a later flush, and is sealed under another key.
    this.#next = undefined
    const { city, clock, database } = this.#house
    return writeIntake(database.pool('public'), city, clock.now(), rows)
  }
}
