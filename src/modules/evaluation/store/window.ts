import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface WindowRow { readonly id: string; readonly unit: string; readonly name: string; readonly line: string }

export const findWindow = async (tx: Tx, city: string, code: string): Promise<WindowRow | undefined> =>
  (await sql<WindowRow>`select w.id, w.unit, w.name, w.line from org.service_window w where w.city = ${city} and w.code = ${code} and w.closed_on is null`.execute(tx)).rows[0]
