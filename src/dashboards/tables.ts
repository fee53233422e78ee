// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface ChangesByUnitTable {
  city: string | null
  unit: string | null
  count: number | null
}

export interface DashboardsTables {
  'dashboards.changes_by_unit': ChangesByUnitTable
}
