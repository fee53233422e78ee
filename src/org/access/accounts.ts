import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { hashPassword } from './password.ts'
import { passwordFault } from './rules.ts'
import * as store from './store.ts'

export interface NewAccount {
  readonly login: string
  readonly person: string
  readonly password: string
  /** Names that must not make up the password: the person's, the offices'. */
  readonly names: readonly string[]
  /** The person must choose another one before anything else. */
  readonly mustChange: boolean
}

/** In the transaction of a security administrator or of the import. */
export const createAccount = async (tx: Tx, keys: Keys, city: string, account: NewAccount): Promise<{ readonly id: string } | Refusal> => {
  const fault = passwordFault(account.password, [account.login, ...account.names])
  if (fault) return fault
  const id = keys.uuid()
  await store.insertAccount(tx, city, {
    id,
    login: account.login.toLowerCase(),
    person: account.person,
    hash: await hashPassword(account.password),
    mustChange: account.mustChange,
  })
  return { id }
}

/**
 * From the next request on nothing is answered. In the transaction of a security administrator.
 * @param now real time
 */
export const disableAccount = async (tx: Tx, city: string, account: string, now: Date): Promise<boolean> =>
  store.disableAccount(tx, city, account, now)
