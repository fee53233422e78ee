import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hash as hashOnce,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { drawNonce } from './randomPool.ts'

export type SuiteName = 'std' | 'gm'

/**
 * A secret as one suite uses it. Keys stay KeyObjects: as Buffers every createCipheriv would copy and check them again
 * (48 µs instead of 12), and a Buffer can be printed by accident.
 */
export interface SuiteKey {
  readonly cipher: KeyObject
  /** Absent where the cipher makes its own tag. */
  readonly mac?: KeyObject
}

export interface Suite {
  /** First byte of everything the suite seals. */
  readonly mark: number
  readonly hash: 'sha256' | 'sm3'
  /** Everything in front of the ciphertext except the header. */
  readonly nonceLength: number
  readonly tagLength: number
  deriveKey(secret: KeyObject, info: string): SuiteKey
  encrypt(key: SuiteKey, nonce: Buffer, plain: Buffer, bound: Buffer): { readonly body: Buffer; readonly tag: Buffer }
  /** Throws when key, nonce, text, tag or `bound` differ in one bit. */
  decrypt(key: SuiteKey, nonce: Buffer, body: Buffer, tag: Buffer, bound: Buffer): Buffer
}

/** HKDF with the suite's own hash; the intermediate bytes are wiped as soon as they have become a KeyObject. */
export const derive = (hash: 'sha256' | 'sm3', secret: KeyObject, info: string, length: number): KeyObject => {
  const bytes = Buffer.from(hkdfSync(hash, secret, 'huiyin', info, length))
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

const blockSize = 64

/**
 * HMAC (RFC 2104) of one key for many short texts: its two padded blocks are made once. Node takes a new context, and looks
 * for the hash by name, at every createHmac, which was a tenth of the time of a rating.
 */
export const keyedHash = (hash: 'sha256' | 'sm3', key: KeyObject): ((text: Buffer) => Buffer) => {
  const bytes = key.export()
  if (bytes.length > blockSize) throw new RangeError('a key of more than one block')
  const inner = Buffer.alloc(512, 0x36)
  const outer = Buffer.alloc(blockSize + 32, 0x5c)
  for (const [at, byte] of bytes.entries()) {
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  bytes.fill(0)
  return text => {
    const size = blockSize + text.length
    const room = size <= inner.length ? inner : Buffer.concat([inner.subarray(0, blockSize), text])
    if (room === inner) text.copy(inner, blockSize)
    outer.write(hashOnce(hash, room.subarray(0, size), 'binary'), blockSize, 'binary')
    return Buffer.from(hashOnce(hash, outer, 'binary'), 'binary')
  }
}

/** Each part is preceded by its length (4 bytes, big-endian), so that ('a', 'bc') and ('ab', 'c') differ. */
export const frame = (parts: readonly (string | Buffer)[]): Buffer => {
  let size = 0
  for (const part of parts) size += 4 + (typeof part === 'string' ? Buffer.byteLength(part) : part.length)
  const framed = Buffer.allocUnsafe(size)
  let at = 0
  for (const part of parts) {
    const length = typeof part === 'string' ? framed.write(part, at + 4) : part.copy(framed, at + 4)
    framed.writeUInt32BE(length, at)
    at += 4 + length
  }
  return framed
}

const std: Suite = {
  mark: 1,
  hash: 'sha256',
  nonceLength: 12,
  tagLength: 16,
  deriveKey: (secret, info) => ({ cipher: derive('sha256', secret, `${info}/cipher`, 32) }),
  encrypt: (key, nonce, plain, bound) => {
    const cipher = createCipheriv('aes-256-gcm', key.cipher, nonce, { authTagLength: 16 })
    cipher.setAAD(bound)
    const body = cipher.update(plain)
    // Counter mode keeps nothing back; the call makes the tag.
    cipher.final()
    return { body, tag: cipher.getAuthTag() }
  },
  decrypt: (key, nonce, body, tag, bound) => {
    const decipher = createDecipheriv('aes-256-gcm', key.cipher, nonce, { authTagLength: 16 })
    decipher.setAAD(bound)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()])
  },
}

/** OpenSSL has no SM4-GCM: SM4-CTR, then HMAC-SM3 over everything that must not change (encrypt then MAC). */
const gmTag = (key: SuiteKey, nonce: Buffer, body: Buffer, bound: Buffer): Buffer =>
  createHmac('sm3', key.mac as KeyObject)
    .update(frame([bound, nonce, body]))
    .digest()

const gm: Suite = {
  mark: 2,
  hash: 'sm3',
  nonceLength: 16,
  tagLength: 32,
  deriveKey: (secret, info) => ({ cipher: derive('sm3', secret, `${info}/cipher`, 16), mac: derive('sm3', secret, `${info}/mac`, 32) }),
  encrypt: (key, nonce, plain, bound) => {
    const cipher = createCipheriv('sm4-ctr', key.cipher, nonce)
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return { body, tag: gmTag(key, nonce, body, bound) }
  },
  decrypt: (key, nonce, body, tag, bound) => {
    if (!timingSafeEqual(gmTag(key, nonce, body, bound), tag)) throw new Error('tag differs')
    const decipher = createDecipheriv('sm4-ctr', key.cipher, nonce)
    return Buffer.concat([decipher.update(body), decipher.final()])
  },
}

export const suites: Readonly<Record<SuiteName, Suite>> = { std, gm }

/** Plain SHA-256 or SM3 of some bytes, as `sha256sum` would print it: for what strangers check with their own tools. */
export const plainHash = (suite: SuiteName, bytes: Buffer): Buffer => createHash(suites[suite].hash).update(bytes).digest()

/** Thrown for every failure alike: whoever tampers learns nothing from the reason. */
export class SealBroken extends Error {
  constructor() {
    super('the sealed value does not open: wrong key, wrong place or changed bytes')
  }
}

const headerLength = 2

/**
 * A sealed value: suite (1 byte), version of the master key (1 byte; 0 under a data key), nonce, ciphertext, tag.
 * The header is bound like `about`, so neither can be exchanged.
 */
export const sealWith = (suite: Suite, key: SuiteKey, version: number, plain: Buffer, about: string): Buffer => {
  const bodyAt = headerLength + suite.nonceLength
  const sealed = Buffer.allocUnsafe(bodyAt + plain.length + suite.tagLength)
  sealed[0] = suite.mark
  sealed[1] = version
  const nonce = sealed.subarray(headerLength, bodyAt)
  drawNonce(nonce)
  const { body, tag } = suite.encrypt(key, nonce, plain, frame([sealed.subarray(0, headerLength), about]))
  sealed.set(body, bodyAt)
  sealed.set(tag, bodyAt + body.length)
  return sealed
}

export const openWith = (sealed: Buffer, about: string, keyOf: (suite: SuiteName, version: number) => SuiteKey | undefined): Buffer => {
  const name: SuiteName | undefined = sealed[0] === std.mark ? 'std' : sealed[0] === gm.mark ? 'gm' : undefined
  if (!name) throw new SealBroken()
  const suite = suites[name]
  const bodyAt = headerLength + suite.nonceLength
  const tagAt = sealed.length - suite.tagLength
  const key = keyOf(name, sealed[1] ?? 0)
  if (!key || tagAt < bodyAt) throw new SealBroken()
  try {
    return suite.decrypt(
      key,
      sealed.subarray(headerLength, bodyAt),
      sealed.subarray(bodyAt, tagAt),
      sealed.subarray(tagAt),
      frame([sealed.subarray(0, headerLength), about]),
    )
  } catch {
    throw new SealBroken()
  }
}
