import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'

/** Newest first; empty for whoever neither lent the post nor was lent it. */
export const actsLent = async (tx: Tx, delegation: string): Promise<readonly { readonly matter: string; readonly seq: number }[]> =>
  (await sql<{ matter: string; seq: number }>`select l.matter, l.seq from engine.acts_lent(${delegation}) l`.execute(tx)).rows
