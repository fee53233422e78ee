/** Read by the operator at start: a sentence that says what is wrong and what to do, never a stack. */
export class DatabaseRefused extends Error {}

/**
 * The database cannot be reached or has broken off; nothing is known to be wrong with the request. Where it breaks off
 * during a commit the work may have been done: whoever tries again must be idempotent.
 */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('database unavailable', { cause })
  }
}

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '53300',
  '25P03',
])
/** `pg` gives these no code. */
const unavailableMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end)/

/** A prepared statement whose table was changed in its result since; nothing was done, and the next try plans anew. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery'

export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (isStalePlan(error)) return true
  const code = 'code' in error ? String(error.code) : ''
  return unavailableCodes.has(code) || code.startsWith('08') || unavailableMessages.test(error.message)
}
