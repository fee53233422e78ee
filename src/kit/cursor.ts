/** A place in a list: an instant as PostgreSQL writes it, to the microsecond ('infinity' where there is none), and an id. */
export interface ListPlace {
  readonly at: string
  readonly id: string
  /** Among those that stand above the others, whatever their instants. */
  readonly first?: boolean
}

export const writeCursor = ({ at, id, first }: ListPlace): string =>
  Buffer.from(`${first ? 'first ' : ''}${at} ${id}`, 'utf8').toString('base64url')

/** A cursor that is not ours reads as none. */
export const readCursor = (cursor: string | undefined): ListPlace | undefined => {
  const [, first, at, id] =
    /^(first )?(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?) ([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(
      Buffer.from(cursor ?? '', 'base64url').toString('utf8'),
    ) ?? []
  return at !== undefined && id !== undefined ? { at, id, ...(first === undefined ? {} : { first: true }) } : undefined
}
