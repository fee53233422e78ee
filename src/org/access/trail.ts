import type { Tx } from '../../platform/database/contract.ts'
import { insertAccessEntry } from './secondStore.ts'

/** 访问留痕: one entry of the trail of access, within the transaction of what it tells. @param row `at` is real time; no person: the machine room */
export const noteAccess = (
  tx: Tx,
  city: string,
  row: { readonly id: string; readonly at: Date; readonly person: string | null; readonly act: string; readonly about?: unknown },
): Promise<void> => insertAccessEntry(tx, city, row)
