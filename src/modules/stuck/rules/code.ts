import type { Keys } from '../../../platform/crypto/contract.ts'

type Digests = Pick<Keys, 'digest'>

/** 16 digits that look like nothing in particular; the same pressing gives the same. */
export const codeOf = (keys: Digests, city: string, key: string): string =>
  (keys.digest('receipt', 'stuck', city, key).readBigUInt64BE(0) % 10_000_000_000_000_000n).toString().padStart(16, '0')

/** What was typed, spaces and all; undefined for anything else. */
export const readCode = (text: string): string | undefined => {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{16}$/.test(digits) ? digits : undefined
}

export const codeDigest = (keys: Digests, city: string, code: string): Buffer => keys.digest('follow', 'stuck', city, code)

/** Plain numbers of mainland telephones, as digits; undefined where nobody could be reached. */
export const readPhone = (typed: string): string | undefined => {
  const digits = typed
    .normalize('NFKC')
    .replaceAll(/[\s()-]/g, '')
    .replace(/^(?:\+|00)?86(?=1)/, '')
  return /^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits) ? digits : undefined
}
