import type { Keys } from '../../platform/crypto/contract.ts'

type Digests = Pick<Keys, 'digest'>

/** The codes that a room gives to citizens, and under which it finds their matters again; the house keeps their digests alone. */
export interface ReceiptCodes {
  /** 16 digits that look like nothing in particular; the same pressing gives the same. */
  readonly codeOf: (keys: Digests, city: string, key: string) => string
  readonly digestOf: (keys: Digests, city: string, code: string) => Buffer
}

export const receiptCodes = (room: string): ReceiptCodes => ({
  codeOf: (keys, city, key) =>
    (keys.digest('receipt', room, city, key).readBigUInt64BE(0) % 10_000_000_000_000_000n).toString().padStart(16, '0'),
  digestOf: (keys, city, code) => keys.digest('follow', room, city, code),
})
