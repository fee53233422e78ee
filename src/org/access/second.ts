import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { isPassword } from './password.ts'
import { forgottenAfter } from './slowdown.ts'
import { findAccount } from './store.ts'
import type { SessionRow } from './store.ts'
import * as store from './secondStore.ts'
import type { FactorRow } from './secondStore.ts'
import { showSecret, stepOf } from './totp.ts'
import type { ShownSecret } from './totp.ts'
import { enrolOptions, proveOptions, readEnrolment, readProof } from './webauthn.ts'
import type { KnownKey, Place } from './webauthn.ts'

/** One of these, as the person shows it. */
export interface Proof {
  readonly code?: string
  readonly recovery?: string
  readonly key?: unknown
}

export interface SecondParts {
  readonly keys: Keys
  readonly city: string
  /** As the sign-in. */
  readonly within: <T>(work: (tx: Tx, city: string) => Promise<T>) => Promise<T>
  readonly now: () => Date
  readonly place: Place | undefined
  readonly issuer: () => string
}

export const recoveryCodes = 10
/** Whoever has the password may guess the second factor this often in a quarter of an hour; a million codes take years then. */
export const proofsAtOnce = 10
const challengeFor = 5 * 60_000
const letters = '23456789abcdefghjkmnpqrstvwxyz'

/** Codes of a phone, keys, and codes on paper: what is asked for besides the password. */
export class SecondFactors {
  readonly #parts: SecondParts
  constructor(parts: SecondParts) {
    this.#parts = parts
  }

  get takesKeys(): boolean {
    return this.#parts.place !== undefined
  }

