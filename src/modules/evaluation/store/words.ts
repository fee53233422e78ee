import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface WordsRow { readonly id: string; readonly unit: string; readonly batch: string; readonly sealed: Buffer; readonly state: 'unread' | 'released' | 'kept_back'; readonly may_read: boolean }

/** Row-level security decides whose words these are to read; ordered by their random ids, which say nothing. */
export const listWords = async (tx: Tx, state: 'unread' | 'released', unit: string | undefined, after: string | undefined, most: number): Promise<readonly WordsRow[]> =>
  (await sql<WordsRow>`select id, unit, batch, sealed, state, evaluation.reads_words_of(city, unit) as may_read from evaluation.released_words
    where city = org.city() and state = ${state} and (${unit ?? null}::uuid is null or unit = ${unit ?? null}) and (${after ?? null}::uuid is null or id > ${after ?? null}) order by id limit ${most}`.execute(tx)).rows

export const findWords = async (tx: Tx, id: string): Promise<WordsRow | undefined> =>
  (await sql<WordsRow>`select id, unit, batch, sealed, state, evaluation.reads_words_of(city, unit) as may_read from evaluation.released_words where city = org.city() and id = ${id}`.execute(tx)).rows[0]

/** @returns false when somebody else was first */
export const decideWords = async (tx: Tx, id: string, state: 'released' | 'kept_back', sealed: Buffer): Promise<boolean> =>
  (await sql`update evaluation.released_words set state = ${state}, sealed = ${sealed}, reader = org.person() where city = org.city() and id = ${id} and state = 'unread'`.execute(tx)).numAffectedRows === 1n
