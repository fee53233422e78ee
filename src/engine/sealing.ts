import type { DataKey, Keys, Purpose } from '../platform/crypto/index.ts'
import { plainHash } from '../platform/crypto/index.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { Lane } from './contract.ts'
import { inputDigest } from './rules/chain.ts'
import type { HashText, Suite } from './rules/chain.ts'
import { wrappedKeyOf } from './store/trail.ts'

export const hashText: HashText = (suite, text) => plainHash(suite, Buffer.from(text, 'utf8')).toString('hex')

export const purposeOf = (lane: Lane): Purpose => `matter.${lane}`

/** Each lane has its own key, so that one leak opens one drawer. Undefined: erased, or not for this viewer. */
export const matterKey = async (
  tx: Tx,
  keys: Keys,
  matter: { readonly city: string; readonly id: string; readonly lane: Lane },
): Promise<DataKey | undefined> => {
  const wrapped = await wrappedKeyOf(tx, matter.city, matter.id)
  return wrapped && keys.unwrap(purposeOf(matter.lane), wrapped)
}

const placeOf = (city: string, matter: string, seq: number): string => `engine.input/${city}/${matter}/${seq}`

/** @returns the sealed words and the digest that stands on the trail in their place */
export const sealInput = (
  keys: Keys,
  key: DataKey,
  suite: Suite,
  at: { readonly city: string; readonly matter: string; readonly seq: number },
  input: unknown,
): { readonly sealed: Buffer; readonly digest: string } => {
  const salt = keys.randomBytes(32).toString('hex')
  const sealed = key.seal(Buffer.from(JSON.stringify({ salt, input }), 'utf8'), placeOf(at.city, at.matter, at.seq))
  return { sealed, digest: inputDigest(hashText, suite, salt, JSON.parse(JSON.stringify(input))) }
}

export const openInput = (
  key: DataKey,
  at: { readonly city: string; readonly matter: string; readonly seq: number },
  sealed: Buffer,
): { readonly salt: string; readonly input: unknown } =>
  JSON.parse(key.open(sealed, placeOf(at.city, at.matter, at.seq)).toString('utf8')) as { salt: string; input: unknown }
