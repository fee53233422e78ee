// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface ChangesByUnitTable {
  city: string | null
  unit: string | null
  count: number | null
}

export interface ColumnSetTable {
  city: string
  ledger: string
  owner: 'person' | 'unit'
  of: string
  columns: unknown
  saved_by: string
}

export interface ExportTable {
  city: string
  id: string
  number: string
  ledger: string
  format: 'xlsx' | 'csv'
  filter: unknown
  columns: unknown
  purpose: string | null
  person: string
  person_name: string
  posts: string[]
  asked_at: Date
  state: Generated<'making' | 'ready' | 'failed'>
  done: Generated<number>
  total: number | null
  moved_at: Date
  bytes: number | null
  expires_at: Date | null
  revoked_at: Date | null
  revoked_by: string | null
  opened: Generated<number>
  opened_at: Date | null
}

export interface ExportKeyTable {
  city: string
  export: string
  wrapped_key: Buffer
}

export interface FirstDayAsideTable {
  city: string
  item: 'windows' | 'services' | 'programme' | 'sms'
  person: string
  why: string
  set_on: string
}

export interface OwnChoiceTable {
  city: string
  person: string
  keys: Generated<boolean>
  tour: Generated<'new' | 'left' | 'done'>
  tour_step: Generated<number>
}

export interface SavedViewTable {
  city: string
  id: string
  person: string
  list: 'matters' | 'loop_health'
  name: string
  filter: unknown
  first: Generated<boolean>
  shared_with: string | null
}

export interface DashboardsTables {
  'dashboards.changes_by_unit': ChangesByUnitTable
  'dashboards.column_set': ColumnSetTable
  'dashboards.export': ExportTable
  'dashboards.export_key': ExportKeyTable
  'dashboards.first_day_aside': FirstDayAsideTable
  'dashboards.own_choice': OwnChoiceTable
  'dashboards.saved_view': SavedViewTable
}
