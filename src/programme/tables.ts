// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface VersionTable {
  city: string
  version: string
  data: unknown
  origins: unknown
  preset: unknown
}

export interface ProgrammeTables {
  'programme.version': VersionTable
}
