import { canonicalJson } from './canonical.ts'
import type { Effect } from './evolve.ts'

export type Suite = 'std' | 'gm'

/** Plain hash of UTF-8 text, as hex. Given from outside: what is pure here must also run in a stand-alone verifier. */
export type HashText = (suite: Suite, text: string) => string

/** One entry as it is hashed and exported. Bytes are hex; times ISO with milliseconds. */
export interface ChainEntry {
  readonly city: string
  readonly matter: string
  readonly seq: number
  readonly action: string
  readonly seat: string
  readonly unit?: string
  readonly role?: string
  readonly person?: string
  readonly at: string
  readonly stage: string
  readonly round: number
  readonly effect: Effect
  /** Salted digest of what was recorded. */
  readonly digest?: string
  readonly suite: Suite
  readonly previous?: string
}

export const entryHash = (hash: HashText, entry: ChainEntry): string =>
  hash(
    entry.suite,
    canonicalJson({
      city: entry.city,
      matter: entry.matter,
      seq: entry.seq,
      action: entry.action,
      seat: entry.seat,
      unit: entry.unit,
      role: entry.role,
      person: entry.person,
      at: entry.at,
      stage: entry.stage,
      round: entry.round,
      effect: entry.effect,
      digest: entry.digest,
      suite: entry.suite,
      previous: entry.previous,
    }),
  )

/** @param salt 32 random bytes as hex; it lies sealed with the input, so that after erasure nobody can try words out. */
export const inputDigest = (hash: HashText, suite: Suite, salt: string, input: unknown): string =>
  hash(suite, `${salt}\n${canonicalJson(input ?? null)}`)

/** Where a matter's trail stood when it was sealed. */
export interface SealedHead {
  readonly matter: string
  readonly length: number
  readonly head: string
}

/** What the house bound itself to before it acted: the hash of a draw, and the day on which it will be made. */
export interface PromisedHash {
  readonly about: string
  readonly hash: string
  readonly before: string
}

export interface Root {
  readonly city: string
  readonly day: string
  readonly suite: Suite
  readonly heads: readonly SealedHead[]
  /** What was promised since the root before. A root without any is hashed as roots were before there were promises. */
  readonly promised?: readonly PromisedHash[]
  /** Hash of the root before. */
  readonly previous?: string
}

export const rootHash = (hash: HashText, root: Root): string =>
  hash(
    root.suite,
    canonicalJson({
      city: root.city,
      day: root.day,
      suite: root.suite,
      previous: root.previous,
      heads: [...root.heads].sort((a, b) => (a.matter < b.matter ? -1 : 1)).map(({ matter, length, head }) => [matter, length, head]),
      promised: root.promised?.length
        ? [...root.promised].sort((a, b) => (a.about < b.about ? -1 : 1)).map(({ about, hash: given, before }) => [about, given, before])
        : undefined,
    }),
  )
