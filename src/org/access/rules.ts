import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Role } from '../viewer.ts'
import { guessedWords } from './guessedWords.ts'

/** Sessions end 15 minutes after the last call (GB/T 22239-2019 8.1.4.1 b) and 8 hours after sign-in, whichever is first. Milliseconds. */
export const idleLimit = 15 * 60_000
export const absoluteLimit = 8 * 3_600_000
export const sessionsAtMost = 5

export const isAlive = (session: { readonly seenAt: Date; readonly expiresAt: Date }, now: Date): boolean =>
  now.getTime() - session.seenAt.getTime() < idleLimit && now < session.expiresAt

/** Between the password and the second factor. */
export const waitingLimit = 5 * 60_000

/** What was shown at sign-in or since is good for a while; a clock that was set back makes nothing fresh. */
export const isFresh = (session: { readonly freshAt: Date | null }, minutes: number, now: Date): boolean =>
  session.freshAt !== null && Math.abs(now.getTime() - session.freshAt.getTime()) < minutes * 60_000

interface Demanded {
  readonly posts: readonly { readonly role: Role }[]
  readonly isEnrolled: boolean
  readonly secondDueAt: Date | null
}
interface Demand {
  readonly second_factor_roles: readonly string[]
  readonly second_factor_grace_days: number
}

/** From when on this account does nothing without a second factor; null where its posts ask for none, or it has one. */
export const secondDueAt = (session: Demanded, settings: Demand, now: Date): Date | null => {
  if (session.isEnrolled || !session.posts.some(post => settings.second_factor_roles.includes(post.role))) return null
  return session.secondDueAt ?? new Date(now.getTime() + settings.second_factor_grace_days * 86_400_000)
}

export const isSecondOverdue = (session: Demanded, settings: Demand, now: Date): boolean => {
  const dueAt = secondDueAt(session, settings, now)
  return dueAt !== null && dueAt <= now
}

export const longestDelay = 42

/** Seconds that the next attempt waits after so many failures: four are free, then 1, 2, 4 … up to 42. */
export const delayAfter = (failures: number): number => (failures < 5 ? 0 : Math.min(longestDelay, 2 ** (failures - 5)))

/** A neighbourhood is an office: many people mistype there, so it is slowed only after thirty failures at any accounts. */
export const delayOfNeighbourhood = (failures: number): number => delayAfter(Math.max(0, failures - 26))

const shortest = 12
const longEnough = 20
export const passwordLimit = 256

const han = /\p{Script=Han}/u
const classes: readonly RegExp[] = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]
const lookAlikes: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '@': 'a', $: 's', '!': 'i' }

/** What is left of a password once everything is taken out that the first ten thousand guesses contain. */
const uncommonPart = (password: string, words: readonly string[]): string => {
  let rest = password
  for (const word of words) rest = rest.replaceAll(word, '')
  return rest.replace(/[^\p{L}]/gu, '').replace(/(.)\1+/gu, '$1')
}

const longestFirst = [...guessedWords].sort((a, b) => b.length - a.length)

/** 123456…, abcdef…, aaaa…: most neighbours are one step apart. */
const isRun = (form: string): boolean => {
  const codes = [...form].map(c => c.codePointAt(0) ?? 0)
  const steps = codes.slice(1).filter((code, i) => Math.abs(code - (codes[i] ?? 0)) <= 1 || Math.abs(code - (codes[i] ?? 0)) === 9)
  return steps.length > codes.length * 0.7
}

const isCommon = (password: string): boolean => {
  const lower = password.toLowerCase()
  const ornamentsFrom = lower.length - (/[^\p{L}]*$/u.exec(lower)?.[0].length ?? 0)
  // Where word ends and ornament begins is unknown: in 'pa55!2026' the fives are letters, the year is not.
  const decoded = Array.from({ length: lower.length - ornamentsFrom + 1 }, (_, i) =>
    Array.from(lower.slice(0, ornamentsFrom + i), c => lookAlikes[c] ?? c).join(''),
  )
  return (
    new Set([...lower].filter(c => c !== ' ')).size < 5 ||
    isRun(lower) ||
    [lower, ...decoded].some(form => longestFirst.some(word => form.includes(word)) && [...uncommonPart(form, longestFirst)].length < 4) ||
    (lower.length < longEnough && /^\D{0,4}\d+\D{0,4}$/.test(lower))
  )
}

/** Names of the person, the account and the offices may be part of a password, but must not be most of it. */
const namesOwner = (password: string, names: readonly string[]): boolean => {
  const known = names.map(name => name.toLowerCase()).filter(name => name.length >= (han.test(name) ? 2 : 4))
  const lower = password.toLowerCase()
  return known.some(name => lower.includes(name)) && [...uncommonPart(lower, [...known, ...longestFirst])].length < 6
}

/**
 * Twelve characters with three of four classes, or twenty of any; a Han character counts twice, since there are thousands
 * to choose from. Counted in characters as people see them, after NFC.
 * @param names login, person, offices
 */
export const passwordFault = (given: string, names: readonly string[]): Refusal | null => {
  const password = given.normalize('NFC')
  const characters = [...password]
  if (characters.length < shortest) return refuse('password_too_short', { field: 'password', values: { shortest } })
  if (characters.length > passwordLimit) return refuse('password_too_long', { field: 'password', values: { longest: passwordLimit } })
  const weight = characters.length + characters.filter(c => han.test(c)).length
  if (weight < longEnough && classes.filter(one => one.test(password)).length < 3)
    return refuse('password_too_plain', { field: 'password' })
  if (isCommon(password)) return refuse('password_common', { field: 'password' })
  if (namesOwner(password, names)) return refuse('password_names_you', { field: 'password' })
  return null
}