  #about(id: string): string {
    return `org.second_factor/${this.#parts.city}/${id}`
  }
  #open(row: FactorRow): Buffer {
    return this.#parts.keys.open('factor', row.sealed, this.#about(row.id))
  }
  #keyOf(row: FactorRow): KnownKey {
    return JSON.parse(this.#open(row).toString('utf8')) as KnownKey
  }
  #recoveryDigest(account: string, code: string): Buffer {
    return this.#parts.keys.digest('session', 'recovery', this.#parts.city, account, code.toLowerCase().replace(/[^a-z0-9]/g, ''))
  }

  list(account: string): Promise<{ readonly factors: readonly FactorRow[]; readonly codesLeft: number }> {
    return this.#parts.within(async (tx, city) => ({
      factors: (await store.factorsOf(tx, city, account)).filter(row => row.confirmedAt !== null),
      codesLeft: await store.recoveryCodesLeft(tx, city, account),
    }))
  }

  /** Whether the account's password is this one; guesses are counted with those of second factors. */
  async knowsPassword(session: SessionRow, password: string, lane: string): Promise<boolean> {
    const account = await this.#parts.within((tx, city) => findAccount(tx, city, session.login))
    return this.#counted(session.account, lane, () => isPassword(password, account?.password_hash))
  }

  /** @throws nothing: too many is a wrong answer like any other, after which nothing is looked at for a while. */
  async #counted(account: string, lane: string, judge: () => Promise<boolean>): Promise<boolean> {
    const { keys, city, now, within } = this.#parts
    const key = keys.digest('session', 'proof', city, account, lane)
    const at = now()
    if (!(await within(tx => store.beginProof(tx, city, key, at, new Date(at.getTime() - forgottenAfter), proofsAtOnce)))) return false
    const right = await judge()
    if (right) await within(tx => store.forgetProofs(tx, city, key))
    return right
  }

  /** Whether the proof is good, and spends it. @param session the digest that a key's challenge was drawn for */
  prove(session: Buffer, account: string, proof: Proof, lane: string): Promise<boolean> {
    return this.#counted(account, lane, () => this.#spend(session, account, proof))
  }

  #spend(session: Buffer, account: string, proof: Proof): Promise<boolean> {
    const { within, now } = this.#parts
    return within(async (tx, city) => {
      if (proof.recovery !== undefined)
        return store.spendRecoveryCode(tx, city, account, this.#recoveryDigest(account, proof.recovery), now())
      const factors = (await store.factorsOf(tx, city, account)).filter(row => row.confirmedAt !== null)
      if (proof.code !== undefined) {
        const code = proof.code.replace(/\s/g, '')
        for (const row of factors.filter(one => one.kind === 'totp')) {
          const step = stepOf(this.#open(row), code, now())
          if (step !== undefined) return store.spendFactor(tx, city, row.id, step)
        }
        return false
      }
      const challenge = await store.takeChallenge(tx, city, session, 'prove', now())
      const given = (proof.key as { id?: unknown } | undefined)?.id
      if (!challenge || !this.#parts.place || typeof given !== 'string') return false
      for (const row of factors.filter(one => one.kind === 'webauthn')) {
        const key = this.#keyOf(row)
        if (key.id !== given) continue
        const count = await readProof(this.#parts.place, challenge, key, row.lastUsed, proof.key)
        return count !== undefined && store.spendFactor(tx, city, row.id, count)
      }
      return false
    })
  }

  async proveOptions(session: Buffer, account: string): Promise<unknown> {
    const { place, keys, within, now } = this.#parts
    if (!place) return undefined
    const challenge = keys.randomBytes(32)
    const known = await within(async (tx, city) => {
      const rows = (await store.factorsOf(tx, city, account)).filter(row => row.kind === 'webauthn')
      if (rows.length > 0) await store.setChallenge(tx, city, session, challenge, 'prove', new Date(now().getTime() + challengeFor))
      return rows.map(row => this.#keyOf(row))
    })
    return known.length === 0 ? undefined : proveOptions(place, challenge, known)
  }

  /** A secret to be copied into a phone. It counts once a code from it has been shown. */
  async beginTotp(session: SessionRow, label: string): Promise<ShownSecret & { readonly id: string }> {
    const { keys, within, now, issuer } = this.#parts
    const id = keys.uuid()
    const secret = keys.randomBytes(20)
    const sealed = keys.seal('factor', secret, this.#about(id))
    await within((tx, city) => store.insertTotp(tx, city, { id, account: session.account, label, sealed, at: now() }))
    return { id, ...showSecret(secret, issuer(), session.login) }
  }

  /** @returns codes for paper with the first factor of an account. */
  async confirmTotp(
    digest: Buffer,
    session: SessionRow,
    id: string,
    code: string,
    lane: string,
  ): Promise<{ readonly codes?: readonly string[] } | Refusal> {
    let codes: readonly string[] | undefined
    const right = await this.#counted(session.account, lane, () =>
      this.#parts.within(async (tx, city) => {
        const row = (await store.factorsOf(tx, city, session.account)).find(
          one => one.id === id && one.confirmedAt === null && one.kind === 'totp',
        )
        const step = row && stepOf(this.#open(row), code.replace(/\s/g, ''), this.#parts.now())
        if (!row || step === undefined || !(await store.confirmFactor(tx, city, id, step, this.#parts.now()))) return false
        codes = await this.#enrolled(tx, digest, session, 'totp')
        return true
      }),
    )
    return right ? (codes ? { codes } : {}) : refuse('second_factor_wrong', { field: 'code' })
  }

  async beginKey(digest: Buffer, session: SessionRow): Promise<unknown> {
    const { place, keys, within, now, issuer } = this.#parts
    if (!place) return undefined
    const challenge = keys.randomBytes(32)
    const known = await within(async (tx, city) => {
      await store.setChallenge(tx, city, digest, challenge, 'enrol', new Date(now().getTime() + challengeFor))
      return (await store.factorsOf(tx, city, session.account)).filter(row => row.kind === 'webauthn').map(row => this.#keyOf(row))
    })
    return enrolOptions(place, { id: session.account, login: session.login, name: session.name }, challenge, known, issuer())
  }

  async confirmKey(
    digest: Buffer,
    session: SessionRow,
    label: string,
    response: unknown,
  ): Promise<{ readonly codes?: readonly string[] } | Refusal> {
    const { place, keys, within, now } = this.#parts
    const challenge = await within((tx, city) => store.takeChallenge(tx, city, digest, 'enrol', now()))
    const read = place && challenge ? await readEnrolment(place, challenge, response) : undefined
    if (!read) return refuse('second_factor_wrong', { field: 'key' })
    const id = keys.uuid()
    const codes = await within(async (tx, city) => {
      const credential = keys.digest('session', 'credential', city, read.key.id)
      if (
        !(await store.insertKeyFactor(tx, city, {
          id,
          account: session.account,
          label,
          sealed: keys.seal('factor', Buffer.from(JSON.stringify(read.key)), this.#about(id)),
          credential,
          count: read.count,
          at: now(),
        }))
      )
        return null
      return this.#enrolled(tx, digest, session, 'webauthn')
    })
    return codes === null ? refuse('second_factor_wrong', { field: 'key' }) : codes ? { codes } : {}
  }

  /** Other sessions of the account end: they know nothing of the new factor. */
  async #enrolled(tx: Tx, digest: Buffer, session: SessionRow, kind: string): Promise<readonly string[] | undefined> {
    const { keys, now, city } = this.#parts
    await store.passSession(tx, city, digest)
    await store.setSecondDue(tx, city, session.account, null)
    await store.insertAccessEntry(tx, city, {
      id: keys.uuid(),
      at: now(),
      person: session.person,
      act: 'second_factor_enrolled',
      about: { kind },
    })
    return (await store.recoveryCodesLeft(tx, city, session.account)) === 0 ? this.#drawCodes(tx, city, session.account) : undefined
  }

  async #drawCodes(tx: Tx, city: string, account: string): Promise<readonly string[]> {
    const draw = (): string => {
      let code = ''
      while (code.length < 10) {
        const [byte = 255] = this.#parts.keys.randomBytes(1)
        if (byte < 240) code += letters[byte % 30]
      }
      return code
    }
    const codes = Array.from({ length: recoveryCodes }, draw)
    await store.replaceRecoveryCodes(
      tx,
      city,
      account,
      codes.map(code => this.#recoveryDigest(account, code)),
    )
    return codes.map(code => `${code.slice(0, 5)}-${code.slice(5)}`)
  }

  /** Those drawn before are worth nothing any more. */
  redrawCodes(session: SessionRow): Promise<readonly string[]> {
    const { keys, within, now } = this.#parts
    return within(async (tx, city) => {
      await store.insertAccessEntry(tx, city, { id: keys.uuid(), at: now(), person: session.person, act: 'recovery_codes_drawn' })
      return this.#drawCodes(tx, city, session.account)
    })
  }

  remove(session: SessionRow, id: string): Promise<boolean> {
    const { keys, within, now } = this.#parts
    return within(async (tx, city) => {
      const kind = await store.deleteFactor(tx, city, session.account, id)
      if (kind === undefined) return false
      await store.insertAccessEntry(tx, city, {
        id: keys.uuid(),
        at: now(),
        person: session.person,
        act: 'second_factor_removed',
        about: { kind },
      })
      const left = (await store.factorsOf(tx, city, session.account)).some(row => row.confirmedAt !== null)
      if (!left) await store.replaceRecoveryCodes(tx, city, session.account, [])
      return true
    })
  }
}
