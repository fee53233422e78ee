import { entryHash, rootHash } from './chain.ts'
import type { ChainEntry, HashText, PromisedHash, SealedHead, Suite } from './chain.ts'

/*
 * The exported trail, one JSON line each: first the header, then every root, then per matter its entries and the head
 * that the database claims, then the end. Nothing here needs a database, a key or the network.
 */
export type TrailLine =
  | { readonly type: 'trail'; readonly format: 1; readonly city: string }
  | {
      readonly type: 'root'
      readonly day: string
      readonly suite: Suite
      readonly previous?: string
      readonly hash: string
      readonly heads: readonly SealedHead[]
      /** Absent where nothing was promised. */
      readonly promised?: readonly PromisedHash[]
    }
  | ({ readonly type: 'entry'; readonly hash: string } & Omit<ChainEntry, 'city'>)
  | { readonly type: 'matter'; readonly matter: string; readonly length: number; readonly head: string }
  | { readonly type: 'end'; readonly matters: number; readonly entries: number }

export interface TrailFault {
  readonly fault: string
  readonly day?: string
  readonly matter?: string
  /** The first entry of the matter that does not hold. */
  readonly seq?: number
}

/** A promise and the day of the root that took it in. */
export interface SealedPromise extends PromisedHash {
  readonly day: string
}

export interface TrailVerdict {
  readonly city: string
  readonly entries: number
  readonly matters: number
  readonly roots: number
  readonly promised: readonly SealedPromise[]
  readonly sealedUntil?: string
  /** Entries younger than the last root of their matter: only their own chain holds them. */
  readonly unsealed: number
  readonly faults: readonly TrailFault[]
}

const entryKeys = new Set([
  'type',
  'matter',
  'seq',
  'action',
  'seat',
  'unit',
  'role',
  'person',
  'at',
  'stage',
  'round',
  'effect',
  'digest',
  'suite',
  'previous',
  'hash',
])

const keysOf: Readonly<Record<Exclude<TrailLine['type'], 'entry'>, readonly string[]>> = {
  trail: ['type', 'format', 'city'],
  root: ['type', 'day', 'suite', 'previous', 'hash', 'heads', 'promised'],
  matter: ['type', 'matter', 'length', 'head'],
  end: ['type', 'matters', 'entries'],
}
const placeOf = (line: TrailLine): { readonly day?: string; readonly matter?: string; readonly seq?: number } => ({
  ...('day' in line ? { day: line.day } : {}),
  ...('matter' in line ? { matter: line.matter } : {}),
  ...('seq' in line ? { seq: line.seq } : {}),
})
const headKeys = ['matter', 'length', 'head']
const promiseKeys = ['about', 'hash', 'before']
const holdsMore = (one: object, keys: readonly string[]): boolean => Object.keys(one).some(key => !keys.includes(key))
/** An empty list of promises is hashed like none, so no root was exported with one. */
const rootHoldsMore = ({ heads, promised }: Extract<TrailLine, { type: 'root' }>): boolean =>
  heads.some(one => holdsMore(one, headKeys)) ||
  (promised !== undefined && (promised.length === 0 || promised.some(one => holdsMore(one, promiseKeys))))

/** Reads line by line; `fault` keeps one fault a matter, the first: what follows a break is broken by it. */
export class TrailReader {
  readonly #hash: HashText
  readonly #anchors: ReadonlyMap<string, string>
  readonly #faults: TrailFault[] = []
  readonly #broken = new Set<string>()
  readonly #wanted = new Map<string, Map<number, { head: string; day: string }>>()
  readonly #sealed = new Map<string, number>()
  readonly #seen = new Set<string>()
  readonly #headed = new Set<string>()
  readonly #days = new Set<string>()
  readonly #promised = new Map<string, SealedPromise>()
  #city = ''
  #root: { day: string; hash: string } | undefined
  #at: { matter: string; seq: number; hash: string; time: string } | undefined
  #entries = 0
  #roots = 0
  #unsealed = 0
  #ended = false

  /** @param anchors day → root hash as it was printed or handed to another organ at the time */
  constructor(hash: HashText, anchors: ReadonlyMap<string, string> = new Map()) {
    this.#hash = hash
    this.#anchors = anchors
  }

