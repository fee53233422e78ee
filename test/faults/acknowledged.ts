/** A rating that a citizen was told is kept, by the clock of the machine that backs up. */
export interface Acknowledged {
  readonly receipt: string
  readonly sentAt: Date
  readonly toldAt: Date
}

export interface Reckoning {
  /** Told before the moment, and not there. */ readonly lost: readonly string[]
  /** Sent after the moment, and there. */ readonly late: readonly string[]
  /** There, and nobody was told. */ readonly unknown: readonly string[]
  /** Under way at the moment: either is right. */ readonly underWay: number
  readonly before: number
  readonly after: number
}

/** Holds what a restored city has against what citizens were told. @param found digests of the receipts in it */
export const reckon = (
  told: readonly Acknowledged[],
  moment: { readonly at: Date; readonly until: Date },
  found: ReadonlySet<string>,
  digestOf: (receipt: string) => string,
): Reckoning => {
  const before = told.filter(one => one.toldAt < moment.at)
  const after = told.filter(one => one.sentAt > moment.until)
  const is = ({ receipt }: Acknowledged): boolean => found.has(digestOf(receipt))
  const all = new Set(told.map(one => digestOf(one.receipt)))
  return {
    lost: before.filter(one => !is(one)).map(one => one.receipt),
    late: after.filter(is).map(one => one.receipt),
    unknown: [...found].filter(digest => !all.has(digest)),
    underWay: told.length - before.length - after.length,
    before: before.length,
    after: after.length,
  }
}
