import { createHash, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { DataKey, Keys, Purpose } from './contract.ts'
import { readMasterKeys } from './masterKey.ts'
import type { MasterKey } from './masterKey.ts'
import { derive, frame, keyedHash, openWith, SealBroken, sealWith, suites } from './suite.ts'
import type { SuiteKey, SuiteName } from './suite.ts'

const remember = <V>(make: (key: string) => V): ((key: string) => V) => {
  const made = new Map<string, V>()
  return key => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** What a data key wraps to says for which purpose, so that a contact's key cannot be passed off as a file's. */
const wrapping = (purpose: Purpose): string => `data key/${purpose}`
const dataKeyVersion = 0

const dataKeyFrom = (secret: KeyObject, writes: SuiteName): DataKey => {
  const keyOf = remember(name => suites[name as SuiteName].deriveKey(secret, `data/${name}`))
  return {
    seal: (plain, about) => sealWith(suites[writes], keyOf(writes), dataKeyVersion, plain, about),
    open: (sealed, about) => openWith(sealed, about, (name, version) => (version === dataKeyVersion ? keyOf(name) : undefined)),
  }
}

const takeSecret = (bytes: Buffer): KeyObject => {
  const secret = createSecretKey(bytes)
  bytes.fill(0)
  return secret
}

/** @param masters oldest first; the last one seals, all open, the first one makes the digests. */
export const makeKeys = (masters: readonly MasterKey[], suite: SuiteName): Keys => {
  const first = masters[0]
  const last = masters.at(-1)
  if (!first || !last) throw new RangeError('no master key')
  const byVersion = new Map(masters.map(master => [master.version, master]))
  const sealingKey = remember((id): SuiteKey => {
    const [name, version, purpose] = id.split(' ') as [SuiteName, string, string]
    return suites[name].deriveKey((byVersion.get(Number(version)) as MasterKey).secret, `seal/${name}/${purpose}`)
  })
  /** The one that seals now, without putting its name together for every value. */
  const lastKey = remember((purpose): SuiteKey => sealingKey(`${suite} ${last.version} ${purpose}`))
  const keyFor = (purpose: Purpose, name: SuiteName, version: number): SuiteKey | undefined =>
    byVersion.has(version) ? sealingKey(`${name} ${version} ${purpose}`) : undefined
  const digestHash = suites[first.suite].hash
  const digestKey = remember(purpose => derive(digestHash, first.secret, `digest/${purpose}`, 32))
  const digester = remember(purpose => keyedHash(digestHash, digestKey(purpose)))
  const seal = (purpose: Purpose, plain: Buffer, about: string): Buffer =>
    sealWith(suites[suite], lastKey(purpose), last.version, plain, about)
  const open = (purpose: Purpose, sealed: Buffer, about: string): Buffer => {
    if (sealed[1] === dataKeyVersion) throw new SealBroken()
    return openWith(sealed, about, (name, version) => keyFor(purpose, name, version))
  }
  return {
    suite,
    dataKey: purpose => {
      const bytes = randomBytes(32)
      const wrapped = seal(purpose, bytes, wrapping(purpose))
      return { key: dataKeyFrom(takeSecret(bytes), suite), wrapped }
    },
    unwrap: (purpose, wrapped) => dataKeyFrom(takeSecret(open(purpose, wrapped, wrapping(purpose))), suite),
    seal,
    open,
    digest: (purpose, ...parts) => digester(purpose)(frame(parts)),
    hash: (...parts) => createHash(suites[suite].hash).update(frame(parts)).digest(),
    randomBytes,
    uuid: () => randomUUID(),
  }
}

/**
 * The keys of one installation. Throws `KeyFolderRefused` with a sentence when a key file can be read by others.
 * @param folder holds master-<version>-<suite>.key, 32 random bytes each, mode 0600; made at the first start.
 */
export const openKeys = (folder: string, suite: SuiteName): Keys => makeKeys(readMasterKeys(folder, suite), suite)

/** Always the same keys: sealed values and digests of one test are readable by the next. */
export const testKeys = (suite: SuiteName = 'std'): Keys =>
  makeKeys([{ version: 1, suite, secret: createSecretKey(Buffer.alloc(32, 0x5a)) }], suite)
