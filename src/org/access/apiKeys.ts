import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { insertKey, replaceKeyDigest, revokeKeyAt } from './store.ts'
import type { NewKey } from './store.ts'

export type { NewKey } from './store.ts'

const prefix = 'hyk_'
const isKeyToken = (token: string): boolean => /^hyk_[A-Za-z0-9_-]{43}$/.test(token)

/** Undefined for what cannot be a key at all: the database is not asked. */
export const digestOfKey = (keys: Keys, token: string): Buffer | undefined =>
  isKeyToken(token) ? keys.digest('api_key', token) : undefined

const newToken = (keys: Keys): { token: string; digest: Buffer } => {
  const token = prefix + keys.randomBytes(32).toString('base64url')
  return { token, digest: keys.digest('api_key', token) }
}

/**
 * Keys for other systems. The token is shown once and kept nowhere. All three run in the transaction of a security
 * administrator (or of the import); row-level security refuses everybody else.
 */
export const createKey = async (
  tx: Tx,
  keys: Keys,
  city: string,
  key: NewKey,
): Promise<{ readonly id: string; readonly token: string }> => {
  const { token, digest } = newToken(keys)
  const id = keys.uuid()
  await insertKey(tx, city, id, digest, key)
  return { id, token }
}

/** The old token ends at once. Undefined: no such key, or revoked. */
export const rotateKey = async (tx: Tx, keys: Keys, city: string, id: string): Promise<{ readonly token: string } | undefined> => {
  const { token, digest } = newToken(keys)
  return (await replaceKeyDigest(tx, city, id, digest)) ? { token } : undefined
}

/** @param now real time, like everything about signing in. */
export const revokeKey = (tx: Tx, city: string, id: string, now: Date): Promise<boolean> => revokeKeyAt(tx, city, id, now)
