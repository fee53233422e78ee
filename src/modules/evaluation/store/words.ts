import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface WordsRow {
  readonly id: string
  readonly unit: string
  readonly unit_name: string
  readonly batch: string
  readonly sealed: Buffer
  readonly state: 'unread' | 'released' | 'kept_back'
  readonly may_read: boolean
}

const shown = sql`w.id, w.unit, u.name as unit_name, w.batch, w.sealed, w.state, w.unit in (select evaluation.units_read()) as may_read
  from evaluation.released_words w join org.unit u on u.city = w.city and u.id = w.unit`

/**
 * Row-level security decides whose words these are to read. What waits is ordered by random ids, which say nothing; what is
 * out by batches, the last one first, and by those ids within a batch. @param after the last one of the page before
 */
export const listWords = async (
  tx: Tx,
  state: 'unread' | 'released',
  unit: string | undefined,
  after: string | undefined,
  most: number,
): Promise<readonly WordsRow[]> => {
  const batch = state === 'released' ? sql`w.batch desc,` : sql``
  const further =
    after === undefined
      ? sql``
      : state === 'unread'
        ? sql`and w.id > ${after}::uuid`
        : sql`and exists (select from evaluation.released_words p where p.city = w.city and p.id = ${after}::uuid and (w.batch < p.batch or (w.batch = p.batch and w.id > p.id)))`
  return (
    await sql<WordsRow>`select ${shown}
    where w.city = org.city() and w.state = ${state} and (${unit ?? null}::uuid is null or w.unit = ${unit ?? null}) ${further} order by ${batch} w.id limit ${most}`.execute(
      tx,
    )
  ).rows
}

export const countUnread = async (tx: Tx): Promise<number> =>
  Number(
    (
      await sql<{
        count: string
      }>`select count(*) as count from evaluation.released_words where city = org.city() and state = 'unread'`.execute(tx)
    ).rows[0]?.count ?? 0,
  )

export const findWords = async (tx: Tx, id: string): Promise<WordsRow | undefined> =>
  (await sql<WordsRow>`select ${shown} where w.city = org.city() and w.id = ${id}`.execute(tx)).rows[0]

/** @returns false when somebody else was first */
export const decideWords = async (
  tx: Tx,
  id: string,
  state: 'released' | 'kept_back',
  sealed: Buffer,
  because: string | null,
): Promise<boolean> =>
  (
    await sql`update evaluation.released_words set state = ${state}, sealed = ${sealed}, reader = org.person(), kept_because = ${because} where city = org.city() and id = ${id} and state = 'unread'`.execute(
      tx,
    )
  ).numAffectedRows === 1n
