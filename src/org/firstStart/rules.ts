import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'

/** In the order in which they are asked for. */
export const administratorRoles = ['system_admin', 'security_admin', 'audit_admin'] as const
export type AdministratorRole = (typeof administratorRoles)[number]

export interface Administrator {
  readonly name: string
  readonly login: string
}

/** What the table of accounts takes; people type capitals and blanks. */
const loginShape = /^[a-z0-9][a-z0-9._-]{1,62}$/
export const plainLogin = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()
export const plainName = (typed: string): string => typed.normalize('NFKC').trim().replace(/\s+/g, ' ')

const sameName = (one: string, other: string): boolean => one.replaceAll(' ', '').toLowerCase() === other.replaceAll(' ', '').toLowerCase()

/**
 * Three people, none of whom is two of them: whoever runs the system does not grant rights, and whoever grants rights
 * does not audit. Two people of one name need a mark that tells them apart, or nobody could see that they are two.
 * @param others those who were named before
 */
export const faultOfAdministrator = (given: Administrator, others: readonly Administrator[]): Refusal | null => {
  const name = plainName(given.name)
  const login = plainLogin(given.login)
  if ([...name].length < 2 || [...name].length > 40) return refuse('name_not_possible', { field: 'name' })
  if (!loginShape.test(login)) return refuse('login_not_possible', { field: 'login' })
  if (others.some(other => sameName(plainName(other.name), name))) return refuse('administrator_twice', { field: 'name' })
  if (others.some(other => plainLogin(other.login) === login)) return refuse('administrator_twice', { field: 'login' })
  return null
}
