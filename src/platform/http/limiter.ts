import { createHmac, randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** A bucket that holds `burst` calls and is refilled evenly. */
export interface Limit {
  readonly name: string
  readonly burst: number
  readonly perMinute: number
}

/** The neighbourhood of an address: /24, or /56 for IPv6. One household or office, not one person. */
export const neighbourhoodOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain.split('.').slice(0, 3).join('.')
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  const bits = groups
    .slice(0, 4)
    .map(group => group.padStart(4, '0'))
    .join('')
  return bits.slice(0, 14)
}

const dayLength = 86_400_000

/**
 * Counts calls per neighbourhood in memory only. Addresses are never kept: the key is a hash with a salt that is thrown
 * away every day, so that nothing in memory or in a core dump says who called yesterday.
 */
export class Limiter {
  #salt = randomBytes(32)
  #day = -1
  readonly #levels = new Map<string, { tokens: number; at: number }>()
  readonly #largest: number
  constructor(options: { largest?: number } = {}) {
    this.#largest = options.largest ?? 50_000
  }

  bucketOf(address: string, now: Date): string {
    const day = Math.floor(now.getTime() / dayLength)
    if (day !== this.#day) {
      this.#salt = randomBytes(32)
      this.#day = day
      this.#levels.clear()
    }
    return createHmac('sha256', this.#salt).update(neighbourhoodOf(address)).digest('base64url').slice(0, 22)
  }

  /** @returns seconds to wait, 0 when the call may go on. */
  take(limit: Limit, bucket: string, now: Date): number {
    const key = `${limit.name} ${bucket}`
    const at = now.getTime()
    const perMs = limit.perMinute / 60_000
    const known = this.#levels.get(key)
    const tokens = known ? Math.min(limit.burst, known.tokens + Math.max(0, at - known.at) * perMs) : limit.burst
    this.#levels.delete(key)
    this.#levels.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    // The oldest go first; an attacker with that many networks is the network's to stop.
    if (this.#levels.size > this.#largest) this.#levels.delete(this.#levels.keys().next().value as string)
    return tokens >= 1 ? 0 : (1 - tokens) / perMs / 1000
  }
}
