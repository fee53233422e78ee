import type { ChosenColumn, ExportState } from './contract.ts'

interface Facts {
  readonly state: 'making' | 'ready' | 'failed'
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
}

export const stateOf = ({ state, expires_at: expiresAt, revoked_at: revokedAt }: Facts, now: Date): ExportState =>
  revokedAt !== null ? 'revoked' : state === 'ready' && expiresAt !== null && expiresAt <= now ? 'expired' : state

/** A file has the sight of the posts it was made with; whoever has lost one of them takes it out anew. */
export const stillHolds = (made: readonly string[], now: readonly string[]): boolean => made.every(post => now.includes(post))

/** Chosen columns that the list still has, in their order; none of them left: the usual ones. */
export const fitting = (chosen: readonly ChosenColumn[] | undefined, usual: readonly ChosenColumn[]): readonly ChosenColumn[] => {
  const known = new Set(usual.map(column => column.key))
  const left = (chosen ?? []).filter((column, at, all) => known.has(column.key) && all.findIndex(one => one.key === column.key) === at)
  return left.length > 0 ? left : usual
}
