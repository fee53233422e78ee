import type { Keys } from '../../../platform/crypto/contract.ts'

type Digests = Pick<Keys, 'digest'>

/** 16 digits that look like nothing in particular; the same pressing gives the same. */
export const codeOf = (keys: Digests, city: string, key: string): string =>
  (keys.digest('receipt', 'stuck', city, key).readBigUInt64BE(0) % 10_000_000_000_000_000n).toString().padStart(16, '0')

export const codeDigest = (keys: Digests, city: string, code: string): Buffer => keys.digest('follow', 'stuck', city, code)
