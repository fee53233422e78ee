import { createHash, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../platform/crypto/index.ts'

/** Without letters that look alike, since it may be copied from one screen to another by hand. */
const letters = '23456789abcdefghjkmnpqrstvwxyz'
const length = 20
const wrongAtMost = 10

/** Compares in a time that says nothing, whatever the lengths. */
export const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())

const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** abcde-fghjk-mnpqr-stvwx: 98 bits, more than anybody guesses. */
export const newStartCode = (keys: Pick<Keys, 'randomBytes'>): string => {
  let code = ''
  while (code.length < length)
    for (const byte of keys.randomBytes(32)) if (byte < 240 && code.length < length) code += letters[byte % letters.length]
  return code.match(/.{5}/g)!.join('-')
}

/**
 * The code on the terminal opens the setup once, for one browser; what that browser holds from then on is another secret,
 * and stands in its forms alone. Ten wrong tries and the code is void until a restart.
 */
export class StartDoor {
  readonly #code: string
  readonly #keys: Pick<Keys, 'randomBytes'>
  #wrong = 0
  #key: string | undefined
  constructor(keys: Pick<Keys, 'randomBytes'>, code: string) {
    this.#keys = keys
    this.#code = plain(code)
  }

  get wrong(): number {
    return this.#wrong
  }

  open(typed: string): { readonly key: string } | { readonly refused: 'code.wrong' | 'code.spent' | 'code.closed' } {
    if (this.#wrong >= wrongAtMost) return { refused: 'code.closed' }
    const right = isSame(plain(typed), this.#code)
    if (!right) return { refused: ++this.#wrong >= wrongAtMost ? 'code.closed' : 'code.wrong' }
    if (this.#key !== undefined) return { refused: 'code.spent' }
    this.#key = this.#keys.randomBytes(32).toString('base64url')
    return { key: this.#key }
  }

  isOpenFor(key: string): boolean {
    return this.#key !== undefined && isSame(key, this.#key)
  }
}
