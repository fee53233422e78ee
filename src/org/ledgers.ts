import { z } from 'zod'
import { tableColumns, tables, tableTitles } from './import/columns.ts'
import { defineLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { readTable } from './tableStore.ts'
import type { As } from './viewer.ts'

const pageRows = 1000
/** Numbers and logins are nobody's to take out; the import leaves what a file does not name as it is. */
const never = new Set(['phone', 'login'])

/** The organisation's tables, in the columns that the import takes. */
export const orgLedgers = ({ as }: { readonly as: As }): readonly Ledger[] =>
  tables.map(table =>
    defineLedger<Record<string, never>>({
      name: `org_${table}`,
      title: tableTitles[table],
      roles: ['system_admin', 'security_admin', 'audit_admin'],
      filter: z.strictObject({}),
      ...(table === 'people' || table === 'posts' || table === 'duty' ? { personal: true } : {}),
      columns: tableColumns[table].filter(column => !never.has(column.key)),
      pages: async function* ({ viewer }) {
        const rows = await as(viewer, tx => readTable(tx, table))
        for (let at = 0; at < rows.length; at += pageRows) yield rows.slice(at, at + pageRows)
      },
    }),
  )
