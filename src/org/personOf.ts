import { HttpProblem } from '../platform/http/index.ts'
import type { Person } from './ledger.ts'
import type { Viewer } from './viewer.ts'

/** The person who asks; a key, a citizen or the house itself is refused as not permitted. */
export const personOf = (viewer: Viewer): Person => {
  if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
  return viewer
}
