import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { createKey, revokeKey, rotateKey } from '../access/index.ts'
import { findKeyFacts, findUnitIds } from './keyStore.ts'
import type { KeyFacts } from './keyStore.ts'
import { note } from './trail.ts'
import type { Actor } from './trail.ts'

/** What a key may be for: pushing services, handing in answers to text messages. */
export const keyScopes = ['services', 'inbound_sms'] as const
export type KeyScope = (typeof keyScopes)[number]

export interface KeyAsked {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  /** Answers to a push carry the links, because the agency sends the messages itself. From a screen two people give it (org.proposal). */
  readonly seesLinks?: boolean
  /** Absent: every line, every unit. Units by id or code; what stands below is meant too. */
  readonly lines?: readonly string[]
  readonly units?: readonly string[]
  /** The last civil day. */
  readonly expiresOn?: string
}

export interface KeyActor extends Actor {
  readonly keys: Keys
  /** Lines of the programme in force. */ readonly lines: readonly string[]
}
export interface ShownKey {
  readonly id: string
  readonly name: string
  /** Shown once, kept nowhere. */ readonly token: string
}

const threeYears = 3 * 366 * 86_400_000
const endOf = (day: string): Date => new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 86_400_000)

export const makeKey = async (tx: Tx, actor: KeyActor, asked: KeyAsked): Promise<ShownKey | Refusal> => {
  const strange = asked.lines?.find(line => !actor.lines.includes(line))
  if (strange !== undefined) return refuse('line_not_known', { field: 'lines', values: { line: strange } })
  const known = asked.units ? await findUnitIds(tx, asked.units) : new Map<string, string>()
  if (asked.units?.some(unit => !known.has(unit))) return refuse('unit_not_known', { field: 'units' })
  const expiresAt = asked.expiresOn === undefined ? undefined : endOf(asked.expiresOn)
  if (expiresAt && (expiresAt <= actor.now || expiresAt.getTime() > actor.now.getTime() + threeYears))
    return refuse('key_expiry_past', { field: 'expiresOn' })
  const units = asked.units && [...new Set(asked.units.map(unit => known.get(unit)!))]
  const made = await createKey(tx, actor.keys, actor.city, {
    name: asked.name,
    scopes: asked.scopes,
    seesLinks: asked.seesLinks === true,
    ...(asked.lines && { lines: asked.lines }),
    ...(units && { units }),
    ...(expiresAt && { expiresAt }),
  })
  await note(tx, actor, 'key_made', { name: asked.name, scopes: asked.scopes })
  return { ...made, name: asked.name }
}

/** Whether the key still opens anything. */
export const isOver = (key: Pick<KeyFacts, 'revokedAt' | 'expiresAt'>, now: Date): boolean =>
  key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)

/** A new token under the same limits; the old one ends at once. */
export const renewKey = async (tx: Tx, actor: Actor & { readonly keys: Keys }, id: string): Promise<ShownKey | Refusal> => {
  const key = await findKeyFacts(tx, id)
  if (!key) return refuse('not_found')
  const made = isOver(key, actor.now) ? undefined : await rotateKey(tx, actor.keys, actor.city, id)
  if (!made) return refuse('key_over')
  await note(tx, actor, 'key_rotated', { name: key.name })
  return { id, name: key.name, ...made }
}

export const endKey = async (tx: Tx, actor: Actor, id: string): Promise<KeyFacts | Refusal> => {
  const key = await findKeyFacts(tx, id)
  if (!key) return refuse('not_found')
  if (!(await revokeKey(tx, actor.city, id, actor.now))) return refuse('key_over')
  await note(tx, actor, 'key_revoked', { name: key.name })
  return key
}
