import type { Channel } from '../contract.ts'
import type { Levels, Rating } from './rating.ts'

/**
 * What is sealed of one rating. Seconds are bucketed before they are written; flags serve later detectors of gaming.
 * Officer, party, token and receipt are not in it.
 */
export interface Body {
  readonly levels: Levels
  readonly reasons: readonly string[]
  readonly words: string
  readonly wished: boolean
  readonly helper: boolean
  readonly channel: Channel
  /** Index into `secondBuckets`; -1 unknown. */
  readonly seconds: number
  readonly withdrawn?: true
  /** Only for a posted window code, which no link speaks for. */
  readonly window?: { readonly unit: string; readonly line: string }
}

/** Upper bounds in seconds; the last bucket is everything above. */
export const secondBuckets = [5, 10, 20, 30, 60, 120, 300] as const
export const secondBucketOf = (seconds: number | undefined): number =>
  seconds === undefined
    ? -1
    : secondBuckets.findIndex(bound => seconds <= bound) === -1
      ? secondBuckets.length
      : secondBuckets.findIndex(bound => seconds <= bound)

export const bodyOf = (rating: Rating, window?: { readonly unit: string }): Body => ({
  levels: rating.levels,
  reasons: rating.reasons,
  words: rating.words,
  wished: rating.wish !== undefined,
  helper: rating.helper,
  channel: rating.channel,
  seconds: secondBucketOf(rating.seconds),
  ...(window ? { window: { unit: window.unit, line: rating.line ?? '' } } : {}),
})

export const withdrawnBody: Body = {
  levels: {},
  reasons: [],
  words: '',
  wished: false,
  helper: false,
  channel: 'link',
  seconds: -1,
  withdrawn: true,
}

/** Every body has this size, a long complaint like a single tap. 1000 characters at two bytes, and 500 for the rest. */
export const bodySize = 2504
const wordsAt = 504

/** Short names: the whole head must fit in 500 bytes however much was ticked. */
const toHead = (body: Body): string =>
  JSON.stringify({
    l: body.levels,
    r: body.reasons,
    w: body.wished ? 1 : 0,
    h: body.helper ? 1 : 0,
    c: body.channel,
    s: body.seconds,
    ...(body.withdrawn ? { x: 1 } : {}),
    ...(body.window ? { p: [body.window.unit, body.window.line] } : {}),
  })

interface Head {
  l: Levels
  r: string[]
  w: number
  h: number
  c: Channel
  s: number
  x?: 1
  p?: [string, string]
}

/** Two bytes of length in front of the head and of the words, zeros behind each. @param bytes zeros, `bodySize` of them */
export const encodeBody = (body: Body, bytes = Buffer.alloc(bodySize)): Buffer => {
  const head = Buffer.from(toHead(body), 'utf8')
  const words = Buffer.from(body.words, 'utf16le')
  if (head.length > wordsAt - 4 || words.length > bodySize - wordsAt) throw new RangeError('the rating is larger than its envelope')
  bytes.writeUInt16LE(head.length, 0)
  head.copy(bytes, 2)
  bytes.writeUInt16LE(words.length, wordsAt - 2)
  words.copy(bytes, wordsAt)
  return bytes
}

export const decodeBody = (bytes: Buffer): Body => {
  const head = JSON.parse(bytes.toString('utf8', 2, 2 + bytes.readUInt16LE(0))) as Head
  const words = bytes.toString('utf16le', wordsAt, wordsAt + bytes.readUInt16LE(wordsAt - 2))
  return {
    levels: head.l,
    reasons: head.r,
    words,
    wished: head.w === 1,
    helper: head.h === 1,
    channel: head.c,
    seconds: head.s,
    ...(head.x ? { withdrawn: true as const } : {}),
    ...(head.p ? { window: { unit: head.p[0], line: head.p[1] } } : {}),
  }
}

/**
 * What the receipt alone can open again: where its rating came from and what was wished. Never a level.
 * `origin`: the link's digest, or for a posted window code the slot itself, base64url.
 */
export interface Held {
  readonly origin: string
  readonly unit: string
  readonly line: string
  readonly wish: 'phone' | 'sms' | 'after' | 'none'
  readonly by: 'department' | 'centre'
  /** Title of who will call, as it was told. */
  readonly who: string
  /** The day that was promised; absent while undetermined or without a wish. */
  readonly promised?: string
  /** With 'after': the day on which the wish is passed on even if nobody has told of the end of the case. */
  readonly latest?: string
  readonly standing: boolean
  readonly kept: boolean
}

/** What remains of it after release: enough to tell pressure to the right discipline organ, and to keep the page's words true. */
export type Kept = Pick<Held, 'unit' | 'wish' | 'who' | 'promised' | 'latest'>

export const heldSize = 352
export const keptSize = 240

/** Always of one size; a length in front, zeros behind. */
const envelope = (values: readonly unknown[], size: number): Buffer => {
  const text = Buffer.from(JSON.stringify(values), 'utf8')
  if (text.length > size - 2) throw new RangeError('the receipt is larger than its envelope')
  const bytes = Buffer.alloc(size)
  bytes.writeUInt16LE(text.length, 0)
  text.copy(bytes, 2)
  return bytes
}
const opened = <T>(bytes: Buffer): T => JSON.parse(bytes.toString('utf8', 2, 2 + bytes.readUInt16LE(0))) as T

const keptList = (kept: Kept) => [kept.unit, kept.wish, kept.who.slice(0, 40), kept.promised ?? 0, kept.latest ?? 0] as const
const keptOf = ([unit, wish, who, promised, latest]: ReturnType<typeof keptList>): Kept => ({
  unit,
  wish,
  who,
  ...(promised === 0 ? {} : { promised }),
  ...(latest === 0 ? {} : { latest }),
})

export const encodeKept = (kept: Kept): Buffer => envelope(keptList(kept), keptSize)
export const decodeKept = (bytes: Buffer): Kept => keptOf(opened(bytes))

const heldList = (held: Held) =>
  [...keptList(held), held.origin, held.line, held.by === 'centre' ? 1 : 0, held.standing ? 1 : 0, held.kept ? 1 : 0] as const

export const encodeHeld = (held: Held): Buffer => envelope(heldList(held), heldSize)

export const decodeHeld = (bytes: Buffer): Held => {
  const [unit, wish, who, promised, latest, origin, line, centre, standing, kept] = opened<ReturnType<typeof heldList>>(bytes)
  return {
    ...keptOf([unit, wish, who, promised, latest]),
    origin,
    line,
    by: centre === 1 ? 'centre' : 'department',
    standing: standing === 1,
    kept: kept === 1,
  }
}
