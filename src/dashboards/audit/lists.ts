import { roleTitles } from '../../org/access/index.ts'
import { sayNumber } from '../../engine/index.ts'
import type { LedgerColumn, LedgerRow, Said } from '../../org/ledger.ts'
import type { Role } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { deskWords } from '../words.ts'
import { aroundIn, changedIn, closedIn, grantsIn, missedIn, openedIn, takenIn } from './store.ts'
import type { AuditAsked } from './store.ts'
import { auditColumns, auditTitles, grantKinds, purposes } from './words.ts'

type Language = 'zh' | 'en'

export const auditLists = [
  'opened',
  'closed_without_contact',
  'changed_after_contact',
  'routed_around',
  'rungs_missed',
  'exports',
  'grants',
] as const
export type AuditListName = (typeof auditLists)[number]

/** What an audit list shows and whom; its file shows the same. */
export interface AuditList {
  readonly name: AuditListName
  readonly title: Said
  readonly note: Said
  readonly roles: readonly Role[]
  readonly columns: readonly LedgerColumn[]
  readonly read: (
    tx: Tx,
    asked: AuditAsked & { readonly language: Language; readonly ledgerTitle: (name: string) => string },
  ) => Promise<readonly LedgerRow[]>
}

const column = (key: keyof typeof auditColumns, kind: LedgerColumn['kind'] = 'text'): LedgerColumn => ({
  key,
  title: auditColumns[key],
  kind,
})
const say = (code: string, language: Language): string => deskWords[code]?.[language] ?? code
const roleOf = (role: string | null, language: Language): string | null =>
  role === null ? null : (roleTitles[role as Role]?.[language] ?? role)

/** Content of matters is discipline's own line; what was taken out and who was given power the audit administrator sees too. */
const own = ['discipline', 'inspector'] as const
const both = ['discipline', 'audit_admin', 'inspector'] as const

export const listsOfAudit: readonly AuditList[] = [
  {
    name: 'opened',
    ...auditTitles.opened,
    roles: own,
    columns: [column('on', 'day'), column('unit'), column('who'), column('post'), column('why')],
    read: async (tx, asked) =>
      (await openedIn(tx, asked)).map(row => ({
        on: row.on_day,
        unit: row.unit_name,
        who: row.person_name,
        post: roleOf(row.role, asked.language),
        why: purposes[row.purpose]?.[asked.language] ?? row.purpose,
      })),
  },
  {
    name: 'closed_without_contact',
    ...auditTitles.closed_without_contact,
    roles: own,
    columns: [column('on', 'day'), column('unit'), column('ending')],
    read: async (tx, asked) =>
      (await closedIn(tx, asked)).map(row => ({ on: row.on_day, unit: row.unit_name, ending: say(row.ending, asked.language) })),
  },
  {
    name: 'changed_after_contact',
    ...auditTitles.changed_after_contact,
    roles: ['discipline', 'audit_admin'],
    columns: [
      column('week', 'day'),
      column('unit'),
      column('changed', 'number'),
      column('withdrawn', 'number'),
      column('contacted', 'number'),
    ],
    read: async (tx, asked) =>
      (await changedIn(tx, asked)).map(row => ({
        week: row.week_of,
        unit: row.unit_name,
        changed: row.changed,
        withdrawn: row.withdrawn,
        contacted: row.contacted,
      })),
  },
  {
    name: 'routed_around',
    ...auditTitles.routed_around,
    roles: own,
    columns: [column('week', 'day'), column('unit'), column('who'), column('post')],
    read: async (tx, asked) =>
      (await aroundIn(tx, asked)).map(row => ({
        week: row.week_of,
        unit: row.unit_name,
        who: row.person_name,
        post: roleOf(row.role, asked.language),
      })),
  },
  {
    name: 'rungs_missed',
    ...auditTitles.rungs_missed,
    roles: own,
    columns: [column('due', 'day'), column('unit'), column('clock'), column('rung')],
    read: async (tx, asked) =>
      (await missedIn(tx, asked)).map(row => ({
        due: row.due_on,
        unit: row.unit_name,
        clock: row.clock === null ? null : say(row.clock, asked.language),
        rung: say(row.does ?? 'not_climbed', asked.language),
      })),
  },
  {
    name: 'exports',
    ...auditTitles.exports,
    roles: both,
    columns: [
      column('at', 'instant'),
      column('who'),
      column('list'),
      column('why'),
      column('rows', 'number'),
      column('times', 'number'),
      column('number'),
    ],
    read: async (tx, asked) =>
      (await takenIn(tx, asked)).map(row => ({
        at: row.asked_at.toISOString(),
        who: row.person_name,
        list: asked.ledgerTitle(row.ledger),
        why: row.purpose,
        rows: row.rows,
        times: row.opened,
        number: sayNumber(row.number),
      })),
  },
  {
    name: 'grants',
    ...auditTitles.grants,
    roles: both,
    columns: [column('on', 'day'), column('unit'), column('post'), column('who'), column('kind'), column('by'), column('until', 'day')],
    read: async (tx, asked) =>
      (await grantsIn(tx, asked)).map(row => ({
        on: row.on_day,
        unit: row.unit_name,
        post: roleOf(row.role, asked.language),
        who: row.person_name,
        kind: grantKinds[row.kind][asked.language],
        by: row.by_name,
        until: row.ends_on,
      })),
  },
]