  read(line: TrailLine): void {
    if (this.#ended) this.#fault({ fault: 'lines follow after the end' }, 'after the end')
    else if (this.#city === '' && line.type !== 'trail') this.#fault({ fault: 'the header is missing' }, 'header')
    if (line.type !== 'entry' && Object.hasOwn(keysOf, line.type))
      if (holdsMore(line, keysOf[line.type]) || (line.type === 'root' && rootHoldsMore(line)))
        this.#fault({ fault: 'a line holds more than belongs to it', ...placeOf(line) }, `more ${Object.values(placeOf(line)).join()}`)
    switch (line.type) {
      case 'trail':
        this.#city = line.city
        return
      case 'root':
        this.#readRoot(line)
        return
      case 'entry':
        this.#readEntry(line)
        return
      case 'matter':
        this.#readHead(line)
        return
      case 'end':
        this.#readEnd(line)
        return
      default:
        this.#fault({ fault: 'a line of an unknown type' }, 'unknown')
    }
  }

  /** The line says the same, but not with the signs that were exported: a key that stands twice, of which one alone was hashed. */
  readOtherwise(line: TrailLine): void {
    this.#fault({ fault: 'a line is not written as it was exported', ...placeOf(line) }, `written ${Object.values(placeOf(line)).join()}`)
  }

  verdict(): TrailVerdict {
    if (!this.#ended) this.#fault({ fault: 'the file ends before its end line' }, 'end')
    for (const [day, hash] of this.#anchors)
      if (!this.#days.has(day)) this.#fault({ fault: `the root ${hash.slice(0, 12)}… that was printed is missing`, day }, `anchor ${day}`)
    for (const [matter, sealed] of this.#wanted)
      if (sealed.size > 0)
        this.#fault(
          { fault: 'entries that a root sealed are missing', matter, day: [...sealed.values()][0]?.day, seq: Math.min(...sealed.keys()) },
          matter,
        )
    return {
      city: this.#city,
      entries: this.#entries,
      matters: this.#seen.size,
      roots: this.#roots,
      promised: [...this.#promised.values()],
      unsealed: this.#unsealed,
      faults: this.#faults,
      ...(this.#root ? { sealedUntil: this.#root.day } : {}),
    }
  }

  #fault(fault: TrailFault, place: string): void {
    if (this.#broken.has(place)) return
    this.#broken.add(place)
    this.#faults.push(fault)
  }

  #readRoot(root: Extract<TrailLine, { type: 'root' }>): void {
    const { day, suite, previous, hash, heads, promised } = root
    const say = (fault: string): void => this.#fault({ fault, day }, `root ${day}`)
    this.#roots++
    if (this.#root && day <= this.#root.day) say('roots are out of order')
    if (previous !== this.#root?.hash) say('does not name the root before it')
    if (rootHash(this.#hash, { city: this.#city, day, suite, previous, heads, promised }) !== hash)
      say('the root does not match what it covers')
    const anchor = this.#anchors.get(day)
    if (anchor !== undefined && anchor !== hash) say('the root is not the one that was printed')
    this.#days.add(day)
    this.#root = { day, hash }
    for (const one of promised ?? []) {
      // Of two promises of one draw the later could be shown whenever it suits better.
      if (this.#promised.has(one.about)) say('a promise stands twice')
      else this.#promised.set(one.about, { ...one, day })
    }
    for (const { matter, length, head } of heads) {
      const sealed = this.#wanted.get(matter) ?? new Map<number, { head: string; day: string }>()
      this.#wanted.set(matter, sealed.set(length, { head, day }))
      this.#sealed.set(matter, Math.max(length, this.#sealed.get(matter) ?? 0))
    }
  }

  #readEntry(line: Extract<TrailLine, { type: 'entry' }>): void {
    const { type: _, hash, ...entry } = line
    const say = (fault: string, day?: string): void =>
      this.#fault({ fault, matter: entry.matter, seq: entry.seq, ...(day ? { day } : {}) }, entry.matter)
    const before = this.#at?.matter === entry.matter ? this.#at : undefined
    this.#entries++
    if (!before && this.#seen.has(entry.matter)) say('a trail goes on after another began')
    this.#seen.add(entry.matter)
    if (Object.keys(line).some(key => !entryKeys.has(key))) say('an entry holds more than was hashed')
    if (entry.seq !== (before?.seq ?? 0) + 1) say('entries are missing or out of order')
    if (entry.previous !== before?.hash) say('does not follow on the entry before it')
    if (before && entry.at < before.time) say('is older than the entry before it')
    if (entryHash(this.#hash, { ...entry, city: this.#city }) !== hash) say('was changed after it had been written')
    const sealed = this.#wanted.get(entry.matter)
    const head = sealed?.get(entry.seq)
    if (head && head.head !== hash) say('is not what the root of the day sealed', head.day)
    sealed?.delete(entry.seq)
    if (entry.seq > (this.#sealed.get(entry.matter) ?? 0)) this.#unsealed++
    this.#at = { matter: entry.matter, seq: entry.seq, hash, time: entry.at }
  }

  #readHead(line: Extract<TrailLine, { type: 'matter' }>): void {
    const last = this.#at?.matter === line.matter ? this.#at : undefined
    this.#seen.add(line.matter)
    if (this.#headed.has(line.matter)) this.#fault({ fault: 'the last line of a matter stands twice', matter: line.matter }, line.matter)
    this.#headed.add(line.matter)
    if (last?.seq !== line.length || last.hash !== line.head)
      this.#fault(
        { fault: 'the trail is not as long as the matter says, or ends otherwise', matter: line.matter, seq: last?.seq },
        line.matter,
      )
  }

  #readEnd(line: Extract<TrailLine, { type: 'end' }>): void {
    this.#ended = true
    // Each matter ends with its own line: without it nothing would say how long its unsealed part has been.
    if (line.entries !== this.#entries || line.matters !== this.#seen.size || line.matters !== this.#headed.size)
      this.#fault({ fault: 'lines are missing from the file' }, 'end')
  }
}
