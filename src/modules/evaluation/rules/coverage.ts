/** 应邀、已邀、已评 of one line in one pool. A rateable service counts once per party. */
export interface LineCounts { readonly services: number; readonly rateable: number; readonly invited: number; readonly answered: number }

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
  services: one.services + other.services, rateable: one.rateable + other.rateable, invited: one.invited + other.invited, answered: one.answered + other.answered,
})

export const mergedLines = (one: Readonly<Record<string, LineCounts>>, other: Readonly<Record<string, LineCounts>>): Record<string, LineCounts> => {
  const merged: Record<string, LineCounts> = { ...one }
  for (const [line, counts] of Object.entries(other)) merged[line] = add(merged[line] ?? none, counts)
  return merged
}

/**
 * Lines large enough stand alone; the others are added up. When the rest is still too small, the smallest lines that
 * stand alone join it: a withheld part must not come back as the difference of the total and the lines shown.
 */
export const releasedLines = (lines: Readonly<Record<string, LineCounts>>, limits: { readonly batch_ratings: number; readonly batch_services: number }): ReleasedLine[] => {
  const isLarge = (counts: LineCounts): boolean => counts.answered >= limits.batch_ratings && counts.services >= limits.batch_services
  const sorted = Object.entries(lines).sort(([nameA, a], [nameB, b]) => a.services - b.services || (nameA < nameB ? -1 : 1))
  const alone = sorted.filter(([, counts]) => isLarge(counts))
  let rest = sorted.filter(([, counts]) => !isLarge(counts)).map(([, counts]) => counts).reduce(add, none)
  while (rest.rateable > 0 && !isLarge(rest) && alone.length > 0) rest = add(rest, (alone.shift() as [string, LineCounts])[1])
  const shown = [...alone, ...(rest.rateable > 0 ? [[restLine, rest] as const] : [])].sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = shown.map(([line, counts]) => ({ line, rateable: counts.rateable, invited: counts.invited, answered: counts.answered === counts.rateable || counts.answered === 0 ? null : counts.answered }))
  // One withheld row among shown ones is the difference to the batch's total: a second one is withheld beside it.
  const withheld = rows.filter(row => row.answered === null)
  const open = rows.filter(row => row.answered !== null)
  if (withheld.length === 1 && open.length > 0) {
    const smallest = open.reduce((least, row) => (row.rateable < least.rateable ? row : least))
    return rows.map(row => (row === smallest ? { ...row, answered: null } : row))
  }
  return rows
}
