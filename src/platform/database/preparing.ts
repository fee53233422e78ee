import { createHash } from 'node:crypto'
import pg from 'pg'

/** Statements that one connection keeps prepared; what is asked beyond is planned each time. */
const most = 300

type Query = (this: pg.Client, ...given: unknown[]) => never

const names = new Map<string, string>()

/** The same text has the same name in every connection; undefined once there are too many to keep. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= most) return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}

/**
 * A connection that prepares what it is asked with parameters, once, and asks by name from then on: under row-level
 * security planning a statement costs several times what running it does. PostgreSQL itself weighs a plan for any
 * parameters against one for these.
 */
export class PreparingClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [asked, values, ...rest] = given
    const name = typeof asked === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(asked) : undefined
    return (super.query as Query).apply(this, name === undefined ? given : [{ name, text: asked, values }, ...rest])
  }
}
