import { createHash } from 'node:crypto'
import pg from 'pg'
import { isStalePlan } from './faults.ts'

/** Statements that one connection keeps prepared; what is asked beyond is planned each time. */
const most = 300

type Query = (this: pg.Client, ...given: unknown[]) => Promise<unknown> | undefined
type Told = (error: unknown, ...more: unknown[]) => void

const names = new Map<string, string>()
let renewals = 0

/** The same text has the same name in every connection; undefined once there are too many to keep. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= most) return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}

/** A table was changed under the plan: under a new name every connection plans anew. Whoever asked is told to try again. */
const renewIfStale = (text: string, name: string, error: unknown): void => {
  if (isStalePlan(error) && names.get(text) === name) names.set(text, `${name.slice(0, 22)}.${++renewals}`)
}

/**
 * A connection that prepares what it is asked with parameters, once, and asks by name from then on: under row-level
 * security planning a statement costs several times what running it does. PostgreSQL itself weighs a plan for any
 * parameters against one for these. docs/decisions/0005-statements-by-name.md
 */
export class PreparingClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [text, values, told] = given
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    if (name === undefined) return (super.query as Query).apply(this, given) as never
    const asked = { name, text: text as string, values }
    if (typeof told === 'function') {
      return (super.query as Query).call(this, asked, (error: unknown, ...more: unknown[]) => {
        renewIfStale(asked.text, name, error)
        ;(told as Told)(error, ...more)
      }) as never
    }
    return (super.query as Query).call(this, asked)?.catch((error: unknown) => {
      renewIfStale(asked.text, name, error)
      throw error
    }) as never
  }
}
