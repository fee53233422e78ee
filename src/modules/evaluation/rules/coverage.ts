/** 应邀、已邀、已评 of one line in one pool. A rateable service counts once per party. */
export interface LineCounts {
  readonly services: number
  readonly rateable: number
  readonly invited: number
  readonly answered: number
}

export interface ReleasedLine {
  /** '*': the lines that are too small to be told apart. */
  readonly line: string
  readonly rateable: number
  readonly invited: number
  /** null where it would say that everybody, or nobody, has rated. */
  readonly answered: number | null
}

export const restLine = '*'
const none: LineCounts = { services: 0, rateable: 0, invited: 0, answered: 0 }

const add = (one: LineCounts, other: LineCounts): LineCounts => ({
  services: one.services + other.services,
  rateable: one.rateable + other.rateable,
  invited: one.invited + other.invited,
  answered: one.answered + other.answered,
})

export const mergedLines = (
  one: Readonly<Record<string, LineCounts>>,
  other: Readonly<Record<string, LineCounts>>,
): Record<string, LineCounts> => {
  const merged: Record<string, LineCounts> = { ...one }
  for (const [line, counts] of Object.entries(other)) merged[line] = add(merged[line] ?? none, counts)
  return merged
}

/**
 * Lines large enough, in which somebody kept silent, stand alone; the others are added up. When the rest is still too small
 * or has nobody silent, the smallest lines that stand alone join it: what is withheld must not come back as the difference
 * of the total and the lines shown, and a line that is withheld for being full would be known to be full by that alone.
 */
export const releasedLines = (
  lines: Readonly<Record<string, LineCounts>>,
  limits: { readonly batch_ratings: number; readonly batch_services: number },
): ReleasedLine[] => {
  const stands = (counts: LineCounts): boolean =>
    counts.answered >= limits.batch_ratings && counts.services >= limits.batch_services && counts.answered < counts.rateable
  const sorted = Object.entries(lines).sort(([nameA, a], [nameB, b]) => a.services - b.services || (nameA < nameB ? -1 : 1))
  const alone = sorted.filter(([, counts]) => stands(counts))
  let rest = sorted
    .filter(([, counts]) => !stands(counts))
    .map(([, counts]) => counts)
    .reduce(add, none)
  while (rest.rateable > 0 && !stands(rest) && alone.length > 0) rest = add(rest, (alone.shift() as [string, LineCounts])[1])
  const shown = [...alone, ...(rest.rateable > 0 ? [[restLine, rest] as const] : [])].sort(([a], [b]) => (a < b ? -1 : 1))
  return shown.map(([line, counts]) => ({
    line,
    rateable: counts.rateable,
    invited: counts.invited,
    answered: counts.answered >= counts.rateable || counts.answered === 0 ? null : counts.answered,
  }))
}
