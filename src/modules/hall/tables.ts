// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface VersionTable {
  city: string
  kind: 'item' | 'window' | 'hall'
  code: string
  version: number
  from_on: string
  gone: boolean
  body: unknown
  changed_at: Date
  by_person: string | null
  by_name: string
  why: string
}

export interface HallTables {
  'hall.version': VersionTable
}
