import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger } from '../../org/ledger.ts'
import { listsOfAudit } from './lists.ts'

/** What its screen puts into the address. */
export const auditFilter = z.strictObject({ from: z.iso.date(), until: z.iso.date(), unit: z.uuid().optional() })
export type AuditFilter = z.infer<typeof auditFilter>

const pageRows = 500

/** Each audit list as a file; names stand in all of them, so that whoever takes one out says what for. */
export const auditLedgers = (house: House, ledgerTitle: (name: string, language: 'zh' | 'en') => string): readonly Ledger[] =>
  listsOfAudit.map(list =>
    defineLedger<AuditFilter>({
      name: `audit_${list.name}`,
      title: list.title,
      // Whoever inspects from outside reads here; what he takes along is the trail that verifies, by command.
      roles: list.roles.filter(role => role !== 'inspector'),
      personal: true,
      filter: auditFilter,
      columns: list.columns,
      pages: async function* ({ viewer, filter, language }) {
        const now = house.clock.now()
        for (let skip = 0, more = true; more; skip += pageRows) {
          const rows = await house.as(viewer, tx =>
            list.read(tx, { ...filter, skip, most: pageRows, now, language, ledgerTitle: name => ledgerTitle(name, language) }),
          )
          yield rows
          more = rows.length === pageRows
        }
      },
    }),
  )
