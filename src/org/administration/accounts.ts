import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { createAccount, hashPassword, passwordFault } from '../access/index.ts'
import { plainLogin } from '../firstStart/rules.ts'
import { deleteSessionsOfAccount, findAccountOf, findOwner, isLoginTaken, setDisabled, setOneTimePassword } from './accountStore.ts'
import type { AccountFacts } from './accountStore.ts'
import { oneTimePassword } from './oneTime.ts'
import { note } from './trail.ts'
import type { Actor } from './trail.ts'

/** An administrator at a screen, or the machine room; each act and its mark are one transaction. */
export interface AccountActor extends Actor {
  readonly keys: Keys
  /** Civil day: who is an administrator. */ readonly day: string
}

export type WhichAccount = { readonly id: string } | { readonly login: string }

/**
 * Accounts of the three administrators are kept in the machine room: who resets a password can be its owner until he
 * notices, and nobody shall be two of the three. Nobody touches his own account this way either.
 */
export const barred = ({ viewer }: Actor, owner: { readonly person: string; readonly isAdministrator: boolean }): Refusal | null => {
  if (viewer.kind !== 'person') return null
  if (owner.person === viewer.person) return refuse('account_own')
  return owner.isAdministrator ? refuse('account_of_administrator') : null
}

const find = async (tx: Tx, actor: AccountActor, which: WhichAccount): Promise<AccountFacts | Refusal> => {
  const account = await findAccountOf(tx, which, actor.day)
  return account ? (barred(actor, account) ?? account) : refuse('not_found')
}

/** A password that nobody chose; the rules hold for it as for any other. */
export const drawPassword = (names: readonly string[]): string => {
  for (;;) {
    const password = oneTimePassword()
    if (!passwordFault(password, names)) return password
  }
}

export interface OpenedAccount {
  readonly id: string
  readonly login: string
  readonly name: string
  /** Shown once, kept nowhere. */ readonly password: string
}

export const openAccount = async (
  tx: Tx,
  actor: AccountActor,
  given: { readonly person: { readonly id: string } | { readonly code: string }; readonly login: string },
): Promise<OpenedAccount | Refusal> => {
  const owner = await findOwner(tx, given.person, actor.day)
  if (!owner) return refuse('not_found', { field: 'person' })
  const refused = barred(actor, { person: owner.id, isAdministrator: owner.isAdministrator })
  if (refused) return refused
  const login = plainLogin(given.login)
  if (!/^[a-z0-9][a-z0-9._-]{1,62}$/.test(login)) return refuse('login_not_possible', { field: 'login' })
  if (owner.logins.length > 0) return refuse('account_there', { field: 'person', values: { login: owner.logins.join('、') } })
  if (await isLoginTaken(tx, login)) return refuse('login_taken', { field: 'login', values: { login } })
  const names = [owner.name, ...owner.unitNames]
  const password = drawPassword([login, ...names])
  const made = await createAccount(tx, actor.keys, actor.city, { login, person: owner.id, password, names, mustChange: true })
  if (isRefusal(made)) return made
  await note(tx, actor, 'account_opened', { login, name: owner.name })
  return { id: made.id, login, name: owner.name, password }
}

/** A new one-time password, from the machine room alone: at a screen it takes two. Every session of the account ends. */
export const resetAccount = async (tx: Tx, actor: AccountActor, which: WhichAccount): Promise<OpenedAccount | Refusal> => {
  const account = await find(tx, actor, which)
  if (isRefusal(account)) return account
  const password = drawPassword([account.login, account.name, ...account.unitNames])
  if (!(await setOneTimePassword(tx, account.id, await hashPassword(password)))) return refuse('not_found')
  await deleteSessionsOfAccount(tx, account.id)
  await note(tx, actor, 'account_reset', { login: account.login, name: account.name })
  return { id: account.id, login: account.login, name: account.name, password }
}

/** From the next request on nothing is answered. */
export const disable = async (tx: Tx, actor: AccountActor, which: WhichAccount): Promise<AccountFacts | Refusal> => {
  const account = await find(tx, actor, which)
  if (isRefusal(account)) return account
  if (!(await setDisabled(tx, account.id, actor.now))) return refuse('account_state')
  await deleteSessionsOfAccount(tx, account.id)
  await note(tx, actor, 'account_disabled', { login: account.login, name: account.name })
  return account
}

export const enable = async (tx: Tx, actor: AccountActor, which: WhichAccount): Promise<AccountFacts | Refusal> => {
  const account = await find(tx, actor, which)
  if (isRefusal(account)) return account
  if (!(await setDisabled(tx, account.id, null))) return refuse('account_state')
  await note(tx, actor, 'account_enabled', { login: account.login, name: account.name })
  return account
}
